"""Rubrics of many invented disputes: what each file says, and what all of them say of each."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.sorting.classify import propose_rubric
from dossier.intake.sorting.disputes import Dispute, dispute_kinds, guess_dispute
from dossier.intake.sorting.quoting import as_written
from dossier.intake.sorting.rubrics import found_in, load_rubrics, phrase_of
from dossier.intake.sorting.whole import Whole, whole_of
from dossier.model.draft import Draft
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Capture, FileKind, Piece
from dossier.texts.catalogue import Texts

DISPUTES = tomllib.loads((Path(__file__).parents[1] / "support" / "disputes.toml").read_text("utf-8"))[
    "dispute"
]
LEA, TRADER = "Léa Martin <lea@example.org>", "Le commerce <service@trader.example>"
OWN = frozenset({"lea@example.org"})
WAYS = {
    "in": (TRADER, LEA),
    "out": (LEA, TRADER),
    "adviser": ("Médiateur <x@mediation.example>", LEA),
    "": ("", ""),
}


def draft_of(kind: str, way: str, subject: str, text: str) -> Draft:
    sender, to = WAYS[way]
    return Draft(
        kind=FileKind(kind),
        subject=subject,
        text=f"{subject}\n{text}".strip(),
        sender=sender,
        recipients=to,
        preface=Capture(url="https://trader.example/") if kind == "web" else None,
    )


def files_of(dispute) -> list[tuple[str, Draft]]:
    return [
        (name, draft_of(kind, way, subject, text)) for kind, way, name, subject, text, _ in dispute["rows"]
    ]


def dispute_of(dispute) -> Dispute | None:
    return guess_dispute((f"{draft.subject} {name}", draft.text) for name, draft in files_of(dispute))


@pytest.mark.parametrize("dispute", DISPUTES, ids=lambda one: one["id"])
def test_the_kind_of_a_dispute_is_told_by_its_files_together(dispute):
    found = dispute_of(dispute)
    assert (found.id if found else "") == dispute["kind"]


@pytest.mark.parametrize("dispute", DISPUTES, ids=lambda one: one["id"])
def test_every_proof_of_a_dispute_goes_where_it_belongs_and_says_why(dispute):
    whole = Whole(own_addresses=OWN, dispute=dispute_of(dispute))
    wrong = []
    for (name, draft), row in zip(files_of(dispute), dispute["rows"], strict=True):
        found = propose_rubric(draft, name=name, folder="", whole=whole)
        if found.rubric not in row[-1].split():
            wrong.append((name, draft.subject, found))
        said = Texts("fr").say(f"reason.{found.reason}", words=found.words)
        assert found.words in said
        assert bool(found.words) is (found.reason in ("words", "sender", "dispute"))
    assert wrong == []


def test_every_rubric_of_the_rows_and_of_the_kinds_is_one():
    known = {rubric.id for rubric in load_rubrics().rubrics}
    named = {RubricId(one) for dispute in DISPUTES for row in dispute["rows"] for one in row[-1].split()}
    told = {kind.photo for kind in dispute_kinds()} | {
        rubric for kind in dispute_kinds() for rubric in (*kind.adds, *kind.mute)
    }
    assert named | told <= known


def test_every_muted_word_is_one_that_would_have_counted():
    words = {row.rubric: {phrase.words for phrase in row.phrases} for row in load_rubrics().words}
    mute = [(rubric, word) for kind in dispute_kinds() for rubric, said in kind.mute.items() for word in said]
    assert [one for one in mute if one[1] not in words[one[0]]] == []


def test_words_that_are_idle_or_belong_elsewhere_beside_others_would_have_counted():
    rules = load_rubrics()
    phrases = [phrase for row in rules.words for phrase in row.phrases]
    assert {rule.rubric for rule in rules.instead} <= {rubric.id for rubric in rules.rubrics}
    assert [one for one in rules.idle if not any(found_in(phrases, one.needle))] == []
    words, kinds = {phrase.words for phrase in phrases}, {kind.id for kind in dispute_kinds()}
    assert [rule for rule in rules.instead if not rule.disputes <= kinds] == []
    assert [rule for rule in rules.instead if not rule.words <= words or not rule.beside] == []


PHOTO = Draft(kind=FileKind.IMAGE, facts={"camera": "x"})
LATE = [("mail.eml", Draft(kind=FileKind.EMAIL, subject="Votre vol est retardé", text="Cher passager"))] * 2


def test_a_photo_without_words_shows_what_the_other_files_speak_of():
    whole = whole_of([*LATE, ("IMG_1.jpg", PHOTO)], known=())
    found = propose_rubric(PHOTO, name="IMG_1.jpg", folder="", whole=whole)
    assert (found.rubric, found.reason) == ("delivery", "dispute")
    assert "votre vol" in found.words
    alone = propose_rubric(PHOTO, name="IMG_1.jpg", folder="", whole=Whole())
    assert (alone.rubric, alone.reason) == ("defect", "kind")


def test_what_stands_in_the_dossier_already_tells_too_but_not_what_was_thrown_away():
    standing = [
        Piece(id=PieceId(name), title="Votre vol", rubric=RubricId("delivery"), text="embarquement")
        for name in ("a", "b")
    ]
    told = whole_of([("IMG_1.jpg", PHOTO)], known=standing).dispute
    assert told is not None
    assert told.id == "transport"
    gone = [Piece(id=p.id, title=p.title, rubric=p.rubric, text=p.text, binned=True) for p in standing]
    assert whole_of([("IMG_1.jpg", PHOTO)], known=gone).dispute is None


@pytest.mark.parametrize(
    ("spoken", "told"),
    [
        (["Nicht geliefert", "Colis jamais reçu", "Votre vol", "Votre vol", "Votre vol"], "transport"),
        (["Votre vol", "Nicht geliefert", "Colis jamais reçu", "Never received"], "delivery"),
        (["Colis jamais reçu", "Produit cassé"] * 3, ""),
        (["Votre abonnement", "Opzegging", "Panne"], "subscription"),
        (["Votre séjour", "Appartement", "Check-in", "Hôtel"], "lodging"),
        (["Votre séjour, appartement 4", "Appartement", "Check-in", "Hôtel"], "rental"),
        (["Appartement 4", "Appartement 4", "Appartement 4"], ""),
    ],
)
def test_what_many_disputes_speak_of_is_told_when_nothing_else_is(spoken, told):
    found = guess_dispute((title, "") for title in spoken)
    assert (found.id if found else "") == told


def test_a_photo_of_a_dispute_that_may_show_anything_is_left_to_the_person():
    whole = Whole(dispute=guess_dispute([("Votre abonnement", ""), ("Résiliation", "")]))
    found = propose_rubric(PHOTO, name="IMG_1.jpg", folder="", whole=whole)
    assert (found.rubric, found.reason, found.words) == ("other", "nothing", "")


def test_a_word_of_one_file_makes_no_dispute_and_two_kinds_that_weigh_the_same_neither():
    assert guess_dispute([("Votre vol", "")]) is None
    assert guess_dispute([]) is None
    assert guess_dispute([("Votre vol", ""), ("Chambre d’hôtel", "")] * 3) is None


@pytest.mark.parametrize(
    ("words", "text", "quoted"),
    [
        ("releve bancaire", "Mon_Relevé_bancaire mars", "Relevé bancaire"),
        ("annule*", "vol ANNULÉ hier", "ANNULÉ"),
        ("*factuur", "uw Voorschotfactuur", "Voorschotfactuur"),
        ("coeur", "mon cœur", "cœur"),
        ("strasse", "Lange Straße 5", "Straße"),
        ("absent", "rien", "absent"),
    ],
)
def test_people_are_told_the_words_of_their_proof(words, text, quoted):
    assert as_written(phrase_of(words, strength="good"), text) == quoted


@given(st.text(max_size=80))
def test_any_text_can_be_quoted_and_sorted(text):
    assert as_written(phrase_of("votre vol", strength="good"), text)
    found = propose_rubric(Draft(kind=FileKind.TEXT, text=text), name=text, folder="", whole=Whole())
    assert found.reason in ("words", "kind", "nothing")
