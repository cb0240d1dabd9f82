"""The answer to "these two may be one proof": they are not."""

from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, done, found
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId


def keep_both(dossier: Dossier, piece: PieceId) -> Done:
    """Keeps a piece and what it may repeat: it is not asked about again.

    Raises:
        UsageError: ``no-such-piece``; ``nothing-to-do``, nothing was asked about it.
    """
    one = found(dossier, piece)
    kept = tuple(
        finding
        for finding in dossier.findings
        if not (finding.code == "possible-repeat" and piece in finding.named)
    )
    if kept == dossier.findings:
        raise UsageError("nothing-to-do", title=one.title)
    return done(replace(dossier, findings=kept), "keep-both", title=one.title)
