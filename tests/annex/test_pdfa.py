"""What claims to be PDF/A is: somebody else's examiner says so; what may not be, does not claim it."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageCms

from dossier.annex.archive import Archive, Claim
from dossier.annex.assemble import assemble
from dossier.annex.check import check_annex
from dossier.annex.pdfa import CODES, Archivist, told
from dossier.annex.pdfa_reason import Reason
from dossier.annex.srgb import srgb_profile
from dossier.annex.verify import verify_annex
from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.basis.progress import silent
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.flow import Field, Fields, Flow, Heading, Message, Paragraph, Table
from dossier.model.ids import PieceId
from dossier.model.recognised import Recognised, RecognisedPage, Word
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from tests.support import annexes
from tests.support.archives import annex_of, examined, faults, sheet_of
from tests.support.documents import drawing, paper
from tests.support.pdf_pages import one_page, stream
from tests.support.pictures import encoded, grey16, heic, swapped_profile

WORDS = "Les œuvres d’Élise – « n° 12 » … 100 € ✓ Ελλάδα שלום 日本 😀"
A2B = Archive(claim=Claim.A2B)


@pytest.fixture
def assets(tmp_path):
    return Assets(tmp_path / "assets")


def picture(assets, data, *, words=None):
    return ImageBody(asset=assets.put(data), width_px=320, height_px=240, words=words)


def recognised(assets):
    words = (Word(text="Facture", left=0.1, top=0.1, width=0.2, height=0.03),)
    return assets.put(to_json(Recognised(pages=(RecognisedPage(number=1, lines=(words,)),))))


def flow(assets, *blocks):
    return FlowBody(asset=assets.put(to_json(Flow(blocks=blocks))))


def letter(assets):
    table = Table(rows=(("Jour", "Montant"), ("12/03/2026", "100 €")))
    fields = Fields(rows=(Field(label="from", text="Élise <a@b.example>"),))
    return flow(assets, fields, Heading(text="Réclamation"), Paragraph(text=WORDS), table)


def chat(assets):
    at = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
    photo = assets.put(encoded(drawing(), "JPEG"))
    return flow(
        assets,
        Message(sender="Vendeur", at=at, text=WORDS),
        Message(sender="Moi", at=at, text="Voici", own=True, pictures=(photo,)),
    )


def pdf(assets, data):
    with pikepdf.open(io.BytesIO(data)) as opened:
        return PdfBody(asset=assets.put(data), pages=len(opened.pages))


def our_own_pdf(assets):
    stream = io.BytesIO()
    path = assets.folder.parent / "own.pdf"
    assets.folder.parent.mkdir(exist_ok=True)
    canvas = annexes.canvas_at(path)
    canvas.drawString(80, 700, "Facture n° 12 – éàü")
    canvas.showPage()
    canvas.save()
    stream.write(path.read_bytes())
    return pdf(assets, stream.getvalue())


def scan(assets):
    """A picture as a PDF page, with a layer of recognised words over it."""
    data = io.BytesIO()
    drawing((600, 800)).convert("RGB").save(data, "PDF")
    body = pdf(assets, data.getvalue())
    return PdfBody(asset=body.asset, pages=1, words=recognised(assets))


KEPT = {
    "a JPEG": lambda a: picture(a, encoded(drawing(), "JPEG")),
    "a grey JPEG": lambda a: picture(a, encoded(drawing().convert("L"), "JPEG")),
    "a JPEG for a printing press": lambda a: picture(a, encoded(drawing().convert("CMYK"), "JPEG")),
    "a JPEG with a profile": lambda a: picture(a, encoded(drawing(), "JPEG", icc_profile=swapped_profile())),
    "a PNG with holes": lambda a: picture(a, encoded(drawing().convert("RGBA"), "PNG")),
    "a PNG of few colours": lambda a: picture(a, encoded(drawing().quantize(16), "PNG")),
    "a PNG of 16 bits": lambda a: picture(a, encoded(grey16(30000), "PNG")),
    "a black and white picture": lambda a: picture(a, encoded(drawing().convert("1"), "PNG")),
    "a photo of a telephone": lambda a: picture(a, heic()),
    "a picture with words": lambda a: picture(a, encoded(drawing(), "PNG"), words=recognised(a)),
    "a letter": letter,
    "a chat": chat,
    "a scan with words": scan,
    "a PDF with its fonts": our_own_pdf,
}


@pytest.mark.parametrize("name", KEPT)
def test_what_claims_to_be_kept_is_found_to_be(name, assets, tmp_path):
    sheet = sheet_of(tmp_path, KEPT[name](assets))
    assert examined(sheet).reason is None, examined(sheet).where
    plan = annex_of(sheet, tmp_path / "annex.pdf", A2B)
    assert faults(tmp_path / "annex.pdf", "2b") == []
    assert check_annex(tmp_path / "annex.pdf", plan, sheets={}, archive=A2B).agrees
    assert verify_annex(tmp_path / "annex.pdf").agrees


def program(assets):
    """A PDF of ours, open to be spoiled."""
    body = our_own_pdf(assets)
    return pikepdf.open(assets.path(body.asset))


def lose_program(pdf, font):
    del font.FontDescriptor["/FontFile2"]


def widen(pdf, font):
    font.Widths = pikepdf.Array([int(one) + 40 for one in font.Widths])


def shorten(pdf, font):
    """Lets the font end before the letters that are shown."""
    font.Widths = pikepdf.Array([font.Widths[0]])


def drop_letters(pdf, font):
    font.FontDescriptor.FontFile2 = pdf.make_stream(b"\0\1\0\0 no shapes at all")


SPOILED_FONTS = {
    "its shapes are missing": (lose_program, Reason.FONT),
    "its letters are wider than it says": (widen, Reason.GLYPH),
    "its list of widths is too short": (shorten, Reason.FONT),
    "its shapes are damaged": (drop_letters, Reason.UNSURE),
}


@pytest.mark.parametrize("name", SPOILED_FONTS)
def test_a_font_that_cannot_be_kept_is_found(name, assets, tmp_path):
    spoil, reason = SPOILED_FONTS[name]
    with program(assets) as opened:
        (font,) = {one.objgen: one for one in opened.pages[0].Resources.Font.values()}.values()
        spoil(opened, font)
        data = io.BytesIO()
        opened.save(data)
    found = examined(sheet_of(tmp_path, pdf(assets, data.getvalue())))
    assert found.reason is reason, found.where


def resources(words):
    return {"resources": words}


BOX = b"0 0 50 50 re f"
PICTURE = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
RGB = b"/ColorSpace /DeviceRGB "

FOREIGN = {
    "words in a font of the reader's": (one_page(b"BT /F1 12 Tf (Bonjour) Tj ET"), Reason.FONT),
    "colours of a press": (one_page(b"0 1 0 0 k " + BOX), Reason.COLOUR),
    "colours of a press by name": (one_page(b"/DeviceCMYK cs 0 1 0 0 sc " + BOX), Reason.COLOUR),
    "an ink": (
        one_page(
            b"/S cs 1 scn " + BOX,
            resources=b"/ColorSpace << /S [/Separation /Or /DeviceRGB 6 0 R] >>",
            more={6: b"<< /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0 0] /N 1 >>"},
        ),
        Reason.COLOUR,
    ),
    "a picture that is to be smoothed": (
        one_page(
            b"q 50 0 0 50 0 0 cm /I Do Q",
            resources=b"/XObject << /I 6 0 R >>",
            more={6: stream(b"abc", PICTURE + RGB + b"/Interpolate true")},
        ),
        Reason.PICTURE,
    ),
    "a picture in LZW": (
        one_page(
            b"q 50 0 0 50 0 0 cm /I Do Q",
            resources=b"/XObject << /I 6 0 R >>",
            more={6: stream(b"\x80\x0b\x60\x50\x22\x0c\x0e", PICTURE + RGB + b"/Filter /LZWDecode")},
        ),
        Reason.PICTURE,
    ),
    "a picture of a press": (
        one_page(
            b"q 50 0 0 50 0 0 cm /I Do Q",
            resources=b"/XObject << /I 6 0 R >>",
            more={6: stream(b"abcd", PICTURE + b"/ColorSpace /DeviceCMYK")},
        ),
        Reason.COLOUR,
    ),
    "a transfer function": (
        one_page(b"/G gs " + BOX, resources=b"/ExtGState << /G << /TR /Identity >> >>"),
        Reason.DRAWING,
    ),
    "a halftone": (
        one_page(
            b"/G gs " + BOX,
            resources=b"/ExtGState << /G << /HT 6 0 R >> >>",
            more={6: b"<< /Type /Halftone /HalftoneType 1 /Frequency 60 /Angle 45 /SpotFunction /Round >>"},
        ),
        Reason.DRAWING,
    ),
    "an unheard-of operator": (one_page(b"BX 1 2 XYZ EX " + BOX), Reason.DRAWING),
    "a form that mixes in colours of a press": (
        one_page(
            b"/X Do",
            resources=b"/XObject << /X 6 0 R >>",
            more={
                6: stream(
                    BOX,
                    b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << >> "
                    b"/Group << /S /Transparency /CS /DeviceCMYK >>",
                )
            },
        ),
        Reason.COLOUR,
    ),
    "thirty states in each other": (one_page(b"q " * 30 + BOX + b" Q" * 30), Reason.UNSURE),
    "half a byte in a string": (one_page(b"/Span <</ActualText <414>>> BDC " + BOX + b" EMC"), Reason.UNSURE),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_may_not_be_kept_is_found_and_never_claimed(name, assets, tmp_path):
    data, reason = FOREIGN[name]
    sheet = sheet_of(tmp_path, pdf(assets, data))
    found = examined(sheet)
    assert found.reason is reason, found.where
    annex_of(sheet, tmp_path / "annex.pdf")
    with pikepdf.open(tmp_path / "annex.pdf") as opened:
        assert b"pdfaid" not in opened.Root.Metadata.read_bytes()


def test_a_page_that_draws_nothing_strange_is_kept(assets, tmp_path):
    data = one_page(b"0.2 0.4 0.6 rg " + BOX + b" q 1 0 0 1 20 20 cm 0 0 m 50 50 l S Q", fonts=b"")
    sheet = sheet_of(tmp_path, pdf(assets, data))
    assert examined(sheet).reason is None, examined(sheet).where
    annex_of(sheet, tmp_path / "annex.pdf", A2B)
    assert faults(tmp_path / "annex.pdf", "2b") == []


def test_layers_of_a_kept_annex_have_the_form_that_is_asked_for(tmp_path):
    pieces = (annexes.Invented(number="1", layered=True),)
    made = annexes.ingredients(tmp_path, pieces)
    target = tmp_path / "annex.pdf"
    assemble(
        made.plan, front=made.front, sheets=made.sheets, marks=made.marks, target=target, progress=silent,
        archive=A2B,
    )  # fmt: skip
    with pikepdf.open(target) as opened:
        chosen = opened.Root.OCProperties.D
        assert "/Order" not in chosen
        assert str(chosen.Name)
    assert not [fault for fault in faults(target, "2b") if "OPTIONAL" in fault]


def test_a_stream_that_ends_with_a_carriage_return_keeps_its_length(assets, tmp_path):
    sheet = sheet_of(tmp_path, pdf(assets, one_page(BOX + b" \r", fonts=b"")))
    annex_of(sheet, tmp_path / "annex.pdf", A2B)
    assert faults(tmp_path / "annex.pdf", "2b") == []


def test_the_profile_is_one_that_others_read():
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert profile.profile.xcolor_space.strip() == "RGB"
    same = ImageCms.profileToProfile(drawing(), profile, ImageCms.createProfile("sRGB"))
    worst = max(
        abs(a - b)
        for a, b in zip(same.convert("RGB").tobytes(), drawing().convert("RGB").tobytes(), strict=True)
    )
    assert worst <= 1
    assert srgb_profile() == srgb_profile()


def test_each_sheet_is_examined_once_and_again_when_another_stands_there(assets, tmp_path):
    good = sheet_of(tmp_path, letter(assets))
    with Pool(1) as pool:
        archivist = Archivist(pool=pool)
        assert archivist.claim([good], carries=False) is Claim.A2B
        assert archivist.claim([good], carries=True) is Claim.A3B
        sheet_of(tmp_path, pdf(assets, paper(["Bonjour"])))
        assert archivist.claim([good], carries=False) is Claim.NONE
        assert list(archivist.obstacles({PieceId("a"): good})) == [(PieceId("a"), Reason.FONT)]


def test_a_worker_that_gives_up_vouches_for_nothing(tmp_path):
    broken = tmp_path / "sheet.pdf"
    broken.write_bytes(b"%PDF-1.7\n nothing")
    with Pool(1) as pool:
        assert Archivist(pool=pool).claim([broken], carries=False) is Claim.NONE


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_obstacle_has_its_sentence_and_is_told_only_when_asked(language):
    texts = Texts(language)
    assert set(CODES) == set(Reason)
    for reason in Reason:
        obstacles = [(PieceId("a"), reason)]
        assert told([Claim.NONE], obstacles, wanted=False) == ()
        (finding,) = told([Claim.NONE], obstacles, wanted=True)
        assert finding.piece == "a"
        assert texts.finding(finding)
    (yes,) = told([Claim.A2B, Claim.A2B], [], wanted=False)
    assert "PDF/A-2b" in texts.finding(yes)
    assert told([Claim.A2B, Claim.NONE], [], wanted=False) == ()


def test_a_claim_that_was_taken_away_or_added_is_found(assets, tmp_path):
    sheet = sheet_of(tmp_path, letter(assets))
    plan = annex_of(sheet, tmp_path / "annex.pdf", A2B)
    for archive in (Archive(), Archive(claim=Claim.A3B)):
        report = check_annex(tmp_path / "annex.pdf", plan, sheets={}, archive=archive)
        assert [(one.code, one.params["key"]) for one in report.failures] == [("metadata", "PDF/A")]


def test_the_same_sheet_gives_the_same_bytes(assets, tmp_path):
    sheet = sheet_of(tmp_path, letter(assets))
    for name in ("a.pdf", "b.pdf"):
        annex_of(sheet, tmp_path / name, A2B)
    assert Path(tmp_path / "a.pdf").read_bytes() == Path(tmp_path / "b.pdf").read_bytes()
