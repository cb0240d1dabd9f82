"""The two annexes that the README shows: one PDF for CEC Belgique, single files for SignalConso."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image

from dossier.workspace.desk import Desk
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.opening import empty_dossier, new_desk
from dossier.workspace.orders import AddOrder
from tests.support.measured import tell_facts
from tests.support.screens_trees import in_few_colours
from tests.support.screens_ui import DAY, sample_files

WIDTH_PX: Final = 300
GAP_PX: Final = 14
GROUND: Final = (232, 236, 241)
TITLE: Final = "Plateau fendu – Marchadier contre Maison Chênelier"
FACTS: Final = (
    "dispute=defect",
    "consumer.name=Hélène Marchadier",
    "consumer.country=FR",
    "consumer.postal=12 allée des Tilleuls\n44000 Nantes",
    "seller.name=Maison Chênelier",
    "seller.legal_name=Maison Chênelier SAS",
    "seller.country=FR",
    "reference.order=CH-260302-4471",
    "price=528",
    "payment=card",
    "happened=Le bureau livré le 12 mars 2026 a le plateau fendu. Le vendeur refuse de le remplacer.",
    "asked=Le remboursement du bureau.",
    "tried=Réclamation du 13 mars, mise en demeure du 7 avril 2026.",
    "claim=Prix du bureau:528@Facture FA-2026-03187.pdf",
    "date.contract=2026-03-02@Facture FA-2026-03187.pdf",
    "date.complaint=2026-03-13@Réclamation plateau fendu.eml",
    "date.notice=2026-04-07@Mise en demeure Maison Chênelier.pdf",
)
SHOWN: Final = (
    ("ecc-be", "annexe-cec-belgique", (0, 1, 2, 7)),
    ("signalconso", "fichiers-signalconso", (0, 2)),
)


def take_annexes(folder: Path, scratch: Path) -> None:
    """Exports the sample for both and puts pages of each side by side."""
    with new_desk(scratch / "readme.dossier", empty_dossier(title=TITLE)).result() as desk:
        desk.add(AddOrder(paths=tuple(sample_files()), day=DAY)).result()
        tell_facts(desk, FACTS)
        for recipient, name, pages in SHOWN:
            files = _exported(desk, recipient, scratch / recipient)
            pictures = list(_pictures(files[0], pages))
            for other in files[1:2]:
                pictures.extend(_pictures(other, (0, 1)))
            in_few_colours(_side_by_side(pictures)).save(folder / f"{name}.png", optimize=True)


def _exported(desk: Desk, recipient: str, folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    order = ExportOrder(target=folder / "annexe.pdf", day=DAY, recipient=recipient)
    return [Path(file.path) for file in desk.export(order).result().annexes]


def _pictures(path: Path, pages: Sequence[int]) -> Iterator[Image.Image]:
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        for number in pages:
            with closing(pdf[number]) as page:
                yield page.render(scale=2 * WIDTH_PX / page.get_width()).to_pil().convert("RGB")


def _side_by_side(pictures: Sequence[Image.Image]) -> Image.Image:
    width = sum(one.width for one in pictures) + GAP_PX * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, max(one.height for one in pictures) + 2 * GAP_PX), GROUND)
    left = GAP_PX
    for one in pictures:
        sheet.paste(one, (left, GAP_PX))
        left += one.width + GAP_PX
    return sheet
