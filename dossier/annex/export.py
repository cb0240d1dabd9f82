"""From a dossier to the annex; ``export`` reads as the table of contents of this half."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from dossier.annex.archive import Issue
from dossier.annex.archiving import archiving_of
from dossier.annex.cutting import Cut, Cutter
from dossier.annex.earlier import Earlier, earlier_files
from dossier.annex.later import front_of, got_before
from dossier.annex.making import FileMade, NotRightError, Press
from dossier.annex.measure import measure_of, name_agrees
from dossier.annex.order import Order, order_of
from dossier.annex.placing import Company, Permit, place_of, put_in_place, refuse_taken, require_folder
from dossier.annex.planning import Book
from dossier.annex.sheets import Made, SheetMaker
from dossier.annex.shelf import Shelf
from dossier.basis.assets import Assets
from dossier.basis.clock import zone_named
from dossier.basis.digest import digest_of_file
from dossier.basis.errors import UnreadableError
from dossier.basis.progress import Progress, silent
from dossier.model.check import CheckReport
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, warning
from dossier.model.ids import PieceId
from dossier.model.party import sides_together
from dossier.model.plan import Plan
from dossier.model.report import AnnexFile
from dossier.model.wish import NO_WISH, Wish
from dossier.recipients.held import held_from
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool

Look = Callable[[Sequence[FileMade], Sequence[Path]], Iterable[Finding]]
"""Says what is noticed in finished files and in the places where they go."""

_NOT_SHOWN: Final = UnreadableError("not-drawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """What an export works with.

    Attributes:
        assets: Where bodies are kept.
        pool: Where untrusted bytes are drawn.
        texts: The annex's language.
        progress: Told about the work; may cancel it.
        sheets: Folder where finished sheets are kept for the next export and for the window, inside
            the pool's scratch; None keeps none.
    """

    assets: Assets
    pool: Pool
    texts: Texts
    progress: Progress = silent
    sheets: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A finished annex, checked and in place.

    Attributes:
        files: Its files on disk, at least one.
        plans: What is in each of them.
        tops: Numbered pieces.
        attached: What is attached to them.
        findings: What was noticed while making it.
        check: What was compared when the files were opened again.
    """

    files: tuple[AnnexFile, ...]
    plans: tuple[Plan, ...]
    tops: int
    attached: int
    findings: tuple[Finding, ...]
    check: CheckReport

    @property
    def file(self) -> AnnexFile:
        """The first file."""
        return self.files[0]

    @property
    def plan(self) -> Plan:
        """What is in the first file."""
        return self.plans[0]


Accompany = Callable[[Exported, Earlier], Company]
"""Says what changes together with an annex that is finished but not in place yet."""


def _anywhere(places: Sequence[Path]) -> None:
    del places


def _alone(exported: Exported, earlier: Earlier) -> Company:
    del exported, earlier
    return Company()


def _unseen(files: Sequence[FileMade], places: Sequence[Path]) -> Iterable[Finding]:
    del files, places
    return ()


def export(
    dossier: Dossier,
    target: Path,
    *,
    profile: Profile,
    day: date,
    exporter: Exporter,
    wish: Wish = NO_WISH,
    permit: Permit = _anywhere,
    look: Look = _unseen,
    sources: Sequence[Path] = (),
    accompany: Accompany = _alone,
) -> Exported:
    """Makes the annex, opens it again, compares it with its plan, and puts it in place.

    Every destination keeps its old bytes until all files are complete and checked.

    Args:
        dossier: The dispute, as the recipient gets to know it.
        target: Where the annex goes; volumes go beside it, separate files into a folder of its name.
        profile: Who receives it.
        day: The day of the annex, the only clock.
        exporter: What it works with.
        wish: What the person asks for besides.
        permit: Refuses places, before anything is put there.
        look: Looks through the files before they are put in place.
        sources: Files and folders of proofs, in which no old file is taken away.
        accompany: Says what is written with it, all or none.

    Raises:
        PlaceError: A destination cannot be written.
        CheckError: The annex does not agree with its plan; nothing was put in place.
        CancelledError: The person asked to stop.
    """
    require_folder(target)
    texts, zone = exporter.texts, zone_named(dossier.zone)
    order = order_of(dossier, profile=profile, texts=texts, day=day, zone=zone, scope=wish.scope)
    measure = measure_of(profile, wish)
    with tempfile.TemporaryDirectory(prefix="annex-", dir=exporter.pool.scratch) as name:
        book = _book(order, dossier, profile=profile, wish=wish, texts=texts)
        press = _press(book, dossier, wish, profile=profile, folder=Path(name), exporter=exporter)
        cutter = Cutter(press, measure, stem=target.stem, profile=profile)
        cut, check = _finished(_maker(dossier, order, Path(name), exporter), order, cutter, press)
        places = [place_of(file, target) for file in cut.files]
        permit(places)
        pool, progress = exporter.pool, exporter.progress
        earlier = earlier_files(target, dossier, sources=sources, texts=texts, pool=pool, progress=progress)
        refuse_taken(places, target, earlier.plans)
        told = (
            *(() if name_agrees(target.stem, measure) else (warning("name-not-taken", file=target.name),)),
            *look(cut.files, places),
            *_staying(earlier, places),
        )
        exported = _exported(order, cut, check, places=places, told=told)
        company = accompany(exported, earlier)
        gone = (*earlier.gone(places), *company.gone)
        put_in_place(cut.files, places, replace(company, gone=gone))
    return exported


