"""An annex cut to a recipient's measure: from the command line, and as a recipient gets to know it."""

import hashlib
import json
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from dossier.basis.errors import UsageError
from dossier.cli import main
from dossier.cli.parser import size_of
from dossier.model.commands.privacy import hold_back
from dossier.model.wish import Wish
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.handing import Handing
from dossier.workspace.old_beside import Bordereau
from dossier.workspace.opening import open_desk
from tests.flow.conftest import DAY, run

TODAY = date(2026, 11, 22)


@contextmanager
def desk_of(template, folder):
    """Opens a copy of the project file."""
    path = folder / "a.dossier"
    path.write_bytes((template / "a.dossier").read_bytes())
    with open_desk(path).result() as desk:
        yield desk


def words_of(path):
    document = pypdfium2.PdfDocument(path)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return "\n".join(texts)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("5MB", 5_000_000),
        ("4,5 Mo", 4_500_000),
        ("4.5mb", 4_500_000),
        ("800 kB", 800_000),
        ("800ko", 800_000),
        ("1G", 1_000_000_000),
        ("2000000", 2_000_000),
        ("2\u00a0000\u202fo", None),
        ("20 Mio", None),
        ("5 MB/s", None),
        ("0MB", None),
        ("", None),
        ("-5MB", None),
    ],
)
def test_a_size_is_read_as_people_write_it(text, size):
    if size is None:
        with pytest.raises(UsageError, match="argument-no-size"):
            size_of(text)
    else:
        assert size_of(text) == size


