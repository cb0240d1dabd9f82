"""What the dispute is about: parties, numbers, what happened, what is asked, the days that matter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.annex.layout import (
    LEFT_PT,
    RIGHT_PT,
    WIDTH_PT,
    Item,
    OwnPage,
    Row,
    Rule,
    Text,
    piece_anchor,
    run_over_pages,
)
from dossier.annex.order import Entry
from dossier.annex.pages.lists import FAR_COLUMN_PT, Ref, listed_row, prose_rows, title_row
from dossier.model.facts import NO_FACTS, Facts
from dossier.model.ids import PieceId
from dossier.model.party import Party, Role
from dossier.model.plan import PageKind
from dossier.press.fonts import Face, wrap
from dossier.press.ink import INK, LINE, SOFT
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.identifiers import doubtful, is_iban, shown_iban
from dossier.texts.money import said_cents

LABEL_WIDTH: Final = 128
VALUE_X: Final = LEFT_PT + LABEL_WIDTH
PROOF_X: Final = RIGHT_PT - FAR_COLUMN_PT - 92
AMOUNT_X: Final = PROOF_X - 14
DAY_WIDTH: Final = 64
IBAN: Final = "iban"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the page tells, as far as its reader is to know it.

    Attributes:
        parties: Those who may be named.
        facts: The dispute's facts.
        wants: Personal data that the recipient asks for.
        entries: The pieces of the whole annex by their ids; a proof that is not among them is not
            named, unless the reader has it.
        sent: Numbers of what the reader got before.
        ref: Where a piece stands: in this file or in another one.
    """

    parties: Sequence[Party]
    facts: Facts
    wants: Sequence[str]
    entries: Mapping[PieceId, Entry]
    sent: Mapping[PieceId, str]
    ref: Callable[[PieceId], Ref]


def facts_pages(told: Told, texts: Texts) -> list[OwnPage]:
    """Lays the facts out; none when nothing is said but who the parties are."""
    if told.facts == NO_FACTS:
        return []
    rows = [
        *_parties(told, texts),
        *_references(told.facts, texts),
        *_words(told.facts, texts),
        *_claim(told, texts),
        *_dates(told, texts),
        *_account(told, texts),
    ]
    title = title_row(texts.say("annex.facts"))
    return run_over_pages(PageKind.FACTS, rows, first=(title,), following=())


def _heading(words: str) -> Row:
    items: tuple[Item, ...] = (
        Text(x_pt=LEFT_PT, y_pt=-22, text=words, size_pt=10.2, face=Face.BOLD),
        Rule(x_pt=LEFT_PT, y_pt=-28, width_pt=WIDTH_PT, thickness_pt=0.9, colour=INK),
    )
    return Row(items=items, height_pt=30, keep=True)


def _pair(label: str, value: str, *, face: Face = Face.REGULAR) -> Row:
    """Makes a line of a name and what it is; either may need several."""
    lines = [
        line
        for written in value.splitlines() or [""]
        for line in wrap(written, face=face, size_pt=10, width_pt=RIGHT_PT - VALUE_X)
    ]
    names = wrap(label, face=Face.REGULAR, size_pt=9.2, width_pt=LABEL_WIDTH - 8)
    items: list[Item] = [
        Text(x_pt=LEFT_PT, y_pt=-13 - 12 * i, text=name, size_pt=9.2, colour=SOFT)
        for i, name in enumerate(names)
    ]
    items.extend(Text(x_pt=VALUE_X, y_pt=-13 - 13 * i, text=line, face=face) for i, line in enumerate(lines))
    height = max(13.0 * len(lines), 12.0 * len(names)) + 6
    items.append(Rule(x_pt=LEFT_PT, y_pt=-height, width_pt=WIDTH_PT, colour=LINE))
    return Row(items=tuple(items), height_pt=height)


def _parties(told: Told, texts: Texts) -> Iterator[Row]:
    if told.parties:
        yield _heading(texts.say("annex.facts_parties"))
    for party in told.parties:
        name = f"{party.name} ({party.legal_name})" if party.legal_name else party.name
        yield _pair(texts.say(f"role.{party.role}"), name, face=Face.BOLD)
        for key, value in _details(party, texts):
            if value:
                yield _pair(texts.say(f"annex.facts_{key}"), value)


def _details(party: Party, texts: Texts) -> tuple[tuple[str, str], ...]:
    country = str(texts.locale.territories.get(party.country, party.country))
    where = "\n".join(part for part in (party.postal.strip(), country) if part)
    written = ", ".join(one for one in party.addresses if "@" in one)
    wrong = doubtful(party)  # a number that cannot be right is worse than none
    office = "postal" if party.role is Role.CONSUMER else "head_office"
    return (
        (office, where),
        ("registration", "" if "registration" in wrong else party.registration),
        ("vat", "" if "vat" in wrong else party.vat),
        ("mail", written),
        ("phone", party.phone),
        ("website", party.website),
        ("service", party.service),
    )


