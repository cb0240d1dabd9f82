"""Our own pages: nothing leaves the page, nothing is lost, nothing stands on anything else."""

import itertools
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.annex.layout import (
    BOTTOM_PT,
    LEFT_PT,
    RIGHT_PT,
    TOP_PT,
    PageRef,
    Row,
    Text,
    piece_anchor,
    run_over_pages,
)
from dossier.annex.pages.bordereau import bordereau_pages
from dossier.annex.pages.chronology import chronology_pages
from dossier.annex.pages.cover import cover_pages
from dossier.annex.pages.divider import divider_pages
from dossier.annex.pages.facts import Told, facts_pages
from dossier.annex.pages.lists import Ref
from dossier.basis.digest import Digest
from dossier.model.facts import Facts, KeyDate, Milestone
from dossier.model.ids import PieceId
from dossier.model.moment import Precision, Source
from dossier.model.party import Party, Role, sides_together
from dossier.model.piece import FileKind, Original
from dossier.model.plan import PageKind
from dossier.press.fonts import text_width
from dossier.texts.catalogue import Texts
from tests.support.dossiers import instant, ordered, piece, small_dossier

FRENCH = Texts("fr")
TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("  aé漢ש"),
    min_size=1,
    max_size=200,
)


@st.composite
def dossiers(draw):
    pieces = [
        piece(
            f"p{place}",
            draw(st.sampled_from(["order", "delivery", "other"])),
            title=draw(TITLES),
            moment=instant(f"2026-06-{draw(st.integers(10, 28))}T10:00:00+0{draw(st.integers(0, 9))}:00"),
            parent=f"p{place - 1}" if place % 4 == 3 else None,
        )
        for place in range(draw(st.integers(1, 60)))
    ]
    return replace(small_dossier(), pieces=tuple(pieces))


def inside(pages):
    for page in pages:
        for item in page.items:
            width = text_width(item.text, item.face, item.size_pt) if isinstance(item, Text) else 0
            left = item.x_pt - width if isinstance(item, Text) and item.right else item.x_pt
            right = item.x_pt if isinstance(item, PageRef) else left + getattr(item, "width_pt", width)
            yield LEFT_PT - 0.1 <= left <= right <= RIGHT_PT + 0.1 and BOTTOM_PT - 1 <= item.y_pt <= TOP_PT


@settings(max_examples=25)
@given(dossiers())
def test_nothing_leaves_the_page_whatever_the_titles(dossier):
    order = ordered(dossier)
    pages = [*bordereau_pages(order, FRENCH), *chronology_pages(order, FRENCH)]
    for section in order.sections:
        pages.extend(divider_pages(section, order, FRENCH))
    assert all(inside(pages))


@settings(max_examples=25)
@given(dossiers())
def test_every_piece_has_one_line_in_order_and_links_do_not_overlap(dossier):
    order = ordered(dossier)
    pages = bordereau_pages(order, FRENCH)
    anchors = [area.anchor for page in pages for area in page.areas if area.anchor.startswith("piece:")]
    assert anchors == [piece_anchor(entry.piece.id) for entry in order.entries]
    for page in pages:
        tops = [(area.rect[1], area.rect[3]) for area in page.areas]
        assert all(lower[1] <= upper[0] for upper, lower in itertools.pairwise(tops))


@given(st.lists(st.tuples(st.floats(5, 300), st.booleans()), min_size=1, max_size=40))
def test_rows_run_over_pages_without_loss_and_headings_stay_with_what_follows(shapes):
    rows = [
        Row(
            items=(Text(x_pt=LEFT_PT, y_pt=-4, text=str(n)),),
            height_pt=height,
            keep=keep and n < len(shapes) - 1,
        )
        for n, (height, keep) in enumerate(shapes)
    ]
    pages = run_over_pages(PageKind.BORDEREAU, rows, first=(), following=())
    said = [[item.text for item in page.items] for page in pages]
    assert [text for page in said for text in page] == [str(n) for n in range(len(rows))]
    for page in said[:-1]:
        assert not rows[int(page[-1])].keep


def test_a_rubric_that_goes_on_is_named_again():
    many = tuple(piece(f"p{n}", "order", title=f"Facture {n}") for n in range(60))
    pages = bordereau_pages(ordered(replace(small_dossier(), pieces=many)), FRENCH)
    assert len(pages) > 1
    for page in pages[1:]:
        assert "Commande (suite)" in [item.text for item in page.items if isinstance(item, Text)]


def test_the_cover_prints_the_number_of_the_case_first_and_only_when_there_is_one():
    def words(number):
        dossier = small_dossier()
        pages = cover_pages(
            ordered(dossier), dossier.parties, FRENCH, pages=9, chronology=True, case_number=number
        )
        assert all(inside(pages))
        return [item.text for page in pages for item in page.items if isinstance(item, Text)]

    numbered = words("MED-2026/00118 " * 8)
    assert numbered.index("Numéro de dossier") < numbered.index("Pièces")
    assert any("MED-2026/00118" in line for line in numbered)
    assert "Numéro de dossier" not in words("")


