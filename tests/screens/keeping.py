"""The twelve screens that are kept as references, and how they are made again."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from tests.screens import walks
from tests.support.screens_trees import in_few_colours, kept, tree
from tests.support.screens_ui import Look, sample_files

FOLDER: Final = Path(__file__).with_name("references")
_FR, _DARK = Look("fr"), Look("en", dark=True)
FEW: Final = (
    "Appel service client.txt",
    "Avis de livraison TV4471009362.eml",
    "Bon de livraison signé 12-03-2026.tif",
    "Facture FA-2026-03187.pdf",
    "IMG_4127.JPG",
    "Mise en demeure Maison Chênelier.pdf",
    "Relevé de compte mars 2026.pdf",
    "note.jpg",
)
"""Files of the sample that need no browser to be printed."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A screen as it is: what it says, and its picture."""

    says: str
    picture: Image.Image


WANTED: Final = {
    (_FR, "start"): ("start-empty",),
    (_DARK, "start"): ("start-recent",),
    (_FR, "empty"): ("desk-empty",),
    (_FR, "states"): ("card-grouped", "card-event"),
    (_FR, "sample"): ("desk-mail", "findings", "export-ready", "export-made"),
    (_DARK, "sample"): ("desk-photo",),
    (_FR, "dialogs"): ("dialog-event",),
    (_FR, "facts"): ("facts-proposed",),
    (_DARK, "facts"): ("facts-dates",),
}
"""Look and way, and what is kept of it."""

NAMES: Final = tuple(f"{name}-{look.name}" for (look, _), names in WANTED.items() for name in names)


def take_all(studio):
    """Makes every kept screen again, by its name."""
    shots = {}
    for (look, way), names in WANTED.items():
        missing = set(names)
        steps = _steps(studio, look, way)
        for name, widget in steps:
            if name in missing:
                shots[f"{name}-{look.name}"] = Shot(tree(widget), kept(widget))
                missing.remove(name)
            if not missing:
                break
        steps.close()  # closes its window before the next one opens
    return shots


def renew(studio):
    """Writes the references anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for name, shot in take_all(studio).items():
        in_few_colours(shot.picture).save(FOLDER / f"{name}.png", optimize=True)
        (FOLDER / f"{name}.txt").write_text(shot.says, "utf-8")


def _steps(studio, look, way):
    if way == "sample":
        return walks.sample(studio, look, studio.taken_in("few", sample_files(*FEW)))
    return getattr(walks, way)(studio, look)
