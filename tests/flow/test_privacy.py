"""What not everybody must see, from the command line to the files that are made."""

import json
from functools import partial

import pytest

from dossier.annex.export import Exporter
from dossier.basis.assets import Assets
from dossier.cli import main
from dossier.model.commands.facts import choose_recipient, set_facts, set_parties
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts
from dossier.model.party import Party, Role
from dossier.model.piece import Private
from dossier.recipients.profile import load_profile
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from dossier.workspace.opening import open_desk
from dossier.workspace.unsaid import about_own_pages
from tests.support.desks import named, write_project, write_proofs

FR = Texts("fr")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("privacy")
    write_project(folder / "a.dossier", [write_proofs(folder / "proofs")])
    return (folder / "a.dossier").read_bytes()


@pytest.fixture
def place(template, tmp_path, monkeypatch):
    (tmp_path / "a.dossier").write_bytes(template)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def piece(place):
    with open_desk(place / "a.dossier").result() as desk:
        return named(desk.present.dossier, "fissure.png")


def export(place, name="annexe.pdf"):
    words = ["export", "a.dossier", "-o", name, "--recipient", "signalconso", "--date", "2026-11-22"]
    return main([*words, "--json", "r.json"])


def test_what_a_piece_shows_is_set_and_stops_the_check_and_the_export(place, capsys):
    assert main(["set", "a.dossier", "fissure.png", "--private", "medical, bank"]) == 0
    assert piece(place).private == (Private.BANK, Private.MEDICAL)
    capsys.readouterr()
    assert main(["check", "a.dossier", "--recipient", "signalconso"]) == 1
    assert "données bancaires" in capsys.readouterr().out
    assert export(place) == 1
    said = capsys.readouterr().out
    assert "données bancaires" in said
    assert "données de santé" in said
    assert main(["set", "a.dossier", "fissure.png", "--private", ""]) == 0
    assert piece(place).private == ()
    assert export(place) == 0


def test_a_piece_is_hidden_from_one_recipient_and_shown_again(place, capsys):
    assert main(["set", "a.dossier", "fissure.png", "--hide-from", "signalconso"]) == 0
    assert piece(place).held_back == ("signalconso",)
    assert export(place) == 0
    assert "fissure" not in (place / "r.json").read_text("utf-8")
    assert main(["set", "a.dossier", "fissure.png", "--show-to", "signalconso"]) == 0
    assert piece(place).held_back == ()


def test_the_list_says_for_whom_its_numbers_are_and_what_is_not_shown_to_it(place, capsys):
    def lines(*words):
        capsys.readouterr()
        assert main(["list", "a.dossier", *words]) == 0
        return capsys.readouterr().out

    name = load_profile("signalconso").name("fr")
    assert main(["set", "a.dossier", "fissure.png", "--hide-from", "signalconso"]) == 0
    assert main(["set", "a.dossier", "note é.txt", "--exclude"]) == 0
    hidden = FR.say("cli.list_hidden", recipient=name)
    assert hidden not in lines()
    assert json.loads(lines("--json"))["recipient"] == "generic"
    with open_desk(place / "a.dossier").result() as desk:
        desk.act(lambda now: choose_recipient(now, "signalconso")).result()
    told = lines()
    assert FR.say("cli.list_for", recipient=name) in told.splitlines()[:2]
    shown, _, rest = told.partition(hidden)
    kept_back, _, away = rest.partition(FR.say("cli.not_in_annex"))
    held = piece(place).id
    assert [held in part for part in (shown, kept_back, away)] == [False, True, False]
    assert kept_back.count("[") == 1
    plain = json.loads(lines("--json"))
    assert plain["recipient"] == "signalconso"
    assert {one["id"]: one["number"] for one in plain["pieces"] if one["held_back"]} == {held: None}


@pytest.mark.parametrize("words", [("--private", "secret"), ("--hide-from", "nobody"), ("--show-to", "x")])
def test_what_is_not_known_is_refused(place, capsys, words):
    assert main(["set", "a.dossier", "fissure.png", *words]) == 2
    assert words[1] in capsys.readouterr().err
    assert piece(place).private == piece(place).held_back == ()


def parties(place, *, website):
    with open_desk(place / "a.dossier").result() as desk:
        consumer = Party(role=Role.CONSUMER, name="Léa O'Brien-Lefèvre")
        seller = Party(role=Role.SELLER, name="Atelier Brume", website=website, country="FR")
        desk.act(lambda now: set_parties(now, (consumer, seller))).result()
        desk.act(lambda now: set_facts(now, Facts(happened="Léa attend."))).result()


def findings(place):
    return {one["code"]: one for one in json.loads((place / "r.json").read_text("utf-8"))["findings"]}


def test_a_name_in_what_the_seller_is_said_to_be_is_not_printed(place):
    parties(place, website="https://boutique.example/compte/lea.obrien")
    assert export(place) == 0
    assert "name-on-our-pages" not in findings(place)


def test_a_name_in_the_folder_that_the_person_chose_is_in_no_report(place, capsys):
    parties(place, website="")
    assert export(place, "Annexe obrien.pdf") == 0
    assert "obrien" not in (place / "r.json").read_text("utf-8").casefold()


def test_a_name_in_the_file_that_the_person_chose_stops_the_sending(place):
    consumer = Party(role=Role.CONSUMER, name="Léa O'Brien-Lefèvre")
    dossier, profile = Dossier(parties=(consumer,)), load_profile("signalconso")
    with Pool(1) as pool:
        exporter = Exporter(assets=Assets(place / "assets"), pool=pool, texts=Texts("fr"))
        look = partial(about_own_pages, (), dossier=dossier, profile=profile, exporter=exporter)
        found = [one.params for one in look([place / "annexe-obrien 1 sur 2.pdf", place / "dossier.pdf"])]
    assert found == [{"file": "annexe-obrien 1 sur 2.pdf"}]
