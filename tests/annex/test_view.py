"""One piece looked at, as pictures: what the annex will show, what its file shows, and small."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psutil
import pytest
from PIL import Image

from dossier.annex.shelf import Shelf
from dossier.annex.view import (
    draw_original_page,
    draw_piece_page,
    original_pages,
    piece_pages,
    thumbnail,
)
from dossier.basis import limits
from dossier.basis.errors import (
    CancelledError,
    PlaceError,
    UnreadableError,
    UsageError,
    WorkerError,
)
from dossier.model.ids import PieceId
from dossier.model.numbering import numbered
from dossier.model.piece import Capture, FileKind, MailHeader, State
from dossier.press.frame import BOTTOM_PT, LANDSCAPE
from dossier.recipients.profile import load_profile
from dossier.workers.pool import Pool
from tests.support import pictures as make
from tests.support.benches import Bench, allow_little, dispute, endless_pdf, held
from tests.support.dossiers import PARIS
from tests.support.pdf_facts import facts_of
from tests.support.pdf_pages import one_page, pages
from tests.support.pixels import drawn, share_that_differs
from tests.support.processes import wait_until

WIDTH = 600
MAIL, PHOTO, CONTRACT = (PieceId(name) for name in ("mail", "photo", "contract"))


@pytest.fixture(scope="module")
def pool():
    with Pool(2) as pool:
        yield pool


@pytest.fixture
def bench(pool, tmp_path):
    return Bench(tmp_path, pool)


@pytest.fixture
def dossier(bench):
    mail = replace(
        held("mail", bench.flow("Bonjour."), kind=FileKind.EMAIL),
        preface=MailHeader(sender="a@b.example", subject="Colis"),
    )
    photo = held("photo", bench.image(make.encoded(make.corners(600, 400), "JPEG")), kind=FileKind.IMAGE)
    contract = held("contract", bench.pdf(pages(3), pages=3))
    return dispute([mail, photo, contract])


def changed(dossier, wanted, **more):
    return replace(
        dossier, pieces=tuple(replace(one, **more) if one.id == wanted else one for one in dossier.pieces)
    )


def body_changed(dossier, wanted, **more):
    (body,) = dossier.piece(wanted).bodies
    return changed(dossier, wanted, bodies=(replace(body, **more),))


def picture(path):
    with Image.open(path) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def look(dossier, wanted, page, bench):
    view = piece_pages(dossier, wanted, viewer=bench.viewer)
    return picture(draw_piece_page(view, page, width_px=WIDTH, viewer=bench.viewer))


def without_number(image):
    """Paints the place of the total page number white: a look has none."""
    high = round(image.height * BOTTOM_PT / (841.89 if image.height > image.width else 595.276))
    image.paste("white", (image.width // 2, image.height - high, image.width, image.height))
    return image


@pytest.mark.parametrize("turn", [0, 1])
def test_a_page_is_what_the_annex_shows_but_for_the_number_of_the_page(dossier, bench, turn):
    dossier = body_changed(dossier, PHOTO, turn=turn)
    exported = bench.export(dossier)
    annex = (bench.folder / "a.pdf").read_bytes()
    for row in exported.plan.pieces:
        view = piece_pages(dossier, row.piece, viewer=bench.viewer)
        assert (view.label, len(view.pages), view.state) == (row.label, row.pages, row.state)
        for page in range(1, row.pages + 1):
            shown = look(dossier, row.piece, page, bench)
            wanted = drawn(annex, row.first + page - 2, size=shown.size).convert("RGB")
            assert shown.width == WIDTH
            assert (
                shown.width > shown.height if view.pages[page - 1].landscape else shown.height > shown.width
            )
            assert share_that_differs(without_number(shown), without_number(wanted)) < 0.0001


def test_the_marks_are_those_of_the_viewers_recipient(dossier, bench):
    viewer = replace(bench.viewer, profile=load_profile("ecc-be"))
    dossier = changed(dossier, MAIL, held_back=("ecc-be",))
    labels = [piece_pages(dossier, one.id, viewer=viewer).label for one in dossier.pieces]
    rows = numbered(dossier, PARIS, arrangement=viewer.profile.arrangement())
    numbers = {row.piece.id: f"Annexe {row.number}" for row in rows}
    assert labels == [numbers.get(one.id, "") for one in dossier.pieces]
    assert len(numbers) == len(labels) - 1


def dark(image, box):
    return sum(image.crop(box).convert("L").histogram()[:200])


def stamp_box(image):
    return (image.width // 2, 0, image.width, round(image.height * 0.05))


@pytest.mark.parametrize("more", [{"included": False}, {"binned": True}, {"duplicate_of": MAIL}])
def test_a_piece_that_does_not_stand_in_the_annex_is_shown_without_number(dossier, bench, more):
    dossier = changed(dossier, CONTRACT, **more)
    view = piece_pages(dossier, CONTRACT, viewer=bench.viewer)
    assert (view.label, len(view.pages), view.state) == ("", 3, State.OK)
    shown = look(dossier, CONTRACT, 1, bench)
    assert dark(shown, stamp_box(shown)) == 0
    footer = (0, round(shown.height * 0.95), shown.width // 2, shown.height)
    assert dark(shown, footer) > 0


def test_only_the_first_page_is_stamped(dossier, bench):
    first, second = (look(dossier, CONTRACT, page, bench) for page in (1, 2))
    assert dark(first, stamp_box(first)) > 0
    assert dark(second, stamp_box(second)) == 0


def test_an_equal_look_is_drawn_once(dossier, bench):
    view = piece_pages(dossier, CONTRACT, viewer=bench.viewer)
    once = draw_piece_page(view, 2, width_px=WIDTH, viewer=bench.viewer)
    before = once.read_bytes(), once.stat().st_ino
    assert piece_pages(dossier, CONTRACT, viewer=bench.viewer) == view
    assert draw_piece_page(view, 2, width_px=WIDTH, viewer=bench.viewer) == once
    assert (once.read_bytes(), once.stat().st_ino) == before
    assert draw_piece_page(view, 2, width_px=WIDTH + 1, viewer=bench.viewer) != once
    assert draw_piece_page(view, 1, width_px=WIDTH, viewer=bench.viewer) != once


def test_a_sheet_that_was_dropped_is_made_once_more(dossier, bench):
    view = piece_pages(dossier, CONTRACT, viewer=bench.viewer)
    first = picture(draw_piece_page(view, 2, width_px=WIDTH, viewer=bench.viewer))
    for path in [*bench.sheets.iterdir(), *(bench.folder / "looks").iterdir()]:
        path.unlink()
    again = picture(draw_piece_page(view, 2, width_px=WIDTH, viewer=bench.viewer))
    assert again.tobytes() == first.tobytes()


def test_an_export_uses_the_sheets_that_were_looked_at(dossier, bench):
    for one in dossier.pieces:
        piece_pages(dossier, one.id, viewer=bench.viewer)
    made = {path.name: path.stat().st_ino for path in bench.sheets.iterdir()}
    assert bench.export(dossier).check.agrees
    assert {path.name: path.stat().st_ino for path in bench.sheets.iterdir()} == made


def test_pages_that_are_not_there_are_refused(dossier, bench):
    view = piece_pages(dossier, CONTRACT, viewer=bench.viewer)
    for page in (0, 4):
        with pytest.raises(UsageError, match="no-such-pages"):
            draw_piece_page(view, page, width_px=WIDTH, viewer=bench.viewer)
    with pytest.raises(UsageError, match="no-such-piece"):
        piece_pages(dossier, PieceId("nobody"), viewer=bench.viewer)
    with pytest.raises(UsageError, match="no-such-piece"):
        thumbnail(dossier, PieceId("nobody"), viewer=bench.viewer)


def test_a_thumbnail_is_the_first_page_without_margins_and_marks(dossier, bench):
    small = picture(thumbnail(dossier, PHOTO, viewer=bench.viewer))
    assert small.size == (120, round(120 * LANDSCAPE.height_pt / LANDSCAPE.width_pt))
    # 450 by 300 points in the middle of the frame, from its upper edge.
    corner = small.getpixel((60 - 33, 2))
    assert max(abs(one - other) for one, other in zip(corner, make.RED, strict=True)) < 40


def test_the_thumbnail_of_a_thick_file_makes_its_first_page_only(dossier, bench):
    thumbnail(dossier, CONTRACT, viewer=bench.viewer)
    (sheet,) = bench.sheets.glob("*.pdf")
    assert [text.split("\n")[0].strip() for text in facts_of(sheet.read_bytes()).texts] == ["Feuille 1"]
    extract = body_changed(dossier, CONTRACT, chosen=(3,))
    assert thumbnail(extract, CONTRACT, viewer=bench.viewer) != thumbnail(
        dossier, CONTRACT, viewer=bench.viewer
    )


def test_the_thumbnail_of_an_extract_shows_its_first_page_and_not_the_header_block(bench):
    web = replace(
        held("web", replace(bench.pdf(pages(3), pages=3), printed=True, room_pt=80.0, chosen=(2, 3))),
        preface=Capture(url="https://boutique.example/cgv"),
    )
    thumbnail(dispute([web]), web.id, viewer=bench.viewer)
    (sheet,) = bench.sheets.glob("*.pdf")
    assert [text.split("\n")[0].strip() for text in facts_of(sheet.read_bytes()).texts] == ["Feuille 2"]


def test_bytes_that_come_late_are_shown_when_they_are_there(bench):
    body = bench.pdf(one_page())
    path, data = bench.assets.path(body.asset), bench.assets.read(body.asset)
    path.unlink()
    dossier = dispute([held("late", body)])
    assert piece_pages(dossier, PieceId("late"), viewer=bench.viewer).state is State.PLACEHOLDER
    bench.assets.put(data)
    assert piece_pages(dossier, PieceId("late"), viewer=bench.viewer).state is State.OK


def test_a_thumbnail_does_not_depend_on_numbers(dossier, bench):
    before = thumbnail(dossier, MAIL, viewer=bench.viewer)
    attached = changed(dossier, PHOTO, parent=MAIL)
    assert thumbnail(attached, MAIL, viewer=bench.viewer) == before


def test_the_original_of_a_picture_is_upright_and_not_turned(bench):
    data = make.encoded(make.lying(make.corners(120, 160), 6), "JPEG", quality=95, exif=make.exif(6))
    body = replace(bench.image(data), width_px=120, height_px=160, turn=1)
    (page,) = original_pages(held("photo", body, kind=FileKind.IMAGE))
    assert (page.page, page.of) == (1, 1)
    shown = picture(draw_original_page(page, width_px=WIDTH, viewer=bench.viewer))
    assert shown.size == (120, 160)  # never enlarged
    assert share_that_differs(make.corners(120, 160), shown) < 0.02
    smaller = picture(draw_original_page(page, width_px=60, viewer=bench.viewer))
    assert smaller.size == (60, 80)


def test_the_original_of_a_pdf_has_all_its_pages_as_they_are(dossier, bench):
    body = replace(bench.pdf(pages(3), pages=3), turn=1, chosen=(2,))
    found = original_pages(held("contract", body))
    assert [(page.page, page.of) for page in found] == [(1, 3), (2, 3), (3, 3)]
    shown = picture(draw_original_page(found[2], width_px=WIDTH, viewer=bench.viewer))
    assert shown.size == (WIDTH, WIDTH * 200 // 300)
    assert share_that_differs(drawn(pages(3), 2, size=shown.size), shown) == 0


def test_mails_notes_and_prints_have_no_page_of_their_own(dossier, bench):
    assert original_pages(dossier.piece(MAIL)) == ()
    web = held("web", replace(bench.pdf(one_page()), printed=True), kind=FileKind.WEB)
    assert original_pages(web) == ()
    assert original_pages(replace(dossier.piece(MAIL), bodies=(), originals=())) == ()


def test_grouped_pictures_show_each_file(bench):
    bodies = [bench.image(make.encoded(make.corners(100 + n, 80), "PNG")) for n in range(3)]
    pieces = [held(f"p{n}", body, kind=FileKind.IMAGE) for n, body in enumerate(bodies)]
    group = replace(pieces[0], bodies=tuple(bodies), originals=tuple(one.originals[0] for one in pieces))
    found = original_pages(group)
    assert [page.original.name for page in found] == ["p0.bin", "p1.bin", "p2.bin"]
    sizes = [picture(draw_original_page(page, width_px=500, viewer=bench.viewer)).size for page in found]
    assert sizes == [(100, 80), (101, 80), (102, 80)]


def test_what_cannot_be_read_gets_the_page_that_stands_for_it(bench):
    dossier = dispute([held("broken", bench.pdf(b"%PDF-1.7\nnothing"))])
    view = piece_pages(dossier, PieceId("broken"), viewer=bench.viewer)
    assert (view.state, len(view.pages)) == (State.PLACEHOLDER, 1)
    assert view.findings[0].code == "pdf-unreadable"
    exported = bench.export(dossier)
    shown = look(dossier, PieceId("broken"), 1, bench)
    wanted = drawn((bench.folder / "a.pdf").read_bytes(), exported.plan.pieces[0].first - 1, size=shown.size)
    assert share_that_differs(without_number(shown), without_number(wanted.convert("RGB"))) < 0.0001
    assert picture(thumbnail(dossier, PieceId("broken"), viewer=bench.viewer)).width == 120
    (page,) = original_pages(dossier.pieces[0])
    with pytest.raises(UnreadableError, match="pdf-unreadable"):
        draw_original_page(page, width_px=WIDTH, viewer=bench.viewer)


def test_a_file_that_hangs_costs_its_time_once_and_leaves_nothing_running(tmp_path, monkeypatch):
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with Pool(1) as pool:
        bench = Bench(tmp_path, pool)
        dossier = dispute([held("endless", bench.pdf(endless_pdf()))])
        one = dossier.pieces[0]
        with monkeypatch.context() as patch:
            allow_little(patch)
            view = piece_pages(dossier, one.id, viewer=bench.viewer)
        assert (view.state, view.findings[0].code) == (State.PLACEHOLDER, "worker-timeout")
        # Were it tried once more, it would fall over its memory now, and that would be told.
        assert picture(draw_piece_page(view, 1, width_px=WIDTH, viewer=bench.viewer)).width == WIDTH
        assert piece_pages(dossier, one.id, viewer=bench.viewer) == view
        monkeypatch.setattr(limits, "LOOK_SECONDS", 0.2)
        with pytest.raises(WorkerError, match="worker-timeout"):
            draw_original_page(original_pages(one)[0], width_px=WIDTH, viewer=bench.viewer)
        assert not any(path.name.startswith(".") for path in (tmp_path / "looks").iterdir())
        assert not list(tmp_path.glob("work-*"))
    assert {child.pid for child in psutil.Process().children(recursive=True)} <= before


def test_a_file_at_which_the_worker_dies_gets_the_page_that_stands_for_it(tmp_path):
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with Pool(1) as pool:
        bench = Bench(tmp_path, pool)
        dossier = dispute([held("deadly", bench.pdf(endless_pdf()))])

        def kill_when_drawing():
            wait_until(lambda: list(tmp_path.glob("work-*/sheet-*")))
            for child in psutil.Process().children(recursive=True):
                if child.pid not in before:
                    child.kill()

        with ThreadPoolExecutor(1) as threads:
            killed = threads.submit(kill_when_drawing)
            view = piece_pages(dossier, dossier.pieces[0].id, viewer=bench.viewer)
            killed.result()
        assert (view.state, view.findings[0].code) == (State.PLACEHOLDER, "worker-crashed")
        assert piece_pages(dossier, dossier.pieces[0].id, viewer=bench.viewer) == view
        assert not list(tmp_path.glob("work-*"))


def test_many_threads_may_ask_for_the_same_at_once(dossier, bench):
    start = threading.Barrier(8)

    def ask(_):
        start.wait()
        view = piece_pages(dossier, CONTRACT, viewer=bench.viewer)
        return (
            draw_piece_page(view, 1, width_px=WIDTH, viewer=bench.viewer).read_bytes(),
            thumbnail(dossier, CONTRACT, viewer=bench.viewer).read_bytes(),
        )

    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(ask, range(8)))
    assert len(answers) == 1
    assert not any(path.name.startswith(".") for path in (bench.folder / "looks").iterdir())


def test_a_closed_pool_makes_no_folder_again(dossier, tmp_path):
    with Pool(1) as pool:
        bench = Bench(tmp_path / "scratch", pool)
        (tmp_path / "scratch").mkdir()
        view = piece_pages(changed(dossier, CONTRACT, bodies=()), CONTRACT, viewer=bench.viewer)
    with pytest.raises(CancelledError):
        draw_piece_page(view, 1, width_px=WIDTH, viewer=bench.viewer)
    gone = replace(bench.viewer, sheets=tmp_path / "gone" / "sheets")
    with pytest.raises(PlaceError, match="cannot-write"):
        draw_piece_page(view, 1, width_px=WIDTH, viewer=gone)
    assert not (tmp_path / "gone").exists()
    assert Shelf(tmp_path / "scratch" / "sheets").find(view.task) is not None
