"""The safe dates of a project file from the command line."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from dossier.cli import main
from dossier.model.dossier import Dossier
from dossier.model.facts import Dispute, Facts, KeyDate, Milestone, Payment
from dossier.model.party import Party, Role
from dossier.workspace.opening import new_desk

PERSONAL = ("Claire Martin", "claire@example.org", "12 rue des Lilas", "FR7630006000011234567890189")
DATES = {
    Milestone.CONTRACT: date(2026, 3, 2),
    Milestone.RECEIPT: date(2026, 3, 12),
    Milestone.WITHDRAWAL: date(2026, 3, 20),
    Milestone.COMPLAINT: date(2026, 5, 4),
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a project file about a refused refund."""
    name, address, street, iban = PERSONAL
    consumer = Party(
        role=Role.CONSUMER, name=name, addresses=(address,), postal=street, country="FR", iban=iban
    )
    facts = Facts(
        dispute=Dispute.WITHDRAWAL,
        price_cents=34990,
        payment=Payment.TRANSFER,
        key_dates=tuple(KeyDate(milestone=one, day=day) for one, day in DATES.items()),
    )
    seller = Party(role=Role.SELLER, name="Boutique", country="FR")
    dossier = Dossier(title="Remboursement refusé", parties=(consumer, seller), facts=facts)
    new_desk(tmp_path / "a.dossier", dossier).result().close()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def said(place, capsys):
    def run(*words, code=0):
        assert main(["deadlines", "a.dossier", *words]) == code
        told = capsys.readouterr()
        return told.out if code == 0 else told.err

    return run


def test_the_list_begins_with_what_it_is_and_names_text_and_source(said):
    out = said("--date", "2026-05-20")
    first = out.splitlines()[0]
    assert "Dates de sécurité" in first
    assert "Ce n’est pas un avis juridique" in first
    assert "Alsace" in out
    assert "03/05/2027  Dernier jour sûr pour saisir le médiateur de la consommation\n" in out
    assert "Texte\u00a0: C. conso. L612-2" in out
    assert "Lu le 21/11/2026\u00a0: " in out
    assert "http" in out
    assert "(passé)" in out
    assert "Compté depuis la fin de" in out
    assert out.count("(déjà commencé") == 1  # D5, the surcharge
    assert "à vérifier" in out  # D3 has not been verified for France


def test_the_list_speaks_english(said):
    out = said("--date", "2026-05-20", "--lang", "en")
    assert out.startswith("Safe dates, seen from ")
    assert "This is not legal advice" in out.splitlines()[0]


def test_a_penalty_is_told_with_its_sums_and_the_step_of_today(said):
    out = said("--date", "2026-05-20")
    # Withdrawal on 20 March, refund owed until 3 April; on 20 May it is 47 days late: 20 %.
    (now,) = [line for line in out.splitlines() if line.startswith(" →")]
    assert "du 04/05/2026 au 02/06/2026" in now
    assert "69,98" in now
    assert "intérêts au taux légal" in out


def test_json_says_the_same_for_other_programs(said):
    told = json.loads(said("--json", "--date", "2026-05-20"))
    dues = {due["id"]: due for due in told["deadlines"]}
    assert "pas un avis juridique" in told["notice"]
    assert (dues["D18-first"]["day"], dues["D18-last"]["day"]) == ("2026-07-05", "2027-05-03")
    assert dues["D1-goods"]["day"] == "2026-03-26"
    assert (dues["D1-goods"]["done"], dues["D1-goods"]["extended"]) == ("2026-03-20", None)
    assert (dues["D3"]["sure"], dues["D4"]["sure"]) == (False, True)
    assert dues["D20"]["day"] is None
    assert dues["D20"]["missing"] == "conciliation"
    assert all(due["sources"] and due["read"] for due in dues.values())
    (penalty,) = told["penalties"]
    assert [step["cents"] for step in penalty["steps"] if step["now"]] == [6998]


def test_the_reminders_hold_what_comes_and_nobodys_name(said, place):
    assert "rappels.ics" in said("--date", "2026-05-20", "--ics", "rappels.ics")
    data = (place / "rappels.ics").read_bytes()
    events = Calendar.from_ical(data).walk("VEVENT")
    assert {event["dtstart"].dt for event in events} >= {date(2026, 7, 5), date(2027, 5, 3)}
    assert all(event["dtstart"].dt >= date(2026, 5, 20) for event in events)
    plain = data.replace(b"\r\n ", b"").decode("utf-8")
    assert [word for word in (*PERSONAL, "Boutique") if word in plain] == []
    assert "Remboursement refusé" in plain
    said("--date", "2026-05-20", "--ics", "encore.ics")
    assert (place / "encore.ics").read_bytes() == data


def test_reminders_never_overwrite_a_project_file(said, place):
    before = hashlib.sha256(Path("a.dossier").read_bytes()).digest()
    assert "a.dossier" in said("--ics", "a.dossier", code=2)
    assert hashlib.sha256(Path("a.dossier").read_bytes()).digest() == before


def test_a_folder_that_is_not_there_is_said_and_nothing_is_listed(said):
    assert "nowhere" in said("--ics", "nowhere/rappels.ics", code=3)


def test_an_empty_dossier_shows_which_dates_would_help(place, capsys):
    new_desk(place / "empty.dossier", Dossier()).result().close()
    assert main(["deadlines", "empty.dossier"]) == 0
    assert "Date à indiquer\u00a0: Première réclamation écrite" in capsys.readouterr().out
