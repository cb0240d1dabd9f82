"""The web page printer, on real bytes: what is seen is printed, what is hostile does nothing."""

import base64
from pathlib import Path

import pytest

from dossier.basis.errors import WorkerError
from dossier.basis.limits import PRINT_PAGES
from dossier.press.frame import PORTRAIT
from dossier.press.print_web import WebPrinter
from tests.support.prints import (
    find_word,
    first_ink_pt,
    jpegs_of,
    noise_jpeg,
    share_of,
    sizes_of,
    text_of,
)

ROOT = Path(__file__).resolve().parents[2]
ROOM_PT = 100.0
DOCTYPE = "<!doctype html>"
FILL = "<p>fill</p>" * 60


# What is seen -----------------------------------------------------------------------------------


def test_pages_have_exactly_the_size_of_the_frame(show):
    printed, target = show(DOCTYPE + "<p>first</p>" + FILL)
    assert printed.pages == 3
    frame = (PORTRAIT.width_pt, PORTRAIT.height_pt)
    assert sizes_of(target) == [pytest.approx(frame, abs=0.001)] * 3


def test_a_page_chooses_no_paper_and_no_margins_of_its_own(show):
    rules = "@page{size:A3 landscape;margin:5cm}@page wide{size:A6}div{page:wide}body{margin:0}"
    _, target = show(f"{DOCTYPE}<style>{rules}</style><p style='margin:0'>first</p><div>second</div>")
    assert set(sizes_of(target)) == {sizes_of(target)[0]}
    assert sizes_of(target)[0] == pytest.approx((PORTRAIT.width_pt, PORTRAIT.height_pt), abs=0.001)
    assert find_word(target, "second")[0].left_pt < 2


def test_backgrounds_are_printed(show):
    _, target = show(f"{DOCTYPE}<body style='background:#222;color:#fff'>words")
    assert share_of(target, darker_than=64) > 0.97


def test_letters_are_read_as_the_document_was_written(show):
    _, target = show(f"{DOCTYPE}<meta charset=windows-1252><p>déjà payé 12 € – œuf</p>")
    assert "déjà payé 12 € – œuf" in text_of(target)


def test_a_page_without_doctype_keeps_its_mode(show):
    # A length without a unit counts in quirks mode only.
    box = "<div style='height:300;background:#000'></div><p>words</p>"
    _, quirks = show(box)
    assert share_of(quirks, darker_than=64) > 0.25
    _, standard = show(f"<!-- saved -->\n{DOCTYPE}{box}")
    assert share_of(standard, darker_than=64) < 0.01


def test_what_fades_in_or_moves_is_printed_as_it_ends(show):
    html = (
        "<style>@keyframes f{from{opacity:0}to{opacity:1}} .a{opacity:0;animation:f 9s 9s forwards}"
        "@keyframes m{to{margin-left:300px}} .b{animation:m 3s infinite alternate;margin-left:20px}</style>"
        "<body style='margin:0'><p class=a>FADED</p><p class=b>MOVED</p>"
    )
    _, target = show(DOCTYPE + html)
    # Transparent words would be in the text, but not on the paper.
    assert first_ink_pt(target) == pytest.approx(find_word(target, "FADED")[0].top_pt, abs=2)
    assert find_word(target, "MOVED")[0].left_pt == pytest.approx(20 * 0.75, abs=2)


def test_the_page_is_printed_in_its_light_dress(show):
    dark = "@media(prefers-color-scheme:dark){body{background:#000}p:after{content:'DARK'}}"
    _, target = show(
        f"{DOCTYPE}<meta name=color-scheme content='light dark'><style>{dark}</style><p>words</p>"
    )
    assert "DARK" not in text_of(target)
    assert share_of(target, darker_than=128) < 0.05


def test_pictures_below_the_first_screen_are_printed_with_their_own_bytes(show):
    jpeg = noise_jpeg(120)
    source = base64.b64encode(jpeg).decode()
    picture = f"<img loading=lazy src='data:image/jpeg;base64,{source}'>"
    _, target = show(f"{DOCTYPE}<p>words</p><div style='height:4000px'></div>{picture}")
    assert jpegs_of(target) == {jpeg}


def test_a_page_of_more_than_18_megabytes_is_printed_whole(show):
    source = base64.b64encode(noise_jpeg(1000)).decode()
    count = 18 * 1024 * 1024 // len(source) + 1
    picture = f"<img width=300 src='data:image/jpeg;base64,{source}'>"
    _, target = show(f"{DOCTYPE}<p>START</p>{picture * count}<p>FINISH</p>")
    text = text_of(target)
    assert text.startswith("START")
    assert text.endswith("FINISH")


