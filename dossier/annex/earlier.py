"""Which annexes an earlier export of the same dossier left where the next one goes.

They are recognised by what they say of themselves, unchanged, and by the fingerprints of their pieces:
the annex of another dispute, a proof and whatever a person wrote on have the same right to a name.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dossier.annex.stored import looks_like_annex
from dossier.annex.verify import Account, VerifyTask, run_account
from dossier.basis import limits
from dossier.basis.atomic import place_error
from dossier.basis.digest import digest_of_file
from dossier.basis.errors import DossierError
from dossier.basis.progress import Progress, silent
from dossier.model.dossier import Dossier
from dossier.model.plan import PageKind, Plan
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool

_FIGURES: Final = r"\d{1,4}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was found.

    Attributes:
        plans: The dossier's own annexes, with what is in each of them; they may be written again.
        kept: Those of them that were sent or are proofs, and annexes that are perhaps not the dossier's.
    """

    plans: Mapping[Path, Plan]
    kept: tuple[Path, ...] = ()

    def gone(self, places: Collection[Path]) -> tuple[Path, ...]:
        """Lists what the next export does not make again: sent along with it, it would tell too much."""
        return tuple(path for path in self.plans if path not in places and path not in self.kept)

    def staying(self, places: Collection[Path]) -> tuple[Path, ...]:
        """Lists what nobody takes away."""
        return tuple(path for path in self.kept if path not in places)


def earlier_files(
    target: Path,
    dossier: Dossier,
    *,
    sources: Sequence[Path] = (),
    texts: Texts,
    pool: Pool,
    progress: Progress = silent,
) -> Earlier:
    """Looks for annexes under the names that the next export may use; what is among the sources is no matter.

    Args:
        target: Where the annex goes.
        dossier: The dispute.
        sources: Files and folders of proofs.
        texts: Of the annex.
        pool: Where the files are opened.
        progress: Told about the work; may cancel it.

    Raises:
        PlaceError: ``cannot-write``; something there cannot be read.
        CancelledError: The person asked to stop.
    """
    roots = {path.resolve() for path in sources}
    try:
        found = [
            path
            for path in _of_the_same_name(target, texts)
            if path.is_file() and not path.is_symlink() and roots.isdisjoint(_ways(path))
            if looks_like_annex(path)
        ]
        safe = {file.digest for piece in dossier.pieces for file in piece.originals}
        safe |= {file.digest for sent in dossier.rounds for file in sent.files}
        kept = {path for path in found if digest_of_file(path) in safe}
    except OSError as error:
        raise place_error(error, target) from error
    answers = pool.map(
        run_account,
        [VerifyTask(path=str(path)) for path in found],
        seconds=lambda _: limits.VERIFY_SECONDS,
        progress=progress,
        stage="check",
    )
    accounts = {
        path: account
        for path, account in zip(found, answers, strict=True)
        if not isinstance(account, DossierError) and account.report.agrees
    }
    ours = {path: one for path, one in accounts.items() if _is_of(one.plan, dossier)}
    exports = {_export_of(path, one) for path, one in ours.items()}
    plans = {
        path: one.plan
        for path, one in accounts.items()
        if (path in ours or (not one.plan.pieces and _export_of(path, one) in exports))
        and (path.parent == target.parent or _is_separate(one.plan))
    }
    return Earlier(plans=plans, kept=tuple(path for path in found if path in kept or path not in plans))


def _export_of(path: Path, account: Account) -> tuple[object, ...]:
    """Tells from which export a file is: a list of pieces, which has none, is known by its neighbours."""
    issue = account.archive.issue
    told = (issue.recipient, issue.scope, issue.of) if issue else ()
    return (path.parent, account.plan.day, *told)


def _of_the_same_name(target: Path, texts: Texts) -> Iterator[Path]:
    words = re.escape(texts.say("annex.volume_of", number=0, of=0)).replace("0", _FIGURES)
    volume = re.compile(rf"{re.escape(target.stem)} {words}")
    yield target
    yield from sorted(path for path in target.parent.glob("*.pdf") if volume.fullmatch(path.stem))
    folder = target.with_suffix("")
    if folder.is_dir() and not folder.is_symlink():
        yield from sorted(folder.glob("*.pdf"))


def _ways(path: Path) -> tuple[Path, ...]:
    place = path.resolve()
    return (place, *place.parents)


def _is_separate(plan: Plan) -> bool:
    """Tells whether a file is a separate one: a list without pieces, or a piece with its head."""
    kinds = {page.kind for page in plan.pages}
    return PageKind.HEAD in kinds or PageKind.PIECE not in kinds


def _is_of(plan: Plan, dossier: Dossier) -> bool:
    """Tells whether the pieces of an annex are a dossier's; some may have been erased since."""
    digests = {file.digest for piece in dossier.pieces for file in piece.originals}
    titles = {piece.title for piece in dossier.pieces}
    known = [
        not digests.isdisjoint(row.fingerprints) if row.fingerprints else row.title in titles
        for row in plan.pieces
    ]
    named = bool(dossier.title) and dossier.title in plan.title
    return any(known) and (all(known) or (named and 2 * sum(known) > len(known)))
