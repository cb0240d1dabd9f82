"""Mails of one talk are proposed as one piece; what only looks alike is not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.digest import digest_of
from dossier.intake.incoming import Incoming
from dossier.intake.mail.mime import cut
from dossier.intake.mail.references import references
from dossier.intake.mail.threads import Mail, one_threads, threads
from dossier.intake.repeats.left_out import Entry
from dossier.model.draft import Draft
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Moment, Precision, Source
from dossier.model.piece import FileKind, MailHeader, Piece
from dossier.texts.catalogue import Texts
from tests.support.mails import mail
from tests.support.reading import Desk

PARIS = ZoneInfo("Europe/Paris")
FRENCH = Texts("fr")
PEOPLE = frozenset({"camille@example.org", "ventes@lavande.example"})


def one(name, *references, subject="Commande 4212 du 3 mars", people=PEOPLE, message_id=None):
    said = f"{name}@x" if message_id is None else message_id
    return Mail(
        id=PieceId(name), message_id=said, references=references, subject=subject, people=frozenset(people)
    )


@pytest.mark.parametrize(
    ("mails", "found"),
    [
        ([one("a"), one("b", "a@x"), one("c", "b@x")], [("a", "b", "c")]),
        ([one("a", "gone@x", subject="Un"), one("b", "gone@x", subject="Deux")], [("a", "b")]),
        ([one("a", subject="Un"), one("b", subject="Deux")], []),
        ([one("a"), one("b")], []),
        ([one("a"), one("b", subject="RE: Commande  4212 du 3 MARS")], [("a", "b")]),
        ([one("a"), one("b", subject="Re: Commande 4212 du 3 mars", people={"x@y.example"})], []),
        ([one("a", subject="Bonjour"), one("b", subject="Re: Bonjour")], []),
        ([one("a", message_id=""), one("b", message_id="", subject="Autre chose")], []),
        ([one("a"), one("copy", message_id="a@x")], []),
        (
            [one("a"), one("b"), one("c", "b@x"), one("d", "c@x"), one("e", "a@x")],
            [("b", "c", "d"), ("a", "e")],
        ),
    ],
    ids=[
        "chain",
        "lost-root",
        "apart",
        "newsletter",
        "lost-line",
        "strangers",
        "anybody",
        "nameless",
        "copies",
        "two",
    ],
)
def test_message_ids_decide_and_a_subject_only_between_the_same_people(mails, found):
    assert threads(mails) == found


@given(st.lists(st.tuples(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=3)), max_size=12))
def test_no_mail_is_in_two_threads_and_the_order_does_not_matter(links):
    mails = [
        one(f"p{n}", *(f"{to}@x" for to in targets), subject=f"{n}", message_id=f"{own}@x")
        for n, (own, targets) in enumerate(links)
    ]

    found = threads(mails)

    listed = [name for ids in found for name in ids]
    assert len(listed) == len(set(listed))
    assert {frozenset(ids) for ids in threads(mails[::-1])} == {frozenset(ids) for ids in found}


def moment(day):
    return Moment(precision=Precision.SECOND, at=datetime(2026, 3, day, 9), source=Source.MAIL_DATE)


def piece(name, day, **fields):
    return Piece(id=PieceId(name), title=name, rubric=RubricId("x"), moment=moment(day), **fields)


def entry(name, *references, kind=FileKind.EMAIL):
    digest = digest_of(name.encode())
    incoming = Incoming(name=name, folder="", asset=digest, digest=digest, size=1, modified=None)
    facts = {"references": " ".join(references)}
    draft = Draft(kind=kind, message_id=f"{name}@x", subject=f"Re: Colis {name}", facts=facts)
    return Entry(id=PieceId(name), incoming=incoming, draft=draft)


def test_a_thread_is_proposed_in_the_order_of_its_dates_with_what_stands_already():
    standing = piece("old", 1, preface=MailHeader(message_id="<old@x>", subject="Colis"))
    entries = [entry("c", "b@x"), entry("b", "old@x"), entry("page", "b@x", kind=FileKind.WEB)]
    pieces = [piece("c", 9), piece("b", 5), piece("page", 6)]

    (found,) = one_threads(entries, pieces, known=[standing], zone=PARIS, texts=FRENCH)

    assert (found.code, found.piece) == ("one-thread", "old")
    assert found.params == {
        "pieces": "old b c",
        "n": 3,
        "subject": "Colis",
        "title": "3 courriels – Colis",
    }
    assert found.several == ("old", "b", "c")


def test_nothing_is_proposed_of_what_stands_already_or_is_not_shown():
    standing = [piece(name, 1, preface=MailHeader(message_id="<same@x>")) for name in ("s", "t")]
    repeat = [piece("a", 2), piece("b", 3, duplicate_of=PieceId("a"))]

    assert list(one_threads([], [], known=standing, zone=PARIS, texts=FRENCH)) == []
    assert (
        list(one_threads([entry("a"), entry("b", "a@x")], repeat, known=[], zone=PARIS, texts=FRENCH)) == []
    )


@pytest.mark.parametrize(
    ("lines", "facts"),
    [
        (("References: <a@x>\r\n <b@x>", "In-Reply-To: <b@x>"), {"references": "a@x b@x"}),
        (("In-Reply-To: your mail of 3 March <c@x>",), {"references": "c@x"}),
        (("References: a@x, none", "In-Reply-To: <>"), {}),
        ((), {}),
    ],
)
def test_a_mail_says_what_it_answers(tmp_path, lines, facts):
    assert Desk(tmp_path).read(mail(b"bonjour", *lines)).facts == facts


def test_of_a_long_talk_the_first_and_the_last_are_kept():
    line = "References: " + " ".join(f"<{n}@x>" for n in range(200))

    kept = references(cut(mail(b"x", line)))["references"].split()

    assert (kept[0], kept[1], kept[-1], len(kept)) == ("0@x", "151@x", "199@x", 50)
