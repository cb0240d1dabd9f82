"""What a PDF says of itself: when it was made, whether it is signed, a form, a folder of files."""

from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf

from dossier.intake.pdf.tree import entry, inside

_TREE_STEPS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What the catalogue tells.

    Attributes:
        declared: How many pages it says it has; 0 when it does not.
        created: The raw creation date of the metadata.
        signed: Whether a digital signature stands in it.
        dynamic: Whether its pages are only made by the program that made the form (XFA).
        xfa: Whether it holds such a form at all, perhaps beside real pages.
        portfolio: Whether it is a folder of files, and its pages only its cover.
    """

    declared: int = 0
    created: str = ""
    signed: bool = False
    dynamic: bool = False
    xfa: bool = False
    portfolio: bool = False


def facts_of(document: Pdf) -> PdfFacts:
    """Asks the catalogue; raises whatever the library raises on damage."""
    root = document.Root
    form = entry(root, "/AcroForm")
    xfa = entry(form, "/XFA") is not None
    return PdfFacts(
        declared=_whole(entry(entry(root, "/Pages"), "/Count")),
        created=_created(document),
        signed=isinstance(form, Dictionary) and _is_signed(form),
        dynamic=xfa and _is_true(entry(root, "/NeedsRendering")),
        xfa=xfa,
        portfolio=isinstance(entry(root, "/Collection"), Dictionary),
    )


def _created(document: Pdf) -> str:
    said = entry(entry(document.trailer, "/Info"), "/CreationDate")
    return "" if said is None else str(said)


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _is_true(value: object) -> bool:
    return value is True


def _is_signed(form: Dictionary) -> bool:
    """Looks for a field that holds a signature (ISO 32000-1, 12.7.4.5); an empty one is a place for it."""
    fields = Dictionary(Kids=form.get("/Fields", Array()))
    return any(_holds_signature(field) for field in inside(fields, "/Kids"))


def _holds_signature(field: Dictionary) -> bool:
    value = entry(field, "/V")
    if not isinstance(value, Dictionary):
        return False
    return _kind(field) == Name.Sig and (entry(value, "/ByteRange") is not None or "/Contents" in value)


def _kind(field: Dictionary) -> Object | None:
    """Gives a field's type, its own or inherited."""
    above: object = field
    for _ in range(_TREE_STEPS):
        kind = entry(above, "/FT")
        if kind is not None:
            return kind
        above = entry(above, "/Parent")
    return None
