"""Originals travel inside the annex of a project that was opened again, byte for byte."""

import pikepdf
import pytest

from dossier.basis.digest import digest_of
from dossier.cli import main
from dossier.model.commands.edit import exclude_pieces
from dossier.model.wish import Wish
from dossier.workspace.desk import Desk
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.opening import open_desk
from tests.support.chat_exports import make_sms
from tests.support.desks import DAY, INVOICE, mail_with, named, write_project
from tests.support.webpages import single_file

MAIL = mail_with("facture.pdf", INVOICE)
PAGE = single_file("<p>Commande du 3 mars 2026, 249,90 EUR</p>")
CHAT = make_sms()
FILES = {"courriel.eml": MAIL, "page.html": PAGE, "sms-20260313081502.xml": CHAT}


@pytest.fixture
def closed(tmp_path):
    """A project of a mail with its invoice, a saved page and messages, closed again."""
    folder = tmp_path / "preuves"
    folder.mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    write_project(tmp_path / "a.dossier", [folder])
    for name in FILES:
        (folder / name).unlink()
    return tmp_path / "a.dossier"


def inside(annex):
    with pikepdf.open(annex) as pdf:
        return {spec.get_file().read_bytes() for spec in pdf.attachments.values()}


def export(desk: Desk, target, wish):
    return desk.export(ExportOrder(target=target, day=DAY, wish=wish)).result()


def test_all_of_them_are_inside_and_nothing_is_said_to_be_missing(closed, tmp_path):
    with open_desk(closed).result() as desk:
        built = export(desk, tmp_path / "annexe.pdf", Wish(with_originals=True))
    assert inside(tmp_path / "annexe.pdf") == {*FILES.values(), INVOICE}
    assert "original-not-carried" not in {one.code for one in built.findings}


def test_the_command_line_does_the_same(closed, tmp_path):
    annex = tmp_path / "annexe.pdf"
    assert main(["export", str(closed), "-o", str(annex), "--date", "2026-11-22", "--with-originals"]) == 0
    assert inside(annex) == {*FILES.values(), INVOICE}


def test_only_what_is_shown_and_asked_for_leaves_the_file(closed, tmp_path):
    with open_desk(closed).result() as desk:
        page = named(desk.present.dossier, "page.html")
        desk.act(lambda now: exclude_pieces(now, [page.id])).result()
        export(desk, tmp_path / "annexe.pdf", Wish())
        assert not desk.assets.path(digest_of(MAIL)).exists()
        export(desk, tmp_path / "annexe.pdf", Wish(with_originals=True))
        assert desk.assets.path(digest_of(MAIL)).exists()
        assert not desk.assets.path(page.originals[0].digest).exists()
    assert inside(tmp_path / "annexe.pdf") == {MAIL, CHAT, INVOICE}