def test_a_locked_screen_does_not_hide_the_rest(show):
    style = (
        "html,body{height:100%;margin:0;overflow:hidden}"
        "body{display:flex;flex-direction:column}main{overflow:auto;flex:1}"
    )
    printed, target = show(f"{DOCTYPE}<style>{style}</style><main>{FILL}LAST</main>")
    assert text_of(target).endswith("LAST")
    assert printed.pages == 3


def test_what_is_fixed_to_the_screen_is_printed_once(show):
    bars = (
        "<div style='position:fixed;top:0;background:#ccc'>HEAD</div>"
        "<div style='position:fixed;bottom:0;background:#ccc'>FOOT</div>"
    )
    printed, target = show(f"{DOCTYPE}<body>{bars}{FILL}")
    assert printed.pages == 3
    assert [word.page for word in find_word(target, "HEAD")] == [0]
    assert [word.page for word in find_word(target, "FOOT")] == [2]


@pytest.mark.parametrize("width_px", [690, 800, 1040, 1060, 1300, 2000, 3000])
def test_a_wide_page_is_made_smaller_and_never_cut(show, width_px):
    table = f"<table width={width_px} bgcolor='#dddddd'><tr><td>LEFT<td align=right>RIGHT</table>"
    printed, target = show(f"<body style='margin:0'>{table}<p>after", room_pt=ROOM_PT)
    assert not printed.clipped
    (right,) = find_word(target, "RIGHT")
    assert PORTRAIT.width_pt / 2 < right.right_pt <= PORTRAIT.width_pt + 0.5
    assert find_word(target, "LEFT")[0].left_pt >= 0
    # The room keeps its height however much smaller the page became.
    assert ROOM_PT - 0.5 <= first_ink_pt(target) <= ROOM_PT + 3


def test_a_wide_page_from_right_to_left_is_not_cut_either(show):
    table = "<table width=1200 bgcolor='#ddd'><tr><td>FIRST<td align=left>LAST</table>"
    _, target = show(f"{DOCTYPE}<html dir=rtl><body>{table}")
    assert find_word(target, "LAST")[0].left_pt >= 0
    assert find_word(target, "FIRST")[0].right_pt <= PORTRAIT.width_pt


def test_a_page_wider_than_any_paper_is_said_to_be_clipped(show):
    printed, _ = show("<table width=9000 bgcolor='#dddddd'><tr><td>LEFT<td align=right>RIGHT</table>")
    assert printed.clipped


def test_pages_after_the_last_are_cut_and_said_to_be(show):
    pages = "".join(f"<p style='break-after:page'>page{number}</p>" for number in range(PRINT_PAGES + 5))
    printed, target = show(DOCTYPE + pages)
    assert (printed.pages, printed.cut) == (PRINT_PAGES, True)
    assert text_of(target).endswith(f"page{PRINT_PAGES - 1}")


def test_exactly_as_many_pages_as_allowed_are_not_cut(show):
    pages = "".join(f"<p style='break-before:page'>page{number}</p>" for number in range(PRINT_PAGES))
    printed, _ = show(DOCTYPE + pages)
    assert (printed.pages, printed.cut) == (PRINT_PAGES, False)


def test_blank_pages_at_the_end_are_left_out(show):
    printed, _ = show(f"{DOCTYPE}<p>words</p><div style='height:3000px'></div>")
    assert printed.pages == 1


# The room ---------------------------------------------------------------------------------------

DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs="
BODIES = {
    "plain": "<body><p>FIRST</p>",
    "margin": "<body style='margin:0'><h1 style='margin-top:60px'>FIRST</h1>",
    "absolute": "<body><b style='position:absolute;top:0;left:0'>FIRST</b><p style='margin-top:60px'>x</p>",
    "fixed": "<body><div style='position:fixed;top:0;left:0'>FIRST</div><p style='margin-top:60px'>x</p>",
    "sticky": "<body><header style='position:sticky;top:0'>FIRST</header>",
    "absolute body": "<body style='position:absolute;top:0;left:0;right:0;margin:0'>FIRST",
    "fixed body": "<body style='position:fixed;inset:0;overflow:auto;margin:0'>FIRST",
    "flex body": "<style>html,body{height:100%;margin:0}body{display:flex;align-items:center}</style>FIRST",
    "flex root": "<style>html{display:flex;margin:0 !important;padding:0}</style><body>FIRST",
    "grid root": "<style>html{display:grid;place-items:center;min-height:100vh}</style><body>FIRST",
    "stubborn root": "<html style='margin:0 !important;position:static !important'><body>FIRST",
    "pulled up": "<body><div style='margin-top:-40px'>FIRST</div>",
    "dark": "<body style='background:#222;color:#fff;margin:0'>FIRST",
    "picture behind": f"<body style='color:#888;background:#fff url({DOT})'>FIRST",
    "gradient": "<body style='background:linear-gradient(red,blue);color:#fff'>FIRST",
    "wide": "<body><table width=900><tr><td>FIRST<td align=right>x</table>",
    "hidden root": "<style>html{display:none}</style><body>FIRST",
    "right to left": "<html dir=rtl><body>FIRST",
}


