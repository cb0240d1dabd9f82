"""A page that was not chosen leaves no word and no picture in the sheet, whoever shares with it."""

import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Stream

from dossier.press.pdf_content import read_content
from tests.support.pdf_chosen import by_choice, by_step
from tests.support.pdf_pages import HELVETICA, stream, write_pdf
from tests.support.pdf_shared import LETTERS, SECRETS, SHARED, secret_picture, two_pages

SAME = 0.002

SECRET = b"Zq7Confidentiel"

STEPS = ("pypdf", "pike", "pdfium")


def unpacked(stream):
    """A JPEG stands in the file as it is."""
    return b"" if stream.get("/Filter") == "/DCTDecode" else stream.read_bytes()


def everything(pdf):
    """All the bytes of a file: raw, unpacked, and its strings, however they are written."""
    found = [pdf]
    with pikepdf.open(BytesIO(pdf)) as opened:
        for each in opened.objects:
            found.append(unpacked(each) if isinstance(each, Stream) else each.unparse())
            if isinstance(each, Stream):
                found.append(
                    b"".join(value.unparse() for _, value in each.items() if hasattr(value, "unparse"))
                )
    return b"\n".join(found)


def holds(pdf, secret):
    whole = everything(pdf)
    hexadecimal = secret.hex().encode()
    return secret in whole or hexadecimal in whole.lower()


@pytest.mark.parametrize("way", SHARED)
def test_the_finder_finds_the_secret_in_the_source(way):
    assert holds(SHARED[way](SECRET), SECRET)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("way", SHARED)
def test_no_step_takes_along_what_the_other_page_shows(way, step, tmp_path):
    made = by_step(SHARED[way](SECRET), tmp_path, step=step, page=0)
    assert not holds(made.sheet, SECRET)
    assert made.unlike() <= SAME


@pytest.mark.parametrize("way", SHARED)
def test_the_chosen_page_is_drawn_by_the_first_step_and_looks_as_before(way, tmp_path):
    source = SHARED[way](SECRET)
    made = by_choice(source, tmp_path, [1])
    assert made.steps == ["pypdf"]
    assert made.unlike() <= SAME
    assert not holds(made.sheet, SECRET)


@pytest.mark.parametrize("way", ["one-dictionary", "inherited", "odd-words", "appearance"])
def test_the_page_that_shows_it_keeps_it(way, tmp_path):
    source = SHARED[way](SECRET)
    made = by_choice(source, tmp_path, None)
    assert made.steps == ["pypdf", "pypdf"]
    assert holds(made.sheet, SECRET)


def test_what_no_page_shows_stays_behind_when_all_pages_are_shown(tmp_path):
    unused = SHARED["one-dictionary"](SECRET).replace(b"/S Do q", b"q      ").replace(b"/P Do", b"     ")
    assert holds(unused, SECRET)
    assert not holds(by_choice(unused, tmp_path, None).sheet, SECRET)


def test_a_page_that_cannot_be_read_becomes_a_picture_and_tells_nothing_else(tmp_path):
    source = SHARED["one-dictionary"](SECRET)
    broken = stream(
        zlib.compress(b"0 0 1 rg 9 9 90 90 re f 1 0 0 rg 50 50 90 90 re f" * 9)[:-30] + b"\xff" * 30
    )
    source = source.replace(stream(b"BT /F1 20 Tf 20 150 Td (Bonjour) Tj ET"), broken)
    assert not holds(by_choice(source, tmp_path, [1]).sheet, SECRET)


NAMES = st.text("abXY09#/( é€", min_size=1, max_size=6)
SPACES = st.sampled_from([b" ", b"\n", b"\r\n", b"\t", b"\x00", b"\x0c", b"% /q Do (\n", b" %)\r"])


def escaped(name):
    plain = b"abXY09"
    return b"/" + b"".join(b"%c" % byte if byte in plain else b"#%02x" % byte for byte in name.encode())


@st.composite
def shared_documents(draw):
    """Pages that each show a word and a picture of their own, out of one dictionary."""
    count = draw(st.integers(2, 4))
    names = draw(st.lists(NAMES, min_size=2 * count, max_size=2 * count, unique=True))
    gaps = draw(st.lists(SPACES, min_size=3, max_size=3))
    chosen = sorted(draw(st.sets(st.integers(1, count), min_size=1, max_size=count)))
    return count, [escaped(name) for name in names], gaps, chosen


def word(index):
    return b"Mot%dqZ" % index


def picture_secret(index):
    return b"pix%dK" % index


def written(count, names, gaps):
    forms, images = names[:count], names[count:]
    entries = b" ".join(
        b"%s %d 0 R %s %d 0 R" % (forms[at], 100 + at, images[at], 200 + at) for at in range(count)
    )
    kids = b" ".join(b"%d 0 R" % (10 + at) for at in range(count))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 200 300] /Resources 6 0 R >>"
        % (kids, count),
        5: HELVETICA,
        6: b"<< /Font << /F1 5 0 R >> /XObject << %s >> >>" % entries,
    }
    for at in range(count):
        others = b"".join(b"(%s Do) pop %% %s Do\n" % (b"x", name) for name in forms if name != forms[at])
        inline = b"BI /W 9 /H 1 /CS /G /BPC 8 ID %s EI " % (forms[(at + 1) % count] + b" Do       ")[:9]
        objects[10 + at] = b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>" % (30 + at)
        objects[30 + at] = stream(
            gaps[0].join([b"", forms[at], b"Do", b""])
            + others
            + inline
            + gaps[1].join([b"", b"q", b"60", b"0", b"0", b"60", b"9", b"9", b"cm", images[at]])
            + gaps[2]
            + b"Do Q",
            packed=at % 2 == 0,
        )
        objects[100 + at] = stream(
            b"BT /F1 40 Tf 20 150 Td (%s) Tj ET" % word(at),
            b"/Type /XObject /Subtype /Form /BBox [0 0 200 300]",
            packed=True,
        )
        objects[200 + at] = secret_picture(picture_secret(at))
    return write_pdf(dict(sorted(objects.items())))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shared_documents())
