"""The worker's job: bodies in, one sheet out."""

import io
import subprocess
import sys
from dataclasses import replace

import pytest
from PIL import Image

from dossier.basis.assets import Assets
from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import PlaceError, UnreadableError
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.flow import Field, Fields, Flow, Paragraph
from dossier.model.piece import State
from dossier.press.sheet import Headed, Sheet, SheetTask, make_sheet
from tests.support.pdf_facts import facts_of
from tests.support.pdf_pages import (
    FONT,
    HELVETICA,
    annotated,
    one_page,
    pages,
    stamp,
    stamped,
    stream,
    write_pdf,
)
from tests.support.pixels import drawn, ink
from tests.support.sheets import objects_of

WHOLE = annotated(stamped(), more={10: stamp()})
MENDED = WHOLE[: WHOLE.index(b"xref")]
"""A file without its end: made by another step, whose bytes must be the same every time too."""

HEADER = Flow(blocks=(Fields(rows=(Field(label="from", text="Service client <a@b.example>"),)),))
FRAME = b"/MediaBox [0 0 527.24 756.85]"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


class Desk:
    def __init__(self, folder):
        self.assets = Assets(folder / "assets")
        self.target = folder / "made.sheet"

    def task(self, *bodies, preface=None, headed=()):
        return SheetTask(
            bodies=bodies,
            preface=preface,
            assets=str(self.assets.folder),
            target=str(self.target),
            language="fr",
            zone="Europe/Paris",
            headed=headed,
        )

    def make(self, *bodies, preface=None, headed=()):
        sheet = make_sheet(self.task(*bodies, preface=preface, headed=headed))
        assert len(sheet.pages) == len(facts_of(self.target.read_bytes()).sizes)
        return sheet

    @property
    def texts(self):
        return facts_of(self.target.read_bytes()).texts

    def pdf(self, data, *, count=1, room=0.0, printed=False):
        return PdfBody(asset=self.assets.put(data), pages=count, room_pt=room, printed=printed)

    def image(self, width, height, colour="red"):
        out = io.BytesIO()
        Image.new("RGB", (width, height), colour).save(out, "PNG")
        return ImageBody(asset=self.assets.put(out.getvalue()), width_px=width, height_px=height)

    def flow(self, *texts):
        flow = Flow(blocks=tuple(Paragraph(text=text) for text in texts))
        return FlowBody(asset=self.assets.put(to_json(flow)))


def a_print(count=1):
    """A print of ours: pages of the frame, words far below the room at the top."""
    page = (
        b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>" % FRAME
    )
    numbers = [10 + at for at in range(count)]
    kids = b" ".join(b"%d 0 R" % at for at in numbers)
    return write_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            4: stream(b"BT /F1 20 Tf 40 300 Td (Votre colis) Tj ET"),
            FONT: HELVETICA,
            **dict.fromkeys(numbers, page),
        }
    )


def told(sheet):
    return [(finding.code, finding.params) for finding in sheet.findings]


def test_bodies_of_every_kind_stand_in_their_order(desk):
    sheet = desk.make(
        desk.image(40, 20), desk.pdf(pages(2), count=2), desk.flow("Bonjour"), desk.image(20, 40)
    )
    assert [page.landscape for page in sheet.pages] == [True, True, True, False, False]
    assert [text.strip() for text in desk.texts] == ["", "Feuille 1", "Feuille 2", "Bonjour", ""]
    assert sheet.state is State.OK
    assert sheet.findings == ()
    assert all(page.scale == 1 and not page.blank for page in sheet.pages)


def test_a_picture_is_shown_at_its_place(desk):
    desk.make(desk.image(400, 200))
    picture = drawn(desk.target.read_bytes())
    assert picture.getpixel((420, 60)) == (255, 0, 0)
    assert picture.getpixel((20, 20)) == (255, 255, 255)


