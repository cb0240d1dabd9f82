"""The plan of a small annex, as data: no PDF needed."""

from dataclasses import replace
from pathlib import Path

import pytest

from dossier.basis.codec import from_json, to_json
from dossier.model.plan import PageKind, Plan, problems
from dossier.texts.catalogue import Texts
from tests.support.dossiers import invented_sheets, ordered, piece, small_dossier
from tests.support.plans import plan_annex

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "plan_small.json"


def planned(dossier, language="fr", pages=2):
    order = ordered(dossier, language)
    return plan_annex(order, invented_sheets(order, pages), parties=dossier.parties, texts=Texts(language))


def outline(plan):
    """What a person would see of a plan, one line each."""
    lines = [f"{number} {page.kind} {page.within}/{page.of}" for number, page in enumerate(plan.pages, 1)]
    lines += [f"{'  ' * mark.depth}{mark.title} -> {mark.page}" for mark in plan.bookmarks]
    lines += [
        f"{row.label} p. {row.first}-{row.last} {row.day} {row.title} {row.rubric}" for row in plan.pieces
    ]
    return lines


def test_the_small_annex_is_planned_as_agreed():
    assert outline(planned(small_dossier()).plan) == from_json(list[str], GOLDEN.read_bytes())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("pages", [1, 3])
def test_a_plan_never_contradicts_itself(language, pages):
    plan = planned(small_dossier(), language, pages).plan
    assert problems(plan) == ()
    assert from_json(Plan, to_json(plan)) == plan


def test_a_large_annex_keeps_its_numbers_when_its_index_grows():
    many = tuple(piece(f"p{n}", ("order", "terms")[n % 2], title="Facture " * 12) for n in range(400))
    made = planned(replace(small_dossier(), pieces=many))
    assert problems(made.plan) == ()
    assert len([page for page in made.plan.pages if page.kind is PageKind.BORDEREAU]) > 10
    assert len(made.own_pages) == len([page for page in made.plan.pages if page.piece is None])
