"""Every word of every piece is found, however it is asked for."""

import random
import sqlite3
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.moment import UNKNOWN
from dossier.model.piece import Capture, Event, MailHeader, Original, Part, Piece, State
from dossier.store import search
from dossier.store.migrations import MIGRATIONS, migrate
from tests.support.dossiers import piece

ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæßñøåłőžŠÀÉŒÆẞıİΑΒΓΔΣςσόώабвгдёйЖЯאבגאلعربيةçﬁﬂﬃ日本語"
)
WORD = st.text(alphabet=ALPHABETS, min_size=2, max_size=14)
BETWEEN = st.sampled_from(
    [" ", "\n", ", ", "’", "'", " – ", "/", "_", "(", "»", ".", "\u00a0", "\u202f", "@"]
)


def filled(*pieces: Piece) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    migrate(connection, migrations=MIGRATIONS, path=None)
    search.index_changes(connection, Dossier(), Dossier(pieces=pieces))
    return connection


def found(connection: sqlite3.Connection, asked: str) -> list[PieceId]:
    return [where for where, _ in search.find(connection, asked)]


@given(st.lists(st.tuples(WORD, BETWEEN), min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_any_word_of_any_text_finds_its_piece(words, chance: random.Random):
    text = "".join(word + between for word, between in words)
    connection = filled(replace(piece("it", "order"), text=text), piece("other", "order"))
    asked = chance.choice(words)[0]
    begin = asked[: max(2, len(asked) - 1)]
    for way in (asked, asked.upper(), asked.lower(), unicodedata.normalize("NFD", asked), begin):
        if way is asked or _same_letters(way, asked) or asked.startswith(way):
            assert "it" in found(connection, way), way


def _same_letters(way: str, asked: str) -> bool:
    """Tells whether changing the case, and back, loses nothing: "ı" and "ς" have no way back."""
    plain = [unicodedata.normalize("NFKC", one) for one in (way, asked)]
    return plain[0].lower() == plain[1].lower()


def everywhere() -> Piece:
    mail = MailHeader(
        sender="Ségolène <expeditrice@trader.example>",
        to="destinataire@home.example",
        cc="copiste@home.example",
        at=datetime(2026, 3, 1, tzinfo=UTC),
        subject="objetdumail",
        message_id="<identifiant77@trader.example>",
    )
    first = piece("it", "order", title="intitulé")
    part = Part(
        id=PieceId("part"),
        title="ancientitre",
        moment=UNKNOWN,
        alternatives=(),
        originals=1,
        bodies=0,
        text_chars=0,
        state=State.OK,
        note="anciennenote",
        proves="anciennepreuve",
        children=(),
        repeats=(),
        findings=(),
    )
    return replace(
        first,
        originals=(replace(first.originals[0], name="Fichier_joint-été.pdf"),),
        preface=mail,
        text="corpsdutexte",
        note="manote",
        proves="preuve",
        event=Event(who="Gaëlle", what="entendu"),
        transcript="parole",
        parts=(part,),
    )


@pytest.mark.parametrize(
    "asked",
    [
        "intitule",
        "segolene",
        "expeditrice",
        "destinataire",
        "copiste",
        "objetdumail",
        "identifiant77",
        "fichier",
        "joint",
        "ete",
        "corpsdutexte",
        "corpsdu",
        "manote",
        "preuve",
        "gaelle",
        "entendu",
        "parole",
        "ancientitre",
        "anciennenote",
        "anciennepreuve",
        "expeditrice@trader.example",
    ],
)
def test_every_place_where_a_piece_has_words_is_searched(asked):
    assert found(filled(everywhere(), piece("other", "order")), asked) == ["it"]


def test_the_address_of_a_saved_page_is_found_and_attached_pieces_are_too():
    page = replace(piece("page", "offer"), preface=Capture(url="https://meubles.example/bureau-solveig?x=1"))
    child = replace(piece("child", "offer", parent="page"), text="garantie commerciale")
    connection = filled(page, child)
    assert found(connection, "solveig") == ["page"]
    assert found(connection, "commerciale") == ["child"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("condi\u00adtions gé\u00adné\u00adrales", "conditions generales"),
        ("la \ufb01n du con\ufb02it", "fin conflit"),
        ("la ﬁn", "ﬁn"),
        ("cœur", "coeur"),
        ("coeur", "cœur"),
        ("Straße", "STRASSE"),
        ("Strasse", "straße"),
        ("Œuvre æquo", "oeuvre aequo"),
        ("e\u0301te\u0301", "été"),
        ("zéro\u200blargeur", "zerolargeur"),
        ("N° 2026–114", "2026 114"),
        ("l’échéance", "echeance"),
        ("ΟΔΟΣ", "οδος"),
        ("assistance professionnelle passée assise", "professionnelle"),
    ],
)
def test_what_a_reader_sees_as_one_word_is_one(text, asked):
    assert found(filled(replace(piece("it", "order"), text=text)), asked) == ["it"]


def test_what_is_shown_around_a_find_is_quoted_as_written():
    connection = filled(replace(piece("it", "order"), text="L’Œuvre de l’École"))
    assert search.find(connection, "oeuvre")[0][1] == "L’Œuvre de l’École"


def test_an_edit_of_a_header_or_a_transcript_is_followed():
    before = Dossier(pieces=(everywhere(),))
    connection = filled(*before.pieces)
    after = Dossier(pieces=(replace(everywhere(), transcript="chuchotement", preface=None),))
    search.index_changes(connection, before, after)
    assert found(connection, "chuchotement") == ["it"]
    assert found(connection, "parole") == found(connection, "copiste") == []


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_anything_can_be_asked(asked):
    connection = filled(replace(piece("it", "order"), text=asked))
    search.find(connection, asked)


def test_a_file_of_any_name_is_found_by_each_of_its_words():
    first = piece("it", "order")
    name = "2026-03-12 Reçu_taxi (gare) n°4.JPG"
    original: Original = replace(first.originals[0], name=name)
    connection = filled(replace(first, originals=(original,)))
    for word in ("2026", "recu", "taxi", "gare", "jpg"):
        assert found(connection, word) == ["it"]
