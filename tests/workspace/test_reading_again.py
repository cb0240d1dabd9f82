"""A locked file opens with its password, in its place; a better copy takes the place of a broken one."""

import io

import pikepdf
import pytest

from dossier.basis.errors import UsageError
from dossier.model.commands.edit import set_note, set_title
from dossier.model.commands.group import group_pieces
from dossier.model.moment import Source
from dossier.model.piece import State
from dossier.workspace.orders import AddOrder
from dossier.workspace.reading_again import ReadAgainOrder
from tests.support.containers import make_locked_zip
from tests.support.desks import DAY, INVOICE, LETTER
from tests.support.documents import paper

PASSWORD = "été 2026"


def locked(data):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(out, encryption=pikepdf.Encryption(user=PASSWORD, owner="x", R=6))
    return out.getvalue()


def add(desk, folder, **files):
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    desk.add(AddOrder(paths=tuple(folder / f"{name}.pdf" for name in files), day=DAY)).result()
    return {piece.originals[0].name.removesuffix(".pdf"): piece for piece in desk.present.dossier.pieces}


@pytest.fixture
def invoice(empty, tmp_path):
    """A locked invoice that stands in a dossier, with a note."""
    piece = add(empty, tmp_path, facture=locked(INVOICE))["facture"]
    empty.act(lambda now: set_note(now, piece.id, note="à montrer")).result()
    return empty.present.dossier.piece(piece.id)


def read(desk, piece, **named):
    desk.read_again(ReadAgainOrder(piece=piece.id, **named)).result()
    return desk.present.dossier.piece(piece.id)


def codes(desk):
    return [found.code for found in desk.present.dossier.findings]


def test_the_right_password_shows_what_was_locked_and_undo_locks_it_again(empty, invoice):
    assert invoice.state is State.PLACEHOLDER
    assert "locked" in codes(empty)
    opened = read(empty, invoice, passwords=("wrong", PASSWORD))
    assert opened.state is not State.PLACEHOLDER
    assert "Facture" in opened.text
    assert (opened.note, opened.originals) == ("à montrer", invoice.originals)
    assert opened.moment.source is Source.PAGE_TEXT
    assert "locked" not in codes(empty)
    empty.undo().result()
    assert empty.present.dossier.piece(invoice.id) == invoice
    assert "locked" in codes(empty)


def test_nothing_of_the_password_is_kept(empty, invoice):
    read(empty, invoice, passwords=(PASSWORD,))
    empty.close()
    assert PASSWORD.encode() not in empty.path.read_bytes()


def test_a_wrong_password_changes_nothing(empty, invoice):
    before = empty.present
    with pytest.raises(UsageError, match="password-wrong"):
        read(empty, invoice, passwords=("wrong",))
    assert empty.present == before


def test_no_date_comes_from_the_copy_that_is_read(empty, tmp_path):
    note = add(empty, tmp_path, note=locked(paper(["Sans date"])))["note"]
    opened = read(empty, note, passwords=(PASSWORD,))
    assert not opened.moment.known
    assert Source.FILE_TIME not in {moment.source for moment in opened.alternatives}


def test_what_was_in_a_locked_zip_stands_where_it_stood(empty, tmp_path):
    (tmp_path / "preuves.zip").write_bytes(
        make_locked_zip(PASSWORD.encode(), [("lettre.pdf", LETTER), ("facture.pdf", INVOICE)])
    )
    empty.add(AddOrder(paths=(tmp_path / "preuves.zip",), day=DAY)).result()
    (box,) = empty.present.dossier.pieces
    empty.read_again(ReadAgainOrder(piece=box.id, passwords=(PASSWORD,))).result()
    assert {piece.originals[0].name for piece in empty.present.dossier.pieces} == {
        "lettre.pdf",
        "facture.pdf",
    }
    assert "archive-locked" not in codes(empty)


def test_a_better_copy_keeps_what_the_person_wrote(empty, tmp_path):
    broken = add(empty, tmp_path, facture=INVOICE[:200])["facture"]
    empty.act(lambda now: set_title(now, broken.id, title="La facture")).result()
    (tmp_path / "encore.pdf").write_bytes(INVOICE)
    whole = read(empty, broken, better=tmp_path / "encore.pdf")
    assert (whole.title, whole.originals[0].name) == ("La facture", "encore.pdf")
    assert whole.moment.source is Source.PAGE_TEXT


def test_a_group_or_a_piece_that_has_gone_is_refused(empty, tmp_path):
    pieces = add(empty, tmp_path, lettre=LETTER, facture=INVOICE)
    ids = [piece.id for piece in pieces.values()]
    empty.act(lambda now: group_pieces(now, ids)).result()
    for piece, code in ((ids[0], "not-read-again"), (ids[1], "no-such-piece")):
        with pytest.raises(UsageError, match=code):
            empty.read_again(ReadAgainOrder(piece=piece)).result()
