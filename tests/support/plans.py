"""An annex of one file, planned."""

from collections.abc import Mapping, Sequence

from dossier.annex.order import Order
from dossier.annex.planning import Book, Planned, plan_files
from dossier.annex.sheets import Made
from dossier.annex.volumes import Part, PartKind
from dossier.model.ids import PieceId
from dossier.model.party import Party
from dossier.texts.catalogue import Texts


def plan_annex(
    order: Order,
    made: Mapping[PieceId, Made],
    *,
    parties: Sequence[Party],
    texts: Texts,
    case_number: str = "",
) -> Planned:
    """Plans an annex of one file.

    Args:
        order: The annex in words.
        made: The sheet of each entry.
        parties: Who is in the dispute.
        texts: The annex's language.
        case_number: The number that the recipient gave the demand.
    """
    book = Book(order=order, parties=parties, texts=texts, case_number=case_number)
    pieces = tuple(entry.piece.id for entry in order.entries)
    part = Part(kind=PartKind.ANNEX, pieces=pieces, name="", label=texts.say("annex.name"))
    return plan_files(book, (part,), made)[0]
