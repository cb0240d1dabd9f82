"""What a person asks for besides what the recipient's profile says."""

from dataclasses import dataclass

from dossier.model.rounds import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for; nothing leaves all to the profile.

    Attributes:
        scope: Everything, or only what the recipient has not got yet.
        max_bytes: Of one file at most; None leaves it to the profile.
        separate: Whether each piece gets a file of its own, though the recipient takes one.
        duplex: Whether each piece begins on a right-hand page.
        with_originals: Whether the originals of the pieces travel inside of the annex.
        pdfa: Whether the person asks for PDF/A, and is told what stands in its way.
    """

    scope: Scope = Scope.ALL
    max_bytes: int | None = None
    separate: bool = False
    duplex: bool = False
    with_originals: bool = False
    pdfa: bool = False


NO_WISH = Wish()