def _exported(
    order: Order, cut: Cut, check: CheckReport, *, places: Sequence[Path], told: Sequence[Finding]
) -> Exported:
    tops = sum(1 for entry in order.entries if entry.parent is None)
    return Exported(
        files=tuple(_placed(file, place) for file, place in zip(cut.files, places, strict=True)),
        plans=tuple(file.plan for file in cut.files),
        tops=tops,
        attached=len(order.entries) - tops,
        findings=(*_findings(cut.made), *cut.findings, *told),
        check=check,
    )


def _staying(earlier: Earlier, places: Sequence[Path]) -> tuple[Finding, ...]:
    names = [path.name for path in earlier.staying(places)]
    return (warning("old-files-stay", n=len(names), names=", ".join(names)),) if names else ()


def _book(order: Order, dossier: Dossier, *, profile: Profile, wish: Wish, texts: Texts) -> Book:
    return Book(
        order=order,
        parties=sides_together(dossier.parties),
        texts=texts,
        case_number=dossier.case_number,
        facts=dossier.proved,
        sent=got_before(dossier, profile),
        wants=profile.wants,
        duplex=wish.duplex,
        front=front_of(dossier, profile, scope=wish.scope, texts=texts, day=order.day),
    )


def _press(
    book: Book, dossier: Dossier, wish: Wish, *, profile: Profile, folder: Path, exporter: Exporter
) -> Press:
    pool, progress = exporter.pool, exporter.progress
    issue = Issue(recipient=profile.id, scope=wish.scope)
    archiving = archiving_of(
        dossier,
        wish,
        assets=exporter.assets,
        pool=pool,
        progress=progress,
        secretive=bool(profile.forbids or held_from(dossier, profile)),
        takes=profile.takes,
    )
    return Press(book=book, folder=folder, pool=pool, progress=progress, archiving=archiving, issue=issue)


def _kept(press: Press, cut: Cut) -> tuple[Finding, ...]:
    if press.archiving is None:
        return ()
    plans, claims = [file.plan for file in cut.files], [file.archive.claim for file in cut.files]
    return press.archiving.findings(plans, claims, {piece: made.path for piece, made in cut.made.items()})


def _maker(dossier: Dossier, order: Order, folder: Path, exporter: Exporter) -> SheetMaker:
    return SheetMaker(
        dossier,
        {entry.piece.id: entry.label for entry in order.entries},
        folder=folder,
        shelf=Shelf(exporter.sheets or folder / "kept"),
        assets=exporter.assets,
        pool=exporter.pool,
        texts=exporter.texts,
        progress=exporter.progress,
    )


def _finished(maker: SheetMaker, order: Order, cutter: Cutter, press: Press) -> tuple[Cut, CheckReport]:
    """Plans, assembles and checks until the files are what was planned.

    One piece that does not come out right never stops the others: a page stands for it, and all is
    planned again. Each time there is one piece less that could fail, so it ends.
    """
    pieces = {entry.piece.id: entry.piece for entry in order.entries}
    made = maker.make_all(list(pieces.values()))
    while True:
        try:
            cut = cutter.cut(made)
            told = replace(cut, findings=(*cut.findings, *_kept(press, cut)))
            return told, press.check(cut.files, cut.made)
        except NotRightError as error:
            made |= {wrong: maker.make_placeholder(pieces[wrong], _NOT_SHOWN) for wrong in error.pieces}


def _placed(file: FileMade, place: Path) -> AnnexFile:
    return AnnexFile(
        path=str(place),
        label=file.part.label,
        size=file.size,
        digest=digest_of_file(file.path),
        pages=len(file.plan.pages),
    )


def _findings(made: Mapping[PieceId, Made]) -> tuple[Finding, ...]:
    return tuple(finding for sheet in made.values() for finding in sheet.findings)
