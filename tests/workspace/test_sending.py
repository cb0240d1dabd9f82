"""What was sent is kept byte for byte, and its numbers never change."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dossier.basis.clock import zone_named
from dossier.basis.digest import digest_of
from dossier.basis.errors import DossierError, UsageError
from dossier.model.commands import group
from dossier.model.commands.edit import set_rubric, set_title
from dossier.model.numbering import numbered
from dossier.workspace.desk import Desk
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.opening import open_desk
from dossier.workspace.sending import SendOrder
from tests.support.desks import DAY, added, call, named, write_project, write_proofs
from tests.support.documents import paper

SENT_ON = date(2026, 11, 23)


@pytest.fixture
def sent(tmp_path: Path):
    """An open dossier, its annex, and the order that marks it as sent."""
    project, annex = tmp_path / "litige.dossier", tmp_path / "annexe.pdf"
    write_project(project, [write_proofs(tmp_path / "proofs")])
    with open_desk(project).result() as desk:
        desk.act(call("Appel au service client")).result()
        desk.export(ExportOrder(target=annex, day=DAY, recipient="generic")).result()
        yield desk, annex, SendOrder(files=(annex,), recipient="generic", day=SENT_ON)


def numbers(desk: Desk) -> dict[str, str]:
    dossier = desk.present.dossier
    return {row.piece.id: row.number for row in numbered(dossier, zone_named(dossier.zone))}


def test_the_sent_bytes_and_numbers_are_kept_and_undo_lets_them_go(sent, tmp_path):
    desk, annex, order = sent
    before, dossier = numbers(desk), desk.present.dossier
    present = desk.mark_sent(order).result()
    (made,) = present.dossier.rounds
    assert (made.day, made.recipient) == (SENT_ON, "generic")
    assert {one.piece: one.number for one in made.pieces} == before
    (file,) = made.files
    assert file.digest == digest_of(annex.read_bytes())
    annex.unlink()
    desk.save_original(file.digest, tmp_path / "again.pdf").result()
    assert digest_of((tmp_path / "again.pdf").read_bytes()) == file.digest
    assert desk.undo().result().dossier == dossier


def test_numbers_stay_when_pieces_come_and_move(sent, tmp_path):
    desk, _, order = sent
    desk.mark_sent(order).result()
    before = numbers(desk)
    (tmp_path / "avis.pdf").write_bytes(paper(["Avis de livraison", "Le 2 mars 2026"]))
    added(desk, tmp_path / "avis.pdf")
    dossier = desk.present.dossier
    first = numbered(dossier, zone_named(dossier.zone))[0].piece
    desk.act(lambda now: set_rubric(now, [first.id], rubric=dossier.rubrics[-1].id)).result()
    after = numbers(desk)
    new = named(desk.present.dossier, "avis.pdf").id
    letter = named(desk.present.dossier, "lettre.pdf")
    assert {piece: number for piece, number in after.items() if piece != new} == before
    assert after[new] == str(max(int(one.split(".")[0]) for one in before.values()) + 1)
    with pytest.raises(UsageError, match="sent-number"):
        desk.act(lambda now: group.group_pieces(now, [new, letter.id])).result()


def test_a_title_written_after_the_export_does_not_hinder(sent):
    desk, _, order = sent
    piece = named(desk.present.dossier, "fissure.png")
    desk.act(lambda now: set_title(now, piece.id, title="Le plateau fendu")).result()
    (made,) = desk.mark_sent(order).result().dossier.rounds
    assert piece.id in {one.piece for one in made.pieces}


def test_a_file_of_another_dossier_or_a_changed_one_is_refused(sent, tmp_path):
    desk, annex, order = sent
    other = tmp_path / "autre.dossier"
    (tmp_path / "x.pdf").write_bytes(paper(["Un autre litige", "Le 3 mars 2026"]))
    write_project(other, [tmp_path / "x.pdf"])
    with open_desk(other).result() as foreign, pytest.raises(UsageError, match="sent-other"):
        foreign.mark_sent(order).result()
    data = annex.read_bytes()
    for wrong, code in (
        (paper(["Pas une annexe"]), "not-an-annex"),
        (b"", "not-an-annex"),
        (data[: len(data) // 2], "not-an-annex"),
        (data.replace(b"/Fit", b"/Fix", 1) if b"/Fit" in data else data[:-2000], None),
    ):
        bad = tmp_path / "mauvais.pdf"
        bad.write_bytes(wrong)
        with pytest.raises(DossierError, match=code or "annex-changed|not-an-annex") as told:
            desk.mark_sent(replace(order, files=(bad,))).result()
        assert told.value.params["file"] == "mauvais.pdf"
    with pytest.raises(UsageError, match="no-such-file"):
        desk.mark_sent(replace(order, files=(tmp_path / "nulle part.pdf",))).result()
    assert desk.present.dossier.rounds == ()
