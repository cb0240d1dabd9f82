import io
import re
import unicodedata
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.resources import resources_folder
from dossier.press import fonts
from dossier.press.bidi import levels, visual
from dossier.press.fonts import (
    Face,
    Run,
    clean,
    draw_text,
    new_canvas,
    register_fonts,
    split_runs,
    text_width,
    wrap,
)
from dossier.press.letters import BOX, CLUSTER, typeface
from tests.support.patience import patience
from tests.support.pixels import drawn

FONTS = resources_folder() / "fonts"
FILES = sorted(path.stem for path in FONTS.glob("*.ttf"))

PANGRAMS = {
    "french": "Voix ambiguë d’un cœur qui, au zéphyr, préfère les jattes de kiwis ; naïf, où, dû, « Ça ».",
    "german": "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. ẞ",
    "dutch": "Pa’s wĳze lynx bezag vroom het fikse aquaduct; één, coöperatie.",
    "spanish": "El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia: ¿año, ¡español!",
    "portuguese": "À noite, vovô Kowalsky vê o ímã cair no pé do pinguim; ações, pão.",
    "polish": "Pchnąć w tę łódź jeża lub ośm skrzyń fig. Zażółć gęślą jaźń.",
    "czech": "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "slovak": "Kŕdeľ šťastných ďatľov učí pri ústí Váhu mĺkveho koňa.",
    "hungarian": "Árvíztűrő tükörfúrógép.",
    "romanian": "Muzicologă în bej vând whisky și tequila, preț fix; țară.",
    "croatian": "Gojazni đačić s biciklom drži hmelj i finu vatu u džepu nošnje.",
    "latvian": "Glāžšķūņa rūķīši dzērumā čiepj Baha koncertflīģeļu vākus.",
    "lithuanian": "Įlinkdama fechtuotojo špaga sublykčiojusi pragręžė apvalų arbūzą.",
    "estonian": "Põdur Zagrebi tšellomängija-följetonist Ciqo külmetas kehvas garaažis.",
    "finnish": "Törkylempijävongahdus, hääyöaie.",
    "danish": "Quizdeltagerne spiste jordbær med fløde, mens cirkusklovnen Åge.",
    "icelandic": "Kæmi ný öxi hér, ykist þjófum nú bæði víl og ádrepa.",
    "irish": "D’fhuascail Íosa Úrmhac na hÓighe Beannaithe pór Éava agus Ádhaimh.",
    "maltese": "Ġużeppi ħa l-għażż; ċavetta, Ħamrun.",
    "turkish": "Pijamalı hasta yağız şoföre çabucak güvendi; İstanbul, ılık.",
    "greek": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία· ώρα, ϊΐ.",
    "bulgarian": "Ах чудна българска земьо, полюшвай цъфтящи жита.",
    "russian": "Съешь же ещё этих мягких французских булок, да выпей чаю.",
    "ukrainian": "Чуєш їх, доцю, га? Кумедна ж ти, прощайся без ґольфів!",
    "serbian": "Љубазни фењерџија чађавог лица хоће да ми покаже штос.",
    "armenian": "Բել դղյակի ձախ ժամն օֆ ազգությանը ցպահանջ չճշտած վնաս էր եւ փառք։",
    "georgian": "დაბლა მწვანე ყანა, ჩემი ფიქრი ბზარავს ჯოჯოხეთს.",
    "signs": "129,00 € – 50 % … n° 4 § 12 © ® ™ ½ × ÷ ± ≤ ≥ ≠ µ ² ³ → ← ✓ ✗ ☐ ☑ • ■",
}


def pdf_of(*lines, face=Face.REGULAR, size_pt=9.0):
    """Draws lines one below the other and gives the file."""
    register_fonts()
    buffer = io.BytesIO()
    canvas = new_canvas(Path("unused"))
    canvas.setPageSize((700, 30 + 20 * len(lines)))
    for number, line in enumerate(lines):
        low = 15 + 20 * (len(lines) - number)
        draw_text(canvas, 20, low, line, face=face, size_pt=size_pt, colour="#1b2530")
    canvas.showPage()
    buffer.write(canvas.getpdfdata())
    return buffer.getvalue()


def by_pdfium(pdf):
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    return text


