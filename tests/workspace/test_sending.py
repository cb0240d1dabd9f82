"""What was sent is kept byte for byte, and its numbers never change."""

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dossier.basis.clock import today, zone_named
from dossier.basis.digest import digest_of
from dossier.basis.errors import DossierError, UsageError
from dossier.model.commands import group
from dossier.model.commands.cut_chat import cut_chat
from dossier.model.commands.edit import set_rubric, set_title
from dossier.model.commands.note_event import note_event
from dossier.model.commands.privacy import hold_back
from dossier.model.ids import RubricId
from dossier.model.moment import Moment, Precision
from dossier.model.numbering import numbered
from dossier.model.piece import Event
from dossier.model.rounds import Scope
from dossier.model.wish import Wish
from dossier.workspace.desk import Desk
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.opening import open_desk
from dossier.workspace.sending import SendOrder
from tests.support.chat_exports import make_whatsapp
from tests.support.desks import DAY, added, call, named, write_project
from tests.support.documents import paper

SENT_ON = DAY


@pytest.fixture(scope="module")
def exported(tmp_path_factory, template):
    """A project file with its annex beside it."""
    folder = tmp_path_factory.mktemp("exported")
    shutil.copyfile(template / "a.dossier", folder / "litige.dossier")
    with open_desk(folder / "litige.dossier").result() as desk:
        desk.act(call("Appel au service client")).result()
        desk.export(ExportOrder(target=folder / "annexe.pdf", day=DAY, recipient="generic")).result()
    return folder


@pytest.fixture
def sent(tmp_path: Path, exported):
    """An open dossier, its annex, and the order that marks it as sent."""
    shutil.copytree(exported, tmp_path, dirs_exist_ok=True)
    annex = tmp_path / "annexe.pdf"
    with open_desk(tmp_path / "litige.dossier").result() as desk:
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


def noted(desk: Desk, title: str, what: str, *, day: int) -> None:
    moment = Moment(precision=Precision.DAY, at=datetime(2026, 3, day))
    event = Event(who="SAV", what=what)
    desk.act(
        lambda now: note_event(now, event, title=title, rubric=RubricId("order"), moment=moment)
    ).result()


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        # One title begins like the other; what was noted first is printed last.
        ("Appel", "Appel de relance", (12, 2)),
        # One title for both: the day tells them apart, and on one day their order.
        ("Appel avec le SAV", "Appel avec le SAV", (12, 2)),
        ("Appel avec le SAV", "Appel avec le SAV", (2, 2)),
    ],
)
def test_each_number_is_given_to_the_note_that_is_printed_under_it(tmp_path, first, second, days):
    project, annex = tmp_path / "appels.dossier", tmp_path / "appels.pdf"
    write_project(project)
    with open_desk(project).result() as desk:
        noted(desk, first, "refus", day=days[0])
        noted(desk, second, "promesse", day=days[1])
        before = numbers(desk)
        desk.export(ExportOrder(target=annex, day=DAY)).result()
        desk.mark_sent(SendOrder(files=(annex,), day=SENT_ON)).result()
        assert numbers(desk) == before


def test_what_may_be_either_of_two_pieces_is_refused(tmp_path):
    project, annex = tmp_path / "appels.dossier", tmp_path / "appels.pdf"
    write_project(project)
    with open_desk(project).result() as desk:
        noted(desk, "Appel", "promesse", day=2)
        desk.export(ExportOrder(target=annex, day=DAY)).result()
        noted(desk, "Appel", "refus", day=2)
        with pytest.raises(UsageError, match="sent-unclear"):
            desk.mark_sent(SendOrder(files=(annex,), day=SENT_ON)).result()
        assert desk.present.dossier.rounds == ()


def test_the_annex_says_for_whom_it_was_made(sent, tmp_path):
    desk, _, _ = sent
    annex = tmp_path / "belgique.pdf"
    desk.export(ExportOrder(target=annex, day=DAY, recipient="ecc-be")).result()
    order = SendOrder(files=(annex,), day=SENT_ON)
    with pytest.raises(UsageError, match="sent-other-recipient"):
        desk.mark_sent(replace(order, recipient="generic")).result()
    (made,) = desk.mark_sent(order).result().dossier.rounds
    assert (made.recipient, made.scope) == ("ecc-be", Scope.ALL)
    (tmp_path / "avis.pdf").write_bytes(paper(["Avis de livraison", "Le 2 mars 2026"]))
    added(desk, tmp_path / "avis.pdf")
    more, wish = tmp_path / "complement.pdf", Wish(scope=Scope.NEW)
    built = desk.export(ExportOrder(target=more, day=DAY, recipient="ecc-be", wish=wish)).result()
    assert [row.title for row in built.plans[0].pieces] == [named(desk.present.dossier, "avis.pdf").title]
    assert "nothing-sent-yet" not in {one.code for one in built.findings}
    made = desk.mark_sent(replace(order, files=(more,))).result().dossier.rounds[-1]
    assert (made.recipient, made.scope, len(made.pieces)) == ("ecc-be", Scope.NEW, 1)
    whole = tmp_path / "ailleurs.pdf"
    built = desk.export(ExportOrder(target=whole, day=DAY, recipient="ecc-lu", wish=wish)).result()
    assert "nothing-sent-yet" in {one.code for one in built.findings}