def test_a_page_made_smaller_says_how_much(desk):
    sheet = desk.make(desk.pdf(one_page(box=b"/MediaBox [0 0 2108.98 300]")))
    assert sheet.pages[0].scale == pytest.approx(773.86 / 2108.98, abs=1e-4)


def test_the_header_of_a_mail_is_drawn_into_the_room_left_for_it(desk):
    sheet = desk.make(desk.pdf(a_print(2), count=2, room=200, printed=True), preface=HEADER)
    assert len(sheet.pages) == 2
    first, second = desk.texts
    assert "Service client" in first
    assert "Votre colis" in first
    assert "Service client" not in second
    assert ink(drawn(desk.target.read_bytes()).crop((0, 0, 595, 200))) > 0


def test_a_header_that_is_too_long_for_its_room_has_its_own_page(desk):
    sheet = desk.make(desk.pdf(a_print(), room=5, printed=True), preface=HEADER)
    assert len(sheet.pages) == 2
    assert "Service client" in desk.texts[0]
    assert "Votre colis" in desk.texts[1]


@pytest.mark.parametrize("kind", ["pdf", "image"])
def test_nothing_is_ever_drawn_over_what_somebody_sent(kind, desk):
    body = desk.pdf(one_page(), room=500) if kind == "pdf" else desk.image(30, 40)
    sheet = desk.make(body, preface=HEADER)
    assert len(sheet.pages) == 2
    assert "Service client" in desk.texts[0]
    assert "Service client" not in desk.texts[1]


def test_a_plain_mail_follows_its_header_on_the_same_page(desk):
    sheet = desk.make(desk.flow("Bonjour"), desk.image(20, 20), preface=HEADER)
    assert len(sheet.pages) == 2
    assert "Service client" in desk.texts[0]
    assert "Bonjour" in desk.texts[0]


def test_a_header_without_a_body_is_a_page(desk):
    assert len(desk.make(preface=HEADER).pages) == 1


def test_each_mail_of_a_thread_begins_with_its_own_header(desk):
    def said(who):
        return Flow(blocks=(Fields(rows=(Field(label="from", text=who),)),))

    sheet = desk.make(
        desk.flow("Un"),
        desk.pdf(a_print(), room=200, printed=True),
        desk.flow("Trois"),
        preface=HEADER,
        headed=(
            Headed(at=1, preface=said("deux@b.example")),
            Headed(at=2, preface=said("trois@b.example")),
            Headed(at=3, preface=said("quatre@b.example")),
        ),
    )
    assert len(sheet.pages) == 4
    expected = (
        ("a@b.example", "Un"),
        ("deux@b.example", "Votre colis"),
        ("trois@b.example", "Trois"),
        ("quatre@b.example",),
    )
    for text, words in zip(desk.texts, expected, strict=True):
        assert all(word in text for word in words)
        assert text.count("@b.example") == 1


def test_a_mail_of_a_thread_that_cannot_be_shown_leaves_a_notice(desk):
    sheet = desk.make(desk.pdf(b"no pdf"), desk.flow("Deux"), headed=(Headed(at=1, preface=HEADER),))
    assert sheet.state is State.PARTIAL
    assert "Deux" in desk.texts[1]


def test_links_of_our_own_print_are_no_news(desk):
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>"
    printed = annotated(link).replace(b"[0 0 200 300]", b"[0 0 527 756]")
    assert desk.make(desk.pdf(annotated(link))).findings
    assert desk.make(desk.pdf(printed, printed=True)).findings == ()


def test_an_unreadable_body_leaves_a_notice_among_others(desk):
    sheet = desk.make(desk.image(60, 60), desk.pdf(b"no pdf"), desk.flow("Fin"))
    assert sheet.state is State.PARTIAL
    assert told(sheet) == [("page-unreadable", {"page": 2})]
    assert "illisible" in desk.texts[1]