def by_pypdf(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


# The files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_every_font_file_loads_and_draws(name):
    face = typeface(name)
    sign = next(c for c in sorted(face.characters) if unicodedata.category(c) in ("Lo", "Lu", "So"))
    (glyph,) = face.shape(sign)
    assert glyph.number > 0
    assert glyph.advance > 0
    assert glyph.text == sign


def test_the_table_of_fonts_names_each_file_with_its_licence():
    table = (FONTS / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (\S+)\.ttf \|.*\| ([^|]+) \|$", table, re.MULTILINE))
    assert sorted(rows) == FILES
    texts = {path.stem: path.read_text("utf-8") for path in FONTS.glob("*.txt")}
    wanted = {"OFL 1.1": "OFL-1.1", "Apache 2.0": "Apache-2.0"}
    used = {wanted.get(licence, "DejaVu") for licence in rows.values()}
    assert used == set(texts)
    assert "SIL OPEN FONT LICENSE Version 1.1" in texts["OFL-1.1"]
    assert "Apache License" in texts["Apache-2.0"]
    assert "Bitstream Vera Fonts Copyright" in texts["DejaVu"]
    assert "Arev Fonts Copyright" in texts["DejaVu"]


def test_the_fonts_stay_light():
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) < 9_000_000


@pytest.mark.parametrize("face", Face)
def test_figures_have_one_width(face):
    assert len({text_width(figure, face, 10) for figure in "0123456789"}) == 1


# Which font ------------------------------------------------------------------------------------


@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("language", PANGRAMS)
def test_no_european_letter_is_a_box(language, face):
    runs = split_runs(PANGRAMS[language], face)
    assert BOX not in "".join(run.text for run in runs)
    assert "".join(run.text for run in runs) == PANGRAMS[language]


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Pièce n° 4", "NotoSans-Regular"),
        ("Ωμέγα", "NotoSans-Regular"),
        ("Съешь", "NotoSans-Regular"),
        ("Բել", "NotoSansArmenian-Regular"),
        ("დაბლა", "NotoSansGeorgian-Regular"),
        ("שלום", "NotoSansHebrew-Regular"),
        ("مرحبا", "NotoSansArabic-Regular"),
        ("नमस्ते", "NotoSansDevanagari-Regular"),
        ("สวัสดี", "NotoSansThai-Regular"),
        ("中文日本語", "DroidSansFallbackFull"),
        ("→✓", "DejaVuSans"),
        ("𝐁𝓢", "NotoSansMath-Regular"),
        ("😀", "NotoEmoji-Regular"),
        ("👨‍👩‍👧", "NotoEmoji-Regular"),
        ("👍🏽", "NotoEmoji-Regular"),
        ("1️⃣", "NotoEmoji-Regular"),
        ("🇫🇷", "NotoEmoji-Regular"),
        ("❤️", "NotoEmoji-Regular"),
    ],
)
def test_each_script_has_its_font(text, font):
    assert split_runs(text, Face.REGULAR) == (Run(font, text),)


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧", "👍🏽", "1️⃣", "🇫🇷", "❤️", "☎️"])
def test_an_emoji_sequence_is_one_shape(emoji):
    (run,) = split_runs(emoji, Face.REGULAR)
    assert len(typeface(run.font).shape(run.text)) == 1


@pytest.mark.parametrize("unknown", ["\ue000", "\U0010ffff", "\ufffe", "\ud800", "한"])
def test_what_no_font_has_is_a_box(unknown):
    assert "".join(run.text for run in split_runs(f"a{unknown}b", Face.REGULAR)) == f"a{BOX}b"


@pytest.mark.parametrize(
    ("text", "drawn_text"),
    [
        ("a\x00b\x07c\x1b[0m", "abc[0m"),
        ("rem\u00adbour\u00adsement", "remboursement"),
        ("\ufeffdébut\u200b", "début"),
        ("facture\u202egpj.exe", "facturegpj.exe"),
        ("\u200eJean\u200f", "Jean"),
        ("a\tb", "a    b"),
        ("e\u0301te\u0301", "été"),
        ("deux\r\nlignes\u2028trois", "deux lignes trois"),
        ("a\ufe0fb\u200dc", "abc"),
        ("", ""),
    ],
)
def test_what_has_no_shape_is_dropped(text, drawn_text):
    assert "".join(run.text for run in split_runs(text, Face.REGULAR)) == drawn_text


# Read back -------------------------------------------------------------------------------------


