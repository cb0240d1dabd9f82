"""The pictures of the README: the sample dispute in the window, its export, and two recipients' annexes."""

from pathlib import Path
from typing import Final

from tests.screens import walks
from tests.screens.annexes import take_annexes
from tests.support.screens_trees import in_few_colours, whole
from tests.support.screens_ui import DAY, Look, sample_files

FOLDER: Final = Path(__file__).parents[2] / ".github" / "pictures"


def take_readme(studio):
    """Writes them into .github/pictures."""
    take_annexes(FOLDER, studio.folder)
    project = studio.taken_in("sample-fr", sample_files())
    with studio.bench(Look(), project) as seen:
        _keep(seen.choose("Confirmation de votre commande"), "fenetre")
    with studio.bench(Look(), project) as seen:
        page, target = seen.bench.export_page, studio.folder / walks.TARGET.name
        seen.act("export")
        page.set_target(target)
        page.set_day(DAY)
        page.findChild(walks.QAbstractButton, "export-go").click()
        studio.until(page.findChild(walks.QAbstractButton, "export-open").isVisible)
        seen.settled()
        walks.show_folder(page)
        _keep(seen.settled(), "export")


def _keep(window, name):
    in_few_colours(whole(window)).save(FOLDER / f"{name}.png", optimize=True)
