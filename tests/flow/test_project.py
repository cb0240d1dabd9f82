"""Working in a project file from the command line, as ``build`` does without one."""

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from dossier.basis.clock import today, zone_named
from dossier.cli import main
from dossier.workspace.opening import open_desk
from tests.flow.conftest import DAY
from tests.support.desks import named
from tests.support.documents import paper
from tests.support.mails import mail, without

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("build", "verify", "demo", "new", "add", "list", "set", "export", "search")
posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


@pytest.fixture
def refused(capsys):
    """Runs a command that is refused, and gives the one sentence that says why."""

    def run(*words, code=2):
        assert main([*map(str, words)]) == code
        told = capsys.readouterr()
        assert told.out == ""
        (sentence,) = told.err.splitlines()
        assert sentence.endswith(".")
        assert "Traceback" not in sentence
        return sentence

    return run


def listed(said, file="a.dossier"):
    return json.loads(said("list", file, "--json"))


def numbers(listing):
    return {piece["number"]: piece for piece in listing["pieces"] if piece["number"]}


def parts(path):
    with open_desk(path).result() as desk:
        return desk.present


def test_the_steps_one_by_one_give_what_build_gives(place, said, capsys):
    code = main(["build", "proofs", "-o", "b.pdf", "--json", "b.json", "--date", DAY, "--title", "T"])
    capsys.readouterr()
    assert said("new", "c.dossier", "--title", "T") == "Dossier créé\u00a0: c.dossier\n"
    said("add", "c.dossier", "proofs", code=code)
    said("export", "c.dossier", "-o", "c.pdf", "--json", "c.json", "--date", DAY, code=code)
    assert (place / "c.pdf").read_bytes() == (place / "b.pdf").read_bytes()
    made, again = (json.loads((place / name).read_text("utf-8")) for name in ("b.json", "c.json"))
    for report in (made, again):
        del report["annexes"][0]["path"]
    assert again == made


def test_adding_twice_tells_what_is_there(place, said):
    before = listed(said)
    told = said("add", "a.dossier", "proofs")
    assert "0 pièce" in told
    for name in ("lettre.pdf", "courriel.eml", "fissure.png", "note é.txt"):
        assert name in told
    assert listed(said) == before


@pytest.mark.parametrize("name", ["courriel.eml", "le même.eml"])
def test_one_file_that_is_there_already_is_told_by_its_name(place, said, name):
    (place / name).write_bytes((place / "proofs" / "courriel.eml").read_bytes())
    told = said("add", "a.dossier", name)
    assert told.count("«") == 1, "no other file is named"
    assert f"«\xa0{name}\xa0» est déjà dans le dossier" in told


def test_a_remark_never_asks_at_the_terminal_for_what_only_the_window_does(place, said):
    (place / "mails").mkdir()
    for number, lines in enumerate((["Message-ID: <1@x>"], ["Message-ID: <2@x>", "References: <1@x>"])):
        raw = mail(b"Bonjour %d" % number, header=(*without("message-id"), *lines))
        (place / "mails" / f"{number}.eml").write_bytes(raw)
    told = said("add", "a.dossier", "mails")
    assert "La fenêtre du programme permet d’en faire une seule pièce." in told
    assert "Vous pouvez en faire" not in told


def test_how_a_date_is_given_is_told_with_every_remark_that_asks_for_one(place, said):
    (place / "chat.txt").write_text("1/4/26, 10:14 PM - Bob: ok\n1/5/26, 10:14 PM - Ann: ok", "utf-8")
    told = said("add", "a.dossier", "chat.txt")
    assert "peuvent être inversés" in told
    assert "dossier set F.dossier PIÈCE --date" in told


def test_nothing_is_dropped_silently_when_nothing_could_be_added(place, said):
    (place / "empty").mkdir()
    (place / "empty" / "link").symlink_to(place / "proofs")
    assert "link" in said("add", "a.dossier", "empty")
    assert "link" in said("build", "empty", "-o", "b.pdf", code=1)


def test_the_list_for_programs_is_plain_and_always_the_same(place, said):
    told = said("list", "a.dossier", "--json")
    assert told.isascii()
    assert told == said("list", "a.dossier", "--json", "--lang", "en")
    plain = json.loads(told)
    assert list(plain)[:5] == ["version", "title", "zone", "language", "recipient"]
    assert list(plain)[5:] == ["rubrics", "pieces", "findings"]
    keys = "id number title rubric parent moment files duplicate_of state"
    own = "included held_back binned proves note"
    assert [sorted(piece) for piece in plain["pieces"]] == [sorted(f"{keys} {own}".split())] * 6
    found = [piece["number"] for piece in plain["pieces"]]
    assert [number for number in found[:-1] if "." not in number] == ["1", "2", "3", "4"]
    assert found[-1] is None
    assert plain["pieces"][-1]["duplicate_of"] in [piece["id"] for piece in plain["pieces"]]