@pytest.mark.parametrize("face", Face)
def test_every_word_is_read_back_from_the_page(face):
    pdf = pdf_of(*PANGRAMS.values(), face=face, size_pt=7)
    expected = [line.split() for line in PANGRAMS.values()]
    for text in (by_pdfium(pdf), by_pypdf(pdf)):
        lines = unicodedata.normalize("NFC", text).splitlines()
        assert [line.split() for line in lines if line.strip()] == expected


def test_no_break_spaces_are_read_back_as_spaces():
    pdf = pdf_of("129,00\u00a0€ et 1\u202f234,50\u00a0€\u00a0: «\u00a0payé\u00a0»")
    for text in (by_pdfium(pdf), by_pypdf(pdf)):
        assert text.strip() == "129,00 € et 1 234,50 € : « payé »"


def test_emoji_are_read_back():
    line = "Merci 😀 👨‍👩‍👧 👍🏽 🇫🇷 ❤️ fin"
    assert by_pdfium(pdf_of(line)).split() == line.split()


def test_arabic_and_hebrew_are_read_back_in_reading_order():
    arabic, hebrew = "مرحبا بكم في المكتب", "שלום עולם (טוב)"
    assert by_pdfium(pdf_of(arabic)).strip() == arabic
    assert by_pdfium(pdf_of(hebrew)).strip() == hebrew


@given(st.text(st.sampled_from("abcdéœŒßΩж €«»–’…0123456789.,()[]/\\<>{}'\"%"), min_size=1, max_size=60))
def test_any_text_of_ours_comes_back(text):
    words = text.split()
    assert by_pypdf(pdf_of(text, size_pt=6)).split() == words


# On the page -----------------------------------------------------------------------------------


def test_every_font_named_on_a_page_is_embedded():
    for pdf in (pdf_of(*PANGRAMS.values(), "😀 שלום 中"), pdf_of()):
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
            for font in page["/Resources"].get("/Font", {}).values():
                (descendant,) = font["/DescendantFonts"]
                assert "/FontFile2" in descendant["/FontDescriptor"]
        assert b"Helvetica" not in pdf


def test_the_same_lines_give_the_same_bytes_whatever_was_drawn_before():
    lines = ["Pièce n° 4 😀", "مرحبا"]
    first = pdf_of(*lines)
    pdf_of("autre chose שלום", *PANGRAMS.values())
    assert pdf_of(*lines) == first


def test_a_stream_is_binary_not_ascii85():
    assert b"ASCII85" not in pdf_of("Pièce")


def ink(pdf):
    page = drawn(pdf, scale=2.0).convert("L").point(lambda value: 255 if value < 200 else 0)
    return page.getbbox()


@pytest.mark.parametrize("text", ["Pièce n° 4", "مرحبا بكم", "שלום", "AVATAR To", "é̂x", "👍🏽 ok", "नमस्ते"])
def test_a_line_is_as_wide_as_it_says(text):
    left, _, right, _ = ink(pdf_of(text, size_pt=30))
    assert left / 2 == pytest.approx(20, abs=5)
    assert right / 2 == pytest.approx(20 + text_width(text, Face.REGULAR, 30), abs=5)


def test_arabic_letters_are_joined():
    (run,) = split_runs("ببب", Face.REGULAR)
    joined = typeface(run.font).shape(run.text, leftward=True)
    alone = typeface(run.font).shape("ب", leftward=True)
    assert len({glyph.number for glyph in (*joined, *alone)}) == 4


def test_hebrew_runs_from_right_to_left():
    wide_first, narrow_first = (
        typeface("NotoSansHebrew-Regular").shape(t, leftward=True) for t in ("שי", "יש")
    )
    assert [g.text for g in wide_first] == ["י", "ש"]
    assert [g.text for g in narrow_first] == ["ש", "י"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("abc אבג def", "abc גבא def"),
        ("אבג abc דהו", "והד abc גבא"),
        ("אבג 12/03/2026 דהו", "והד 12/03/2026 גבא"),
        ("ا 12/03/2026 ب", "ب 12/03/2026 ا"),
        ("prix אב 129,00 fin", "prix 129,00 בא fin"),
        ("ا 12-03", "03-12 ا"),
        ("א 12-03", "12-03 א"),
        ("אב 50% גד", "דג 50% בא"),
        ("(אבג)", ")גבא("),
        ("abc (אבג דהו) def", "abc (והד גבא) def"),
        ("אבג. ", " .גבא"),
    ],
)
def test_both_directions_in_one_line(text, shown):
    assert "".join(visual(list(text), levels(text))) == shown


