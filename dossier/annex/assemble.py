"""Puts the annex together from its plan, its own pages, its marks and its sheets, by the byte.

Nothing is decided here and nothing is decoded: objects of files that we wrote are copied with new
numbers and their streams as they are, so neither time nor memory grows with what they hold.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dossier.annex.archive import PLAIN, Archive
from dossier.annex.raw_carry import put_carried
from dossier.annex.raw_catalogue import destination, put_catalogue, put_info, put_page_tree
from dossier.annex.raw_copy import HIDDEN, SHOWN, Copier, Layers, Ledger
from dossier.annex.raw_read import RawFile, RawPage
from dossier.annex.raw_tokens import dictionary, malformed, reference
from dossier.annex.raw_write import RawWriter
from dossier.annex.stored import pack
from dossier.basis.digest import Digest
from dossier.basis.errors import CheckError
from dossier.basis.progress import Progress
from dossier.model.ids import PieceId
from dossier.model.plan import Link, PageKind, Plan, problems
from dossier.press.sheet_writer import MARK_NAME

_NEEDED: Final = {b"/Type", b"/Parent", b"/MediaBox", b"/Resources", b"/Contents"}
_HARMLESS: Final = {b"/Rotate": b"0", b"/Trans": b"<<>>"}
"""Entries that reportlab writes on every page, and the one value that they may have."""
_DRAWN: Final = (b"/Resources", b"/Contents", b"/Group")
_SIZE_SLACK_PT: Final = 1.0
_BOX: Final = re.compile(rb"\[(?:\s*0(?:\.0+)?){2}\s+(\d{1,5}(?:\.\d{1,9})?)\s+(\d{1,5}(?:\.\d{1,9})?)\s*\]")

# Numbers that no file has, for what a page of ours gets around its content.
_HERE: Final = 9_999_999_999
_BEFORE: Final = 9_999_999_998
_AFTER: Final = 9_999_999_997


def assemble(
    plan: Plan,
    *,
    front: Path,
    sheets: Mapping[PieceId, Path],
    marks: Path,
    target: Path,
    progress: Progress,
    archive: Archive = PLAIN,
    originals: Mapping[Digest, Path] = MappingProxyType({}),
) -> None:
    """Writes the annex.

    Args:
        plan: Everything that is in it.
        front: A PDF with all pages that are not a piece's, in their order.
        sheets: The sheet of each piece.
        marks: A PDF with one page for each page of the annex: its number, footer and stamp.
        target: Where the annex goes; any file there is overwritten, so name one that is aside.
        progress: Told after each piece, in pages.
        archive: What the file claims and carries.
        originals: Where the bytes stand of what it carries.

    Raises:
        CheckError: ``plan-broken``, the plan contradicts itself; ``sheet-malformed``, a file has not
            the shape that our writers give it, with ``piece`` when it is a piece's sheet;
            ``annex-too-large``; ``carried-differs``, an original is not what it was, with ``file``.
        OSError: A file cannot be read or written.
    """
    wrong = problems(plan)
    if wrong:
        raise CheckError("plan-broken", where=", ".join(wrong[:5]))
    with ExitStack() as open_files, target.open("wb") as stream:
        build = _Build(plan, archive, RawWriter(stream))
        build.add_marks(open_files.enter_context(RawFile(marks)))
        build.add_front(open_files.enter_context(RawFile(front)))
        done = len(plan.pages) - sum(piece.pages for piece in plan.pieces)
        for piece in plan.pieces:
            progress("assemble", done, len(plan.pages))
            try:
                with RawFile(sheets[piece.piece]) as sheet:
                    build.add_sheet(sheet, range(piece.first, piece.last + 1))
            except CheckError as error:
                raise CheckError(error.code, **{**error.params, "piece": piece.piece}) from error
            done += piece.pages
        build.close(originals)
    progress("assemble", done, len(plan.pages))


class _Build:
    """An annex being written: which numbers its pages have and what each refers to."""

    def __init__(self, plan: Plan, archive: Archive, writer: RawWriter) -> None:
        self._plan = plan
        self._archive = archive
        self._writer = writer
        self._ledger = Ledger()
        self._layers = Layers(writer)
        self._pages = [writer.new() for _ in plan.pages]
        self._tree, self._parents = put_page_tree(writer, self._pages)
        self._marks = [writer.new() for _ in plan.pages]
        self._children: dict[int, list[int]] = {}
        self._links: dict[int, list[Link]] = {}
        for link in plan.links:
            self._links.setdefault(link.page, []).append(link)

    def add_marks(self, source: RawFile) -> None:
        """Turns each page of marks into the form that its page draws."""
        copier = Copier(source, self._writer, ledger=self._ledger)
        for number, page in self._pages_of(source, range(1, len(self._plan.pages) + 1)):
            values = {
                b"/Type": b"/XObject",
                b"/Subtype": b"/Form",
                b"/BBox": page.entries[b"/MediaBox"],
                b"/Resources": page.entries[b"/Resources"],
            }
            copier.put(self._marks[number - 1], values, stream_of=reference(page.entries[b"/Contents"]))
        copier.run()

    def add_front(self, source: RawFile) -> None:
        """Copies our own pages, lays the marks over them and makes their links."""
        # What a page of ours leaves of its graphics state must not move its marks.
        around = {_BEFORE: self._put_small(b"q\n"), _AFTER: self._put_small(b"\nQ\n/DossierMark Do\n")}
        copier = Copier(source, self._writer, ledger=self._ledger, known=around)
        numbers = [n for n, page in enumerate(self._plan.pages, 1) if page.kind is not PageKind.PIECE]
        for number, page in self._pages_of(source, numbers):
            copier.replace(_HERE, self._marks[number - 1])
            contents = b"[%d 0 R %s %d 0 R]" % (_BEFORE, page.entries[b"/Contents"], _AFTER)
            page.entries.update({b"/Resources": _with_mark(source, page), b"/Contents": contents})
            self._put_page(copier, number, page)
        copier.run()

    def add_sheet(self, source: RawFile, numbers: range) -> None:
        """Copies a piece's pages, with the marks in the place that they keep for them."""
        copier = Copier(source, self._writer, ledger=self._ledger, layers=_layers_of(source, self._layers))
        pages = self._pages_of(source, numbers)
        for number, page in pages:
            copier.replace(_place_of_mark(source, page), self._marks[number - 1])
        for number, page in pages:
            self._put_page(copier, number, page)
        copier.run()

    def close(self, originals: Mapping[Digest, Path]) -> None:
        """Writes what the file carries, and what it says about itself."""
        carried = put_carried(self._writer, self._archive.carried, originals, day=self._plan.day)
        drawn = [self._ledger.drawn(self._children[n]) for n in range(1, len(self._pages) + 1)]
        root = put_catalogue(
            self._writer,
            self._plan,
            tree=self._tree,
            pages=self._pages,
            stored=pack(self._plan, drawn, self._archive),
            claim=self._archive.claim,
            further={**self._layers.entries(kept=bool(self._archive.claim)), **carried},
        )
        self._writer.finish(root=root, info=put_info(self._writer, self._plan))

    def _put_page(self, copier: Copier, number: int, page: RawPage) -> None:
        values = {
            b"/Type": b"/Page",
            b"/Parent": b"%d 0 R" % self._parents[self._pages[number - 1]],
            b"/MediaBox": page.entries[b"/MediaBox"],
        }
        children = self._children[number] = list[int]()
        for key in [key for key in _DRAWN if key in page.entries]:
            values[key], further = copier.value(page.entries[key])
            children.extend(further)
        if number in self._links:
            values[b"/Annots"] = self._put_links(self._links[number])
        self._writer.put(self._pages[number - 1], dictionary(values))

    def _put_links(self, links: Sequence[Link]) -> bytes:
        numbers = [self._writer.new() for _ in links]
        for number, link in zip(numbers, links, strict=True):
            values = {
                b"/Type": b"/Annot",
                b"/Subtype": b"/Link",
                b"/Rect": b"[%.3f %.3f %.3f %.3f]" % link.rect,
                b"/Border": b"[0 0 0]",
                b"/F": b"4",
                b"/Dest": destination(self._pages[link.target - 1]),
            }
            self._writer.put(number, dictionary(values))
        return b"[" + b" ".join(b"%d 0 R" % number for number in numbers) + b"]"

    def _put_small(self, data: bytes) -> int:
        number = self._writer.new()
        self._ledger.note(number, (), stream=self._writer.put_data(number, {}, data))
        return number

    def _pages_of(self, source: RawFile, numbers: Sequence[int]) -> list[tuple[int, RawPage]]:
        """Gives a file's pages with their numbers in the annex, each of the expected shape."""
        pages = source.pages()
        if len(pages) != len(numbers):
            raise malformed(f"{source.name}: {len(pages)} pages, not {len(numbers)}")
        for number, page in zip(numbers, pages, strict=True):
            _require_shape(page, self._plan.pages[number - 1].size_pt, f"{source.name}: page {number}")
        return list(zip(numbers, pages, strict=True))