def test_only_the_words_and_pictures_of_chosen_pages_travel(tmp_path, document):
    count, names, gaps, chosen = document
    source = written(count, names, gaps)
    made = by_choice(source, tmp_path, chosen)
    for at in range(count):
        shown = at + 1 in chosen
        assert holds(made.sheet, word(at)) == shown
        assert holds(made.sheet, picture_secret(at)) == shown
    assert made.unlike() <= SAME
    assert by_choice(source, tmp_path, chosen).sheet == made.sheet


def test_a_name_asks_only_by_an_operator():
    said = read_content(
        b"/A Do /B 9 Tf /C gs /D cs /E CS 0.5 /F scn /G sh /H /I BDC /J DP /K BMC (/L Do) Tj [(b) 1 <63>] TJ"
        b" BI /W 1 /H 1 /BPC 8 /CS /M ID /N Do EI /O#41 Do /P"
    )
    assert said.uses == {
        ("/XObject", "/A"),
        ("/Font", "/B"),
        ("/ExtGState", "/C"),
        ("/ColorSpace", "/D"),
        ("/ColorSpace", "/E"),
        ("/Pattern", "/F"),
        ("/Shading", "/G"),
        ("/Properties", "/I"),
        ("/Properties", "/J"),
        ("/ColorSpace", "/M"),
        ("/XObject", "/OA"),
    }
    assert said.codes == frozenset(b"/L Dobc")


def test_what_fits_no_grammar_is_read_word_by_word():
    said = read_content(b"BT /F 9 Tf [(ab\\)/N Do) 0.0 Tc (\\143) -2 <64>] TJ % /N Do\n/X Do /Span /M BDC <")
    assert said.uses == {("/Font", "/F"), ("/XObject", "/X"), ("/Properties", "/M")}
    assert said.codes == frozenset(b"ab)/N Docd")


@pytest.mark.parametrize("end", [b"[(a) Tc] TJ (b", b"[(a) Tc] TJ BI /W 1 ID x EI", b"%" + b" " * 2**25])
def test_a_page_of_which_nobody_can_tell_what_it_uses_becomes_a_picture(end, tmp_path):
    with pytest.raises(ValueError, match=r"end|honest"):
        read_content(end)
    first = b"/S 20 Tf 0 0 1 rg 20 150 90 90 re f " + end
    source = two_pages(
        SECRET,
        b"0 0 1 rg 20 150 90 90 re f /A Do",
        resources=b"/XObject << /A 22 0 R %s >>" % SECRETS,
        more={22: stream(first, b"/Type /XObject /Subtype /Form /BBox [0 0 200 300]", packed=True)},
    )
    made = by_choice(source, tmp_path, [1])
    assert made.steps == ["pictures"]
    assert made.unlike() <= 0.015
    assert not holds(made.sheet, SECRET)


def test_every_page_that_uses_what_cannot_be_read_becomes_a_picture(tmp_path):
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 200 300] /Resources << /XObject << /B 23 0 R >> >>"
    source = two_pages(
        SECRET,
        b"/A Do",
        second=b"/A Do",
        resources=b"/XObject << /A 22 0 R %s >>" % SECRETS,
        more={
            22: stream(b"0 0 1 rg 20 150 90 90 re f /B Do", form),
            23: stream(
                b"1 0 0 rg 0 0 40 40 re f [ Tc ] TJ (", b"/Type /XObject /Subtype /Form /BBox [0 0 50 50]"
            ),
        },
    )
    made = by_choice(source, tmp_path, [1, 2])
    assert made.steps == ["pictures", "pictures"]
    assert not holds(made.sheet, SECRET)


def test_half_a_content_whose_other_half_is_held_back_becomes_a_picture(tmp_path):
    both = LETTERS + b" BT /F1 9 Tf 20 40 Td (%s) Tj ET" % SECRET
    source = two_pages(SECRET, both).replace(b"/Contents 8 0 R", b"/Contents 7 0 R")
    upper, lower = b"[0 100 200 300]", b"[0 000 200 100]"
    source = source.replace(b"[0 0 200 300] /Contents 7", upper + b"/Contents 7", 1)
    source = source.replace(b"[0 0 200 300] /Contents 7", lower + b"/Contents 7", 1)
    source = mended(source)
    made = by_choice(source, tmp_path, [1])
    assert made.steps == ["pictures"]
    assert not holds(made.sheet, SECRET)
    assert by_choice(source, tmp_path, None).steps == ["pypdf", "pypdf"]


def mended(source):
    """Gives the file right offsets again."""
    out = BytesIO()
    with pikepdf.open(BytesIO(source), suppress_warnings=True) as pdf:
        pdf.save(out)
    return out.getvalue()
