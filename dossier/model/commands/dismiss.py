"""The answer "no" to what the program proposed: it is not proposed again."""

from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, done
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding


def dismiss(dossier: Dossier, finding: Finding) -> Done:
    """Lets one remark go.

    Args:
        dossier: The dispute.
        finding: The remark, as the dossier holds it.

    Raises:
        UsageError: ``nothing-to-do``, it holds no such remark.
    """
    kept = tuple(one for one in dossier.findings if one != finding)
    if kept == dossier.findings:
        raise UsageError("nothing-to-do", title="")
    return done(replace(dossier, findings=kept), "dismiss")