def test_an_unreadable_page_is_told_in_its_place(desk):
    source = pages(3).replace(b"/Contents 13 0 R", b"/Contents 99 0 R")
    sheet = desk.make(desk.pdf(source, count=3))
    assert sheet.state is State.PARTIAL
    assert [text.strip()[:9] for text in desk.texts][::2] == ["Feuille 1", "Feuille 3"]
    assert "illisible" in desk.texts[1]


def test_a_file_of_which_every_page_is_lost_has_its_pages_and_says_so(desk):
    sheet = desk.make(desk.pdf(one_page(contents=b"/Contents 99 0 R")))
    assert (len(sheet.pages), sheet.state) == (1, State.PARTIAL)
    assert told(sheet) == [("page-unreadable", {"page": 1})]
    assert "illisible" in desk.texts[0]


def test_a_blank_page_is_named(desk):
    sheet = desk.make(desk.pdf(one_page(b"")))
    assert [page.blank for page in sheet.pages] == [True]
    assert told(sheet) == [("blank-page", {"pages": "1", "n": 1})]


def test_when_nothing_can_be_shown_the_target_stays_as_it_was(desk):
    desk.target.write_bytes(b"before")
    with pytest.raises(UnreadableError, match="pdf-unreadable"):
        make_sheet(desk.task(desk.pdf(b"no pdf"), preface=HEADER))
    assert desk.target.read_bytes() == b"before"
    assert {path.name for path in desk.target.parent.iterdir()} == {"assets", "made.sheet"}


def test_a_folder_that_is_not_there_is_said(desk):
    task = replace(desk.task(desk.flow("x")), target=str(desk.target.parent / "no" / "a.sheet"))
    with pytest.raises(PlaceError):
        make_sheet(task)


def test_task_and_answer_cross_a_process_border(desk):
    task = desk.task(desk.image(9, 9), desk.pdf(one_page(b"")), desk.flow("x"), preface=HEADER)
    assert from_json(SheetTask, to_json(task)) == task
    sheet = make_sheet(task)
    assert from_json(Sheet, to_json(sheet)) == sheet


def test_two_processes_write_the_same_bytes(desk, tmp_path):
    field = b"<< /Subtype /Widget /FT /Tx /T (t) /V (Oui) /DA (/F1 20 Tf 0 g) /Rect [30 200 180 240] >>"
    source = one_page(
        page=b"/Annots [10 0 R]",
        catalogue=b"/AcroForm << /Fields [10 0 R] /DR << /Font << /F1 5 0 R >> >> >>",
        more={10: field},
    )
    task = desk.task(
        desk.image(30, 40), desk.pdf(source), desk.pdf(MENDED), desk.flow("Bonjour"), preface=HEADER
    )
    program = (
        "import sys; from dossier.basis.codec import from_json; from dossier.press.sheet import *;"
        "make_sheet(from_json(SheetTask, sys.stdin.buffer.read()))"
    )
    made = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.sheet"
        asked = to_json(replace(task, target=str(target)))
        done = subprocess.run(
            [sys.executable, "-c", program],
            input=asked,
            env={"PYTHONHASHSEED": seed},
            check=False,
            capture_output=True,
        )
        assert done.returncode == 0, done.stderr.decode()
        made.append(target.read_bytes())
    assert made[0] == made[1]
    assert len(objects_of(made[0])) > 20


def test_words_without_end_are_shown_as_far_as_they_go(desk, monkeypatch):
    monkeypatch.setattr("dossier.basis.limits.FLOW_PAGES", 1)
    flow = Flow(blocks=tuple(Paragraph(text=f"Ligne {number}") for number in range(200)))
    sheet = make_sheet(desk.task(FlowBody(asset=desk.assets.put(to_json(flow)))))
    assert sheet.state is State.PARTIAL
    assert [(one.code, one.params) for one in sheet.findings] == [("flow-cut", {"n": 1})]
    assert len(sheet.pages) == 2