def test_the_list_ends_with_the_remarks_that_still_hold(place, said):
    (place / "2026-03-14 quai.txt").write_text("Colis ouvert", "utf-8")
    added = said("add", "a.dossier", "2026-03-14 quai.txt")
    remark = next(line for line in added.splitlines() if "2026-03-14 quai.txt" in line)
    told = said("list", "a.dossier")
    assert remark in told
    assert told.index(listed(said)["pieces"][-1]["id"]) < told.index(remark)
    found = next(one for one in listed(said)["findings"] if one["text"] in remark)
    assert (found["level"], found["code"]) == ("note", "date-from-name")
    assert found["piece"] in [one["id"] for one in listed(said)["pieces"]]
    said("set", "a.dossier", "2026-03-14 quai.txt", "--date", "14/03/2026")
    assert remark not in said("list", "a.dossier")


def test_the_list_for_people_has_every_piece_under_its_rubric(place, said):
    said("set", "a.dossier", "note é.txt", "--exclude")
    told = said("list", "a.dossier")
    plain = listed(said)
    rows = re.findall(r"^ *(\S+)  .*\[(\w{12})\]$", told, re.MULTILINE)
    assert rows == [(piece["number"] or "–", piece["id"]) for piece in plain["pieces"]]
    assert told.index("Hors de l’annexe") < told.index(plain["pieces"][-1]["id"])
    assert "Hors de l’annexe" in told
    assert told.startswith("Martin contre Brume\n\n")


def test_a_new_dossier_says_that_it_is_empty(place, said):
    said("new", "sans suffixe", "--zone", "America/New_York", "--lang", "en", "--title", "A v. B")
    assert "dossier add" in said("list", "sans suffixe")
    plain = listed(said, "sans suffixe")
    assert (plain["zone"], plain["language"], plain["pieces"]) == ("America/New_York", "en", [])


@pytest.mark.parametrize("by", ["number", "id", "name"])
@pytest.mark.parametrize("file", ["fissure.png", "facture.pdf"])
def test_a_piece_is_called_by_its_number_its_id_or_its_file(place, said, by, file):
    (piece,) = [one for one in listed(said)["pieces"] if one["files"][0]["name"] == file]
    assert ("." in piece["number"]) is (file == "facture.pdf")
    word = {"number": piece["number"], "id": piece["id"], "name": file}[by]
    assert "Neuf" in said("set", "a.dossier", word, "--title", " Neuf ")
    after = {one["id"]: one for one in listed(said)["pieces"]}
    assert after[piece["id"]]["title"] == "Neuf"


def test_several_words_about_a_piece_are_one_act(place, said):
    before = parts(place / "a.dossier").dossier
    words = ("--title", "Fente", "--date", "12/03/2026 19:12", "--rubric", "defect", "--note", "x\ny")
    said("set", "a.dossier", "fissure.png", *words, "--exclude")
    with open_desk(place / "a.dossier").result() as desk:
        piece = named(desk.present.dossier, "fissure.png")
        assert (piece.title, piece.rubric, piece.note, piece.included) == ("Fente", "defect", "x\ny", False)
        assert str(piece.moment.at) == "2026-03-12 19:12:00"
        assert desk.undo().result().dossier == before
        assert desk.present.undoable.code == "add"


@pytest.mark.parametrize(
    ("typed", "iso", "precision"),
    [
        ("2026-03-12", "2026-03-12", "day"),
        ("12/03/2026", "2026-03-12", "day"),
        ("12 mars 2026", "2026-03-12", "day"),
        ("1er mars 2026 à 9 h 05", "2026-03-01T09:05:00+01:00", "minute"),
        ("mars 2026", "2026-03", "month"),
        ("2026", "2026", "year"),
        ("vers le 10 juin 2026", "2026-06-10", "about"),
        ("du 12 au 14 mai 2026", "2026-05-12", "range"),
        ("sans date", None, "unknown"),
        ("", None, "unknown"),
    ],
)
def test_a_date_is_taken_as_people_write_it(place, said, typed, iso, precision):
    said("set", "a.dossier", "fissure.png", f"--date={typed}")
    (moment,) = [p["moment"] for p in listed(said)["pieces"] if p["files"][0]["name"] == "fissure.png"]
    assert moment["precision"] == precision
    assert moment["iso"] is iso is None or moment["iso"].startswith(iso)
    assert moment["source"] == "user"


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, False), (1, True), (400, True)])
def test_a_date_to_come_is_set_and_told(place, said, days, told):
    day = today(zone_named("Europe/Paris")) + timedelta(days=days)
    answer = said("set", "a.dossier", "fissure.png", f"--date={day}")
    (moment,) = [p["moment"] for p in listed(said)["pieces"] if p["files"][0]["name"] == "fissure.png"]
    assert moment["iso"] == day.isoformat()
    assert (f"Le {day:%d/%m/%Y} n’est pas encore passé" in answer) is told
    assert "encore passé" not in said("set", "a.dossier", "fissure.png", "--title", "Fente")


