"""Reminders written for a project: they follow its file, not its title."""

import json
from dataclasses import replace
from datetime import date

from icalendar import Calendar

from dossier.basis.codec import from_plain, to_plain
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts, KeyDate, Milestone
from dossier.texts.catalogue import Texts
from dossier.workspace.due import deadlines_for, save_reminders
from dossier.workspace.opening import empty_dossier, new_desk, open_desk

DAY = date(2026, 3, 20)
COMPLAINED = Facts(key_dates=(KeyDate(milestone=Milestone.COMPLAINT, day=date(2026, 3, 13)),))


def complained(title="Bureau fendu"):
    return replace(empty_dossier(title=title), facts=COMPLAINED)


def uids(dossier, folder):
    target = folder / "rappels.ics"
    dues = deadlines_for(dossier, day=DAY).dues
    save_reminders(dossier, target, dues=dues, day=DAY, texts=Texts("fr"))
    found = {str(event["uid"]) for event in Calendar.from_ical(target.read_bytes()).walk("VEVENT")}
    assert found
    return found


def test_two_dossiers_of_one_title_have_reminders_of_their_own(tmp_path):
    assert not uids(complained(), tmp_path) & uids(complained(), tmp_path)


def test_a_renamed_dossier_keeps_its_reminders_from_one_opening_to_the_next(tmp_path):
    before = complained()
    new_desk(tmp_path / "a.dossier", before).result().close()
    with open_desk(tmp_path / "a.dossier").result() as desk:
        found = desk.present.dossier
    assert found.key == before.key != ""
    assert uids(replace(found, title="Bureau fendu, suite"), tmp_path) == uids(before, tmp_path)


def test_a_file_that_is_older_than_keys_is_read_and_goes_by_its_title(tmp_path):
    plain = json.loads(json.dumps(to_plain(complained())))
    del plain["key"]
    old = from_plain(Dossier, plain)
    assert old.key == ""
    assert uids(old, tmp_path) == uids(replace(complained(), key=""), tmp_path)
    assert uids(old, tmp_path) != uids(replace(old, title="Colis perdu"), tmp_path)
