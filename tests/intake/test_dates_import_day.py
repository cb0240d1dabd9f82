"""No date is ever taken from the day on which a file comes in: the whole sample, taken in on two days."""

import os
import shutil
from datetime import date, timedelta

import pytest

from dossier.basis.assets import Assets
from dossier.basis.resources import resources_folder
from dossier.intake.take_in import Intake, take_in
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool

DAYS = (date(2026, 11, 22), date(2031, 1, 1))
NOWHERE_IN_IT = 1_950_000_000
"""When the files of the second time were last written: October 2031, later than anything in them."""


def moments(folder, intake):
    taken = take_in([folder], intake)
    assert taken.pieces
    return {
        (piece.originals[0].name, piece.originals[0].digest, piece.parent): piece.moment
        for piece in taken.pieces
    }


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Takes the sample in twice: on two days, copied to the disk on two days."""
    found = []
    with Pool(1) as pool, WebPrinter(pool) as printer:
        for place, day in enumerate(DAYS):
            folder = tmp_path_factory.mktemp("day")
            shutil.copytree(resources_folder() / "sample", folder / "preuves")
            for path in (folder / "preuves").rglob("*"):
                if place:
                    os.utime(path, (NOWHERE_IN_IT, NOWHERE_IN_IT))
            intake = Intake(
                assets=Assets(folder / "assets"),
                pool=pool,
                printer=printer,
                texts=Texts("fr"),
                zone="Europe/Paris",
                day=day,
            )
            found.append(moments(folder / "preuves", intake))
    return found


def test_the_day_of_taking_in_changes_no_date(both):
    assert both[0] == both[1]
    assert sum(moment.known for moment in both[0].values()) > len(both[0]) / 2


def test_nothing_is_dated_by_the_days_of_taking_in(both):
    around = {day + timedelta(days=step) for day in DAYS for step in (-1, 0, 1)}
    dated = {moment.at.date() for moment in both[1].values() if moment.known}
    assert not dated & around
