"""What runs on strangers' words in the program itself, outside the pool, is never slow on any of them."""

from datetime import date

import pytest

from dossier.basis.limits import TEXT_CHARS
from dossier.intake.chat.apart import apart
from dossier.intake.dates.settle import date_findings, settle
from dossier.intake.mail.threads import Mail, threads
from dossier.intake.mail.way import guess_own_addresses, own_words, way_of
from dossier.intake.sorting.classify import propose_rubric
from dossier.intake.sorting.parties import party_findings
from dossier.intake.sorting.titles import propose_title
from dossier.intake.sorting.whole import Whole, whole_of
from dossier.model.draft import Draft
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind
from dossier.texts.catalogue import Texts
from tests.support.chats import backup, sms, whatsapp
from tests.support.patience import patience
from tests.support.reading import Desk

HEADER_CHARS, NAME_CHARS = 2000, 250
FR = Texts("fr")

MARKS = ["-", "- ", ">", "> ", "_", "@", "a@", "<", "<a", "(", "[", '"', ",", ";", ":", "{", "=>", "|", "*"]
SPACES = [" ", "\t", "\n", "\r\n", "\u00a0"]
FIGURES = ["1", "1 ", "1/1/", "12.03.2026 ", "2026-", "12 12 12 ", "1:", "12h", "n° "]
LETTERS = ["a", "A ", "Ab ", "e\u0301", "\u0301", "\ufdfa", "a.", "a-", "a'", "ab,cd,", " SARL", "www."]
WORDS = ["le ", "on ", "le\n", "Re: ", "facture du ", "date : ", "mars ", "le 12 mars ", "à ", "Paris, "]
LONG = {
    unit: unit * (TEXT_CHARS // len(unit)) + "x" for unit in (*MARKS, *SPACES, *FIGURES, *LETTERS, *WORDS)
}
LED = {
    f"{led}+{unit}": led + unit * TEXT_CHARS + "x"
    for led in ("--- ", "Le ", "Re", "<a", "http://a", "facture", "12 mars", "Paris", "fait a ")
    for unit in (" ", "a", "1", "-")
}
HOSTILE = LONG | LED


@pytest.mark.parametrize("words", HOSTILE.values(), ids=[repr(one) for one in HOSTILE])
@pytest.mark.parametrize("kind", [FileKind.EMAIL, FileKind.PDF, FileKind.IMAGE])
def test_what_is_proposed_for_a_file_takes_no_time_whatever_it_says(kind, words):
    line, name = words[:HEADER_CHARS], words[:NAME_CHARS]
    draft = Draft(kind=kind, text=words, subject=line, sender=line, recipients=line)
    with patience():
        moments = settle(draft, name=name, modified=None, latest=date(2026, 6, 1))
        date_findings(moments, name=name, draft=draft)
        propose_rubric(draft, name=name, folder=name, whole=Whole())
        propose_title(draft, name=name, texts=FR)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=[repr(one) for one in HOSTILE])
def test_what_is_told_of_people_takes_no_time_whatever_they_write(words):
    line = words[:HEADER_CHARS]
    draft = Draft(kind=FileKind.EMAIL, text=words, subject=line, sender=line, recipients=line)
    mails = [Mail(id=PieceId(name), message_id=name, subject=line) for name in "ab"]
    with patience():
        own_words(words)
        way_of(draft, guess_own_addresses([draft]))
        party_findings([(PieceId("a"), draft)], known=())
        whole_of([("x", draft)], known=())
        threads(mails)


def test_a_text_of_dashes_as_long_as_any_is_read_at_once():
    with patience():
        assert own_words("-" * TEXT_CHARS + "x").startswith("---")


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("> cité", True),
        ("-----Message d’origine-----", True),
        ("---------- Forwarded message ---------  ", True),
        ("------", True),
        ("____________", True),
        ("Le 12 mars 2026 à 10:00, Léa <a@b.example> a écrit :", True),
        ("On Thu, 12 Mar 2026, Lea wrote:", True),
        ("---", False),
        ("--- pas une ligne", False),
        ("Le colis est arrivé", False),
        ("-- ", False),
    ],
)
def test_what_a_mail_quotes_is_told_from_its_own_words(line, cut):
    own = "Je demande le remboursement du colis.\n"
    assert own_words(f"{own}{line}\nsuite") == (own if cut else f"{own}{line}\nsuite\n".removesuffix("\n"))


LONG_NAME = "N" * 1_000_000
MARCH_MS = 1_773_348_432_000
CHATS = {
    "contacts": lambda: backup([sms("mot", MARCH_MS + n, name=f"Contact {n}") for n in range(6000)]),
    "names": lambda: backup([sms("mot", MARCH_MS + n, name=f"{LONG_NAME}{n}") for n in range(8)]),
    "people": lambda: whatsapp(*(f"13/03/2026, 09:00 - {LONG_NAME}{n}: mot" for n in range(8))),
    "files": lambda: whatsapp(
        *(f"13/03/2026, 09:0{n} - Léa: {LONG_NAME}{n}.jpg (fichier joint)" for n in range(8))
    ),
}
LISTS = {
    "one-row": lambda: b"a;b;c\n" + b";" * 4_000_000 + b"\n1;2;3\n",
    "all-rows": lambda: b"a;b;c\n" + (b";" * 3000 + b"\n") * 2000,
    "quoted": lambda: b"a;b;c\n" + b'";' * 2_000_000,
}
NAMES_CHARS = 2000


@pytest.mark.parametrize("make", [*CHATS.values(), *LISTS.values()], ids=[*CHATS, *LISTS])
def test_what_is_crafted_to_be_endless_is_read_at_once_and_leaves_little_to_be_looked_through(make, tmp_path):
    desk, data = Desk(tmp_path), make()
    with patience():
        parts = apart(desk.read(data, "preuve"))
        for part in parts:
            propose_title(part, name="preuve", texts=FR)
        party_findings([(PieceId(str(n)), part) for n, part in enumerate(parts)], known=())
    for part in parts:
        assert len(part.sender) + len(part.facts.get("with", "")) <= NAMES_CHARS
        assert len(part.bodies) == 1
    assert len({part.text for part in parts}) == len(parts), "two conversations are never one"
