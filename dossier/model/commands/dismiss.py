"""The answers to what the program proposed: it is not proposed again."""

from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, done
from dossier.model.commands.together import Command
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.piece import joined_ids


def dismiss(dossier: Dossier, finding: Finding) -> Done:
    """Lets one remark go: the answer "no".

    Args:
        dossier: The dispute.
        finding: The remark, as the dossier holds it or as ``remarks`` tells it.

    Raises:
        UsageError: ``nothing-to-do``, it holds no such remark.
    """
    joined = joined_ids(dossier.pieces)
    kept = tuple(
        one
        for one in dossier.findings
        if not any(_is_told(said, finding) for said in (one, one.renamed(joined)))
    )
    if kept == dossier.findings:
        raise UsageError("nothing-to-do", title="")
    return done(replace(dossier, findings=kept), "dismiss")


def accept(dossier: Dossier, finding: Finding, act: Command) -> Done:
    """Does what a remark proposes, and lets the remark go with it: one step, under the act's own name.

    Args:
        dossier: The dispute.
        finding: The remark, as for ``dismiss``.
        act: What it proposes.

    Raises:
        UsageError: As ``dismiss`` and the act say.
    """
    return act(dismiss(dossier, finding).dossier)


def _is_told(held: Finding, told: Finding) -> bool:
    """Tells whether a remark is the one told, which may name its file besides."""
    named = {"file": told.params.get("file", ""), **held.params}
    return (held.code, held.piece) == (told.code, told.piece) and told.params in (held.params, named)