@pytest.mark.parametrize("how", ["id", "french", "english", "capitals", "without accents"])
def test_a_rubric_is_called_by_its_id_or_its_name_in_any_language(place, said, how):
    rubric = next(one for one in listed(said)["rubrics"] if not one["names"]["fr"].isascii())
    french = rubric["names"]["fr"]
    word = {
        "id": rubric["id"],
        "french": french,
        "english": rubric["names"]["en"],
        "capitals": french.upper(),
        "without accents": unicodedata.normalize("NFKD", french).encode("ascii", "ignore").decode().lower(),
    }[how]
    said("set", "a.dossier", "fissure.png", "--rubric", word)
    (piece,) = [p for p in listed(said)["pieces"] if p["files"][0]["name"] == "fissure.png"]
    assert piece["rubric"] == rubric["id"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["new", "a.dossier"], 3),
        (["new", "proofs"], 3),
        (["new", "nowhere/b.dossier"], 3),
        (["new", "x" * 300], 3),
        (["new", "b.dossier", "--zone", "Mars/Olympus"], 2),
        (["add", "a.dossier"], 2),
        (["add", "nowhere.dossier", "proofs"], 2),
        (["add", "a.dossier", "nowhere"], 2),
        (["add", "proofs/lettre.pdf", "proofs"], 3),
        (["add", "proofs", "proofs"], 3),
        (["list", "nowhere.dossier"], 2),
        (["list", "proofs/note é.txt"], 3),
        (["set", "a.dossier", "1"], 2),
        (["set", "a.dossier", "99", "--title", "x"], 2),
        (["set", "a.dossier", "lettre.pdf", "--title", "x"], 2),
        (["set", "a.dossier", "1", "--title", "  "], 2),
        (["set", "a.dossier", "1", "--date", "demain peut-être"], 2),
        (["set", "a.dossier", "1", "--date", "31/02/2026"], 2),
        (["set", "a.dossier", "1", "--date", "du 14 au 12 mai 2026"], 2),
        (["set", "a.dossier", "1", "--title", "x", "--date", "a\nb"], 2),
        (["set", "a.dossier", "1", "--rubric", "Cuisine"], 2),
        (["set", "a.dossier", "1", "--exclude", "--include"], 2),
        (["export", "a.dossier"], 2),
        (["export", "a.dossier", "-o", "a.dossier"], 2),
        (["export", "a.dossier", "-o", "b.pdf", "--json", "a.dossier"], 2),
        (["export", "a.dossier", "-o", "b.pdf", "--json", "b.pdf"], 2),
        (["export", "a.dossier", "-o", "proofs/lettre.pdf"], 2),
        (["export", "a.dossier", "-o", "proofs"], 3),
        (["export", "a.dossier", "-o", "nowhere/b.pdf"], 3),
        (["export", "a.dossier", "-o", "b.pdf", "--date", "hier"], 2),
        (["export", "a.dossier", "-o", "b.pdf", "--recipient", "personne"], 2),
        (["search", "a.dossier"], 2),
        (["search", "nowhere\n.dossier", "x"], 2),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_harms_nothing(place, refused, words, code):
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    refused(*words, code=code)
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_an_ambiguous_name_tells_the_words_that_are_not(place, refused, said):
    sentence = refused("set", "a.dossier", "lettre.pdf", "--title", "x")
    two = [p for p in listed(said)["pieces"] if p["files"][0]["name"] == "lettre.pdf"]
    assert len(two) == 2
    for piece in two:
        word = piece["number"] or piece["id"]
        assert word in sentence
        said("set", "a.dossier", word, "--note", "celle-ci")


def test_a_file_that_is_open_elsewhere_can_be_read_and_exported_and_who_has_it_is_said(place, said, refused):
    with open_desk(place / "a.dossier").result() as desk:
        for words in (["set", "a.dossier", "1", "--title", "x"], ["add", "a.dossier", "proofs"]):
            sentence = refused(*words, code=3)
            assert desk.present.read_only is None
            assert re.search(r"ouvert par \S+, depuis le \S*20\d\d\S* à \d\d:\d\d", sentence)
        said("list", "a.dossier")
        said("search", "a.dossier", "vendeur")
        assert main(["export", "a.dossier", "-o", "b.pdf", "--date", DAY]) in (0, 1)
        assert (place / "b.pdf").exists()


