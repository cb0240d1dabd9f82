"""A backup of several contacts: a piece a contact over one file, and nobody is told of another."""

import os

import pytest

from dossier.basis.digest import digest_of
from dossier.basis.errors import UsageError
from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.privacy import hold_back
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.reading_again import ReadAgainOrder
from tests.support.chats import backup, sms
from tests.support.desks import DAY, added, mail_with
from tests.support.pdf_facts import facts_of

SHOP, FRIEND = "Atelier Brume", "Zoé Quillard"
MARCH_MS, APRIL_MS = 1_773_348_432_000, 1_775_900_000_000
BACKUP = backup(
    [
        sms("Votre colis part demain", MARCH_MS, name=SHOP, address="+33611111111"),
        sms("On se voit dimanche ?", APRIL_MS, name=FRIEND, address="+33622222222"),
        sms("Volontiers", APRIL_MS + 1000, kind=2, name=FRIEND, address="06 22 22 22 22"),
    ]
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / f"sms {FRIEND}.xml"
    path.write_bytes(BACKUP)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    return path


def codes(come):
    return {found.code for found in come.findings}


def test_each_contact_is_a_piece_with_its_own_title_and_date_over_one_file(empty, file):
    come = added(empty, file)
    shop, friend = empty.present.dossier.pieces

    assert (SHOP in shop.title, FRIEND in shop.title) == (True, False)
    assert (SHOP in friend.title, FRIEND in friend.title) == (False, True)
    assert [piece.moment.at.month for piece in (shop, friend)] == [3, 4]
    assert {file.digest for piece in (shop, friend) for file in piece.originals} == {digest_of(BACKUP)}
    assert shop.shown
    assert friend.shown
    assert ("chat-apart" in codes(come), "repeat" in codes(come)) == (True, False)


def test_the_same_backup_again_is_there_already_and_one_undo_takes_all_contacts_back(empty, file):
    added(empty, file)
    again = added(empty, file)
    assert (len(empty.present.dossier.pieces), "already-there" in codes(again)) == (2, True)

    empty.undo().result()
    assert empty.present.dossier.pieces == ()
    added(empty, file)
    assert len(empty.present.dossier.pieces) == 2


def test_a_backup_in_a_mail_repeats_each_contact_that_stands_and_no_other(empty, file, tmp_path):
    added(empty, file)
    shop, friend = empty.present.dossier.pieces
    empty.act(lambda now: remove_pieces(now, [friend.id])).result()
    (tmp_path / "envoi.eml").write_bytes(mail_with("sms.xml", BACKUP))
    added(empty, tmp_path / "envoi.eml")

    mail, *inside = empty.present.dossier.pieces[2:]
    assert [(one.parent, one.duplicate_of) for one in inside] == [(mail.id, shop.id), (mail.id, None)]
    assert FRIEND in inside[1].title


def test_one_contact_held_back_leaves_no_word_of_it_in_the_annex(empty, file, tmp_path):
    added(empty, file)
    _, friend = empty.present.dossier.pieces
    empty.act(lambda now: hold_back(now, [friend.id], recipient="generic")).result()
    order = ExportOrder(target=tmp_path / "a.pdf", day=DAY, report=tmp_path / "a.json")
    empty.export(order).result()

    facts = facts_of(order.target.read_bytes())
    words = "\n".join((*facts.texts, *(mark.title for mark in facts.bookmarks), facts.title))
    words += order.report.read_text("utf-8")
    assert (SHOP in words, "colis part demain" in words) == (True, True)
    assert [one for one in ("Quillard", "Zoé", "dimanche", "22222222") if one in words] == []


def test_one_contact_is_not_read_again_alone(empty, file):
    added(empty, file)
    for piece in empty.present.dossier.pieces:
        with pytest.raises(UsageError, match="shared-not-read-again"):
            empty.read_again(ReadAgainOrder(piece=piece.id)).result()
