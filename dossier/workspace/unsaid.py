"""What a recipient must not learn and still would: from our own pages, or from the pieces themselves."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from dossier.annex.export import Exported, Exporter
from dossier.annex.making import FileMade
from dossier.annex.own_words import run_own_words, task_of
from dossier.annex.withheld import Veil, named_inside, veil_of
from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.codec import from_json
from dossier.intake.sorting.rubrics import load_rubrics
from dossier.model.body import FlowBody
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, blocker, warning
from dossier.model.piece import Piece, Private
from dossier.model.plan import Plan
from dossier.model.recognised import Recognised
from dossier.recipients.obstacles import about_private
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts

_OURS: Final = ("annex.", "date.", "field.", "kind.", "role.", "state.", "unit.", "dispute.", "milestone.")
"""Sections of the sentences that our pages are made of."""


def about_own_pages(
    files: Sequence[FileMade],
    places: Sequence[Path],
    *,
    dossier: Dossier,
    profile: Profile,
    exporter: Exporter,
) -> Iterator[Finding]:
    """Looks through finished files, before they are put in place, for what our pages must not say.

    Args:
        files: As they are made.
        places: Where they go.
        dossier: As the person has it.
        profile: Who receives them.
        exporter: What they were made with.
    """
    veil = veil_of(dossier, profile, ours=_sentences(exporter.texts))
    if veil == Veil():
        return
    for place in places:
        if veil.shows(place.name, file=True):
            yield blocker("name-in-file-name", file=place.name)
    found, pages = list[str](), list[int]()
    for file in files:
        words = exporter.pool.run(run_own_words, task_of(file), seconds=limits.VERIFY_SECONDS)
        pages += (page for page, said in words.items() if veil.shows(said))
        found += (one for said in (*words.values(), *_beside_pages(file.plan)) for one in veil.found(said))
    if found:
        told = ", ".join(dict.fromkeys(" ".join(one.split()) for one in found))
        seen = dict.fromkeys(pages or [1])
        yield blocker("name-on-our-pages", n=len(seen), words=told, pages=", ".join(map(str, seen)))


def _sentences(texts: Texts) -> Iterator[str]:
    yield "Dossier"
    for key in sorted(texts.keys()):
        if key.startswith(_OURS):
            yield from texts.forms(key)
    for rubric in load_rubrics().rubrics:
        yield from rubric.names.values()


def _beside_pages(plan: Plan) -> Iterator[str]:
    yield from (plan.title, plan.author)
    yield from (mark.title for mark in plan.bookmarks)


def about_what_pieces_show(
    dossier: Dossier, exported: Exported | None, profile: Profile, *, assets: Assets
) -> Iterator[Finding]:
    """Says what pieces themselves show that the recipient must not get.

    Args:
        dossier: As the person has it.
        exported: What was made; None when there was nothing to be made.
        profile: Who receives it.
        assets: Where the words recognised in pictures are kept.
    """
    plans = exported.plans if exported is not None else ()
    numbers = {row.piece: row.number for plan in plans for row in plan.pieces}
    by_id = {piece.id: piece for piece in dossier.pieces}
    shown = [by_id[piece] for piece in numbers]  # as they are numbered
    seen = partial(_recognised, assets=assets)
    found = [
        (numbers[piece.id], details)
        for piece, details in named_inside(dossier, shown, veil_of(dossier, profile), seen=seen)
    ]
    # Of every account and card speaks what a recipient forbids.
    told = {Detail.IBAN} if Private.BANK in profile.forbids else set()
    for detail in (one for one in Detail if one not in told):
        inside = [number for number, details in found if detail in details]
        if inside:
            yield _inside(detail, inside)
    yield from about_private(profile, shown, numbers, seen=seen)


def _inside(detail: Detail, numbers: Sequence[str]) -> Finding:
    said = ", ".join(numbers)
    if detail is Detail.NAME:
        return warning("name-inside", n=len(numbers), numbers=said)
    return warning("detail-inside", n=len(numbers), numbers=said, details=str(detail))


def _recognised(piece: Piece, *, assets: Assets) -> str:
    kept = (body.words for body in piece.bodies if not isinstance(body, FlowBody))
    read = (from_json(Recognised, assets.read(one)) for one in kept if one is not None)
    return "\n".join(page.text for one in read for page in one.pages)
