"""The plans of an annex in several files, as data: no PDF needed."""

from dataclasses import replace
from itertools import pairwise

import pytest

from dossier.annex.later import front_of, got_before, left_out, why_empty
from dossier.annex.layout import PageRef, Text
from dossier.annex.measure import separate_parts, volume_parts, whole_part
from dossier.annex.order import order_of
from dossier.annex.pages.cover import PLAIN_FRONT
from dossier.annex.planning import Book, plan_files
from dossier.annex.volumes import Room, Weight, groups_of, split
from dossier.basis.clock import zone_named
from dossier.model.arrangement import OrderBy
from dossier.model.facts import ClaimLine, Facts
from dossier.model.ids import RubricId
from dossier.model.plan import PageKind, problems
from dossier.model.rounds import Round, Scope, SentPiece
from dossier.recipients.profile import Sending, load_profile
from dossier.recipients.source import Mark
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_day
from tests.support.dossiers import DAY, instant, invented_sheets, piece, small_dossier
from tests.support.plans import plan_annex

GENERIC = load_profile("generic")
CORRESPONDENCE = (RubricId("correspondence"), RubricId("complaint"))


def order_for(profile, dossier=None, language="fr", *, scope=Scope.ALL):
    dossier = dossier or small_dossier()
    zone = zone_named(dossier.zone)
    return order_of(dossier, profile=profile, texts=Texts(language), day=DAY, zone=zone, scope=scope)


def planned(profile, dossier=None, language="fr"):
    dossier = dossier or small_dossier()
    order = order_for(profile, dossier, language)
    return plan_annex(order, invented_sheets(order), parties=dossier.parties, texts=Texts(language))


def volumes(profile=GENERIC, pages=4, **more):
    """Plans volumes of some pages of pieces, two a piece."""
    dossier, order = small_dossier(), order_for(profile)
    made = invented_sheets(order)
    groups = groups_of(order.entries, lambda piece: Weight(0, 2))
    runs = split(groups, Room(None, pages))
    texts = Texts("fr")
    parts = volume_parts(
        groups,
        runs,
        stem="annexe",
        names=profile.file_names,
        texts=texts,
        label=lambda number: profile.label(number, "fr"),
    )
    book = Book(order=order, parties=dossier.parties, texts=texts, **more)
    return parts, plan_files(book, parts, made)


def separate(**more):
    dossier, order = small_dossier(), order_for(GENERIC)
    groups = groups_of(order.entries, lambda piece: Weight(0, 2))
    runs = [range(n, n + 1) for n in range(len(groups))]
    parts = separate_parts(order, groups, runs, names=GENERIC.file_names, texts=Texts("fr"))
    book = Book(order=order, parties=dossier.parties, texts=Texts("fr"), **more)
    return parts, plan_files(book, parts, invented_sheets(order))


def words(plan, kind):
    """What is printed on our own pages of a kind, with the pages that anchors stand for."""
    said = []
    for page in plan.own_pages:
        if page.kind is kind:
            said += [item.text for item in page.items if isinstance(item, Text)]
            said += [plan.numbers[item.anchor] for item in page.items if isinstance(item, PageRef)]
    return said


def test_one_chronological_run_has_no_dividers_flat_bookmarks_and_the_rubric_as_a_column():
    made = planned(replace(GENERIC, order=OrderBy.CHRONOLOGICAL))
    plan = made.plan
    assert problems(plan) == ()
    assert PageKind.DIVIDER not in {page.kind for page in plan.pages}
    assert [row.number for row in plan.pieces] == ["1", "2", "2.1", "3", "4", "5", "6"]
    assert [row.day for row in plan.pieces][:2] == ["01/06/2026", "02/06/2026"]
    pieces = [mark for mark in plan.bookmarks if mark.title.startswith("Pièce")]
    assert [mark.depth for mark in pieces] == [0, 0, 1, 0, 0, 0, 0]
    assert {"Rubrique", "Commande"} <= set(words(made, PageKind.BORDEREAU))
    assert "Commande" not in words(made, PageKind.COVER)


def test_after_a_sending_numbers_decide_and_the_rubric_is_a_column():
    sent = Round(day=DAY, recipient="generic", pieces=(SentPiece(piece="terms", number="1", title=""),))
    made = planned(GENERIC, replace(small_dossier(), rounds=(sent,)))
    assert problems(made.plan) == ()
    assert made.plan.pieces[0].piece == "terms"
    assert PageKind.DIVIDER not in {page.kind for page in made.plan.pages}


def test_correspondence_is_one_section_by_the_clock():
    made = planned(replace(GENERIC, correspondence=CORRESPONDENCE, piece_label={"fr": "Annexe {number}"}))
    plan = made.plan
    assert problems(plan) == ()
    run = [row for row in plan.pieces if row.rubric in CORRESPONDENCE]
    assert [row.piece for row in run] == ["claim", "early", "late", "note"]
    assert len({row.rubric for row in run}) == 1
    assert plan.pieces[0].label == "Annexe 1"
    sections = [mark.title for mark in plan.bookmarks if mark.depth == 0]
    assert "Correspondance" in sections
    assert "Réclamation et mise en demeure" not in sections