def _references(facts: Facts, texts: Texts) -> Iterator[Row]:
    rows = []
    if facts.dispute is not None:
        rows.append(_pair(texts.say("annex.facts_dispute"), texts.say(f"dispute.{facts.dispute}")))
    rows.extend(_pair(texts.say(f"reference.{one.kind}"), one.value) for one in facts.references)
    if facts.price_cents is not None:
        price = said_cents(texts, facts.price_cents, facts.currency)
        paid = f" – {texts.say(f'payment.{facts.payment}')}" if facts.payment else ""
        rows.append(_pair(texts.say("annex.facts_price"), f"{price}{paid}"))
    if rows:
        yield _heading(texts.say("annex.facts_contract"))
        yield from rows


def _words(facts: Facts, texts: Texts) -> Iterator[Row]:
    for key in ("happened", "asked", "tried"):
        words = str(getattr(facts, key)).strip()
        if words:
            yield _heading(texts.say(f"annex.facts_{key}"))
            yield Row(items=(), height_pt=6)
            yield from prose_rows(words, size_pt=10, colour=INK, after_pt=2)


def _claim(told: Told, texts: Texts) -> Iterator[Row]:
    facts = told.facts
    if not facts.claim:
        return
    yield _heading(texts.say("annex.facts_claim"))
    for line in facts.claim:
        amount = said_cents(texts, line.cents, facts.currency)
        yield _proved(told, texts, line.proofs, first=line.words, last=amount)
    total = said_cents(texts, facts.claimed_cents, facts.currency)
    items: tuple[Item, ...] = (
        Text(x_pt=LEFT_PT, y_pt=-15, text=texts.say("annex.facts_total"), face=Face.BOLD),
        Text(x_pt=AMOUNT_X, y_pt=-15, text=total, face=Face.BOLD, right=True),
    )
    yield Row(items=items, height_pt=24)


def _dates(told: Told, texts: Texts) -> Iterator[Row]:
    if not told.facts.key_dates:
        return
    yield _heading(texts.say("annex.facts_dates"))
    for one in sorted(told.facts.key_dates, key=lambda key_date: key_date.day):
        words = texts.say(f"milestone.{one.milestone}")
        yield _proved(told, texts, one.proofs, day=short_day(texts, one.day), first=words, last="")


def _proved(
    told: Told, texts: Texts, proofs: Sequence[PieceId], *, first: str, last: str, day: str = ""
) -> Row:
    """Makes a line that names the pieces that prove it, those sent before too, and the page of the first.

    A day has a column of its own, so that long words do not run on below it.
    """
    named = [told.entries[proof] for proof in proofs if proof in told.entries]
    left = LEFT_PT + (DAY_WIDTH if day else 0)
    width = (AMOUNT_X - 70 if last else PROOF_X - 10) - left
    got = [told.sent[proof] for proof in proofs if proof in told.sent and proof not in told.entries]
    said = [*(entry.label for entry in named[:1]), *(entry.number for entry in named[1:])]
    if got:
        said.append(texts.say("annex.facts_sent", n=len(got), numbers=", ".join(got)))
    labels = ", ".join(said)
    cells: list[tuple[float, float, str, Face, float, str]] = [(left, width, first, Face.REGULAR, 10, INK)]
    if day:
        cells.insert(0, (LEFT_PT, DAY_WIDTH, day, Face.REGULAR, 10, INK))
    if labels:
        cells.append((PROOF_X, RIGHT_PT - FAR_COLUMN_PT - PROOF_X, labels, Face.REGULAR, 9.2, SOFT))
    row = listed_row(
        tuple(cells),
        anchor=piece_anchor(named[0].piece.id) if named else piece_anchor(PieceId("")),
        ref=told.ref(named[0].piece.id) if named else Ref.NONE,
    )
    items = row.items
    if last:
        items = (*items, Text(x_pt=AMOUNT_X, y_pt=-14.2, text=last, right=True))
    return Row(items=items, height_pt=row.height_pt, anchor=row.anchor if named else None)


def _account(told: Told, texts: Texts) -> Iterator[Row]:
    """Gives the account to be refunded to, to a recipient that asks for it."""
    holders = [party for party in told.parties if party.role is Role.CONSUMER and is_iban(party.iban)]
    if IBAN not in told.wants or not holders:
        return
    yield _heading(texts.say("annex.facts_account"))
    for party in holders:
        number = shown_iban(party.iban)
        bic = f"\nBIC {party.bic}" if party.bic else ""
        yield _pair(party.name, f"IBAN {number}{bic}")
