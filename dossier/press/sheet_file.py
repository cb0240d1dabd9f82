"""The skeleton of a sheet's file: what every page of ours has around its forms.

Objects, always in this order and without gaps, each at a higher offset than the one before:

==================  =====================================================================
1, 2                the layers "shown" and "hidden"
3, 4                the page tree, the catalogue
5 + 3i              page i: /Parent, /MediaBox [0 0 w h], /Resources, /Contents
6 + 3i              its content, one stream without filter that ends with ``/DossierMark Do``
7 + 3i              its mark: an empty form, there to be replaced
from 5 + 3n         forms and what they need, in the order in which they are met
==================  =====================================================================

Classic cross-reference table (ISO 32000-1, 7.5.4), generation 0, no object streams, direct
``/Length``, one space in every reference, no comment inside an object. Between ``obj`` and
``stream`` parentheses in strings are escaped. No date, no ``/ID``, no ``/Info``: the same pages give
the same bytes. No object but the page tree refers to a page, none but the trailer to the catalogue.
"""

from collections.abc import Sequence
from typing import BinaryIO

from dossier.press.pdf_geometry import Place, written
from dossier.press.sheet_page import FORM_NAME, MARK_NAME, FormUse, content_of

SHOWN_OCG = 1
HIDDEN_OCG = 2
PAGES = 3
CATALOGUE = 4
FIRST_PAGE = 5
OBJECTS_PER_PAGE = 3

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class SheetFile:
    """Writes a sheet from front to back.

    Every object must be put with the number that ``new_number`` gave, in that order.
    """

    def __init__(self, stream: BinaryIO, *, pages: int) -> None:
        """Begins a file.

        Args:
            stream: Where to write.
            pages: How many pages there will be.
        """
        self._stream = stream
        self._offsets: list[int] = []
        self._at = 0
        self._last = FIRST_PAGE + OBJECTS_PER_PAGE * pages - 1
        self._write(HEADER)
        self._begin(pages)

    def _begin(self, pages: int) -> None:
        self.put(SHOWN_OCG, b"<< /Type /OCG /Name (shown) >>")
        self.put(HIDDEN_OCG, b"<< /Type /OCG /Name (hidden) >>")
        kids = b" ".join(b"%d 0 R" % (FIRST_PAGE + OBJECTS_PER_PAGE * index) for index in range(pages))
        self.put(PAGES, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages))
        groups = b"%d 0 R %d 0 R" % (SHOWN_OCG, HIDDEN_OCG)
        states = b"/ON [%d 0 R] /OFF [%d 0 R] /Order []" % (SHOWN_OCG, HIDDEN_OCG)
        self.put(
            CATALOGUE,
            b"<< /Type /Catalog /Pages %d 0 R /OCProperties << /OCGs [%s] /D << %s >> >> >>"
            % (PAGES, groups, states),
        )

    def new_number(self) -> int:
        """Gives the number of the next object after the pages."""
        self._last += 1
        return self._last

    def page(self, index: int, *, place: Place, forms: Sequence[tuple[int, FormUse]]) -> None:
        """Puts a page, its content and its empty mark.

        Args:
            index: Which page; they are put in order.
            place: Whose frame tells the page's size.
            forms: Object number of each form painted, and where.
        """
        number = FIRST_PAGE + OBJECTS_PER_PAGE * index
        size = written((place.frame.page_width_pt, place.frame.page_height_pt))
        names = b"".join(b"%s%d %d 0 R " % (FORM_NAME.encode(), at, one) for at, (one, _) in enumerate(forms))
        names += b"%s %d 0 R" % (MARK_NAME, number + 2)
        self.put(
            number,
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %s] " % (PAGES, size),
            b"/Resources << /XObject << %s >> >> /Contents %d 0 R >>" % (names, number + 1),
        )
        self.put_stream(number + 1, b"", content_of(use for _, use in forms))
        self.put_stream(number + 2, b"/Type /XObject /Subtype /Form /BBox [0 0 0 0] ", b"")

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Puts a stream.

        Args:
            number: Its object number.
            entries: Its dictionary but for ``/Length``.
            data: Its bytes, filtered as the entries say.
        """
        head = b"<< %s/Length %d >>\nstream\n" % (entries, len(data))
        self.put(number, head, data, b"\nendstream")

    def put(self, number: int, *parts: bytes | memoryview) -> None:
        """Puts an object.

        Args:
            number: Its number: one more than the last one's.
            parts: What stands between ``obj`` and ``endobj``.
        """
        assert number == len(self._offsets) + 1, (number, len(self._offsets))
        self._offsets.append(self._at)
        self._write(b"%d 0 obj\n" % number)
        for part in parts:
            self._write(part)
        self._write(b"\nendobj\n")

    def finish(self) -> None:
        """Writes the cross-reference table and the trailer."""
        start, size = self._at, len(self._offsets) + 1
        table = b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets)
        self._write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
        self._write(b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (size, CATALOGUE))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _write(self, data: bytes | memoryview) -> None:
        self._stream.write(data)
        self._at += len(data)
