"""Ways in which a finished annex can be wrong, each done to the real file and to nothing else in it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from dossier.model.plan import Plan

Change = Callable[[Pdf, Plan], None]


@dataclass(frozen=True, slots=True)
class Spoiler:
    """A way to spoil an annex, and the failure that must name it."""

    change: Change
    code: str


def spoiled(annex: Path, plan: Plan, change: Change, *, target: Path) -> Path:
    """Writes a spoiled copy, streams and all else as they were."""
    with pikepdf.open(annex) as pdf:
        change(pdf, plan)
        pdf.save(
            target,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            static_id=True,
        )
    return target


def nothing(pdf: Pdf, plan: Plan) -> None:
    """Changes nothing; the file is only saved again."""


def _exchange(pdf: Pdf, one: int, other: int) -> None:
    """Exchanges what two pages show, and leaves each its marks."""
    first, second = pdf.pages[one - 1], pdf.pages[other - 1]
    shown = [page.Resources.XObject.DossierForm0 for page in (first, second)]
    for page, form in ((first, shown[1]), (second, shown[0])):
        # One page's resources may be another's: each gets its own before it is changed.
        page.Resources = Dictionary(
            XObject=Dictionary(DossierForm0=form, DossierMark=page.Resources.XObject.DossierMark)
        )


def swap_evidence(pdf: Pdf, plan: Plan) -> None:
    """Shows each of two one-page pieces under the other's number."""
    single = [piece.first for piece in plan.pieces if piece.pages == 1]
    _exchange(pdf, single[-2], single[-1])


def swap_pages(pdf: Pdf, plan: Plan) -> None:
    """Moves the first piece, marks and all, behind the second."""
    first, second = plan.pieces[:2]
    moved = [pdf.pages[number - 1].obj for number in range(first.first, first.last + 1)]
    for _ in moved:
        del pdf.pages[first.first - 1]
    for place, page in enumerate(moved, second.last - len(moved)):
        pdf.pages.insert(place, Page(page))


def _replace(stream: pikepdf.Object, old: bytes, new: bytes) -> None:
    data = stream.read_bytes()
    assert data.count(old) == 1, (old, data)
    stream.write(data.replace(old, new))


def print_wrong_page_in_index(pdf: Pdf, plan: Plan) -> None:
    """Prints another page number at the end of the second line of the bordereau."""
    link = plan.links[1]
    content = pdf.pages[link.page - 1].Contents[1]
    lines = content.read_bytes().split(b"\n")
    place = max(i for i, line in enumerate(lines) if b"(%s) Tj" % link.number.encode() in line)
    lines[place] = lines[place].replace(b"(%s) Tj" % link.number.encode(), b"(5) Tj")
    content.write(b"\n".join(lines))


def kill_link(pdf: Pdf, plan: Plan) -> None:
    """Lets a link lead to a page that is no page of the annex."""
    stray = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=[0, 0, 9, 9]))
    pdf.pages[plan.links[0].page - 1].Annots[0].Dest = Array([stray, Name.XYZ, None, None, None])


def bend_link(pdf: Pdf, plan: Plan) -> None:
    """Lets a link lead to the wrong page."""
    pdf.pages[plan.links[0].page - 1].Annots[0].Dest[0] = pdf.pages[plan.links[1].target - 1].obj


def move_link(pdf: Pdf, plan: Plan) -> None:
    """Lays a link over another line."""
    pdf.pages[plan.links[0].page - 1].Annots[0].Rect = Array([57, 100, 538, 129])


def empty_page(pdf: Pdf, plan: Plan) -> None:
    """Takes the evidence from a page and leaves the marks."""
    pdf.pages[plan.pieces[0].first - 1].Contents = pdf.make_stream(b"/DossierMark Do")


def _mark(pdf: Pdf, page: int) -> pikepdf.Object:
    return pdf.pages[page - 1].Resources.XObject.DossierMark


def wrong_stamp(pdf: Pdf, plan: Plan) -> None:
    """Stamps the first page of piece 2 as piece 22."""
    _replace(_mark(pdf, plan.pieces[1].first), b"2) Tj T* ET\n ", b"22) Tj T* ET\n ")


def wrong_footer(pdf: Pdf, plan: Plan) -> None:
    """Counts a piece's page wrongly."""
    _replace(_mark(pdf, plan.pieces[0].last), b" 2/2)", b" 1/2)")


def wrong_number(pdf: Pdf, plan: Plan) -> None:
    """Prints page 12 on page 2."""
    _replace(_mark(pdf, 2), b"(2 / ", b"(12 / ")


def lost_bookmark(pdf: Pdf, plan: Plan) -> None:
    """Drops the last bookmark."""
    with pdf.open_outline() as outline:
        outline.root.pop()


def bent_bookmark(pdf: Pdf, plan: Plan) -> None:
    """Lets the first bookmark lead to the first page."""
    pdf.Root.Outlines.First.Dest[0] = pdf.pages[0].obj