def test_a_mail_kept_in_another_rubric_is_named_on_the_divider_of_the_run():
    inside = piece("inside", "payment", title="Relance", moment=instant("2026-06-11T08:00:00+02:00"))
    after = piece("after", "payment", title="Avoir", moment=instant("2026-08-01T08:00:00+02:00"))
    dossier = small_dossier()
    dossier = replace(dossier, pieces=(*dossier.pieces, inside, after))
    said = words(planned(replace(GENERIC, correspondence=CORRESPONDENCE), dossier), PageKind.DIVIDER)
    heading = said.index("Pièces de cette période rangées ailleurs")
    assert "Relance" in said[heading:]
    assert said.count("Relance") == 2
    assert said.count("Avoir") == 1


def test_volumes_number_on_and_name_pages_of_each_other():
    parts, made = volumes()
    assert [part.label for part in parts] == [
        "Annexe 1 sur 4",
        "Annexe 2 sur 4",
        "Annexe 3 sur 4",
        "Annexe 4 sur 4",
    ]
    assert [part.name for part in parts][:2] == ["annexe 1 sur 4", "annexe 2 sur 4"]
    assert [row.number for one in made for row in one.plan.pieces] == ["1", "1.1", "2", "3", "4", "5", "6"]
    for one in made:
        assert problems(one.plan) == ()
    (fifth,) = [row for one in made for row in one.plan.pieces if row.number == "5"]
    place = next(n for n, one in enumerate(made) if fifth in one.plan.pieces)
    assert place > 0
    for kind in (PageKind.BORDEREAU, PageKind.CHRONOLOGY):
        for other in made[:place]:
            assert f"Annexe {place + 1}, p. {fifth.first}" in words(other, kind)
        assert str(fifth.first) in words(made[place], kind)


def test_a_rubric_that_goes_on_in_the_next_volume_says_so():
    _, made = volumes()
    titles = [mark.title for one in made for mark in one.plan.bookmarks if mark.depth == 0]
    assert "Échanges" in titles
    assert "Échanges (suite)" in titles


def test_where_pieces_are_annexes_files_are_volumes():
    parts, made = volumes(replace(GENERIC, piece_label={"fr": "Annexe {number}"}))
    assert parts[0].label == "Volume 1 sur 4"
    assert made[0].plan.pieces[0].label == "Annexe 1"


def test_each_separate_file_begins_with_a_page_that_leads_into_it():
    parts, (listed, *others) = separate()
    assert [part.name for part in parts][:2] == ["0 - Bordereau des pieces", "1 - Confirmation de commande"]
    assert not listed.plan.pieces
    assert not [
        link for link in listed.plan.links if listed.plan.pages[link.page - 1].kind is PageKind.BORDEREAU
    ]
    assert "Fichier\u00a0: 1 - Confirmation de commande.pdf" in words(listed, PageKind.BORDEREAU)
    assert len(others) == 6
    for one in others:
        assert problems(one.plan) == ()
        assert [page.kind for page in one.plan.pages].count(PageKind.HEAD) == 1
        assert {link.target for link in one.plan.links} == {row.first for row in one.plan.pieces}
        for row in one.plan.pieces:
            assert set(row.fingerprints) <= set(words(one, PageKind.HEAD))
    assert [row.number for row in others[0].plan.pieces] == ["1", "1.1"]


def test_facts_stand_in_the_first_file_alone():
    facts = Facts(happened="Le bureau est fendu.")
    for _, made in (volumes(facts=facts), separate(facts=facts)):
        told = [PageKind.FACTS in {page.kind for page in one.plan.pages} for one in made]
        assert told == [True] + [False] * (len(made) - 1)


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_printed_on_both_sides_each_piece_and_rubric_begins_on_the_right(pages):
    dossier, order = small_dossier(), order_for(GENERIC)
    book = Book(order=order, parties=dossier.parties, texts=Texts("fr"), duplex=True)
    groups = groups_of(order.entries, lambda piece: Weight())
    made = invented_sheets(order, pages)
    parts = volume_parts(
        groups,
        [range(len(groups))],
        stem="a",
        names=GENERIC.file_names,
        texts=Texts("fr"),
        label=str,
    )
    (one,) = plan_files(book, parts, made)
    assert problems(one.plan) == ()
    assert all(row.first % 2 == 1 for row in one.plan.pieces)
    kinds = [page.kind for page in one.plan.pages]
    assert all(n % 2 == 0 for n, kind in enumerate(kinds) if kind is PageKind.DIVIDER)
    assert kinds.count(PageKind.BLANK) > 0
    assert all(
        following is not PageKind.BLANK for kind, following in pairwise(kinds) if kind is PageKind.BLANK
    )


def sent_before(dossier, *numbers, day=DAY):
    """Makes a round in which the first pieces of the annex were sent."""
    entries = order_for(GENERIC, dossier).entries
    rows = tuple(
        SentPiece(
            piece=entry.piece.id,
            number=entry.number,
            title=entry.title,
            fingerprints=tuple(file.digest for file in entry.piece.originals),
        )
        for entry in entries
        if entry.number in numbers
    )
    return Round(day=day, recipient="generic", pieces=rows, case_number="MED-7")


