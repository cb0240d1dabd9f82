"""A locked file opens with its password, in its place; a better copy takes the place of a broken one."""

import io
from datetime import date

import pikepdf
import pytest

from dossier.basis.digest import digest_of
from dossier.basis.errors import UsageError
from dossier.model.chat_days import chat_days
from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.cut_chat import cut_chat
from dossier.model.commands.edit import exclude_pieces, set_note, set_title
from dossier.model.commands.group import group_pieces
from dossier.model.moment import UNKNOWN, Source
from dossier.model.piece import State
from dossier.model.remarks import remarks
from dossier.workspace.orders import AddOrder
from dossier.workspace.reading_again import ReadAgainOrder
from tests.support.containers import make_locked_zip
from tests.support.desks import DAY, INVOICE, LETTER, mail_with
from tests.support.documents import locked as locked_by
from tests.support.documents import paper, with_file

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


def told(desk):
    return [found.code for found in remarks(desk.present.dossier)]


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


def test_a_locked_file_that_stands_twice_opens_and_its_repeat_stays_one(empty, tmp_path):
    same = locked(INVOICE)
    first, twin = add(empty, tmp_path, facture=same, encore=same).values()
    assert twin.duplicate_of == first.id
    assert "Facture" in read(empty, first, passwords=(PASSWORD,)).text
    assert empty.present.dossier.piece(twin.id) == twin


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


def test_the_name_that_we_gave_dates_nothing_when_the_file_is_read_again(empty, tmp_path):
    found = {}
    for folder, pasted in (("dropped", False), ("pasted", True)):
        path = tmp_path / folder / "2020-05-14 06.12.03.pdf"
        path.parent.mkdir()
        path.write_bytes(locked(paper([f"Sans date {folder}"])))
        own = frozenset({path} if pasted else ())
        added = empty.add(AddOrder(paths=(path,), day=DAY, pasted=own)).result()
        found[pasted] = read(empty, empty.present.dossier.piece(added.pieces[0]), passwords=(PASSWORD,))
    assert found[False].moment.source is Source.FILE_NAME
    assert (found[True].moment, found[True].alternatives) == (UNKNOWN, ())
    assert "2020" not in found[True].title
    assert [found[pasted].originals[0].pasted for pasted in (False, True)] == [False, True]


def test_a_better_copy_of_what_was_pasted_is_dated_by_its_own_name(empty, tmp_path):
    path = tmp_path / "2020-05-14 06.12.03.pdf"
    path.write_bytes(locked(LETTER))
    empty.add(AddOrder(paths=(path,), day=DAY, pasted=frozenset({path}))).result()
    (broken,) = empty.present.dossier.pieces
    better = tmp_path / "2020-03-02 note.pdf"
    better.write_bytes(paper(["Sans date"]))
    whole = read(empty, broken, better=better)
    assert (whole.moment.source, whole.moment.at.date()) == (Source.FILE_NAME, date(2020, 3, 2))
    assert not whole.originals[0].pasted


def test_a_password_is_right_though_what_is_inside_has_one_of_its_own(empty, tmp_path):
    inside = locked_by(INVOICE, user="b")
    outer = add(empty, tmp_path, lettre=locked_by(with_file(LETTER, "facture.pdf", inside), user="a"))
    opened = read(empty, outer["lettre"], passwords=("a",))
    assert "Mise en demeure" in opened.text
    (child,) = empty.present.dossier.children(opened.id)
    assert child.state is State.PLACEHOLDER
    assert child.came_with == opened.id
    assert [(one.code, one.piece) for one in empty.present.dossier.findings if one.code == "locked"] == [
        ("locked", child.id)
    ]
    with pytest.raises(UsageError, match="password-wrong"):
        read(empty, child, passwords=("a",))
    assert "Facture" in read(empty, child, passwords=("b",)).text


BOX = [("facture.pdf", INVOICE), ("copie/facture2.pdf", INVOICE), ("lettre.pdf", LETTER)]


def test_a_locked_zip_in_a_mail_opens_below_it_and_its_repeat_follows(empty, tmp_path):
    (tmp_path / "m.eml").write_bytes(mail_with("preuves.zip", make_locked_zip(PASSWORD.encode(), BOX)))
    empty.add(AddOrder(paths=(tmp_path / "m.eml",), day=DAY)).result()
    letter, box = empty.present.dossier.pieces
    read(empty, box, passwords=(PASSWORD,))
    children = empty.present.dossier.children(letter.id)
    bills = [one for one in children if one.originals[0].digest == digest_of(INVOICE)]
    assert {one.came_with for one in children} == {letter.id}
    assert box.id in [one.id for one in children]
    assert sorted(one.shown for one in bills) == [False, True]
    assert "repeat" in told(empty)
    kept = next(one for one in bills if one.shown)
    empty.act(lambda now: remove_pieces(now, [kept.id])).result()
    assert [empty.present.dossier.piece(one.id).shown for one in bills if one is not kept] == [True]


@pytest.mark.parametrize("hold_back", [exclude_pieces, remove_pieces])
def test_of_a_zip_that_was_held_back_nothing_comes_into_the_annex(empty, tmp_path, hold_back):
    (tmp_path / "preuves.zip").write_bytes(make_locked_zip(PASSWORD.encode(), BOX))
    empty.add(AddOrder(paths=(tmp_path / "preuves.zip",), day=DAY)).result()
    (box,) = empty.present.dossier.pieces
    empty.act(lambda now: hold_back(now, [box.id])).result()
    read(empty, box, passwords=(PASSWORD,))
    assert len(empty.present.dossier.pieces) == len(BOX)
    assert not any(one.shown for one in empty.present.dossier.pieces)
    empty.undo().result()
    empty.undo().result()
    assert empty.present.dossier.pieces == (box,)


def test_a_better_copy_of_a_conversation_shows_the_days_that_were_chosen(empty, tmp_path):
    lines = [
        f"{day:02d}/03/2026, 10:0{n} - Boutique: mot {n} du {day}" for day in range(1, 9) for n in (1, 2)
    ]
    chat, better = tmp_path / "Discussion WhatsApp avec Boutique.txt", tmp_path / "mieux.txt"
    chat.write_text("\n".join(lines[:-4]), "utf-8")
    better.write_text("\n".join(lines), "utf-8")
    empty.add(AddOrder(paths=(chat,), day=DAY)).result()
    (piece,) = empty.present.dossier.pieces
    days = date(2026, 3, 3), date(2026, 3, 4)
    empty.act(lambda now: cut_chat(now, piece.id, since=days[0], until=days[1])).result()
    again = read(empty, piece, better=better)
    assert "mot 2 du 8" in again.text
    assert chat_days(again) == days
    assert (again.moment.at.date(), again.moment.until.date()) == days
    assert again.shown


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


def test_a_box_of_what_is_there_already_says_so_and_stays_as_it_is(empty, tmp_path):
    add(empty, tmp_path, lettre=LETTER)
    (tmp_path / "preuves.zip").write_bytes(make_locked_zip(PASSWORD.encode(), [("lettre.pdf", LETTER)]))
    added = empty.add(AddOrder(paths=(tmp_path / "preuves.zip",), day=DAY)).result()
    before = empty.present
    with pytest.raises(UsageError, match="all-there-already"):
        empty.read_again(ReadAgainOrder(piece=added.pieces[0], passwords=(PASSWORD,))).result()
    assert empty.present == before
