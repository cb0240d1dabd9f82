import io
import re
from datetime import UTC, datetime, timedelta, timezone

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.basis.assets import Assets
from dossier.basis.errors import UsageError
from dossier.model.flow import (
    Field,
    Fields,
    Flow,
    Heading,
    Message,
    Notice,
    Paragraph,
    Picture,
    Style,
    Table,
)
from dossier.press.flow import FlowSetting, LaidOut, draw_flow, flow_height, flow_rows
from dossier.press.flow_rows import Photo, Row, Rule, Words, gap, in_pages
from dossier.press.fonts import Face, text_width
from dossier.press.frame import PORTRAIT
from dossier.press.omitted import Omitted
from tests.support import pictures as make
from tests.support.pixels import drawn

HERE = timezone(timedelta(hours=2))


@pytest.fixture
def assets(tmp_path):
    return Assets(tmp_path / "assets")


@pytest.fixture
def setting(assets):
    return FlowSetting(language="fr", zone="Europe/Paris", assets=assets)


@pytest.fixture
def draw(tmp_path, setting):
    """Draws blocks and gives the file."""

    def _draw(*blocks):
        target = tmp_path / "flow.pdf"
        pages = draw_flow(Flow(blocks=blocks), target, setting=setting).pages
        data = target.read_bytes()
        assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == pages
        return data

    return _draw


def texts(pdf):
    document = pypdfium2.PdfDocument(pdf)
    found = [document[i].get_textpage().get_text_range() for i in range(len(document))]
    document.close()
    return found


def text(pdf):
    return " ".join(" ".join(texts(pdf)).split())


