"""The model of the recipients that there are: by what they are, what fits the person best first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from dossier.model.checklist import CheckedCondition, CheckedWindow, Opening, Told, Verdict
from dossier.recipients.folding import folded
from dossier.texts.catalogue import Texts
from dossier.texts.checklist import said_condition, said_countries, said_window
from ui.models.piece_rows import tooltip_of
from ui.models.roles import Chip, Role, RowKind
from ui.models.row_model import RowModel
from ui.theme import Tone

AnyIndex = QModelIndex | QPersistentModelIndex

_FIELDS: Final = {
    Qt.ItemDataRole.DisplayRole: "title",
    Qt.ItemDataRole.ToolTipRole: "tooltip",
    Qt.ItemDataRole.AccessibleTextRole: "spoken",
    Role.KIND: "kind",
    Role.RECIPIENT: "recipient",
    Role.TITLE: "title",
    Role.DETAIL: "detail",
    Role.CHIPS: "chips",
    Role.MUTED: "muted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientRow:
    """A recipient, or the heading over some of one kind; names as in ``roles.Role``."""

    key: str
    kind: RowKind
    title: str
    recipient: str = ""
    detail: str = ""
    chips: tuple[Chip, ...] = ()
    muted: bool = False
    tooltip: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be seen of the list.

    Attributes:
        words: Each must stand in the name, the kind, the country or what it does.
        country: Of the recipient; those of no one country are always seen. "" for all.
        open_only: Whether what is closed is left out.
    """

    words: str = ""
    country: str = ""
    open_only: bool = False


EVERYBODY: Final = Wanted()
_CLOSED: Final = "closed"
"""The last group, of what no kind is said."""


class RecipientsModel(RowModel):
    """Recipients in groups of one kind, in the order in which they fit; what is closed comes last."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__({int(role): name for role, name in _FIELDS.items()}, parent)
        self._texts = texts
        self._openings: tuple[Opening, ...] = ()
        self._about: Mapping[str, str] = {}
        self._day = date.min
        self._chosen = ""
        self._wanted = EVERYBODY

    def set_openings(
        self, openings: Sequence[Opening], *, about: Mapping[str, str], day: date, chosen: str = ""
    ) -> None:
        """Shows how the recipients stand on a day.

        Args:
            openings: What fits best first.
            about: What each does, by its id: looked through as well.
            day: On which they would be asked.
            chosen: Whom the dossier is for.
        """
        self._openings, self._about, self._day, self._chosen = tuple(openings), about, day, chosen
        self._refresh()

    def set_wanted(self, wanted: Wanted) -> None:
        """Shows another part of the list."""
        self._wanted = wanted
        self._refresh()

    def row_of(self, recipient: str) -> int:
        """Tells where a recipient stands; -1 for one that is not shown."""
        places = (place for place in range(self.rowCount()) if self.recipient_at(place) == recipient)
        return next(places, -1) if recipient else -1

    def recipient_at(self, row: int) -> str:
        """Tells which recipient a row is; "" for a heading."""
        return str(self.index(row, 0).data(Role.RECIPIENT))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Lets recipients be chosen, and not the headings."""
        if index.data(Role.KIND) == RowKind.HEADING:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def _refresh(self) -> None:
        wanted = [one for one in self._openings if self._is_wanted(one)]
        groups: dict[str, list[Opening]] = {}
        for opening in wanted:
            if opening.open:
                groups.setdefault(opening.kind, []).append(opening)
        # What is closed would only stand in the way of what is open.
        groups[_CLOSED] = [one for one in wanted if not one.open]
        self.show_rows([row for kind, group in groups.items() for row in self._group(kind, group)])

    def _is_wanted(self, opening: Opening) -> bool:
        wanted = self._wanted
        if wanted.open_only and not opening.open:
            return False
        if wanted.country and opening.country not in ("", wanted.country):
            return False
        if not wanted.words.strip():
            return True
        text = folded(" ".join(self._words_of(opening)))
        return all(word in text for word in folded(wanted.words).split())

    def _words_of(self, opening: Opening) -> Iterator[str]:
        yield from opening.names.values()
        yield self._texts.say(f"window.recipient_kind_{opening.kind}")
        yield said_countries(self._texts, filter(None, (opening.country,)))
        yield self._about.get(opening.recipient, "")
        yield opening.recipient

    def _group(self, kind: str, group: Sequence[Opening]) -> Iterator[RecipientRow]:
        if not group:
            return
        title = self._texts.say(f"window.recipient_kind_{kind}")
        yield RecipientRow(key=f"kind {kind}", kind=RowKind.HEADING, title=title, spoken=title)
        for opening in group:
            yield self._row(opening)

    def _row(self, opening: Opening) -> RecipientRow:
        texts = self._texts
        name = opening.names.get(texts.language) or opening.names["fr"]
        reason = first_reason(opening, texts, day=self._day)
        mine = Chip(text=texts.say("window.recipient_chosen"), tone=Tone.ACCENT)
        state = Chip(text=state_word(opening, texts), tone=state_tone(opening))
        chips = (mine, state) if opening.recipient == self._chosen else (state,)
        said = (name, *(chip.text for chip in chips), reason)
        return RecipientRow(
            key=opening.recipient,
            kind=RowKind.PIECE,
            title=name,
            recipient=opening.recipient,
            detail=reason,
            chips=chips,
            muted=not opening.open,
            tooltip=tooltip_of(said),
            spoken=", ".join(said),
        )


def state_word(opening: Opening, texts: Texts) -> str:
    """Says in a word whether a recipient is open."""
    state = "closed" if not opening.open else "asks" if opening.asks else "open"
    return texts.say(f"window.recipient_state_{state}")


def state_tone(opening: Opening) -> Tone:
    """Gives the colour of that word."""
    if not opening.open:
        return Tone.NEUTRAL
    return Tone.LOOK if opening.asks else Tone.GOOD


def first_reason(opening: Opening, texts: Texts, *, day: date) -> str:
    """Says what speaks most against asking on a day, then what is to be told, then what speaks for it."""
    shut = (one for one in opening.windows if one.is_early(day) or one.is_late(day))
    if (window := next(shut, None)) is not None:
        return _window(window, texts)
    first = next(iter(opening.conditions), None)
    unknown = next((one for one in opening.windows if one.start is None), None)
    if unknown is not None and (first is None or first.verdict in (Verdict.MET, Verdict.NOT_NEEDED)):
        return _window(unknown, texts)
    if first is not None:
        return _condition(first, texts)
    said = (_window(one, texts) for one in opening.windows)
    return next(filter(None, said), texts.say("window.recipient_no_condition"))


def _window(window: CheckedWindow, texts: Texts) -> str:
    return _sure(said_window(texts, window), window.told, texts)


def _condition(condition: CheckedCondition, texts: Texts) -> str:
    return _sure(said_condition(texts, condition), condition.told, texts)


def _sure(said: str, told: Told, texts: Texts) -> str:
    return said if told.sure or not said else texts.say("window.recipient_unsure_of", said=said)
