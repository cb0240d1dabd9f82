"""Several acts on one piece as one."""

from collections.abc import Callable, Sequence

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, done
from dossier.model.dossier import Dossier

Command = Callable[[Dossier], Done]


def edit_together(dossier: Dossier, commands: Sequence[Command], *, title: str) -> Done:
    """Does all acts or none; several are one step under a name of its own.

    Args:
        dossier: The dispute.
        commands: The acts, in order.
        title: What the piece is called.

    Raises:
        UsageError: As the acts say; ``nothing-to-do``, there is none.
    """
    if not commands:
        raise UsageError("nothing-to-do", title=title)
    after = commands[0](dossier)
    if len(commands) == 1:
        return after
    for command in commands[1:]:
        after = command(after.dossier)
    return done(after.dossier, "edit", title=title)
