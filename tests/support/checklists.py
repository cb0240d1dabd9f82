"""Disputes and recipients made by hand, for tests of what recipients ask for."""

from dataclasses import replace
from datetime import date

from dossier.model.dossier import Dossier
from dossier.model.facts import ClaimLine, Dispute, Facts, KeyDate, Milestone, Question
from dossier.model.ids import PieceId
from dossier.model.party import Party, Role
from dossier.model.piece import Piece
from dossier.recipients.check import Books
from dossier.recipients.needs import load_needs
from dossier.recipients.profile import Condition, Importance, Kind, Need, Profile, Window
from dossier.recipients.source import Mark, Source
from tests.support.dossiers import small_dossier

READ = date(2026, 11, 21)
SOURCE = "S1"
COMPLAINED = date(2026, 6, 10)


def books() -> Books:
    """Gives the needs of the program and one invented source."""
    source = Source(id=SOURCE, name="Page", addresses=("https://page.invalid",), read=READ)
    return Books(needs=load_needs(), sources={SOURCE: source})


def condition(check: str, *values: str) -> Condition:
    """Makes a condition."""
    return Condition(check=check, values=values, sources=(SOURCE,), mark=Mark.VERIFIED)


def need(
    key: str,
    *,
    must: bool = True,
    disputes: tuple[Dispute, ...] = (),
) -> Need:
    """Makes a need."""
    importance = Importance.MUST if must else Importance.SHOULD
    return Need(id=key, importance=importance, disputes=disputes, sources=(SOURCE,), mark=Mark.VERIFIED)


def window(after: str = "", latest: str = "", *, answer_ends: bool = True) -> Window:
    """Makes a window that is counted from the complaint."""
    return Window(
        after=after, latest=latest, answer_ends=answer_ends, sources=(SOURCE,), mark=Mark.NOT_VERIFIED
    )


def profile(
    *,
    conditions: tuple[Condition, ...] = (),
    needs: tuple[Need, ...] = (),
    windows: tuple[Window, ...] = (),
    kind: Kind = Kind.ANY,
    country: str = "",
    key: str = "invented",
) -> Profile:
    """Makes a recipient."""
    return Profile(
        id=key,
        names={"fr": key.title()},
        piece_label={"fr": "Pièce n° {number}"},
        kind=kind,
        country=country,
        conditions=conditions,
        needs=needs,
        windows=windows,
    )


def consumer(country: str = "FR") -> Party:
    """Makes a consumer who lives in a country."""
    return Party(
        role=Role.CONSUMER, name="Léa Martin", postal="1 rue des Lilas\n75000 Paris", country=country
    )


def seller(country: str = "DE") -> Party:
    """Makes a seller of a country."""
    return Party(role=Role.SELLER, name="Atelier Brume", postal="Hafen 2\nBremen", country=country)


def dispute() -> Dossier:
    """A defect, between France and Germany: complained of, claimed, every question answered."""
    dossier = small_dossier()
    facts = Facts(
        dispute=Dispute.DEFECT,
        happened="Le bureau est fendu.",
        tried="J’ai écrit.",
        claim=(ClaimLine(words="Bureau", cents=34990, proofs=(PieceId("invoice"),)),),
        key_dates=(KeyDate(milestone=Milestone.COMPLAINT, day=COMPLAINED, proofs=(PieceId("claim"),)),),
        answers={
            question: question in (Question.PRIVATE, Question.PROFESSIONAL, Question.DISTANCE)
            for question in Question
        },
    )
    return replace(dossier, parties=(consumer(), seller()), facts=facts)


def with_piece(dossier: Dossier, piece: Piece) -> Dossier:
    """Adds a piece."""
    return replace(dossier, pieces=(*dossier.pieces, piece))


def with_facts(dossier: Dossier, **changes: object) -> Dossier:
    """Changes facts."""
    return replace(dossier, facts=replace(dossier.facts, **changes))  # type: ignore[arg-type]


def with_day(dossier: Dossier, milestone: Milestone, day: date, *proofs: str) -> Dossier:
    """Sets a key date."""
    others = tuple(one for one in dossier.facts.key_dates if one.milestone is not milestone)
    added = KeyDate(milestone=milestone, day=day, proofs=tuple(map(PieceId, proofs)))
    return with_facts(dossier, key_dates=(*others, added))