def test_a_day_to_come_a_file_marked_before_and_one_given_twice_are_refused(sent):
    desk, annex, order = sent
    later = today(zone_named(desk.present.dossier.zone)) + timedelta(days=1)
    for wrong, code in (
        (replace(order, day=later), "sent-future"),
        (replace(order, day=DAY - timedelta(days=1)), "sent-before-made"),
        (replace(order, files=(annex, annex)), "sent-twice"),
    ):
        with pytest.raises(UsageError, match=code):
            desk.mark_sent(wrong).result()
    desk.mark_sent(order).result()
    with pytest.raises(UsageError, match="sent-already"):
        desk.mark_sent(order).result()
    assert len(desk.present.dossier.rounds) == 1


def test_all_files_of_an_export_are_marked_together(sent, tmp_path):
    desk, _, order = sent
    wish = Wish(separate=True)
    built = desk.export(ExportOrder(target=tmp_path / "pieces.pdf", day=DAY, wish=wish)).result()
    files = tuple(Path(file.path) for file in built.annexes)
    assert len(files) > 2
    for left_out in (0, 1, len(files) - 1):
        given = files[:left_out] + files[left_out + 1 :]
        with pytest.raises(UsageError, match="sent-incomplete") as told:
            desk.mark_sent(replace(order, files=given)).result()
        assert told.value.params == {"n": len(given), "of": len(files)}
    (made,) = desk.mark_sent(replace(order, files=files)).result().dossier.rounds
    assert {one.piece: one.number for one in made.pieces} == numbers(desk)


def test_annexes_prepared_together_are_all_marked_and_a_contradiction_to_one_recipient_is_refused(
    sent, tmp_path
):
    desk, _, order = sent
    first = numbered(desk.present.dossier, zone_named(desk.present.dossier.zone))[0].piece
    desk.act(lambda now: hold_back(now, [first.id], recipient="generic")).result()
    one, other, old = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.pdf"
    desk.export(ExportOrder(target=one, day=DAY)).result()
    desk.export(ExportOrder(target=other, day=DAY, recipient="ecc-be")).result()
    desk.mark_sent(replace(order, files=(one,))).result()
    # Made now it has the numbers that the first sending left, and contradicts the one that is marked next.
    desk.export(ExportOrder(target=old, day=DAY, recipient="ecc-be")).result()
    rounds = desk.mark_sent(SendOrder(files=(other,), day=SENT_ON)).result().dossier.rounds
    assert [made.recipient for made in rounds] == ["generic", "ecc-be"]
    ones, others = ({row.piece: row.number for row in made.pieces} for made in rounds)
    assert first.id not in ones
    assert others[first.id] == "1"
    assert any(others[piece] != number for piece, number in ones.items())
    with pytest.raises(UsageError, match="sent-numbers-moved"):
        desk.mark_sent(SendOrder(files=(old,), day=SENT_ON)).result()


def test_a_conversation_sent_cut_and_shown_whole_since_is_news(tmp_path):
    project, annex = tmp_path / "discussion.dossier", tmp_path / "discussion.pdf"
    (tmp_path / "WhatsApp.txt").write_bytes(make_whatsapp())
    write_project(project, [tmp_path / "WhatsApp.txt"])
    more = ExportOrder(target=tmp_path / "plus.pdf", day=DAY, wish=Wish(scope=Scope.NEW))
    with open_desk(project).result() as desk:
        chat = named(desk.present.dossier, "WhatsApp.txt")
        only = date(2026, 3, 12)
        desk.act(lambda now: cut_chat(now, chat.id, since=only, until=only)).result()
        desk.export(ExportOrder(target=annex, day=DAY)).result()
        desk.mark_sent(SendOrder(files=(annex,), day=SENT_ON)).result()
        assert desk.export(more).result().annex is None
        desk.act(lambda now: cut_chat(now, chat.id, since=None, until=None)).result()
        built = desk.export(more).result()
        assert [row.number for row in built.plans[0].pieces] == ["1"]
