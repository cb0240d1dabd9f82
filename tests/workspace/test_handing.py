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
from dossier.basis.errors import PlaceError
from dossier.model.dossier import Dossier
from dossier.model.ids import RubricId
from dossier.model.piece import Piece
from dossier.model.report import AnnexFile
from dossier.model.rubric import Rubric
from dossier.texts.catalogue import Texts
from dossier.workspace.handing import Handed, Handing, handed, sum_line, sums_of
from dossier.workspace.old_beside import Bordereau, bordereau_path
from tests.support import annexes
from tests.support.sums import read_sums

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


def listed(files, target):
    """Writes the list of files."""
    target.write_bytes(sums_of({path: digest_of_file(path) for path in files}, target.parent))
    return target


def test_the_list_is_one_that_sha256sum_checks(files, tmp_path):
    sums = listed(files, tmp_path / "annexe.sha256")
    assert checked_by_coreutils(sums)
    files[1].write_bytes(b"changed")
    assert not checked_by_coreutils(sums)


def test_our_own_reader_reads_the_same_names(files, tmp_path):
    rows = read_sums(listed(files, tmp_path / "annexe.sha256").read_bytes())
    names = [path.relative_to(tmp_path).as_posix().encode() for path in files]
    assert rows == tuple((digest_of_file(path), name) for path, name in zip(files, names, strict=True))


@given(st.binary(min_size=1, max_size=80).filter(lambda name: b"\0" not in name))
def test_any_name_comes_back(name):
    line = sum_line(digest_of(b""), name)
    assert line.count(b"\n") == 1
    assert read_sums(line) == ((digest_of(b""), name),)


def a_dossier():
    rubrics = (Rubric(id=RubricId("order"), names={"fr": "Commande"}),)
    pieces = tuple(Piece(id=one.key, title=one.title, rubric=RubricId("order")) for one in annexes.USUAL)
    return Dossier(rubrics=rubrics, pieces=pieces)


ALL = Handing(sums=True, requests=True, bordereau=(Bordereau.DOCX, Bordereau.CSV))


@pytest.fixture
def annex(tmp_path):
    path = tmp_path / "annexe.pdf"
    path.write_bytes(b"%PDF-")
    return path


def hand(wanted, annex, *, earlier=None, dossier=None):
    """Makes what is wanted beside an annex of one file."""
    data = annex.read_bytes()
    file = AnnexFile(path=str(annex), label="Annexe", size=len(data), digest=digest_of(data), pages=1)
    return handed(
        wanted,
        dossier or a_dossier(),
        annex,
        files=[file],
        further={},
        plans=[annexes.plan_of(annexes.USUAL)],
        earlier=earlier or {},
        texts=TEXTS,
        day=DAY,
    )


def put(made):
    for path, data in made.written.items():
        path.write_bytes(data)
    return made


def test_a_question_stands_beside_each_pdf(annex):
    made = put(hand(Handing(requests=True), annex))
    (place,) = made.written
    asked = tsp.TimeStampReq.load(place.read_bytes(), strict=True)
    assert place == annex.with_suffix(".tsq")
    assert asked["message_imprint"]["hashed_message"].native.hex() == digest_of_file(annex)


def test_the_bordereau_stands_beside_in_both_forms(annex):
    plan = annexes.plan_of(annexes.USUAL)
    made = list(put(hand(ALL, annex)).written)
    assert set(ALL.targets(annex, TEXTS)) == set(made)
    rows = list(csv.reader(io.StringIO(made[1].read_text("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [piece.number for piece in plan.pieces]
    assert "Commande" in {row[3] for row in rows[1:]}
    (table,) = Document(str(made[0])).tables
    assert len(table.rows) > len(plan.pieces)
    assert checked_by_coreutils(made[-1])
    names = {name.decode() for _, name in read_sums(made[-1].read_bytes())}
    assert names == {path.name for path in (annex, *made[:-1])}


def test_nothing_is_made_when_nothing_is_wanted(annex):
    assert hand(Handing(), annex) == Handed()


def test_what_an_earlier_export_put_there_is_written_again_or_goes(annex):
    plan = annexes.plan_of(annexes.USUAL)
    first = put(hand(ALL, annex))
    again = hand(ALL, annex, earlier={annex: plan})
    assert (set(again.written), again.gone, again.findings) == (set(first.written), (), ())
    none = hand(Handing(), annex, earlier={annex: plan})
    assert (set(none.gone), none.written, none.findings) == (set(first.written), {}, ())


def test_a_bordereau_that_somebody_wrote_on_stays_and_is_told(annex):
    put(hand(ALL, annex))
    text, table = (bordereau_path(annex, form, TEXTS) for form in Bordereau)
    document = Document(str(text))
    document.add_paragraph("Vu avec le conseiller")
    document.save(str(text))
    table.write_bytes(table.read_bytes().replace(b"Commande", b"Vu"))
    before = text.read_bytes(), table.read_bytes()
    again = put(hand(ALL, annex, earlier={annex: annexes.plan_of(annexes.USUAL)}))
    assert (text.read_bytes(), table.read_bytes()) == before
    assert {path.name for path in again.written} >= {
        "annexe - bordereau (2).docx",
        "annexe - bordereau (2).csv",
    }
    (told,) = again.findings
    assert told.code == "old-files-stay"
    assert told.params["n"] == 2


@pytest.mark.parametrize("name", ["annexe.sha256", "annexe.tsq"])
def test_somebody_elses_file_is_never_written_over_nor_taken_away(name, annex):
    theirs = annex.with_name(name)
    theirs.write_bytes(b"x" * 64 + b"  other.pdf\n")
    with pytest.raises(PlaceError, match="target-taken"):
        hand(ALL, annex)
    assert hand(Handing(), annex).gone == ()


def test_a_folder_in_the_place_of_one_is_refused(annex):
    annex.with_suffix(".sha256").mkdir()
    with pytest.raises(PlaceError, match="target-taken"):
        hand(ALL, annex)
