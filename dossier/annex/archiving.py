"""Decides for each file of an annex what it claims and carries."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.annex.archive import Archive, Claim
from dossier.annex.carrying import Carrier
from dossier.annex.pdfa import Archivist, told
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.basis.progress import Progress, silent
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.plan import Plan
from dossier.model.wish import Wish
from dossier.workers.pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Archiving:
    """What an export's files claim and carry.

    Attributes:
        archivist: Says whether they may claim PDF/A.
        carrier: Chooses their originals; None when they carry none.
        wanted: Whether the person or the recipient asked for PDF/A: obstacles are told then.
    """

    archivist: Archivist
    carrier: Carrier | None = None
    wanted: bool = False

    def archive(self, plan: Plan, sheets: Mapping[PieceId, Path], shown: Collection[PieceId]) -> Archive:
        """Decides for one file.

        Args:
            plan: What is in it.
            sheets: The sheet of each of its pieces.
            shown: The pieces of all files of the annex.

        Raises:
            CancelledError: The person asked to stop.
        """
        carried = self.carrier.carried(plan, shown) if self.carrier else ()
        claim = self.archivist.claim(sheets.values(), carries=bool(carried))
        return Archive(claim=claim, carried=carried)

    def originals(self, archive: Archive) -> dict[Digest, Path]:
        """Tells where the bytes stand of what a file carries."""
        return self.carrier.paths(archive.carried) if self.carrier else {}

    def findings(
        self, plans: Sequence[Plan], claims: Sequence[Claim], sheets: Mapping[PieceId, Path]
    ) -> tuple[Finding, ...]:
        """Says what came of it.

        Args:
            plans: Of all files.
            claims: What each of them claims.
            sheets: The sheets that they were made from.
        """
        left_out = self.carrier.left_out(plans, sheets.keys()) if self.carrier else ()
        obstacles = self.archivist.obstacles(sheets) if self.wanted else ()
        return (*told(claims, obstacles, wanted=self.wanted), *left_out)


def archiving_of(
    dossier: Dossier,
    wish: Wish,
    *,
    assets: Assets,
    pool: Pool,
    progress: Progress = silent,
    secretive: bool,
    takes: Callable[[str], bool],
) -> Archiving:
    """Prepares what an export's files claim and carry.

    Args:
        dossier: As the recipient gets to know it.
        wish: What is asked for.
        assets: Where the originals' bytes stand.
        pool: Where strangers' bytes are looked at.
        progress: Told about the work; may cancel it.
        secretive: Whether something is not told to the recipient: originals may show it.
        takes: Tells whether the recipient takes a kind of file, by its suffix.
    """
    carrier = Carrier(
        dossier=dossier, assets=assets, pool=pool, progress=progress, secretive=secretive, takes=takes
    )
    return Archiving(
        archivist=Archivist(pool=pool, progress=progress),
        carrier=carrier if wish.with_originals else None,
        wanted=wish.pdfa,
    )