def test_a_complement_holds_what_is_new_under_the_numbers_that_follow_and_says_how_to_send_it():
    dossier = small_dossier()
    dossier = replace(dossier, rounds=(sent_before(dossier, "1", "1.1", "2", "3"),))
    sending = (Sending(ways=("mail",), reply=True, sources=("S1",), mark=Mark.VERIFIED),)
    profile, texts = replace(GENERIC, sending=sending), Texts("fr")
    order = order_for(profile, dossier, scope=Scope.NEW)
    assert [entry.number for entry in order.entries] == ["4", "5", "6"]
    assert {entry.change for entry in order.entries} == {"ajoutée depuis l’envoi du 11/08/2026"}
    front = front_of(dossier, profile, scope=Scope.NEW, texts=texts, day=DAY)
    book = Book(order=order, parties=(), texts=texts, front=front)
    part = whole_part(order, "a", texts)
    (one,) = plan_files(book, (part,), invented_sheets(order))
    assert problems(one.plan) == ()
    said = " ".join(words(one, PageKind.COVER))
    assert "Complément au dossier n°\u00a0MED-7" in said
    assert "l’envoi du 11 août 2026" in said
    assert "sans en changer l’objet" in said
    assert "ajoutée depuis l’envoi du 11/08/2026" in words(one, PageKind.BORDEREAU)
    whole = front_of(dossier, profile, scope=Scope.ALL, texts=texts, day=DAY)
    assert whole.kicker == f"Récapitulatif au {long_day(texts, DAY)} – pièces justificatives"
    unsent = replace(dossier, rounds=())
    assert front_of(unsent, profile, scope=Scope.ALL, texts=texts, day=DAY) == PLAIN_FRONT


def test_a_replaced_file_keeps_the_number_of_its_piece_and_says_so():
    dossier = small_dossier()
    dossier = replace(dossier, rounds=(sent_before(dossier, "1", "1.1", "2", "3", "4", "5", "6"),))
    changed = replace(dossier.pieces[0], originals=piece("other", "complaint").originals)
    dossier = replace(dossier, pieces=(changed, *dossier.pieces[1:]))
    entries = {entry.piece.id: entry for entry in order_for(GENERIC, dossier).entries}
    before = {entry.piece.id: entry.number for entry in order_for(GENERIC, small_dossier()).entries}
    assert entries["claim"].change == "fichier remplacé depuis l’envoi du 11/08/2026"
    assert {one: entry.number for one, entry in entries.items()} == before
    assert [entry.change for entry in entries.values()].count("") == 6
    assert {entry.change for entry in order_for(replace(GENERIC, id="other"), dossier).entries} == {""}


def test_a_complement_names_the_proofs_that_its_reader_has_already():
    dossier = small_dossier()
    dossier = replace(dossier, rounds=(sent_before(dossier, "1", "1.1", "2", "3"),))
    got = got_before(dossier, GENERIC)
    order, texts = order_for(GENERIC, dossier, scope=Scope.NEW), Texts("fr")
    proofs = (next(iter(got)), order.entries[0].piece.id)
    line = ClaimLine(words="Frais de retour", cents=1200, proofs=proofs)
    book = Book(order=order, parties=(), texts=texts, facts=Facts(claim=(line,)), sent=got)
    (one,) = plan_files(book, (whole_part(order, "a", texts),), invented_sheets(order))
    said = " ".join(words(one, PageKind.FACTS))
    assert f"{order.entries[0].label}, n°\u00a0{got[proofs[0]]} (déjà envoyée)" in said
    # What is not shown to them any more is not named either.
    hidden = tuple(replace(one, included=False) for one in dossier.pieces)
    assert got_before(replace(dossier, pieces=hidden), GENERIC) == {}


def test_numbers_that_are_missing_because_their_pieces_are_left_out_are_said():
    dossier = small_dossier()
    dossier = replace(dossier, rounds=(sent_before(dossier, "1", "1.1", "2", "3"),))
    assert left_out(dossier, GENERIC, scope=Scope.ALL) == ()
    (two,) = (piece for piece, number in got_before(dossier, GENERIC).items() if number == "2")
    pieces = tuple(replace(one, included=one.id != two) for one in dossier.pieces)
    dossier = replace(dossier, pieces=pieces)
    (said,) = left_out(dossier, GENERIC, scope=Scope.ALL)
    assert (said.code, said.params["n"], said.params["numbers"]) == ("left-out-gap", 1, "2")
    # Of what is new alone, the numbers that were sent are missing anyway.
    assert left_out(dossier, GENERIC, scope=Scope.NEW) == ()


def test_why_an_annex_is_empty_is_told_truly():
    dossier = small_dossier()
    sent = replace(dossier, rounds=(sent_before(dossier, "1"),))
    assert why_empty(sent, GENERIC, scope=Scope.NEW).code == "nothing-new"
    assert why_empty(sent, GENERIC, scope=Scope.ALL).code == "no-piece"
    assert why_empty(dossier, GENERIC, scope=Scope.NEW).code == "no-piece"
