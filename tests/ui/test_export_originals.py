"""From the window too, the originals of a project that was opened again travel inside of its annex."""

import pikepdf
from PySide6.QtWidgets import QPushButton

from dossier.basis.digest import digest_of
from tests.support.ui_journey import LONG_MS


def test_a_tick_puts_every_original_of_a_reopened_project_into_the_annex(person, project):
    person.press("Ctrl+E", person.bench.desk.pieces.view)
    person.see(person.bench.export_page.isVisible)
    person.click("export-settings")
    person.tick("export-with-originals")
    person.click("export-go")
    opened = person.bench.export_page.findChild(QPushButton, "export-open")
    person.see(opened.isVisible, wait_ms=LONG_MS)
    (annex,) = project.parent.glob("*.pdf")
    with pikepdf.open(annex) as pdf:
        inside = {digest_of(spec.get_file().read_bytes()) for spec in pdf.attachments.values()}
    assert inside == {file.digest for one in person.dossier.pieces for file in one.originals}