def test_a_version_of_general_terms_does_not_widen_the_period_of_the_cover():
    version = replace(instant("2021-01-01T00:00:00+00:00"), source=Source.PAGE_TEXT)
    bought = piece("bought", "order", moment=instant("2026-06-11T10:00:00+00:00"))

    def period(*pieces):
        order = ordered(replace(small_dossier(), pieces=pieces))
        pages = cover_pages(order, (), FRENCH, pages=9, chronology=True)
        return [item.text for page in pages for item in page.items if isinstance(item, Text)]

    assert "11 juin 2026" in period(bought, piece("terms", "terms", moment=version))
    assert "1er janvier 2021" in period(piece("terms", "terms", moment=version))
    assert any("2021" in line for line in period(bought, piece("old", "order", moment=version)))


def test_a_doubted_date_does_not_widen_the_period_of_the_cover_until_it_is_confirmed():
    camera = replace(instant("2019-05-14T10:22:00+02:00"), source=Source.EXIF)
    bought = piece("bought", "order", moment=instant("2026-06-11T10:00:00+00:00"))

    def period(moment):
        order = ordered(replace(small_dossier(), pieces=(bought, piece("photo", "defect", moment=moment))))
        pages = cover_pages(order, (), FRENCH, pages=9, chronology=True)
        return [item.text for page in pages for item in page.items if isinstance(item, Text)]

    assert not any("2019" in line for line in period(camera))
    assert "du 14 mai 2019 au 11 juin 2026" in period(replace(camera, source=Source.USER))


def under_title(moment):
    order = ordered(replace(small_dossier(), pieces=(piece("one", "order", moment=moment),)))
    return [
        item.text for page in chronology_pages(order, FRENCH) for item in page.items if isinstance(item, Text)
    ]


def test_the_chronology_says_that_a_day_is_that_of_saving():
    saved = replace(instant("2026-04-03T10:00:00+02:00"), source=Source.WEB_CAPTURE)
    line = "date d’enregistrement de la page"
    assert line in under_title(saved)
    assert line not in under_title(replace(saved, source=Source.PAGE_TEXT))


def test_a_span_of_several_days_has_no_hour_behind_its_last_day():
    first, last = instant("2026-05-12T18:00:00+02:00"), instant("2026-05-13T09:00:00+02:00")
    chat = replace(first, precision=Precision.RANGE, until=last.at, source=Source.CHAT)
    assert "18:00" in under_title(first)
    assert "18:00" in under_title(replace(chat, until=instant("2026-05-12T19:00:00+02:00").at))
    assert "18:00" not in under_title(chat)


def test_a_long_key_date_goes_on_under_its_own_words_and_not_under_the_day():
    told = Told(
        parties=(),
        facts=Facts(key_dates=(KeyDate(milestone=Milestone.COMPLAINT_RECEIVED, day=date(2026, 3, 20)),)),
        wants=(),
        entries={},
        sent={},
        ref=lambda _: Ref.NONE,
    )
    words = [item for page in facts_pages(told, FRENCH) for item in page.items if isinstance(item, Text)]
    at = next(place for place, item in enumerate(words) if item.text == "20/03/2026")
    milestone = FRENCH.say(f"milestone.{Milestone.COMPLAINT_RECEIVED}")
    assert " ".join(item.text for item in words[at + 1 :]) == milestone
    assert {item.x_pt > words[at].x_pt + 50 for item in words[at + 1 :]} == {True}


def test_who_complains_stands_first_and_the_traders_together():
    roles = (Role.SELLER, Role.CONSUMER, Role.CARRIER, Role.SELLER, Role.CONSUMER)
    parties = tuple(Party(role=role, name=f"P{n}") for n, role in enumerate(roles))
    assert [party.name for party in sides_together(parties)] == ["P1", "P4", "P0", "P3", "P2"]


def test_the_chronology_runs_by_instant_and_tells_the_senders_clock():
    pages = chronology_pages(ordered(small_dossier()), FRENCH)
    words = [item.text for page in pages for item in page.items if isinstance(item, Text)]
    assert words.index("Question") < words.index("Réponse Ελληνικά Български 📦")
    assert any("expéditeur" in line and "(+01:00)" in line for line in words)
    assert any("Une pièce sans date" in line for line in words)


def test_a_photo_has_a_device_and_no_sender():
    shutter = replace(instant("2026-03-28T23:15:00+00:00"), source=Source.EXIF)
    taken = replace(
        piece("photo", "defect", moment=shutter),
        originals=(Original(digest=Digest("0" * 64), name="PXL.jpg", size=1, kind=FileKind.IMAGE),),
    )
    named = replace(taken, id=PieceId("named"), moment=replace(shutter, source=Source.FILE_NAME))
    pages = chronology_pages(ordered(replace(small_dossier(), pieces=(taken, named))), FRENCH)
    words = [item.text for page in pages for item in page.items if isinstance(item, Text)]
    own = [line for line in words if "(+00:00)" in line]
    assert len(own) == 1  # a name written in UTC says nothing of a place
    assert "appareil" in own[0]
    assert "23:15" in own[0].replace(" h ", ":")
