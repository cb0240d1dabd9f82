"""A row of the list of pieces in words, made once and kept until something about it changes."""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from dossier.basis.clock import zone_named
from dossier.model.body import Body, PdfBody
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.party import Role as PartyRole
from dossier.model.piece import Event, State
from dossier.model.recognising import as_seen
from dossier.model.rubric import OTHER
from dossier.recipients.known import recipient_name
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_day
from ui.models.arranged import Choice, Place, Section, arranged
from ui.models.roles import Chip, RowKind
from ui.present import BETWEEN, detail, span, when
from ui.theme import Tone

Looks = tuple[tuple[Body, ...], Event | None]
"""What a piece's small picture shows; another one is wanted when it changes."""

NO_RUBRIC: Final = RubricId("")
"""Of what stands in none yet."""

_STATES = {State.REPAIRED: Tone.LOOK, State.PARTIAL: Tone.LOOK, State.PLACEHOLDER: Tone.MISSING}


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """What the list shows of a heading or piece; names as in ``roles.Role``.

    Attributes:
        spoken: All of it in one sentence, to be read aloud.
        looks: Of a piece, None of a heading.
    """

    key: str
    kind: RowKind
    piece: PieceId | None = None
    rubric: RubricId
    number: str = ""
    title: str
    when: str = ""
    detail: str = ""
    chips: tuple[Chip, ...] = ()
    muted: bool = False
    spoken: str
    looks: Looks | None = None

    @property
    def tooltip(self) -> str:
        """All of it, as rich text in which nothing of a proof is markup; made for whoever points at it."""
        return tooltip_of((self.title, self.when, self.detail, *_words_of(self.chips)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What all rows depend on."""

    zone: tzinfo
    own: frozenset[str]


class PieceRows:
    """Makes the rows of a dossier; those of pieces that did not change are kept."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._kept: dict[PieceId, tuple[Place, _Setting, PieceRow]] = {}
        self._headings: dict[tuple[Section, str], PieceRow] = {}

    def rows(self, dossier: Dossier, choice: Choice) -> list[PieceRow]:
        """Gives the rows, in order."""
        there = {piece.id for piece in dossier.pieces}
        self._kept = {piece: kept for piece, kept in self._kept.items() if piece in there}
        setting = _Setting(zone=zone_named(dossier.zone), own=_own_addresses(dossier))
        names = {rubric.id: rubric.name(self._texts.language) for rubric in dossier.rubrics}
        rows, headings = list[PieceRow](), dict[tuple[Section, str], PieceRow]()
        for one in arranged(dossier, choice):
            if isinstance(one, Section):
                key = one, names.get(one.rubric) or self._texts.say("annex.rubric")
                headings[key] = self._headings.get(key) or self._heading(*key)
                rows.append(headings[key])
            else:
                rows.append(self._row(one, setting))
        self._headings = headings
        return rows

    def awaited(self, names: Sequence[str]) -> list[PieceRow]:
        """Gives the rows of files that are still being read."""
        said = self._texts.say("window.pieces_awaited")
        return [
            PieceRow(
                key=f"awaited {place} {name}",
                kind=RowKind.AWAITED,
                rubric=NO_RUBRIC,
                title=name,
                detail=said,
                muted=True,
                spoken=_sentence((name, said)),
            )
            for place, name in enumerate(names)
        ]

    def _row(self, place: Place, setting: _Setting) -> PieceRow:
        kept = self._kept.get(place.piece.id)
        if kept is not None and kept[0] == place and kept[1] == setting:
            return kept[2]
        row = _piece_row(self._texts, place, setting)
        self._kept[place.piece.id] = (place, setting, row)
        return row

    def _heading(self, section: Section, name: str) -> PieceRow:
        dates = span(self._texts, *section.span) if section.span else ""
        said = self._texts.say("window.pieces_spoken_heading", name=name)
        return PieceRow(
            key=f"heading {section.rubric}" if not section.run else f"heading {section.rubric} {section.run}",
            kind=RowKind.HEADING,
            rubric=section.rubric,
            title=name,
            detail=dates,
            spoken=_sentence((said, dates)),
        )


def key_of(piece: PieceId) -> str:
    """Gives what makes a row the row of a piece."""
    return f"piece {piece}"


def _own_addresses(dossier: Dossier) -> frozenset[str]:
    consumers = (party for party in dossier.parties if party.role is PartyRole.CONSUMER)
    return frozenset(address.lower() for party in consumers for address in party.addresses)


def _piece_row(texts: Texts, place: Place, setting: _Setting) -> PieceRow:
    piece = place.piece
    about = detail(texts, piece, own=setting.own, attached=place.attached)
    date = when(texts, piece.moment, setting.zone)
    chips = tuple(_chips(texts, place))
    aloud = when(texts, piece.moment, setting.zone, spoken=True)
    return PieceRow(
        key=key_of(piece.id),
        kind=RowKind.CHILD if place.child else RowKind.PIECE,
        piece=piece.id,
        rubric=place.rubric,
        number=place.number,
        title=piece.title,
        when=date,
        detail=about,
        chips=chips,
        muted=not piece.shown or bool(place.hidden_from),
        spoken=_sentence(
            (_numbered(texts, place), piece.title, aloud, *about.split(BETWEEN), *_words_of(chips))
        ),
        looks=(as_seen(piece), piece.event),
    )


def _words_of(chips: Iterable[Chip]) -> Iterator[str]:
    for chip in chips:
        yield from (chip.tip or chip.text).split("\n")


def _chips(texts: Texts, place: Place) -> Iterator[Chip]:
    """Says why a piece is not in the annex, or what is to be looked at; then what it is made of."""
    piece = place.piece
    yield from _absence(texts, place)
    if piece.shown and not place.child:
        yield from _questions(texts, place)
    if piece.state in _STATES:
        yield _chip(texts, f"state.{piece.state}", tone=_STATES[piece.state])
    if any(isinstance(body, PdfBody) and body.chosen is not None for body in piece.bodies):
        yield _chip(texts, "window.pieces_extract")
    if piece.parts:
        yield _chip(texts, "window.pieces_grouped", n=len(piece.parts))
    if piece.event is not None:
        yield _chip(texts, "window.pieces_event")
    if place.child and piece.rendering is not None:
        yield _chip(texts, f"window.pieces_{piece.rendering}")
    if place.sent:
        yield Chip(text=texts.say("window.pieces_sent"), tone=Tone.GOOD, tip=_sent_when(texts, place))


def _absence(texts: Texts, place: Place) -> Iterator[Chip]:
    if place.piece.duplicate_of is not None:
        twin = f"repeat_{'' if place.twin else 'of_hidden'}".rstrip("_")
        yield _chip(texts, f"window.pieces_{twin}", number=place.twin)
    elif not place.piece.included:
        yield _chip(texts, "window.pieces_excluded")
    elif place.hidden_from:
        name = recipient_name(place.hidden_from, texts.language)
        tip = texts.say("window.pieces_hidden_from", recipient=name)
        yield Chip(text=texts.say("window.pieces_hidden"), tone=Tone.NEUTRAL, tip=tip)


def _sent_when(texts: Texts, place: Place) -> str:
    language = texts.language
    said = (
        texts.say(
            "window.pieces_sent_when", day=long_day(texts, day), recipient=recipient_name(recipient, language)
        )
        for day, recipient in place.sent
    )
    return "\n".join(said)


def _questions(texts: Texts, place: Place) -> Iterator[Chip]:
    if not place.piece.moment.known:
        yield _chip(texts, "window.pieces_date_unknown", tone=Tone.LOOK)
    elif place.doubted:
        yield _chip(texts, "window.pieces_date_doubted", tone=Tone.LOOK)
    if place.piece.rubric == OTHER:
        yield _chip(texts, "window.pieces_rubric_unsure", tone=Tone.LOOK)


def _chip(texts: Texts, key: str, *, tone: Tone = Tone.NEUTRAL, **params: str | int) -> Chip:
    return Chip(text=texts.say(key, **params), tone=tone)


def _numbered(texts: Texts, place: Place) -> str:
    if not place.number:
        return texts.say("window.pieces_spoken_unnumbered")
    name = "child" if place.child else "number"
    return texts.say(f"window.pieces_spoken_{name}", number=place.number)


def _sentence(facts: Iterable[str]) -> str:
    return ", ".join(fact for fact in facts if fact) + "."


def tooltip_of(lines: Iterable[str]) -> str:
    """Makes a tooltip's lines; what a proof says in its title stays words, never markup or pictures."""
    return "<qt>" + "<br>".join(html.escape(line) for line in lines if line) + "</qt>"