def edges(pdf, word, index=0):
    """Gives left, bottom, right, top of the first place of a word on a page."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[index].get_textpage()
    start, count = page.search(word).get_next()
    boxes = [page.get_charbox(i) for i in range(start, start + count)]
    document.close()
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def at(day, hour, minute=0):
    return datetime(2026, 6, day, hour, minute)


# Pages -----------------------------------------------------------------------------------------


def test_pages_have_exactly_the_frames_size(draw):
    pdf = draw(Paragraph(text="\n".join(f"Ligne {i}" for i in range(200))))
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 4
    for page in pages:
        assert float(page.mediabox.width) == pytest.approx(PORTRAIT.width_pt, abs=0.01)
        assert float(page.mediabox.height) == pytest.approx(PORTRAIT.height_pt, abs=0.01)
        assert page.rotation == 0


def test_text_begins_at_the_very_top_left(draw):
    left, _, _, top = edges(draw(Paragraph(text="Madame")), "Madame")
    assert left < 2
    assert PORTRAIT.height_pt - top < 8


def test_an_empty_flow_is_one_blank_page(draw):
    assert texts(draw()) == [""]


def test_the_same_flow_gives_the_same_bytes(draw, assets):
    photo = assets.put(make.talkative_jpeg(make.corners()))
    blocks = (Heading(text="Été 😀"), Picture(asset=photo), Table(rows=(("a", "b"), ("1", "2"))))
    assert draw(*blocks) == draw(*blocks)


def test_every_font_is_embedded(draw):
    pdf = draw(Paragraph(text="Été 😀 שלום"), Heading(text="Titre"), Paragraph(text="x", style=Style.MONO))
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


def test_a_heading_never_stands_last_on_a_page(setting):
    for lines in range(40, 60):
        blocks = (Paragraph(text="\n".join("x" * lines)), Heading(text="TITRE"), Paragraph(text="suite"))
        pages = list(in_pages(flow_rows(Flow(blocks=blocks), setting), PORTRAIT.height_pt))
        last_words = [
            [mark.text for row in page for mark in row.marks if isinstance(mark, Words)][-1] for page in pages
        ]
        assert "TITRE" not in last_words


def test_the_height_is_that_of_the_rows(setting):
    block = Paragraph(text="\n".join("x" * 10))
    assert flow_height(Flow(blocks=(block,)), setting=setting) == pytest.approx(140)
    assert flow_height(Flow(blocks=(block, block)), setting=setting) == pytest.approx(288)
    assert flow_height(Flow(blocks=()), setting=setting) == 0


def test_an_unknown_language_or_zone_is_said(tmp_path, assets):
    flow = Flow(blocks=(Fields(rows=(Field(label="date", at=at(1, 2)),)),))
    for language, zone in (("xx", "Europe/Paris"), ("fr", "Mars/Olympus")):
        with pytest.raises(UsageError):
            draw_flow(
                flow, tmp_path / "f.pdf", setting=FlowSetting(language=language, zone=zone, assets=assets)
            )


# Text ------------------------------------------------------------------------------------------


def test_words_come_back_in_their_order(draw):
    pdf = draw(
        Heading(text="Réclamation"),
        Paragraph(text="Madame, Monsieur,\n\nLa cafetière fuit."),
        Paragraph(text="Le 9 juin, Lumaro a écrit", style=Style.QUOTE),
        Paragraph(text="Envoyé de mon téléphone", style=Style.SOFT),
        Paragraph(text="id  = LM-40917", style=Style.MONO),
    )
    assert text(pdf) == (
        "Réclamation Madame, Monsieur, La cafetière fuit. Le 9 juin, Lumaro a écrit "
        "Envoyé de mon téléphone id = LM-40917"
    )


def test_quoted_text_is_set_in_and_marked(draw):
    pdf = draw(Paragraph(text="Dehors"), Paragraph(text="Dedans\nencore", style=Style.QUOTE))
    assert edges(pdf, "Dedans")[0] - edges(pdf, "Dehors")[0] == pytest.approx(12, abs=1)
    left, bottom, _, top = edges(pdf, "Dedans")
    page = drawn(pdf, scale=4.0).convert("L")
    beside = page.crop((0, int((PORTRAIT.height_pt - top) * 4), 8, int((PORTRAIT.height_pt - bottom) * 4)))
    assert beside.getextrema()[0] < 220
    assert left > 10


def test_a_paragraph_of_arabic_stands_on_the_right(draw):
    _, (_, _, right, _) = (
        None,
        drawn(draw(Paragraph(text="مرحبا بكم")), scale=1.0)
        .convert("L")
        .point(lambda value: 255 if value < 200 else 0)
        .getbbox(),
    )
    assert right > PORTRAIT.width_pt - 4


def test_a_notice_says_its_sentence_in_the_annexs_language(draw, tmp_path, assets):
    assert "IMG-1.jpg » (fichier joint au message, non contenu dans ce fichier texte)" in text(
        draw(Notice(code="media-missing", params={"file": "IMG-1.jpg"}))
    )
    english = FlowSetting(language="en", zone="Europe/Paris", assets=assets)
    flow = Flow(blocks=(Notice(code="media-missing", params={"file": "IMG-1.jpg"}),))
    draw_flow(flow, tmp_path / "en.pdf", setting=english)
    assert "“IMG-1.jpg” (file sent with the message" in text((tmp_path / "en.pdf").read_bytes())


def test_a_header_block_has_labels_values_and_full_instants(draw):
    pdf = draw(
        Fields(
            rows=(
                Field(label="from", text="Louise <louise@example.org>"),
                Field(label="date", at=datetime(2026, 6, 10, 19, 12, 8, tzinfo=HERE)),
                Field(label="subject", text="Objet fort", strong=True),
                Field(label="attachments", text="a.jpg\nb.pdf"),
            )
        ),
        Paragraph(text="Corps"),
    )
    found = text(pdf)
    assert "De Louise <louise@example.org>" in found
    assert "mercredi 10 juin 2026 à 19:12:08 (+02:00)" in found
    assert edges(pdf, "a.jpg")[0] == pytest.approx(edges(pdf, "Objet fort")[0], abs=1.5)
    assert edges(pdf, "a.jpg")[0] > edges(pdf, "Objet")[0] + 60
    assert edges(pdf, "b.pdf")[3] < edges(pdf, "a.jpg")[1]
    assert edges(pdf, "Corps")[3] < edges(pdf, "b.pdf")[1] - 15


@pytest.mark.parametrize("label", ["from", "to", "cc", "received", "message-id", "page-url", "page-saved"])
def test_every_label_of_a_preface_has_words(draw, label):
    assert "valeur" in text(draw(Fields(rows=(Field(label=label, text="valeur"),))))


# Tables ----------------------------------------------------------------------------------------


def test_the_head_of_a_table_is_repeated_on_each_page(draw):
    rows = [("Date", "Événement"), *((f"{i:03}", "Colis en cours de route") for i in range(150))]
    pages = texts(draw(Table(rows=tuple(rows))))
    assert len(pages) > 2
    assert all(page.split()[:2] == ["Date", "Événement"] for page in pages)
    assert re.findall(r"\b\d{3}\b", " ".join(pages)) == [f"{i:03}" for i in range(150)]


def test_long_cells_wrap_in_their_column(draw):
    pdf = draw(Table(rows=(("Objet", "Texte"), ("court", "mot " * 200), ("fin", "dernier"))))
    assert text(pdf).count("mot") == 200
    assert edges(pdf, "mot")[0] == pytest.approx(edges(pdf, "dernier")[0], abs=1.5)


def test_a_column_of_amounts_stands_on_the_right(draw):
    pdf = draw(Table(rows=(("Article", "Prix"), ("a", "8,90 €"), ("b", "1 129,00 €"))))
    assert edges(pdf, "8,90 €")[2] == pytest.approx(edges(pdf, "129,00 €")[2], abs=0.6)


@pytest.mark.parametrize("count", [2, 12, 40, 120])
def test_every_cell_of_a_wide_table_is_there(draw, count):
    rows = tuple(tuple(f"r{r}c{c}x" for c in range(count)) for r in range(4))
    found = "".join(texts(draw(Table(rows=rows)))).replace("\r\n", "").replace(" ", "")
    assert all(cell in found for row in rows for cell in row)


@pytest.mark.parametrize("rows", [(), ((),), (("",),), (("alpha",), ("beta", "delta")), ((), ("gamma",))])
def test_odd_tables_are_drawn(draw, rows):
    cells = [cell for row in rows for cell in row if cell]
    assert sorted(text(draw(Table(rows=rows))).split()) == cells


# Pictures --------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_a_picture_stands_upright_at_its_size(draw, assets, turn):
    asset = assets.put(make.encoded(make.lying(make.corners(), turn), "PNG", exif=make.exif(turn)))
    page = drawn(draw(Picture(asset=asset, caption="La fuite")), scale=4 / 3).convert("RGB")
    assert page.getpixel((4, 4)) == make.RED
    assert page.getpixel((115, 155)) == make.YELLOW
    assert page.getpixel((130, 80)) == (255, 255, 255)


def test_a_large_picture_fills_at_most_a_page_with_its_caption(draw, assets):
    asset = assets.put(make.encoded(make.corners(1500, 4000), "JPEG"))
    pdf = draw(Paragraph(text="avant"), Picture(asset=asset, caption="La fuite"))
    assert [page.strip() for page in texts(pdf)] == ["avant", "La fuite"]


def test_no_metadata_of_a_picture_in_a_text_travels(draw, assets):
    pdf = draw(Picture(asset=assets.put(make.talkative_jpeg(make.corners()))))
    assert make.SECRET not in pdf
    assert b"Exif" not in pdf


def test_a_damaged_picture_is_told(draw, assets):
    found = text(draw(Picture(asset=assets.put(b"nothing"), caption="La fuite"), Paragraph(text="suite")))
    assert found == (
        "Une image se trouvait ici ; son fichier est endommagé et ne peut pas être montré. La fuite suite"
    )


def test_every_label_of_a_block_stands_on_one_line(draw):
    fields = Fields(rows=(Field(label="file", text="a.bin"), Field(label="sha256", text="0" * 64)))
    assert text(draw(fields)) == f"Fichier a.bin Empreinte SHA-256 {'0' * 64}"
    pdf = draw(fields)
    assert edges(pdf, "Empreinte")[1] == pytest.approx(edges(pdf, "SHA-256")[1], abs=2.5)
    assert edges(pdf, "SHA-256")[2] < edges(pdf, "000")[0]


# Chats -----------------------------------------------------------------------------------------


def test_own_messages_stand_on_the_right_and_others_on_the_left(draw):
    pdf = draw(
        Message(sender="SAV", at=at(9, 9), text="Bonjour"),
        Message(sender="Louise", at=at(9, 10), text="Mon colis", own=True),
    )
    assert edges(pdf, "Bonjour")[0] < 12
    assert edges(pdf, "Mon colis")[0] > PORTRAIT.width_pt / 2
    assert edges(pdf, "10:00")[2] == pytest.approx(PORTRAIT.width_pt - 8, abs=1)


def test_who_when_and_what_are_read_back(draw):
    pdf = draw(
        Message(sender="", at=at(9, 9), text="Chiffré de bout en bout"),
        Message(sender="SAV", at=at(9, 9, 1), text="Bonjour"),
        Message(sender="SAV", at=at(9, 9, 2), text="Encore"),
        Message(sender="Louise", at=at(10, 8), text="Merci", own=True),
        Message(sender="SAV", at=None, text="sans heure"),
    )
    assert text(pdf) == (
        "mardi 9 juin 2026 09:00 · Chiffré de bout en bout SAV Bonjour 09:01 Encore 09:02 "
        "mercredi 10 juin 2026 Louise Merci 08:00 SAV sans heure"
    )


def test_the_day_is_that_of_the_dossiers_zone(draw):
    late = datetime(2026, 6, 9, 22, 30, tzinfo=UTC)
    assert text(draw(Message(sender="SAV", at=late, text="Bonsoir"))) == (
        "mercredi 10 juin 2026 SAV Bonsoir 00:30"
    )


def test_pictures_and_missing_media_stand_in_their_message(draw, assets):
    photo = assets.put(make.encoded(make.corners(), "PNG"))
    pdf = draw(
        Message(sender="A", at=at(9, 9), text="voici", pictures=(photo,), missing=("IMG-2.jpg",)),
        Message(sender="A", at=at(9, 9, 5), text="", pictures=(assets.put(b"nothing"),)),
    )
    found = text(pdf)
    assert "« IMG-2.jpg » (fichier joint au message, non contenu dans ce fichier texte) voici 09:00" in found
    assert "endommagé et ne peut pas être montré. 09:05" in found
    page = drawn(pdf, scale=4 / 3).convert("RGB")
    assert make.RED in {page.getpixel((x, y)) for x in (14, 20) for y in range(40, 80)}


def test_media_that_an_export_leaves_out_are_worded_by_their_kind(draw):
    shown = {kind: text(draw(Message(sender="A", at=None, text="", missing=(kind,)))) for kind in Omitted}
    assert shown[Omitted.MEDIUM] == "A Média non exporté"
    assert shown[Omitted.IMAGE] == "A Image non exportée"
    assert len(set(shown.values())) == len(Omitted)


def test_a_very_long_message_breaks_between_pages(draw):
    pages = texts(draw(Message(sender="A", at=at(9, 9), text="mot " * 3000)))
    assert len(pages) > 1
    assert sum(page.count("mot") for page in pages) == 3000


# Nothing leaves the frame ----------------------------------------------------------------------

_WORDS = st.text(
    st.one_of(
        st.sampled_from("abc déf \n\t-/.,€ 0123456789 中文 שלום مرحبا 😀 ﷽ 𝐁 W" + "x" * 8),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
)
_LONG = _WORDS.map(lambda words: words * 12)
_CELLS = st.lists(st.lists(_WORDS, max_size=30).map(tuple), max_size=4).map(tuple)
_BLOCKS = st.lists(
    st.one_of(
        st.builds(Heading, text=_WORDS, level=st.integers(-1, 9)),
        st.builds(Paragraph, text=_LONG, style=st.sampled_from(Style)),
        st.builds(Table, rows=_CELLS, head=st.booleans()),
        st.builds(
            Fields,
            rows=st.lists(
                st.builds(Field, label=st.sampled_from(["from", "sha256"]), text=_LONG, strong=st.booleans()),
                max_size=3,
            ).map(tuple),
        ),
        st.builds(Notice, code=st.just("media-missing"), params=st.builds(dict, file=_WORDS)),
        st.builds(
            Message,
            sender=_WORDS,
            at=st.none() | st.datetimes(),
            text=_LONG,
            own=st.booleans(),
            missing=st.lists(_WORDS, max_size=2).map(tuple),
        ),
    ),
    max_size=5,
).map(tuple)


def right_end(mark):
    match mark:
        case Words():
            return mark.x_pt + text_width(mark.text, mark.face, mark.size_pt)
        case Rule() | Photo():
            return mark.x_pt + mark.width_pt


def test_a_sign_wider_than_its_column_is_drawn_smaller(setting):
    block = Table(rows=(("﷽",) * 15,), head=False)
    ends = [right_end(mark) for row in flow_rows(Flow(blocks=(block,)), setting) for mark in row.marks]
    assert max(ends) <= PORTRAIT.width_pt + 0.2


@settings(max_examples=60)
@given(blocks=_BLOCKS)
def test_nothing_leaves_the_frame(tmp_path_factory, blocks):
    setting = FlowSetting(language="fr", zone="Europe/Paris", assets=Assets(tmp_path_factory.getbasetemp()))
    for page in in_pages(flow_rows(Flow(blocks=blocks), setting), PORTRAIT.height_pt):
        assert sum(row.height_pt for row in page) <= PORTRAIT.height_pt + 0.01
        for row in page:
            for mark in row.marks:
                assert mark.x_pt >= -0.2
                assert right_end(mark) <= PORTRAIT.width_pt + 0.2
                assert 0 <= mark.drop_pt <= row.height_pt
            if row.panel:
                assert row.panel.x_pt >= -0.2
                assert row.panel.x_pt + row.panel.width_pt <= PORTRAIT.width_pt + 0.2


_ROWS = st.lists(
    st.builds(
        Row,
        height_pt=st.floats(1, 90),
        keep=st.booleans(),
        gap=st.booleans(),
        marks=st.builds(lambda: (Words(text="x", x_pt=0, drop_pt=0, face=Face.REGULAR),)),
    ),
    max_size=60,
)


@given(rows=_ROWS)
def test_paging_keeps_every_row_in_order(rows):
    pages = list(in_pages(rows, 100))
    shared = [row for page in pages for row in page]
    assert [row for row in shared if not row.gap] == [row for row in rows if not row.gap]
    assert all(sum(row.height_pt for row in page) <= 100.001 for page in pages)
    assert all(page and not page[0].gap for page in pages)


def test_a_text_without_end_stops_and_says_so_on_its_last_page(tmp_path, setting, monkeypatch):
    monkeypatch.setattr("dossier.basis.limits.FLOW_PAGES", 2)
    whole = Flow(blocks=tuple(Paragraph(text=f"Zeile {number}") for number in range(60)))
    assert draw_flow(whole, tmp_path / "whole.pdf", setting=setting) == LaidOut(pages=2)
    longer = Flow(blocks=whole.blocks * 5)
    assert draw_flow(longer, tmp_path / "cut.pdf", setting=setting) == LaidOut(pages=3, cut=True)
    *_, last = pypdf.PdfReader(tmp_path / "cut.pdf").pages
    assert "premières pages sont montrées" in last.extract_text()
    assert "Zeile" not in last.extract_text()


def test_the_last_page_of_a_text_holds_at_least_three_lines(setting):
    for count in range(50, 62):
        blocks = tuple(Paragraph(text="x") for _ in range(count))
        pages = list(in_pages(flow_rows(Flow(blocks=blocks), setting), PORTRAIT.height_pt))
        lines = [sum(bool(row.marks) for row in page) for page in pages]
        assert sum(lines) == count
        assert len(lines) == 1 or lines[-1] >= 3


def test_lines_that_follow_to_the_last_page_bring_their_gaps_and_their_head():
    head = Row(height_pt=10, keep=True, marks=(Words(text="head", x_pt=0, drop_pt=0),))
    body = Row(height_pt=10, head=(head,), marks=(Words(text="x", x_pt=0, drop_pt=0),))
    (first, last) = in_pages([head, *[body] * 10], 100)
    assert (len(first), last) == (8, (head, body, body, body))
    line = Row(height_pt=30, marks=body.marks)
    (first, last) = in_pages([*[line] * 5, gap(20), line], 160)
    assert (first, last) == ((line,) * 3, (line, line, gap(20), line))