@pytest.mark.parametrize("mode", ["", DOCTYPE], ids=["quirks", "standards"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_room_stays_blank_and_nothing_is_lost(show, body, mode):
    _, target = show(mode + body + FILL + "LAST", room_pt=ROOM_PT)
    assert first_ink_pt(target) >= ROOM_PT - 0.5
    (first,) = find_word(target, "FIRST")
    assert first.page == 0
    assert first.top_pt >= ROOM_PT - 0.5
    assert first.bottom_pt <= PORTRAIT.height_pt
    assert len(find_word(target, "LAST")) == 1
    assert len(find_word(target, "fill")) == 60


@pytest.mark.parametrize("body", [BODIES["plain"], BODIES["fixed body"], BODIES["absolute"]])
def test_the_room_takes_only_its_own_height(show, body):
    _, without = show(DOCTYPE + body)
    before = find_word(without, "FIRST")[0].top_pt
    _, target = show(DOCTYPE + body, room_pt=ROOM_PT)
    assert find_word(target, "FIRST")[0].top_pt == pytest.approx(before + ROOM_PT, abs=1.5)


def test_only_the_first_page_has_a_room(show):
    _, target = show(f"{DOCTYPE}<body style='background:#222;color:#fff'>{FILL}", room_pt=ROOM_PT)
    assert first_ink_pt(target, 0) == pytest.approx(ROOM_PT, abs=1)
    assert first_ink_pt(target, 1) < 1.5


# A last page of a few lines ---------------------------------------------------------------------

LINE_PX = 20
LINES_A_PAGE = int(PORTRAIT.height_pt * 96 / 72 / LINE_PX)


def lines(count):
    rows = "".join(f"<div style='height:{LINE_PX}px'>row{number}</div>" for number in range(count))
    return f"{DOCTYPE}<body style='margin:0;font:14px sans-serif'>{rows}"


class Counted(WebPrinter):
    """Counts its orders, and loses every one after the first when told to."""

    def __init__(self, pool, *, fails=False):
        super().__init__(pool)
        self.orders = 0
        self._fails = fails

    def _order(self, order):
        self.orders += 1
        if self._fails and self.orders > 1:
            raise WorkerError("print-failed")
        return super()._order(order)


@pytest.mark.parametrize(
    ("count", "pages", "orders"),
    [
        (LINES_A_PAGE, 1, 1),
        (LINES_A_PAGE + 2, 1, 2),
        (LINES_A_PAGE + 12, 2, 1),
        (2 * LINES_A_PAGE + 3, 2, 2),
    ],
)
def test_a_few_lines_take_no_page_of_their_own(pool, put, tmp_path, count, pages, orders):
    target = tmp_path / "print.pdf"
    with Counted(pool) as printer:
        printed = printer.print(put(lines(count)), target)
    assert (printed.pages, printer.orders) == (pages, orders)
    words = [find_word(target, f"row{number}")[0] for number in (0, 9, count - 1)]
    assert [word.page for word in words] == [0, 0, pages - 1]
    smaller = pages < count / LINES_A_PAGE
    step_pt = (words[1].top_pt - words[0].top_pt) / 9
    assert step_pt == pytest.approx(LINE_PX * 0.75 * (0.92 if smaller else 1), abs=0.1)


def test_a_smaller_print_that_saves_no_page_is_not_kept(pool, put, tmp_path):
    parts = lines(9), "<div style='break-before:page'>LAST</div>"
    prints = []
    for number, rest in enumerate((parts[1], parts[1] + FILL[: len(FILL) // 3])):
        prints.append(tmp_path / f"{number}.pdf")
        with Counted(pool) as printer:
            assert printer.print(put(parts[0] + rest), prints[-1]).pages == 2
            assert printer.orders == 2 - number
    places = [[find_word(target, word)[0] for word in ("row8", "LAST")] for target in prints]
    assert places[0] == places[1]


def test_a_smaller_print_keeps_its_room(show):
    printed, target = show(lines(LINES_A_PAGE - 5), room_pt=ROOM_PT)
    assert printed.pages == 1
    assert first_ink_pt(target) == pytest.approx(ROOM_PT, abs=8)
    assert first_ink_pt(target) >= ROOM_PT


def test_a_smaller_print_that_fails_changes_nothing(pool, put, tmp_path):
    target = tmp_path / "print.pdf"
    with Counted(pool, fails=True) as printer:
        printed = printer.print(put(lines(LINES_A_PAGE + 2)), target)
    assert (printed.pages, printer.orders) == (2, 2)
    assert len(sizes_of(target)) == 2
    assert text_of(target).endswith(f"row{LINES_A_PAGE + 1}")