def test_search_minds_no_accents(place, said):
    for words in (["echange"], ["ÉCHANGE", "vendeur"], ["mise", "DEMEURE"]):
        told = said("search", "a.dossier", *words)
        assert re.search(r"\[\w{12}\]\n      \S", told)
    assert said("search", "a.dossier", "introuvable") == "Rien trouvé.\n"
    nothing = said("search", "a.dossier", "xyzzy", "--lang", "en")
    assert said("search", "a.dossier", "?!…", "--lang", "en") == nothing


@posix
@pytest.mark.parametrize(
    "name",
    ["à b.pdf", "'\"$(x)`.pdf", "deux\nlignes.pdf", "📦.pdf", "caf\udce9.pdf", "-o.pdf", "--json", "*"],
)
def test_any_name_of_a_file_does(place, said, name):
    (place / name).write_bytes(paper(["Lettre", "Lyon, le 9 mai 2026"]))
    assert "1 pièce" in said("add", "a.dossier", "--", name)
    file = listed(said)["pieces"]
    shown = name.replace("\udce9", "é")
    (piece,) = [one for one in file if one["files"][0]["name"] == shown]
    (line,) = said("set", "--title", "Nommée", "a.dossier", "--", shown).splitlines()
    assert piece["id"] in line


@posix
@pytest.mark.parametrize("name", ["'\"$(x)` é", "deux\nlignes", "📦?x#%41", "--json"])
def test_any_name_of_a_project_file_does(place, said, name):
    said("new", "--title", "un\ndeux", "--", name)
    assert "1 pièce" in said("add", "--", name, "proofs/fissure.png")
    assert len(json.loads(said("list", "--json", "--", name))["pieces"]) == 1
    assert said("list", "--", name).startswith("un")
    assert (place / name).exists()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_complete_in_one_language(command, language, capsys):
    with pytest.raises(SystemExit) as caught:
        main([command, "--help", "--lang", language])
    assert caught.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith({"fr": "utilisation : dossier", "en": "usage : dossier"}[language] + f" {command}")
    assert language == "en" or not re.search(r"show this|positional|optional|usage:", told)
    asked = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", told))
    assert {"-h", "--help", "--lang", "--verbose"} <= asked
    for word in {*re.findall(r"^  (?:-h, )?(\S+)", told, re.MULTILINE)}:
        explained = rf"^  (?:-h, )?{re.escape(word)}[^\n]*(?:  |\n {{10,}})\S.{{4,}}"
        assert re.search(explained, told, re.MULTILINE), word


@posix
def test_a_real_process_ends_as_it_should_and_says_it_where_it_should(place):
    def run(*words):
        command = [sys.executable, "-P", "-m", "dossier", *words]
        around = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
        return subprocess.run(command, cwd=place, env=around, capture_output=True, check=False)

    assert run("set", "a.dossier", "1", "--title", "Été").returncode == 0
    told = run("list", "a.dossier", "--json")
    assert (told.returncode, told.stderr) == (0, b"")
    assert json.loads(told.stdout)["pieces"][0]["title"] == "Été"
    for words, code in ((["set", "a.dossier", "99", "--note", "x"], 2), (["new", "a.dossier"], 3)):
        refused = run(*words)
        assert (refused.returncode, refused.stdout) == (code, b""), refused.stderr
        assert len(refused.stderr.splitlines()) == 1


def test_a_folder_that_cannot_be_written_is_told(place, refused, said, monkeypatch):
    (place / "closed").mkdir()
    shutil.copyfile(place / "a.dossier", place / "closed" / "a.dossier")
    real = os.access

    def access(path, mode):
        # As the system says it of a folder for reading only, also to an administrator.
        return not (mode & os.W_OK and Path(path).resolve().is_relative_to(place / "closed")) and real(
            path, mode
        )

    monkeypatch.setattr(os, "access", access)
    refused("new", "closed/b.dossier", code=3)
    refused("set", "closed/a.dossier", "1", "--title", "x", code=3)
    refused("add", "closed/a.dossier", "proofs", code=3)
    refused("export", "a.dossier", "-o", "closed/b.pdf", code=3)
    assert "Martin contre Brume" in said("list", "closed/a.dossier")
    assert [path.name for path in (place / "closed").iterdir()] == ["a.dossier"]