def _require_shape(page: RawPage, size_pt: tuple[float, float], where: str) -> None:
    """Refuses a page with anything but a drawing on it, or of another size than planned."""
    values = page.entries
    more = {key: re.sub(rb"\s+", b"", values[key]) for key in values.keys() - _NEEDED - {b"/Group"}}
    if not values.keys() >= _NEEDED or not more.items() <= _HARMLESS.items():
        raise malformed(f"{where}: {b' '.join(sorted(more)).decode('latin-1')}")
    reference(values[b"/Contents"])
    box = _BOX.fullmatch(values[b"/MediaBox"])
    sizes = zip(map(float, box.groups()), size_pt, strict=True) if box else ()
    if box is None or any(abs(length - wanted) > _SIZE_SLACK_PT for length, wanted in sizes):
        raise malformed(f"{where}: size")


def _drawings(source: RawFile, page: RawPage) -> tuple[dict[bytes, bytes], dict[bytes, bytes]]:
    resources = source.values(page.entries[b"/Resources"])
    return resources, source.values(resources.get(b"/XObject", b"<<>>"))


def _with_mark(source: RawFile, page: RawPage) -> bytes:
    """Gives the resources of a page of ours with the form of its marks among them."""
    resources, drawings = _drawings(source, page)
    if MARK_NAME in drawings:
        raise malformed(f"{source.name}: {MARK_NAME.decode()} is taken")
    drawings[MARK_NAME] = b"%d 0 R" % _HERE
    return dictionary({**resources, b"/XObject": dictionary(drawings)})


def _place_of_mark(source: RawFile, page: RawPage) -> int:
    """Gives the object that a sheet's page draws where its marks will be."""
    return reference(_drawings(source, page)[1].get(MARK_NAME))


def _layers_of(source: RawFile, layers: Layers) -> Layers:
    """Makes sure that the numbers kept for layers hold layers or nothing."""
    for number in (SHOWN, HIDDEN):
        if source.has(number) and source.object(number).entries().get(b"/Type") != b"/OCG":
            raise malformed(f"{source.name}: object {number} is no layer")
    return layers
