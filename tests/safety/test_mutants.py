"""A campaign of spoilt files of every format: all come in, none is lost, and an annex is made of them."""

import pytest

from dossier.workspace.exporting import ExportOrder
from dossier.workspace.opening import empty_dossier, new_desk
from dossier.workspace.orders import AddOrder
from tests.support.desks import DAY
from tests.support.formats import FORMATS
from tests.support.mutants import mutant
from tests.support.processes import none_left, wait_until

EACH = 2
OUR_FAULTS = ("worker-", "print-", "printer-", "office-failed", "cannot-read")


@pytest.fixture(scope="module")
def campaign(tmp_path_factory):
    """Takes in every spoilt file at once, and makes the annex."""
    folder, out = tmp_path_factory.mktemp("mutants"), tmp_path_factory.mktemp("out")
    for key, sample in FORMATS.items():
        for number in range(EACH):
            place = folder / f"{key} {number}"
            place.mkdir()
            (place / f"{key}-{number}-{sample.name}").write_bytes(mutant(sample.make(), f"{key}/{number}"))
    with new_desk(out / "a.dossier", empty_dossier(title="Dégâts")).result() as desk:
        added = desk.add(AddOrder(paths=(folder,), day=DAY)).result()
        built = desk.export(ExportOrder(target=out / "a.pdf", day=DAY)).result()
    wait_until(none_left)
    return added, built


def test_every_spoilt_file_is_a_piece_or_was_opened(campaign):
    added, _ = campaign
    named = {original.name for piece in added.present.dossier.pieces for original in piece.originals}
    told = {str(param) for found in added.findings for param in found.params.values()}
    for key, sample in FORMATS.items():
        for number in range(EACH):
            name = f"{key}-{number}-{sample.name}"
            assert name in named | told, name
    assert len(added.pieces) > len(FORMATS)


def test_no_worker_falls_over_a_spoilt_file(campaign):
    added, built = campaign
    told = [(found.code, dict(found.params)) for found in (*added.findings, *built.findings)]
    assert [one for one in told if one[0].startswith(OUR_FAULTS)] == []


def test_an_annex_is_made_of_them_and_agrees_with_its_plan(campaign):
    _, built = campaign
    assert built.annex is not None
    assert built.check is not None
    assert built.pieces > len(FORMATS) // 2
    assert built.annex.pages > built.pieces
