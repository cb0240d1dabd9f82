"""The page that stands for a file which nothing opens says why, and what helps, in the reader’s words."""

from dataclasses import replace

import pytest

from dossier.annex.why_unshown import UNSAID, sentences, why_unshown
from dossier.model.finding import blocker, note, warning
from dossier.model.ids import PieceId
from dossier.model.piece import State
from dossier.texts.catalogue import Texts, language_codes
from dossier.workers.pool import Pool
from tests.support.benches import Bench, dispute, held
from tests.support.pdf_facts import facts_of

PIECE = PieceId("facture")


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as pool:
        yield pool


def unshown(bench, *codes):
    """Makes a dispute of one file that came in without a page, as intake tells of it."""
    piece = replace(held("facture", bench.pdf(b"not a page")), bodies=(), state=State.PLACEHOLDER)
    found = tuple(blocker(code, file="facture.pdf").of(PIECE) for code in codes)
    return replace(dispute([piece]), findings=found)


def page_of(bench, dossier):
    bench.export(dossier)
    said = " ".join(" ".join(facts_of((bench.folder / "a.pdf").read_bytes()).texts).split())
    return said.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("language", "code", "why", "helps"),
    [
        ("fr", "locked", "protégé par un mot de passe", "demandez le mot de passe ou une copie"),
        ("en", "locked", "protected by a password", "ask for the password or for a copy"),
        ("fr", "empty-file", "Ce fichier est vide", "demandez-en une autre copie"),
        ("fr", "damaged", "endommagé et ne s’ouvre plus", "demandez-en une autre copie"),
        ("fr", "worker-timeout", "trop lourd ou trop complexe", "une copie plus légère"),
        ("en", "unknown-format", "only opens with the program that made it", "ask for a copy in PDF"),
        ("fr", "not-shown-archive", "comme un carton fermé", "demandez les fichiers un par un"),
    ],
)
def test_the_page_says_why_and_what_helps(pool, tmp_path, language, code, why, helps):
    bench = Bench(tmp_path, pool, language=language)
    page = page_of(bench, unshown(bench, code))
    assert why in page
    assert helps in page
    assert "facture.bin" in page


def test_without_a_reason_it_says_what_fits_all(pool, tmp_path):
    bench = Bench(tmp_path, pool)
    assert "Ce fichier ne peut pas être montré sur une page." in page_of(bench, unshown(bench))


def test_what_cannot_be_drawn_says_why_too(pool, tmp_path):
    bench = Bench(tmp_path, pool)
    page = page_of(bench, dispute([held("facture", bench.pdf(b"%PDF-1.7 torn"))]))
    assert "Ce fichier est endommagé" in page


def test_only_its_own_remarks_count():
    other = blocker("locked", file="x").of(PieceId("other"))
    own = (note("gps-removed", file="x").of(PIECE), warning("archive-locked", file="x").of(PIECE))
    assert why_unshown(PIECE, [other]) == UNSAID
    assert why_unshown(PIECE, [other, *own]) == "placeholder-locked"
    assert why_unshown(PIECE, [other, *own], refused="pdf-unreadable") == "placeholder-damaged"


@pytest.mark.parametrize("language", language_codes())
def test_every_reason_has_a_sentence(language):
    for key in sentences():
        assert Texts(language).say(f"notice.{key}")
