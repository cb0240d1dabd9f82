"""Who can be asked, and what is missing, from the command line."""

import json
from dataclasses import replace

import pytest

from dossier.cli import main
from dossier.model.ids import PieceId
from dossier.model.piece import Private
from dossier.workspace.opening import new_desk
from tests.support.checklists import dispute, with_piece
from tests.support.dossiers import piece

DAY = "2026-11-22"


@pytest.fixture
def file(tmp_path):
    """A project file of a dispute between France and Germany, complained of on 10 June 2026."""
    slip = replace(piece("slip", "payment", title="Relevé bancaire"), private=(Private.BANK,))
    path = tmp_path / "a.dossier"
    new_desk(path, with_piece(dispute(), slip)).result().close()
    return path


def listed(said, *words):
    told = said("recipients", *words, "--json", "--date", DAY)
    assert told.isascii()
    return {one["id"]: one for one in json.loads(told)}


def test_without_a_dossier_every_recipient_is_open_and_says_what_must_hold(said):
    found = listed(said)
    assert len(found) >= 40
    assert all(one["open"] for one in found.values())
    assert {"id", "name", "country", "open", "reasons"} <= set(found["ecc-fr"])
    assert any("France" in one for one in found["ecc-fr"]["reasons"])
    assert found["court-fr"]["to_answer"]
    card = found["chargeback-mastercard"]
    assert (card["formats"], card["colour"]) == (["pdf", "jpeg", "tiff"], "little")
    assert (found["ecc-fr"]["formats"], found["ecc-fr"]["colour"]) == ([], "any")


def test_a_country_that_is_told_closes_what_is_for_others(said):
    found = listed(said, "--country", "be")
    assert found["ecc-be"]["open"]
    assert not found["ecc-fr"]["open"]
    assert "Belgique" in found["ecc-fr"]["reasons"][0]


def test_a_dossier_decides_and_what_it_says_of_the_country_counts_more(said, file):
    found = listed(said, file, "--country", "BE")
    assert found["ecc-fr"]["open"]
    assert not found["ecc-be"]["open"]
    assert list(found).index("ecc-fr") < list(found).index("ecc-be")
    told = said("recipients", file, "--date", DAY)
    assert next(line for line in told.splitlines() if "[ecc-fr]" in line).endswith("ouvert  [ecc-fr]")
    assert next(line for line in told.splitlines() if "[ecc-be]" in line).endswith("fermé  [ecc-be]")


def test_what_is_too_early_says_so_first(said, file):
    told = json.loads(said("recipients", file, "--json", "--date", "2026-06-20"))
    centre = next(one for one in told if one["id"] == "ecc-fr")
    assert not centre["open"]
    assert centre["reasons"][0].endswith("à partir du 02/07/2026")
    assert len(set(centre["reasons"])) == len(centre["reasons"])


def test_the_list_speaks_the_language_that_is_asked_for(said, file):
    assert "closed  [ecc-be]" in said("recipients", file, "--date", DAY, "--lang", "en")


def test_a_checklist_says_by_which_piece_what_is_missing_and_when(said, file):
    told = said("check", file, "--recipient", "ecc-fr", "--date", DAY)
    lines = told.splitlines()
    assert lines[0].endswith("– ouvert")
    assert "✓ Première réclamation écrite, datée – Pièce n° 6" in told
    assert "02/07/2026" in told
    assert "lu le 21/11/2026" in told
    assert lines[-1] == "Ce n’est pas un avis juridique."
    numbers = [line for line in lines if line.lstrip().startswith(("✓", "✗", "?"))]
    assert all(" [" in line for line in numbers)


def test_what_is_left_open_is_told_with_what_answers_it(said, tmp_path):
    path = tmp_path / "open.dossier"
    new_desk(path, dispute()).result().close()
    told = said("check", path, "--recipient", "cmap", "--date", DAY)
    typed = [line.partition("  → ")[2] for line in told.splitlines() if "  → " in line]
    assert {"mediator=cmap", "answer.scheme:cmap=oui"} <= set(typed)
    assert f"dossier facts {path}, suivi" in told
    answers = [one for one in typed if "…" not in one]
    said("facts", path, *answers)
    again = said("check", path, "--recipient", "cmap", "--date", DAY)
    assert not [one for one in answers if f"→ {one}" in again]
    assert again.splitlines()[0].endswith("– ouvert")


def test_the_checklist_for_programs_has_the_same_facts(said, file):
    plain = json.loads(said("check", file, "--recipient", "ecc-fr", "--date", DAY, "--json"))
    assert (plain["recipient"], plain["open"], plain["blocked"], plain["date"]) == (
        "ecc-fr",
        True,
        False,
        DAY,
    )
    complaint = next(one for one in plain["needs"] if one["need"] == "complaint")
    assert (complaint["verdict"], complaint["pieces"]) == (
        "met",
        [{"id": PieceId("claim"), "label": "Pièce n° 6"}],
    )
    assert plain["windows"][0]["opens"] == "2026-07-02"
    rules = [*plain["conditions"], *plain["needs"], *plain["windows"], *plain["notices"]]
    assert all(one["sources"] and one["read"] and isinstance(one["verified"], bool) for one in rules)
    assert plain["next"]["text"].endswith(".")


def test_what_blocks_is_told_by_the_exit_code(said, file):
    early = said("check", file, "--recipient", "ecc-fr", "--date", "2026-06-20", code=1)
    assert "à partir du 02/07/2026" in early
    bank = json.loads(said("check", file, "--recipient", "signalconso", "--date", DAY, "--json", code=1))
    assert [one["code"] for one in bank["findings"] if one["level"] == "blocker"] == ["forbidden-bank"]
    assert bank["findings"][0]["piece"] == "slip"
    assert "Relevé bancaire" in bank["findings"][0]["text"]


def test_anybody_asks_for_nothing(said, file):
    assert "Ce destinataire ne demande rien de particulier." in said("check", file, "--recipient", "generic")


@pytest.mark.parametrize(
    "words", [("--recipient", "nobody"), ("--recipient", "ecc-fr", "--date", "yesterday"), ()]
)
def test_wrong_words_are_refused_in_one_sentence(file, words, capsys):
    assert main(["check", str(file), *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_country_is_two_letters(capsys):
    assert main(["recipients", "--country", "France"]) == 2
    assert "France" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("command", ["recipients", "check"])
def test_the_help_is_in_the_language_that_is_asked_for(command, language, capsys):
    with pytest.raises(SystemExit) as caught:
        main([command, "--help", "--lang", language])
    assert caught.value.code == 0
    told = capsys.readouterr().out
    assert {"--date", "--json", "--lang"} <= set(told.replace("[", " ").split())
    assert ("aujourd’hui" in told) is (language == "fr")