def test_separate_files_are_listed_in_the_report_with_each_piece_s_own(template, tmp_path, capsys):
    code, report = run(tmp_path, template / "proofs", "--separate")
    assert code == 0
    names = [Path(one["path"]).name for one in report["annexes"]]
    assert names[0] == "0 - Bordereau des pieces.pdf"
    shown = [piece for piece in report["pieces"] if piece["pages"] and piece["parent"] is None]
    assert len(names) == len(shown) + 1
    for piece in shown:
        assert names[piece["pages"]["annex"]].startswith(f"{piece['number']} - ")
        assert piece["pages"]["first"] == 2
    for one in report["annexes"]:
        data = Path(one["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (one["bytes"], one["sha256"])
        assert main(["verify", one["path"]]) == 0
    assert not (tmp_path / "annexe.pdf").exists()
    assert all(name in capsys.readouterr().out or name for name in names)


def test_a_size_is_kept_from_the_command_line(template, tmp_path, capsys):
    assert main(
        [
            "export",
            str(template / "a.dossier"),
            "-o",
            str(tmp_path / "annexe.pdf"),
            "--json",
            str(tmp_path / "r.json"),
            "--date",
            DAY,
            "--max-size",
            "90 ko",
        ]
    ) in (0, 1)
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert len(report["annexes"]) > 1
    assert {piece["pages"]["annex"] for piece in report["pieces"] if piece["pages"]} == set(
        range(len(report["annexes"]))
    )
    said = capsys.readouterr().out
    for one in report["annexes"]:
        assert one["bytes"] <= 90_000
        assert one["path"] in said
    assert {"cut-into-volumes"} <= {finding["code"] for finding in report["findings"]}


def test_a_size_that_is_none_is_said_in_one_sentence(template, tmp_path, capsys):
    words = ["export", str(template / "a.dossier"), "-o", str(tmp_path / "a.pdf"), "--max-size", "beaucoup"]
    assert main(words) == 2
    assert "beaucoup" in capsys.readouterr().err


def test_what_is_held_back_from_a_recipient_is_in_nothing_that_is_sent(template, tmp_path):
    with desk_of(template, tmp_path) as desk:
        mail = next(one for one in desk.present.dossier.pieces if one.originals[0].name == "courriel.eml")
        letters = [one for one in desk.present.dossier.pieces if one.originals[0].name == "lettre.pdf"]
        held = next(one for one in letters if one.duplicate_of is None)
        desk.act(lambda now: hold_back(now, [held.id], recipient="generic")).result()
        order = ExportOrder(
            target=tmp_path / "annexe.pdf", day=TODAY, report=tmp_path / "r.json", wish=Wish(separate=True)
        )
        built = desk.export(order).result()
    assert [one.code for one in built.findings].count("held-back-from") == 1
    report = (tmp_path / "r.json").read_text("utf-8")
    sent = report + "".join(words_of(one.path) for one in built.annexes)
    for trace in ("lettre.pdf", held.title, held.originals[0].digest, "held-back-from"):
        assert trace not in sent
    assert mail.originals[0].digest in sent
    numbers = [row.number for plan in built.plans for row in plan.pieces if row.parent is None]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_each_recipient_gets_the_order_and_the_words_that_it_asks_for(template, tmp_path):
    with desk_of(template, tmp_path) as desk:
        order = ExportOrder(
            target=tmp_path / "annexe.pdf",
            day=TODAY,
            recipient="chargeback-mastercard",
            report=tmp_path / "r.json",
        )
        built = desk.export(order).result()
    for one in built.annexes:
        stem = Path(one.path).stem
        assert stem.isascii()
        assert stem.isalnum()
        assert len(stem) <= 16


def built(*words):
    return main(["build", *map(str, words), "--date", DAY])


@pytest.fixture
def two(template, tmp_path):
    """The proofs of one dispute, and another dispute's only file."""
    (tmp_path / "autre").mkdir()
    (tmp_path / "autre" / "note.txt").write_text("Une tout autre affaire, le 3 mars 2026.", "utf-8")
    return template / "proofs", tmp_path / "autre"


def test_annexes_of_other_disputes_in_a_folder_of_the_name_stay(two, tmp_path, capsys):
    proofs, other = two
    folder = tmp_path / "litige"
    folder.mkdir()
    assert built(other, "-o", folder / "contre-expertise.pdf") in (0, 1)
    assert built(other, "-o", folder / "liste.pdf", "--separate") in (0, 1)
    (folder / "liste").rename(tmp_path / "liste")
    for path in (tmp_path / "liste").iterdir():
        path.rename(folder / path.name)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert built(proofs, "-o", tmp_path / "litige.pdf") == 0
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert "contre-expertise.pdf" in capsys.readouterr().out


def test_files_in_the_folder_that_is_built_are_never_touched(two, tmp_path):
    proofs, _ = two
    folder = tmp_path / "litige"
    folder.mkdir()
    assert built(proofs, "-o", folder / "annexe.pdf", "--separate") == 0
    before = {path: path.read_bytes() for path in folder.rglob("*.pdf")}
    for path in (folder / "annexe").iterdir():
        path.rename(folder / path.name)
    before = {path: path.read_bytes() for path in folder.rglob("*.pdf")}
    assert built(folder, proofs, "-o", tmp_path / "litige.pdf") in (0, 1)
    assert {path: path.read_bytes() for path in folder.rglob("*.pdf")} == before


def test_separate_files_among_the_proofs_are_refused(two, tmp_path, capsys):
    _, other = two
    assert built(other, "-o", tmp_path / "autre.pdf", "--separate") == 2
    assert str(tmp_path / "autre") in capsys.readouterr().err
    assert [path.name for path in other.iterdir()] == ["note.txt"]


def test_a_name_without_suffix_is_our_own_folder_the_second_time(two, tmp_path):
    _, other = two
    for _ in range(2):
        assert built(other, "-o", tmp_path / "sans", "--separate") in (0, 1)
    assert len(list((tmp_path / "sans").iterdir())) == 2


def test_somebody_elses_file_under_a_name_of_ours_stops_everything(two, tmp_path, capsys):
    _, other = two
    (tmp_path / "w.sha256").write_bytes(b"a note of mine")
    assert built(other, "-o", tmp_path / "w.pdf", "--json", tmp_path / "r.json", "--sums") == 3
    assert "w.sha256" in capsys.readouterr().err
    assert not (tmp_path / "w.pdf").exists()
    assert not (tmp_path / "r.json").exists()
    assert (tmp_path / "w.sha256").read_bytes() == b"a note of mine"


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("w.sha256", ["--sums"]),
        ("w - bordereau.csv", ["--bordereau", "csv"]),
        ("w.tsq", ["--timestamp-request"]),
    ],
)
def test_the_report_and_what_is_beside_may_not_be_one_file(report, words, template, two, tmp_path, capsys):
    _, other = two
    for first in (["build", other], ["export", template / "a.dossier"]):
        asked = [*first, "-o", tmp_path / "w.pdf", "--json", tmp_path / report, *words, "--date", DAY]
        assert main([str(word) for word in asked]) == 2
        capsys.readouterr()
    assert not (tmp_path / "w.pdf").exists()
    assert not (tmp_path / report).exists()


def test_a_folder_in_the_place_of_one_leaves_the_old_annex(two, tmp_path):
    _, other = two
    assert built(other, "-o", tmp_path / "w.pdf") in (0, 1)
    old = (tmp_path / "w.pdf").read_bytes()
    (tmp_path / "w.tsq").mkdir()
    (other / "note.txt").write_text("Autre chose, le 4 mars 2026.", "utf-8")
    assert built(other, "-o", tmp_path / "w.pdf", "--timestamp-request", "--sums") == 3
    assert (tmp_path / "w.pdf").read_bytes() == old
    assert not (tmp_path / "w.sha256").exists()


def test_nothing_of_a_piece_that_is_held_back_now_stays_beside(template, tmp_path):
    handing = Handing(sums=True, requests=True, bordereau=tuple(Bordereau))
    with desk_of(template, tmp_path) as desk:
        desk.export(ExportOrder(target=tmp_path / "w.pdf", day=TODAY, handing=handing)).result()
        made = {path.name for path in tmp_path.glob("w*")}
        held = next(one for one in desk.present.dossier.pieces if one.originals[0].name == "courriel.eml")
        desk.act(lambda now: hold_back(now, [held.id], recipient="generic")).result()
        desk.export(ExportOrder(target=tmp_path / "w.pdf", day=TODAY)).result()
    assert len(made) == 5
    assert [path.name for path in tmp_path.glob("w*")] == ["w.pdf"]
