"""The export as a whole: what goes wrong with one piece, or with the disk, costs nothing else."""

from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from dossier.annex import assemble as assembling
from dossier.annex import making
from dossier.annex.export import Exporter, export
from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.basis.errors import CancelledError, CheckError, PlaceError
from dossier.model.body import FlowBody
from dossier.model.flow import Flow, Paragraph
from dossier.model.piece import State
from dossier.recipients.profile import load_profile
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from tests.support.dossiers import small_dossier

DAY = date(2026, 8, 11)


@pytest.fixture(scope="module")
def pool():
    with Pool(2) as pool:
        yield pool


@pytest.fixture
def exporter(pool, tmp_path):
    return Exporter(assets=Assets(tmp_path / "assets"), pool=pool, texts=Texts("fr"))


@pytest.fixture
def dossier(exporter):
    """The small dossier with a line of text in each piece."""
    made = small_dossier()
    pieces = []
    for piece in made.pieces:
        flow = Flow(blocks=(Paragraph(text=f"Ceci est la pièce « {piece.title} »."),))
        pieces.append(replace(piece, bodies=(FlowBody(asset=exporter.assets.put(to_json(flow))),)))
    return replace(made, pieces=tuple(pieces))


def make(dossier, target, exporter):
    return export(dossier, target, profile=load_profile("generic"), day=DAY, exporter=exporter)


def test_the_annex_is_checked_and_in_place(dossier, exporter, tmp_path):
    exported = make(dossier, tmp_path / "a.pdf", exporter)
    assert exported.check.agrees
    assert exported.check.held > 100
    assert (exported.tops, exported.attached) == (6, 1)
    assert (tmp_path / "a.pdf").stat().st_size == exported.file.size


def test_the_same_dossier_and_day_give_the_same_bytes(dossier, exporter, tmp_path):
    make(dossier, tmp_path / "a.pdf", exporter)
    make(dossier, tmp_path / "b.pdf", exporter)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_an_excluded_piece_leaves_no_trace(dossier, exporter, tmp_path):
    held = dossier.pieces[0]
    pieces = (replace(held, included=False), *dossier.pieces[1:])
    exported = make(replace(dossier, pieces=pieces), tmp_path / "a.pdf", exporter)
    assert held.id not in {row.piece for row in exported.plan.pieces}
    assert held.originals[0].digest not in str(exported.plan)
    assert held.title not in str(exported.plan)


def spoiling(spoil):
    """Assembles, then spoils the file while nobody looks, once."""
    times = []

    def assembled(plan, **places):
        assembling.assemble(plan, **places)
        if not times:
            times.append(1)
            spoil(plan, places["target"])

    return assembled


def test_a_piece_that_does_not_come_out_right_is_replaced_by_a_page(dossier, exporter, tmp_path, monkeypatch):
    def empty_a_page(plan, target):
        with pikepdf.open(target, allow_overwriting_input=True) as pdf:
            page = pdf.pages[plan.pieces[0].first - 1]
            page.Contents = pdf.make_stream(b"")
            pdf.save(target)

    monkeypatch.setattr(making, "assemble", spoiling(empty_a_page))
    exported = make(dossier, tmp_path / "a.pdf", exporter)
    assert exported.check.agrees
    assert [row.state for row in exported.plan.pieces].count(State.PLACEHOLDER) == 1
    assert [finding.code for finding in exported.findings] == ["not-drawn", "pdfa-yes"]


def test_a_fault_of_our_own_pages_is_never_handed_over(dossier, exporter, tmp_path, monkeypatch):
    def turn_the_cover(plan, target):
        with pikepdf.open(target, allow_overwriting_input=True) as pdf:
            pdf.pages[0].Rotate = 90
            pdf.save(target)

    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(making, "assemble", spoiling(turn_the_cover))
    with pytest.raises(CheckError, match="annex-wrong"):
        make(dossier, target, exporter)
    assert target.read_bytes() == b"old"


def test_a_missing_folder_is_said_before_anything_else(dossier, exporter, tmp_path):
    with pytest.raises(PlaceError):
        make(dossier, tmp_path / "no" / "a.pdf", exporter)


@pytest.mark.parametrize("step", [1, 4, 9])
def test_it_can_be_stopped_at_any_step_and_leaves_the_old_annex(dossier, exporter, tmp_path, step):
    told = []

    def stop(stage, done, total):
        told.append((stage, done, total))
        if len(told) == step:
            raise CancelledError

    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    with pytest.raises(CancelledError):
        make(dossier, target, replace(exporter, progress=stop))
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "assets"]