# Lines -----------------------------------------------------------------------------------------


def test_lines_end_at_spaces():
    lines = wrap("un deux trois quatre cinq six sept", face=Face.REGULAR, size_pt=10, width_pt=70)
    assert " ".join(lines) == "un deux trois quatre cinq six sept"
    assert len(lines) > 2
    assert all(text_width(line, Face.REGULAR, 10) <= 70 for line in lines)


def test_lines_do_not_end_at_no_break_spaces():
    lines = wrap("Montant total : 1\u202f234,50\u00a0€", face=Face.REGULAR, size_pt=10, width_pt=80)
    assert lines[-1] == "1\u202f234,50\u00a0€"


def test_line_ends_of_the_text_are_kept():
    assert wrap("a\n\n b\r\nc", face=Face.REGULAR, size_pt=10, width_pt=80) == ("a", "", " b", "c")
    assert wrap("", face=Face.REGULAR, size_pt=10, width_pt=80) == ("",)


def test_a_long_address_begins_beside_its_words_and_breaks_after_a_sign():
    url = "https://www.lumaro.example/suivi/commande?id=LM-40917&token=abcdefghijklm"
    lines = wrap(f"Voir {url}", face=Face.REGULAR, size_pt=10, width_pt=160)
    assert lines[0].startswith("Voir https://")
    assert "".join(lines) == f"Voir {url}"
    assert all(line[-1] in "/?&=-." for line in lines[:-1])


def test_lines_may_end_between_ideographs():
    lines = wrap("消费者中心" * 10, face=Face.REGULAR, size_pt=10, width_pt=65)
    assert {len(line) for line in lines} == {6, 2}


def test_a_letter_keeps_its_marks_and_an_emoji_its_parts():
    for cluster in ("q̃", "👨‍👩‍👧", "🇫🇷", "👍🏽"):
        lines = wrap(cluster * 30, face=Face.REGULAR, size_pt=10, width_pt=40)
        assert all(line.replace(cluster, "") == "" for line in lines)
        assert "".join(lines) == cluster * 30


_ANY = st.text(
    st.one_of(
        st.sampled_from("abc déf \u00a0\u202f\t\n-/ 中文 שלום مرحبا 😀\u200d\ufe0f\u0301 🇫🇷 fi ﷽ 𝐁"),
        st.characters(codec="utf-8"),
    ),
    max_size=80,
)


@given(text=_ANY, face=st.sampled_from(Face), width_pt=st.floats(40, 300))
def test_wrapping_loses_nothing_and_fits(text, face, width_pt):
    lines = wrap(text, face=face, size_pt=10, width_pt=width_pt)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", clean(text))
    for line in lines:
        # Only a single sign may be wider than the line.
        assert text_width(line, face, 10) <= width_pt + 0.01 or len(CLUSTER.findall(line)) == 1


@pytest.mark.parametrize(("unit", "face"), [("QUJD", Face.MONO), ("mot ", Face.REGULAR)])
def test_work_grows_with_the_text_not_with_its_square(unit, face, monkeypatch):
    measured = []
    width = fonts._width

    def counted(piece, face):
        measured.append(len(piece))
        return width(piece, face)

    monkeypatch.setattr(fonts, "_width", counted)
    with patience():
        wrap(unit * 100_000, face=face, size_pt=9, width_pt=500)
    assert sum(measured) < 5 * len(unit) * 100_000


@pytest.mark.parametrize("marks", ["\u0301", "\u0301\u0316", "\u200d", "\ufe0f"])
def test_marks_without_width_do_not_heap_up_on_one_line(marks):
    lines = wrap("e" + marks * 3000, face=Face.REGULAR, size_pt=10, width_pt=480)
    assert max(map(len, lines)) <= 700


@given(text=st.text(st.sampled_from("aé \u0301\u05d0😀👨\u200d"), min_size=1, max_size=120))
def test_what_is_measured_without_its_shapes_is_as_wide(text):
    font = typeface("NotoSans-Regular")
    assert font.advance(text) == pytest.approx(sum(glyph.advance for glyph in font.shape(text)))
