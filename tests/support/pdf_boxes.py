"""PDFs that hold more than pages: files, portfolios, signatures, forms, locks; all made here."""

import io
import zlib
from collections.abc import Mapping
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from tests.support.documents import paper

INVOICE_XML: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made for a test -->\n'
    b'<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100">'
    b"<rsm:ExchangedDocument/></rsm:CrossIndustryInvoice>\n"
)
WAITING: Final = (
    "Please wait...",
    "If this message is not eventually replaced by the proper contents of the document, your PDF",
    "viewer may not be able to display this type of document.",
)
COVER: Final = (
    "For the best experience, open this PDF portfolio in",
    "Acrobat X or Adobe Reader X, or later.",
)


def make_pdf() -> bytes:
    """Makes an ordinary invoice."""
    return paper(["Facture n° 2026-118", "Date de facture : 12/03/2026"])


def specification(document: Pdf, name: str, stream: Stream) -> Object:
    """Makes a file specification."""
    held = Dictionary(F=document.make_indirect(stream))
    return document.make_indirect(
        Dictionary(
            Type=Name.Filespec, F=String(name), UF=String(name), EF=held, AFRelationship=Name.Alternative
        )
    )


def attached(document: Pdf, data: bytes, *, packed: bool = True) -> Stream:
    """Makes the stream of an attached file."""
    stream = Stream(document, b"")
    stream.write(zlib.compress(data) if packed else data, filter=Name.FlateDecode if packed else None)
    stream.stream_dict.Type = Name.EmbeddedFile
    return stream


def listing(document: Pdf, specs: Mapping[str, Object]) -> None:
    """Lists files by their names in the catalogue."""
    pairs = [value for name, spec in specs.items() for value in (String(name), spec)]
    document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(pairs)))


def pin(document: Pdf, spec: Object, page: int = 0) -> None:
    """Pins a file to a page."""
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([20, 20, 40, 40]), FS=spec)
    document.pages[page].obj.Annots = Array([document.make_indirect(note)])


def opened(data: bytes | None = None) -> Pdf:
    """Opens a paper to put things into it."""
    return pikepdf.open(io.BytesIO(make_pdf() if data is None else data))


def written(document: Pdf) -> bytes:
    """Writes it as it stands."""
    stream = io.BytesIO()
    document.save(stream, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    document.close()
    return stream.getvalue()


def make_factur_x(name: str = "factur-x.xml") -> bytes:
    """Makes an invoice with its data inside, named in the catalogue twice, as the standard wants."""
    document = opened()
    spec = specification(document, name, attached(document, INVOICE_XML))
    listing(document, {name: spec})
    document.Root.AF = Array([spec])
    return written(document)


def make_with_files(files: Mapping[str, bytes], data: bytes | None = None) -> bytes:
    """Makes a paper with files inside."""
    document = opened(data)
    streams = {name: attached(document, held) for name, held in files.items()}
    listing(document, {name: specification(document, name, stream) for name, stream in streams.items()})
    return written(document)


def make_pinned(name: str, data: bytes) -> bytes:
    """Makes a paper with a file pinned to its page."""
    document = opened()
    pin(document, specification(document, name, attached(document, data)))
    return written(document)


def make_portfolio(files: Mapping[str, bytes], cover: bytes | None = None) -> bytes:
    """Makes a folder of files with a cover."""
    document = opened(make_with_files(files, cover or paper(list(COVER), title_pt=11)))
    document.Root.Collection = Dictionary(Type=Name.Collection, View=Name.T)
    return written(document)


def make_signed(*, filled: bool = True) -> bytes:
    """Makes a paper with a signature, or only a place for one; its value stands in the field above."""
    document = opened()
    value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 10, 20, 10]), Contents=String(b"\x30\x80"))
    above = document.make_indirect(Dictionary(FT=Name.Sig, T=String("Signature")))
    if filled:
        above.V = document.make_indirect(value)
    kid = Dictionary(Subtype=Name.Widget, Parent=above, Rect=Array([20, 20, 90, 60]))
    above.Kids = Array([document.make_indirect(kid)])
    document.Root.AcroForm = Dictionary(Fields=Array([above]), SigFlags=3)
    return written(document)


def make_form(*, dynamic: bool, waiting: bool = False) -> bytes:
    """Makes a form of LiveCycle: with pages of its own, or with one that only asks to wait."""
    document = opened(paper(list(WAITING), title_pt=11) if waiting else None)
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))
    if dynamic:
        document.Root.NeedsRendering = True
    return written(document)


def make_looping() -> bytes:
    """Makes a list of files that leads back to itself, far down, and holds one file many times."""
    document = opened()
    spec = specification(document, "une.txt", attached(document, b"une fois"))
    root = document.make_indirect(Dictionary())
    inner = document.make_indirect(Dictionary(Names=Array([String("a"), spec, String("b"), spec])))
    root.Kids = Array([root, inner, inner, root])
    inner.Kids = Array([root])
    document.Root.Names = Dictionary(EmbeddedFiles=root)
    document.Root.AF = Array([spec, spec])
    return written(document)


def make_bomb(unpacked: int) -> bytes:
    """Makes a paper with a file of zeros inside."""
    return make_with_files({"bombe.txt": bytes(unpacked), "bonne.txt": b"bonne"})