def acting_bookmark(pdf: Pdf, plan: Plan) -> None:
    """Lets the first bookmark open a web page as well."""
    pdf.Root.Outlines.First.A = Dictionary(S=Name.URI, URI="https://example.org/")


def renamed_bookmark(pdf: Pdf, plan: Plan) -> None:
    """Gives the first bookmark another title."""
    pdf.Root.Outlines.First.Title = "Sommaire"


def label_off_by_one(pdf: Pdf, plan: Plan) -> None:
    """Lets readers count from 2."""
    pdf.Root.PageLabels.Nums[1].St = 2


def turned_page(pdf: Pdf, plan: Plan) -> None:
    """Turns a page."""
    pdf.pages[4].Rotate = 90


def cropped_page(pdf: Pdf, plan: Plan) -> None:
    """Shows only the middle of a page."""
    pdf.pages[4].CropBox = Array([100, 100, 400, 400])


def lost_page(pdf: Pdf, plan: Plan) -> None:
    """Drops a page."""
    del pdf.pages[4]


def web_link(pdf: Pdf, plan: Plan) -> None:
    """Adds a link to a web page."""
    action = Dictionary(S=Name.URI, URI="https://example.org/")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[3].Annots = Array([pdf.make_indirect(link)])


def script(pdf: Pdf, plan: Plan) -> None:
    """Runs a script when the file is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="1")


def attachment(pdf: Pdf, plan: Plan) -> None:
    """Attaches a file."""
    pdf.attachments["note.txt"] = b"held"


def outside_file(pdf: Pdf, plan: Plan) -> None:
    """Lets a picture's bytes stand in another file."""
    pdf.pages[3].Resources.XObject.DossierForm0.F = "/etc/hostname"


def form_field(pdf: Pdf, plan: Plan) -> None:
    """Adds a form field."""
    field = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=[0, 0, 9, 9]))
    pdf.pages[3].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def lost_font(pdf: Pdf, plan: Plan) -> None:
    """Takes the font's file away."""
    for font in pdf.pages[0].Resources.Font.values():
        del font.FontDescriptor.FontFile2


def lost_language(pdf: Pdf, plan: Plan) -> None:
    """Forgets the language."""
    del pdf.Root.Lang


def other_title(pdf: Pdf, plan: Plan) -> None:
    """Tells another title than the plan."""
    pdf.docinfo.Title = "Sans titre"


def other_description(pdf: Pdf, plan: Plan) -> None:
    """Tells another title in the XMP metadata only."""
    _replace(pdf.Root.Metadata, "cafetière".encode(), b"bouilloire")


def lost_fingerprint(pdf: Pdf, plan: Plan) -> None:
    """Misprints a fingerprint."""
    digest = plan.pieces[0].fingerprints[0].encode()
    _replace(pdf.pages[-1].Contents[1], digest, b"0" * 64)


SPOILERS = {
    "two pieces swapped under their marks": Spoiler(swap_evidence, "page-picture"),
    "two pieces swapped with their marks": Spoiler(swap_pages, "page-number"),
    "a wrong page number in the index": Spoiler(print_wrong_page_in_index, "link-number"),
    "a dead link": Spoiler(kill_link, "link-dead"),
    "a link that leads elsewhere": Spoiler(bend_link, "link-target"),
    "a link on the wrong line": Spoiler(move_link, "link-target"),
    "an emptied page": Spoiler(empty_page, "page-empty"),
    "a wrong stamp": Spoiler(wrong_stamp, "page-stamp"),
    "a wrong footer": Spoiler(wrong_footer, "page-footer"),
    "a wrong page number": Spoiler(wrong_number, "page-number"),
    "a missing bookmark": Spoiler(lost_bookmark, "bookmark-missing"),
    "a bookmark that leads elsewhere": Spoiler(bent_bookmark, "bookmark-target"),
    "a bookmark that acts": Spoiler(acting_bookmark, "bookmark-target"),
    "a bookmark with another title": Spoiler(renamed_bookmark, "bookmark-missing"),
    "labels off by one": Spoiler(label_off_by_one, "page-label"),
    "a turned page": Spoiler(turned_page, "page-turned"),
    "a cropped page": Spoiler(cropped_page, "page-size"),
    "a lost page": Spoiler(lost_page, "page-count"),
    "a link to the web": Spoiler(web_link, "foreign-annotation"),
    "a script": Spoiler(script, "foreign-key"),
    "an attached file": Spoiler(attachment, "foreign-key"),
    "a stream in another file": Spoiler(outside_file, "outside-file"),
    "a form": Spoiler(form_field, "foreign-annotation"),
    "a font that is not embedded": Spoiler(lost_font, "font-missing"),
    "no language": Spoiler(lost_language, "catalogue"),
    "another title": Spoiler(other_title, "metadata"),
    "another description": Spoiler(other_description, "metadata"),
    "a lost fingerprint": Spoiler(lost_fingerprint, "fingerprint-missing"),
}
