"""How long taking files in takes, against putting the same bytes durably into a bare project file.

Run it by hand: ``python tests/bench/bench_intake.py [case] [files]``. Both are done in turn on the same
disk, several times; only the ratio inside one run counts: at least 0.7 of the speed of the insert, until
every byte is durable and every file listed. How long it takes until all is read as well is told beside it.
"""

import io
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PIL import Image, ImageChops
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dossier.store.opening import create
from dossier.workspace.opening import empty_dossier, new_desk
from dossier.workspace.orders import AddOrder

ROUNDS: Final = 5
WAKING: Final = 6
"""Files taken in before, so that every worker has started and has imported what it needs."""

WANTED: Final = 0.7


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of file to take in.

    Attributes:
        name: As it is asked for.
        write: Writes so many different files into a folder.
        files: How many, unless asked otherwise.
    """

    name: str
    write: Callable[[Path, int], None]
    files: int


def write_photos(folder: Path, count: int) -> None:
    """Writes photographs of 12 megapixels and 4 to 12 MB, as a telephone does: turned, dated, placed."""
    chance = random.Random(1)
    ground = Image.merge("RGB", [_soft_noise(chance) for _ in "RGB"])
    for number in range(count):
        moved = ImageChops.offset(ground, number * 173, number * 59)
        grained = ImageChops.add(moved, Image.effect_noise(moved.size, 24).convert("RGB"), 1.0, -128)
        tags = Image.Exif()
        tags[0x0112], tags[0x010F], tags[0x0110] = 6, "Fairphone", "FP5"
        tags.get_ifd(0x8769)[0x9003] = f"2026:05:{number % 28 + 1:02} 10:{number % 60:02}:44"
        tags.get_ifd(0x8825)[1] = "N"
        stream = io.BytesIO()
        grained.save(stream, "JPEG", quality=(80, 88, 93)[number % 3], exif=tags)
        (folder / f"IMG_{number:04}.jpg").write_bytes(stream.getvalue())


def _soft_noise(chance: random.Random) -> Image.Image:
    coarse = Image.frombytes("L", (40, 30), chance.randbytes(1200))
    return coarse.resize((4000, 3000), Image.Resampling.BICUBIC)


def write_papers(folder: Path, count: int) -> None:
    """Writes PDFs of words: invoices with a logo, and long general terms."""
    _write_pdfs(folder, count, ((1, False), (12, False)))


def write_scans(folder: Path, count: int) -> None:
    """Writes PDFs as scanners make them: letters of two pages, some 3 MB each."""
    _write_pdfs(folder, count, ((2, True),))


def _write_pdfs(folder: Path, count: int, kinds: tuple[tuple[int, bool], ...]) -> None:
    chance = random.Random(2)
    ground = Image.merge("RGB", [_soft_noise(chance) for _ in "RGB"])
    for number in range(count):
        pages, scanned = kinds[number % len(kinds)]
        picture = ImageChops.offset(ground, number * 173, number * 59) if pages < 12 else None
        canvas = Canvas(str(folder / f"papier_{number:04}.pdf"), pagesize=A4, pageCompression=1)
        canvas.setAuthor(f"Atelier {number}")
        for page in range(pages):
            _write_paper_page(canvas, f"{number}.{page}", picture, scanned=scanned)
        canvas.save()


_CLAUSE: Final = "le vendeur livre le bien dans le délai convenu, sauf cas de force majeure"


def _write_paper_page(canvas: Canvas, name: str, picture: Image.Image | None, *, scanned: bool) -> None:
    if picture is not None:
        size = (1654, 2339) if scanned else (800, 300)
        stream = io.BytesIO()
        drawn = picture.resize(size)
        if scanned:  # paper and glass have grain
            drawn = ImageChops.add(drawn, Image.effect_noise(size, 12).convert("RGB"), 1.0, -128)
        drawn.save(stream, "JPEG", quality=80)
        box = (0, 0, *A4) if scanned else (60, 740, 160, 60)
        canvas.drawImage(ImageReader(stream), *box)
    for line in range(0 if scanned else 50):
        words = (
            f"Facture {name} du 12/03/2026" if line == 0 else f"Article {line} : {_CLAUSE} ({name}, {line})"
        )
        canvas.drawString(60, 720 - line * 13, words)
    canvas.showPage()


CASES: Final = (
    Case("photos", write_photos, 24),
    Case("scans", write_scans, 30),
    Case("papers", write_papers, 60),
)
"""A new kind of file is one line here."""


def inserted(files: list[Path], project: Path) -> float:
    """Puts the bytes into a bare project file, each durable before the next; gives the seconds."""
    with create(project, empty_dossier(), who="x") as file:
        begin = time.perf_counter()
        for path in files:
            file.put_asset(path)
        return time.perf_counter() - begin


def taken_in(files: list[Path], project: Path, first: list[Path]) -> tuple[float, float]:
    """Takes the files in as the window does, workers already awake.

    Returns:
        The seconds until every file is kept and listed, and those until all is read.
    """
    listed = list[tuple[float, int]]()
    with new_desk(project, empty_dossier()).result() as desk:
        desk.add(AddOrder(paths=tuple(first))).result()
        begin = time.perf_counter()
        added = desk.add(
            AddOrder(paths=tuple(files)),
            listed=lambda present: listed.append((time.perf_counter() - begin, len(present.awaited))),
        ).result()
        seconds = time.perf_counter() - begin
    if len(added.pieces) != len(files):
        message = f"{len(added.pieces)} pieces of {len(files)} files"
        raise RuntimeError(message)
    # Files that are read sooner than their bytes are kept are listed as the pieces that they are.
    seen = listed[0][0] if listed and listed[0][1] == len(files) else seconds
    return seen, seconds


def split(files: list[Path]) -> tuple[list[Path], list[Path]]:
    """Parts those that wake the workers from those that are measured."""
    return files[:WAKING], files[WAKING:]


def measure(case: Case, count: int) -> None:
    """Prints a case's median seconds and the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder, source = Path(name), Path(name) / "source"
        source.mkdir()
        case.write(source, count + WAKING)
        first, files = split(sorted(source.iterdir()))
        size = sum(path.stat().st_size for path in files)
        kept, read, floors = list[float](), list[float](), list[float]()
        for turn in range(ROUNDS):
            os.sync()  # what one has written must not slow the other down
            floors.append(inserted(files, folder / f"bare{turn}.dossier"))
            os.sync()
            seen, seconds = taken_in(files, folder / f"full{turn}.dossier", first)
            kept.append(seen)
            read.append(seconds)
        floor = statistics.median(floors)
        sys.stdout.write(
            f"{case.name}: {count} files, {size / 1e6:.0f} MB; bare insert {floor:.2f} s\n"
            f"  kept and listed {_told(kept, floors, count)}, wanted {WANTED}\n"
            f"  all of it read {_told(read, floors, count)}\n"
        )


def _told(ours: list[float], floors: list[float], count: int) -> str:
    mine, floor = statistics.median(ours), statistics.median(floors)
    ratios = sorted(one / other for one, other in zip(floors, ours, strict=True))
    more = (mine - floor) / count * 1000
    middle = statistics.median(ratios)
    return (
        f"{mine:.2f} s ({more:.1f} ms a file more): ratio {middle:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


def main(arguments: list[str]) -> None:
    """Measures all cases, or the one that is named."""
    for case in CASES:
        if not arguments or arguments[0] == case.name:
            measure(case, int(arguments[1]) if len(arguments) > 1 else case.files)


if __name__ == "__main__":
    main(sys.argv[1:])
