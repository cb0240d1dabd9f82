"""From files straight to an annex."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dossier.basis.clock import today, zone_named
from dossier.basis.resources import resources_folder
from dossier.cli.terminal import answer, progress_bar, told_remarks
from dossier.model.finding import Finding, Level
from dossier.model.rounds import Scope
from dossier.model.wish import Wish
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached

if TYPE_CHECKING:
    from dossier.workspace.exporting import Built
    from dossier.workspace.handing import Handing

DONE: Final = 0
BLOCKED: Final = 1

DEMO_NAME: Final = "annexe-demo.pdf"

ANY_RECIPIENT: Final = "generic"


def run_build(options: argparse.Namespace, texts: Texts) -> int:
    """Makes an annex of files and folders."""
    # Seconds of imports that a wrong word need not wait for.
    from dossier.workspace.building import BuildOrder, build
    from dossier.workspace.exporting import ExportOrder

    day = options.date or today(zone_named(options.zone))
    order = BuildOrder(
        paths=tuple(options.paths),
        export=ExportOrder(
            target=options.output,
            day=day,
            recipient=options.recipient or ANY_RECIPIENT,
            report=options.json,
            wish=wish_of(options),
            handing=handing_of(options),
        ),
        language=options.lang,
        title=options.title,
        zone=options.zone,
        ocr=options.ocr,
    )
    return tell_annex(build(order, progress=progress_bar(texts)), texts)


def run_demo(options: argparse.Namespace, texts: Texts) -> int:
    """Makes the annex of the sample in the present folder."""
    from dossier.workspace.building import BuildOrder, build
    from dossier.workspace.exporting import ExportOrder

    zone = "Europe/Paris"
    order = BuildOrder(
        paths=(resources_folder() / "sample",),
        export=ExportOrder(target=Path.cwd() / DEMO_NAME, day=options.date or today(zone_named(zone))),
        language=options.lang,
        zone=zone,
    )
    return tell_annex(build(order, progress=progress_bar(texts)), texts)


def wish_of(options: argparse.Namespace) -> Wish:
    """Gathers what is asked for besides what the recipient's profile says."""
    return Wish(
        scope=Scope.NEW if options.complement else Scope.ALL,
        max_bytes=options.max_size,
        separate=options.separate,
        duplex=options.duplex,
        with_originals=options.with_originals,
        pdfa=options.pdfa,
    )


def handing_of(options: argparse.Namespace) -> "Handing":
    """Gathers what is wanted beside the annex."""
    from dossier.workspace.handing import Handing
    from dossier.workspace.old_beside import Bordereau

    return Handing(
        sums=options.sums,
        requests=options.timestamp_request,
        bordereau=tuple(Bordereau(form) for form in options.bordereau),
    )


def tell_annex(
    built: "Built",
    texts: Texts,
    *,
    dating: str = "cli.how_to_date",
    known: Sequence[Finding] = (),
    more: str = "",
) -> int:
    """Says what the recipient's checklist says, where the annex is, how large, and what was noticed.

    Args:
        built: The annex.
        texts: Of the answer.
        dating: Key of how a piece is dated.
        known: Remarks that were told before; those that do not stop anything are only counted.
        more: Which command says more about the recipient.
    """
    answer([*_asked(built, texts, more), *_made(built, texts), *_noticed(built, texts, dating, known)])
    blocked = any(finding.level is Level.BLOCKER for finding in (*built.asked, *built.findings))
    return BLOCKED if blocked or not built.annexes else DONE


def _asked(built: "Built", texts: Texts, more: str) -> list[str]:
    said = told_remarks(built.asked, texts, dating="")
    return [texts.say("cli.asked_first"), *said, *filter(None, (more,)), ""] if said else []


def _made(built: "Built", texts: Texts) -> Iterator[str]:
    """Says where the annex is and how large."""
    yield from (texts.say("cli.made", path=file.path) for file in built.annexes)
    if built.annexes:
        size = texts.size(sum(file.size for file in built.annexes))
        pages = texts.say("annex.pages", n=sum(file.pages for file in built.annexes))
        pieces = pieces_and_attached(texts, built.pieces, built.attached)
        yield texts.say("cli.size", pieces=pieces, pages=pages, size=size)
    if built.beside:
        yield texts.say("cli.beside", n=len(built.beside), folder=str(built.beside[0].path.parent))
    yield from (texts.say("cli.handed", path=str(path)) for path in built.handed)


def _noticed(built: "Built", texts: Texts, dating: str, known: Sequence[Finding]) -> list[str]:
    """Says the remarks, and of those that were told when files were added only how many."""
    before = [one for one in built.findings if one in known and one.level is not Level.BLOCKER]
    told = (*before, *built.asked)
    said = told_remarks([one for one in built.findings if one not in told], texts, dating=dating)
    return [*said, "", texts.say("cli.told_before", n=len(before))] if before else said
