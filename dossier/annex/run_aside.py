"""What belongs into the one run of correspondence and stands in another rubric."""

from dossier.annex.order import Entry, Order, Section
from dossier.model.piece import FileKind, Piece

_WRITTEN = (FileKind.EMAIL, FileKind.CHAT)


def kept_elsewhere(order: Order, section: Section) -> tuple[Entry, ...]:
    """Lists the mails, chats and calls of a run's period that stand in other rubrics, by their dates.

    Args:
        order: The whole annex.
        section: A rubric of it; only the one run of correspondence has such a list.
    """
    if section.rubric != order.correspondence:
        return ()
    dated = [entry.moment for entry in section.entries if entry.moment.known]
    begins = [begin for moment in dated if (begin := moment.begin(order.zone))]
    ends = [end for moment in dated if (end := moment.end(order.zone) or moment.begin(order.zone))]
    if not begins:
        return ()
    first, last = min(begins), max(ends)
    found = [
        entry
        for entry in order.entries
        if entry.rubric != section.rubric
        and _is_correspondence(entry.piece)
        and (at := entry.moment.begin(order.zone)) is not None
        and first <= at <= last
    ]
    return tuple(sorted(found, key=lambda entry: entry.moment.sort_key(order.zone)))


def _is_correspondence(piece: Piece) -> bool:
    return piece.event is not None or any(file.kind in _WRITTEN for file in piece.originals)
