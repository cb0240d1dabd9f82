"""The outline of a file: its lists, its rubrics and its pieces."""

from collections.abc import Mapping

from dossier.annex.layout import BORDEREAU, CHRONOLOGY, FACTS, INTEGRITY, Anchor, piece_anchor, rubric_anchor
from dossier.annex.order import Order
from dossier.model.plan import Bookmark, one_line
from dossier.texts.catalogue import Texts


def bookmarks(order: Order, numbers: Mapping[Anchor, int], texts: Texts) -> list[Bookmark]:
    """Names the lists of a file, the pieces that stand in it, and the table of fingerprints."""
    lists = (("annex.facts", FACTS), ("annex.bordereau", BORDEREAU), ("annex.chronology", CHRONOLOGY))
    marks = [
        Bookmark(title=texts.say(key), page=numbers[anchor]) for key, anchor in lists if anchor in numbers
    ]
    marks.extend(section_marks(order, numbers, texts))
    marks.append(Bookmark(title=texts.say("annex.integrity"), page=numbers[INTEGRITY]))
    return marks


def section_marks(order: Order, numbers: Mapping[Anchor, int], texts: Texts) -> list[Bookmark]:
    """Names the pieces that stand in this file, under their rubrics where it has any."""
    marks = []
    for section in order.sections:
        entries = [entry for entry in section.entries if piece_anchor(entry.piece.id) in numbers]
        if order.grouped and entries:
            page = numbers[rubric_anchor(section.rubric)]
            marks.append(Bookmark(title=one_line(section.name), page=page))
        for entry in entries:
            key = "annex.bookmark" if entry.moment.known else "annex.bookmark_undated"
            title = texts.say(key, label=entry.label, day=entry.day, title=entry.title)
            depth = (1 if order.grouped else 0) + (0 if entry.parent is None else 1)
            page = numbers[piece_anchor(entry.piece.id)]
            marks.append(Bookmark(title=one_line(title), page=page, depth=depth))
    return marks
