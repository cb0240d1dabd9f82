"""Remarks made anew from the dossier: they hold exactly while what they say is true."""

from dataclasses import replace
from datetime import date

import pytest

from dossier.basis import limits
from dossier.basis.digest import digest_of
from dossier.model.body import PdfBody
from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.edit import exclude_pieces, set_date, set_note, set_proves, set_rubric
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts, KeyDate, Milestone
from dossier.model.finding import Level
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, month
from dossier.model.moment import Source as From
from dossier.model.remarks import remarks
from dossier.model.rubric import Rubric
from dossier.model.watching import LONG_TERMS_PAGES, watched
from dossier.texts.catalogue import Texts
from tests.support.dossiers import instant, on, piece

CGV, BUY = PieceId("cgv"), PieceId("buy")
RUBRICS = tuple(Rubric(id=RubricId(one), names={"fr": one}) for one in ("order", "terms", "other"))


def bought(terms, order, *more) -> Dossier:
    pieces = (piece("buy", "order", title="Commande", moment=order), piece("cgv", "terms", moment=terms))
    return Dossier(rubrics=RUBRICS, pieces=(*pieces, *more))


def codes(dossier) -> list[str]:
    return [found.code for found in watched(dossier)]


@pytest.mark.parametrize(
    ("terms", "order", "late"),
    [
        (on(6, 7), on(2, 2), True),
        (on(2, 2), on(2, 2), False),  # the same day may have been before
        (on(2, 1), on(2, 2), False),
        (UNKNOWN, on(2, 2), False),
        (on(6, 7), UNKNOWN, False),
        (on(2, 20), month(2026, 2, source=From.USER, evidence=""), False),
        (on(3, 1), month(2026, 2, source=From.USER, evidence=""), True),
        # 23 h 30 in London is the next day in Paris: the order's day is that of the dossier
        (on(2, 3), instant("2026-02-02T23:30:00+00:00"), False),
        (instant("2026-02-02T23:30:00+00:00"), on(2, 2), True),
    ],
)
def test_terms_are_late_only_when_their_day_is_certainly_after_the_order(terms, order, late):
    assert bool({"terms-after-order", "terms-saved-after-order"} & {*codes(bought(terms, order))}) is late


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (From.PAGE_TEXT, "datent du 07/06/2026"),
        (From.USER, "datent du 07/06/2026"),
        (From.WEB_CAPTURE, "enregistrées ou reçues le 07/06/2026"),
        (From.EXIF, "enregistrées ou reçues le 07/06/2026"),
        (From.MAIL_DATE, "enregistrées ou reçues le 07/06/2026"),
    ],
)
@pytest.mark.parametrize("order", [on(2, 2), UNKNOWN])
def test_only_a_day_that_terms_may_bear_is_called_theirs(source, said, order):
    facts = Facts(key_dates=(KeyDate(milestone=Milestone.CONTRACT, day=date(2026, 2, 2)),))
    (found,) = watched(replace(bought(replace(on(6, 7), source=source), order), facts=facts))
    assert said in Texts("fr").finding(found)


def test_the_remark_tells_both_days_and_the_order():
    (found,) = watched(bought(on(6, 7), on(2, 2)))
    assert found.level is Level.WARNING
    assert found.piece == CGV
    assert found.named == {CGV, BUY}
    days = {"day": "2026-06-07", "order_day": "2026-02-02"}
    assert found.params == {"file": "Courriel cgv", **days, "of": BUY, "title": "Commande"}
    for language in ("fr", "en"):
        said = Texts(language).finding(found)
        assert "Commande" in said
        assert "2026" in said
        assert "{" not in said


def test_the_first_order_counts_and_an_invoice_attached_to_it_does_not():
    invoice = piece("inv", "order", moment=on(1, 2), parent="buy")
    late = bought(on(3, 7), on(5, 2), piece("first", "order", title="Devis signé", moment=on(3, 1)))
    assert watched(late)[0].params["of"] == "first"
    assert codes(bought(on(3, 7), on(5, 2), invoice)) == []


@pytest.mark.parametrize(
    ("contract", "order", "told"),
    [
        (date(2026, 2, 2), UNKNOWN, ["terms-after-contract"]),
        (date(2026, 2, 2), on(2, 1), ["terms-after-contract"]),
        (date(2026, 2, 2), on(2, 4), ["terms-after-order"]),
        (date(2026, 2, 2), on(6, 8), []),  # what came with a late confirmation may be what held
        (date(2026, 6, 7), on(2, 2), []),
    ],
)
def test_the_day_that_the_person_gave_counts_beside_the_order(contract, order, told):
    facts = Facts(key_dates=(KeyDate(milestone=Milestone.CONTRACT, day=contract),))
    assert codes(replace(bought(on(6, 7), order), facts=facts)) == told


def test_terms_that_came_with_the_confirmation_settle_it_whatever_day_they_bear():
    attached = piece("old", "terms", moment=on(7, 1), parent="buy")
    assert codes(bought(on(6, 7), on(2, 2), attached)) == []
    undated = piece("paper", "terms")
    assert codes(bought(on(6, 7), on(2, 2), undated)) == []


@pytest.mark.parametrize(
    "settle",
    [
        lambda d: set_date(d, CGV, moment=on(2, 1)),
        lambda d: set_date(d, BUY, moment=on(6, 8)),
        lambda d: set_proves(d, CGV, proves="Elles valaient déjà le jour de la commande."),
        lambda d: set_note(d, CGV, note="Les mêmes qu’en janvier."),
        lambda d: set_rubric(d, [CGV], rubric=RubricId("other")),
        lambda d: exclude_pieces(d, [CGV]),
        lambda d: remove_pieces(d, [BUY]),
    ],
)
def test_an_edit_settles_it_and_its_undoing_asks_again(settle):
    before = bought(on(6, 7), on(2, 2))
    assert "terms-after-order" in [one.code for one in remarks(before)]
    assert "terms-after-order" not in [one.code for one in remarks(settle(before).dossier)]


def printed(pages, *, chosen=None, rubric="terms") -> Dossier:
    body = PdfBody(asset=digest_of(b"cgv"), pages=pages, chosen=chosen)
    return Dossier(rubrics=RUBRICS, pieces=(replace(piece("cgv", rubric), bodies=(body,)),))


def test_long_terms_offer_to_choose_their_pages_until_some_are_chosen():
    (found,) = watched(printed(LONG_TERMS_PAGES))
    assert (found.code, found.level, found.piece) == ("long-terms", Level.NOTE, CGV)
    assert found.params == {"n": LONG_TERMS_PAGES}
    assert codes(printed(LONG_TERMS_PAGES - 1)) == []
    assert codes(printed(40, chosen=(3, 4, 5))) == []
    assert codes(printed(40, rubric="order")) == []
    assert codes(Dossier()) == []


@pytest.mark.parametrize(("more", "told"), [(0, True), (-1, False)])
def test_what_lies_beyond_the_search_is_told(more, told):
    long = replace(piece("chat", "other"), text="a" * (limits.TEXT_CHARS + more))
    dossier = Dossier(rubrics=RUBRICS, pieces=(long,))
    assert ("search-cut" in codes(dossier)) is told
    assert "search-cut" not in codes(exclude_pieces(dossier, [long.id]).dossier)
