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
from dossier.workspace.opening import open_desk
from tests.flow.conftest import DAY, run
from tests.support.desks import write_project, write_proofs

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A project file of five proofs, and the proofs beside it."""
    folder = tmp_path_factory.mktemp("measure")
    write_project(folder / "a.dossier", [write_proofs(folder / "proofs")])
    return folder


@contextmanager
def desk_of(place, folder):
    """Opens a copy of the project file."""
    path = folder / "a.dossier"
    path.write_bytes((place / "a.dossier").read_bytes())
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


def test_separate_files_are_listed_in_the_report_with_each_piece_s_own(place, tmp_path, capsys):
    code, report = run(tmp_path, place / "proofs", "--separate")
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


def test_a_size_is_kept_from_the_command_line(place, tmp_path, capsys):
    assert main(
        [
            "export",
            str(place / "a.dossier"),
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


def test_a_size_that_is_none_is_said_in_one_sentence(place, tmp_path, capsys):
    words = ["export", str(place / "a.dossier"), "-o", str(tmp_path / "a.pdf"), "--max-size", "beaucoup"]
    assert main(words) == 2
    assert "beaucoup" in capsys.readouterr().err


def test_what_is_held_back_from_a_recipient_is_in_nothing_that_is_sent(place, tmp_path):
    with desk_of(place, tmp_path) as desk:
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


def test_each_recipient_gets_the_order_and_the_words_that_it_asks_for(place, tmp_path):
    with desk_of(place, tmp_path) as desk:
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
