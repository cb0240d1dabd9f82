"""What is put beside an annex: its fingerprints, questions for a time stamp, its bordereau."""

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from asn1crypto import tsp
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.digest import digest_of, digest_of_file
from dossier.basis.errors import PlaceError, UsageError
from dossier.model.dossier import Dossier
from dossier.model.ids import RubricId
from dossier.model.piece import FileKind, Original, Piece
from dossier.model.rubric import Rubric
from dossier.texts.catalogue import Texts
from dossier.workspace.handing import (
    Bordereau,
    Handing,
    bordereau_path,
    put_handing,
    put_requests,
    put_sums,
    read_sums,
    sum_line,
)
from tests.support import annexes
from tests.support.desks import write_project

DAY = date(2026, 3, 12)
ODD = (
    "annexe.pdf",
    "l’annexe n° 2 (é).pdf",
    " devant.pdf",
    "a\\b.pdf",
    "deux\nlignes.pdf",
    "retour\r.pdf",
    "*x.pdf",
)
TEXTS = Texts("fr")


@pytest.fixture
def files(tmp_path):
    """Files of odd names, two of them in a folder below."""
    made = []
    for number, name in enumerate(ODD):
        path = tmp_path / ("separate" if number > 4 else ".") / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode() * (number + 1))
        made.append(path)
    return made


def checked_by_coreutils(sums):
    """Asks the machine's own program, and our own reader where it has none."""
    program = shutil.which("sha256sum")
    if program is None:
        rows = read_sums(sums.read_bytes())
        return all(digest_of_file(sums.parent / Path(name.decode())) == digest for digest, name in rows)
    asked = [program, "--strict", "--quiet", "-c", sums.name]
    return subprocess.run(asked, cwd=sums.parent, capture_output=True, check=False).returncode == 0


def test_the_list_is_one_that_sha256sum_checks(files, tmp_path):
    sums = put_sums(files, tmp_path / "annexe.sha256")
    assert checked_by_coreutils(sums)
    files[1].write_bytes(b"changed")
    assert not checked_by_coreutils(sums)


def test_our_own_reader_reads_the_same_names(files, tmp_path):
    rows = read_sums(put_sums(files, tmp_path / "annexe.sha256").read_bytes())
    names = [path.relative_to(tmp_path).as_posix().encode() for path in files]
    assert rows == tuple((digest_of_file(path), name) for path, name in zip(files, names, strict=True))


@given(st.binary(min_size=1, max_size=80).filter(lambda name: b"\0" not in name))
def test_any_name_comes_back(name):
    line = sum_line(digest_of(b""), name)
    assert line.count(b"\n") == 1
    assert read_sums(line) == ((digest_of(b""), name),)


def test_a_question_stands_beside_each_pdf(files):
    (made,) = put_requests(files[:1])
    asked = tsp.TimeStampReq.load(made.read_bytes(), strict=True)
    assert made == files[0].with_suffix(".tsq")
    assert asked["message_imprint"]["hashed_message"].native.hex() == digest_of_file(files[0])


def a_dossier():
    rubrics = (Rubric(id=RubricId("order"), names={"fr": "Commande"}),)
    pieces = tuple(Piece(id=one.key, title=one.title, rubric=RubricId("order")) for one in annexes.USUAL)
    return Dossier(rubrics=rubrics, pieces=pieces)


def test_the_bordereau_stands_beside_in_both_forms(tmp_path):
    plan = annexes.plan_of(annexes.USUAL)
    wanted = Handing(sums=True, requests=True, bordereau=(Bordereau.DOCX, Bordereau.CSV))
    annex = tmp_path / "annexe.pdf"
    annex.write_bytes(b"%PDF-")
    made = put_handing(
        wanted, a_dossier(), annex, files=[annex], plans=[plan], labels=["Annexe"], texts=TEXTS, day=DAY
    )
    assert set(wanted.targets(annex, TEXTS)) == set(made)
    rows = list(csv.reader(io.StringIO(made[1].read_text("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [piece.number for piece in plan.pieces]
    assert "Commande" in {row[3] for row in rows[1:]}
    (table,) = Document(str(made[0])).tables
    assert len(table.rows) > len(plan.pieces)
    assert checked_by_coreutils(made[-1])
    listed = {name.decode() for _, name in read_sums(made[-1].read_bytes())}
    assert listed == {path.name for path in (annex, *made[:-1])}


def test_nothing_is_written_when_nothing_is_wanted(tmp_path):
    annex = tmp_path / "annexe.pdf"
    made = put_handing(
        Handing(), a_dossier(), annex, files=[annex], plans=[], labels=[], texts=TEXTS, day=DAY
    )
    assert made == ()
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


def test_old_files_stay_until_all_new_ones_are_whole(files, tmp_path, monkeypatch):
    old = [path.with_suffix(".tsq") for path in files[:2]]
    for path in old:
        path.write_bytes(b"old")
    written = []
    real = Path.write_bytes

    def full(path, data):
        written.append(path)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PlaceError, match="disk-full"):
        put_requests(files[:2])
    monkeypatch.undo()
    assert [path.read_bytes() for path in old] == [b"old", b"old"]
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_a_folder_a_missing_folder_and_a_missing_file_are_refused(files, tmp_path):
    (tmp_path / "a.sha256").mkdir()
    with pytest.raises(PlaceError, match="target-is-folder"):
        put_sums(files, tmp_path / "a.sha256")
    with pytest.raises(PlaceError, match="no-such-folder"):
        put_sums(files, tmp_path / "no" / "a.sha256")
    with pytest.raises(PlaceError, match="cannot-write"):
        put_sums([tmp_path / "nowhere.pdf"], tmp_path / "b.sha256")
    assert not (tmp_path / "b.sha256").exists()


def test_a_proof_and_somebodys_dossier_are_never_overwritten(files, tmp_path):
    proof = tmp_path / "annexe.tsq"
    proof.write_bytes(b"a proof")
    known = Original(digest=digest_of(b"a proof"), name="x", size=7, kind=FileKind.OTHER)
    with pytest.raises(UsageError, match="target-is-source"):
        put_requests(files[:1], originals=[known])
    assert proof.read_bytes() == b"a proof"
    write_project(tmp_path / "a.dossier")
    shutil.move(tmp_path / "a.dossier", bordereau_path(tmp_path / "annexe.pdf", Bordereau.CSV, TEXTS))
    plan = annexes.plan_of(annexes.USUAL)
    with pytest.raises(UsageError, match="target-is-dossier"):
        put_handing(
            Handing(bordereau=(Bordereau.CSV,)),
            a_dossier(),
            tmp_path / "annexe.pdf",
            files=[],
            plans=[plan],
            labels=["Annexe"],
            texts=TEXTS,
            day=DAY,
        )
