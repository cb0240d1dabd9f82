"""The dispute's facts and what was sent, from the command line."""

import json
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from dossier.cli import main


@pytest.fixture
def run(capsys):
    """Runs a command and gives its code, what it says and what it complains of."""

    def go(*words):
        code = main([*map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return go


@pytest.mark.usefixtures("place")
def test_facts_are_said_shown_and_taken_away(run):
    code, out, err = run("facts", "a.dossier")
    assert (code, err) == (0, "")
    assert "Aucun fait" in out
    words = ("dispute=defect", "date.complaint=2026-04-07@courriel.eml", "seller.name=Brume", "price=528,00")
    code, out, err = run("facts", "a.dossier", *words, "answer.court=non", "claim=Le plateau:528@1")
    assert (code, err) == (0, "")
    for said in ("Défaut ou non-conformité", "07/04/2026", "Professionnel – Brume", "528,00", "Le plateau"):
        assert said in out.replace("\u202f", " ")
    code, out, _ = run("facts", "a.dossier", "--json")
    told = json.loads(out)
    assert told["facts"]["dispute"] == "defect"
    (day,) = told["facts"]["key_dates"]
    assert (day["milestone"], day["day"], len(day["proofs"])) == ("complaint", "2026-04-07", 1)
    _, out, _ = run("facts", "a.dossier", "dispute=", "seller.registration=123")
    assert "Défaut" not in out
    assert "n’est ni un SIREN" in out


@pytest.mark.parametrize(
    "words",
    [
        ("colour=red",),
        ("dispute=theft",),
        ("date.complaint=2026-04-07@nulle part.pdf",),
        ("price=cher",),
        ("--recipient", "nobody"),
    ],
)
@pytest.mark.usefixtures("place")
def test_a_wrong_fact_is_refused_in_one_sentence_and_changes_nothing(run, words):
    before = run("facts", "a.dossier", "--json")
    code, out, err = run("facts", "a.dossier", "dispute=defect", *words)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert run("facts", "a.dossier", "--json") == before


@pytest.mark.usefixtures("place")
def test_what_pieces_say_is_proposed_as_it_can_be_typed(run):
    code, out, _ = run("facts", "a.dossier", "--propose")
    assert code == 0
    assert "date.notice=2026-04-07@" in out
    words = [line for line in out.splitlines() if not line.startswith(" ")]
    assert run("facts", "a.dossier", *words)[0] == 0
    assert "rien de plus" in run("facts", "a.dossier", "--propose")[1]


@pytest.mark.usefixtures("place")
def test_a_wrong_fact_says_that_nothing_was_saved_and_names_the_nearest(run):
    _, _, err = run("facts", "a.dossier", "dispute=defect", "selller.name=x")
    assert "Rien n’a été enregistré" in err
    assert "seller.name" in err
    assert "Aucun fait" in run("facts", "a.dossier")[1]


def test_every_key_is_listed_without_a_file(run):
    code, out, _ = run("facts", "--keys")
    assert code == 0
    assert "\ndate.complaint – " in out
    assert "\nseller.registration – " in out
    assert run("facts")[0] == 2


@pytest.mark.usefixtures("place")
def test_proposals_are_taken_over_all_or_by_their_keys(run):
    code, out, _ = run("facts", "a.dossier", "--propose")
    assert "seller.name=Boutique Lavande" in out
    code, out, _ = run("facts", "a.dossier", "--accept", "seller.name,seller.addresses")
    assert (code, "Boutique Lavande" in out, "07/04/2026" in out) == (0, True, False)
    code, _, err = run("facts", "a.dossier", "--accept", "price")
    assert (code, "price" in err) == (2, True)
    code, out, _ = run("facts", "a.dossier", "--accept", "all")
    assert (code, "07/04/2026" in out) == (0, True)
    assert "rien de plus" in run("facts", "a.dossier", "--propose")[1]


@pytest.mark.usefixtures("place")
def test_an_account_is_shown_masked_and_a_wrong_number_is_not_printed(run):
    iban = "consumer.iban=FR7630006000011234567890189"
    _, out, _ = run(
        "facts", "a.dossier", "consumer.name=Ana", iban, "seller.name=Brume", "seller.vat=FR00123"
    )
    assert "FR76 … 189" in out
    assert "30006000" not in out
    assert (
        run("export", "a.dossier", "-o", "annexe.pdf", "--recipient", "cmap", "--date", "2026-11-22")[0] == 0
    )
    with closing(pypdfium2.PdfDocument("annexe.pdf")) as pdf:
        words = "".join(pdf[place].get_textpage().get_text_range() for place in range(len(pdf)))
    assert "Brume" in words
    assert "FR00123" not in words


@pytest.mark.usefixtures("place")
def test_a_day_that_has_not_come_is_noted_and_remarked(run):
    code, out, _ = run("facts", "a.dossier", "date.complaint=2099-04-07", "date.flight=2099-05-01")
    assert code == 0
    assert out.count("n’est pas encore passé") == 1
    _, out, _ = run("check", "a.dossier", "--recipient", "cmap", "--date", "2026-11-22")
    assert "Le 07/04/2099, noté pour" in out


@pytest.mark.usefixtures("place")
def test_a_recipient_that_is_closed_is_told_first_and_the_annex_is_made(run):
    run("facts", "a.dossier", "consumer.name=Ana", "consumer.country=FR")
    words = ("--recipient", "ecc-be", "--json", "r.json", "--date", "2026-11-22")
    code, out, _ = run("export", "a.dossier", "-o", "annexe.pdf", *words)
    assert code == 1
    assert Path("annexe.pdf").exists()
    assert out.startswith("Pour ce destinataire")
    assert out.index("À régler") < out.index("annexe.pdf")
    assert "déjà dite" in out
    assert "fissure.png" not in out
    told = json.loads(Path("r.json").read_text("utf-8"))
    assert "fissure.png" in json.dumps(told["findings"])


@pytest.mark.usefixtures("place")
def test_an_annex_is_marked_as_sent_and_keeps_its_numbers(run):
    assert run("export", "a.dossier", "-o", "annexe.pdf", "--date", "2026-11-22")[0] == 0
    code, out, err = run("sent", "a.dossier", "annexe.pdf", "--case", "ECCBE 12", "--date", "2026-11-22")
    assert (code, err) == (0, "")
    assert "22/11/2026" in out
    code, out, err = run("sent", "a.dossier", "proofs/lettre.pdf")
    assert (code, out) == (3, "")
    assert "lettre.pdf" in err


def numbers_of(run):
    pieces = json.loads(run("list", "a.dossier", "--json")[1])["pieces"]
    return {one["id"]: one["number"] for one in pieces if one["number"]}


@pytest.mark.usefixtures("place")
def test_a_translation_follows_its_piece_and_says_what_it_is(run):
    before = numbers_of(run)
    code, out, err = run(
        "set", "a.dossier", "fissure.png", "--translation-of", "note é.txt", "--title", "Risse"
    )
    assert (code, err) == (0, "")
    after = numbers_of(run)
    moved = [one for one in before if "." not in before[one] + after[one] and before[one] != after[one]]
    changed = ", ".join(f"{before[one]} → {after[one]}" for one in moved)
    assert changed
    assert out.splitlines()[-1].replace("\xa0", " ") == f"Numéros changés : {changed}"
    assert "Risse · Traduction  [" in run("list", "a.dossier")[1]
    assert run("export", "a.dossier", "-o", "annexe.pdf", "--json", "r.json", "--date", "2026-11-22")[0] == 0
    pieces = json.loads(Path("r.json").read_text("utf-8"))["pieces"]
    (made,) = [one for one in pieces if one["title"] == "Risse"]
    (whole,) = [one for one in pieces if one["id"] == made["parent"]]
    assert made["number"] == f"{whole['number']}.1"
    with (
        closing(pypdfium2.PdfDocument("annexe.pdf")) as pdf,
        closing(pdf[made["pages"]["first"] - 1]) as page,
    ):
        words = page.get_textpage().get_text_range()
        outline = [mark.get_title() for mark in pdf.get_toc()]
    assert "· Traduction" in words
    assert any("Traduction – Risse" in title for title in outline)
