"""The dossier as one recipient gets to know it: what is held back is not in it, nor who must stay unnamed.

Everything that is made for a recipient (annex, report, files beside it) is made from what this gives, so
that nothing can be forgotten.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from dossier.annex.names import names_of
from dossier.annex.sought import Sought
from dossier.annex.values import ADDRESSED, is_asked_for, too_short, values_of
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts
from dossier.model.finding import Finding, warning
from dossier.model.ids import PieceId
from dossier.model.numbering import frozen_numbers
from dossier.model.party import Party, Role
from dossier.model.piece import Capture, Event, MailHeader, Piece, attachments_in
from dossier.model.rubric import Rubric
from dossier.recipients.bank import HIDDEN, bank_in, shows_bank, without_bank
from dossier.recipients.held import held_from, without
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts

Hide = Callable[[str], str]
"""Puts neutral words in the place of what must not be said."""

_NEVER_WORDS: Final = frozenset({"id", "sha256", "piece", "parent", "code", "iso", "end"})
"""Keys of a report under which no words stand."""
_PRINTED: Final = ("name", "legal_name", "postal", "phone", "website", "service", "registration", "vat")
"""Words of a party that pages print."""
_WHO: Final = "party-found-yourself"
"""Says who the person seems to be: nothing is left of it once that is not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """What must not stand in any words of ours.

    Attributes:
        sought: Names and values that stay unsaid, as they are found in words.
        bank: Whether account and card numbers stay unsaid.
    """

    sought: tuple[Sought, ...] = ()
    bank: bool = False

    def hidden(self, words: str, *, file: bool = False) -> str:
        """Gives words without any of it; a file's name may have every word small."""
        for one in self.sought:
            words = one.hidden(words, file=file)
        return without_bank(words) if self.bank else words

    def shows(self, words: str, *, file: bool = False) -> bool:
        """Tells whether any of it stands in words."""
        return bool(Sought.standing(self.sought, words, file=file)) or (self.bank and shows_bank(words))

    def standing(self, words: str, *, file: bool = False) -> frozenset[Detail]:
        """Tells what of it stands in words of others, whose accounts may be theirs but not a card."""
        found = Sought.standing(self.sought, words, file=file)
        cards = self.bank and any(one[0].isdigit() for one in bank_in(words))
        return found | {Detail.IBAN} if cards else found

    def found(self, words: str) -> list[str]:
        """Lists all of it that stands in words, as it is written there."""
        found = [one for sought in self.sought for one in sought.found(words)]
        return [*found, *bank_in(words)] if self.bank else found

    def over(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of any shape
        """Gives a report without any of it."""
        match plain:
            case str():
                return self.hidden(plain)
            case list():
                return [self.over(one) for one in plain]
            case dict():
                return {key: self._under(key, one) for key, one in plain.items()}
            case _:
                return plain

    def over_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Gives remarks that may be handed on; the person reads them as they are."""
        return tuple(
            replace(one, params={key: self._in_finding(key, said) for key, said in one.params.items()})
            for one in findings
            if one.code != _WHO or not self.sought
        )

    def _in_finding(self, key: str, said: str | int) -> str | int:
        # A title that it names is often made of a file's name.
        words = isinstance(said, str) and key not in _NEVER_WORDS
        return self.hidden(str(said), file=True) if words else said

    def _under(self, key: str, plain: Any) -> Any:  # noqa: ANN401 - as above
        if key in ("name", "file") and isinstance(plain, str):
            return self.hidden(plain, file=True)
        if key == "path" and self.shows(plain, file=True):
            # A folder is often called as its owner.
            return self.hidden(Path(plain).name, file=True)
        return plain if key in _NEVER_WORDS else self.over(plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a recipient is told.

    Attributes:
        dossier: Without what is held back.
        veil: What must not be said to them, nor in what is made beside.
        findings: What the person must know of it; not for the recipient's eyes.
    """

    dossier: Dossier
    veil: Veil = Veil()
    findings: tuple[Finding, ...] = ()


def told_to(dossier: Dossier, profile: Profile, texts: Texts, *, standard: Iterable[Rubric] = ()) -> Told:
    """Takes out of a dossier what a recipient must not learn.

    Args:
        dossier: As the person has it.
        profile: The recipient.
        texts: In the annex's language.
        standard: Rubrics whose names many dossiers have; they say nothing of anybody.
    """
    held = _held_back(dossier, profile.id)
    pieces = tuple(replace(one, included=False) if one.id in held else one for one in dossier.pieces)
    findings = tuple(one for one in dossier.findings if held.isdisjoint(one.named))
    told = replace(dossier, pieces=pieces, findings=findings)
    veil = veil_of(dossier, profile, instead=texts.say("annex.neutral_name"))
    if veil != Veil():
        told = _veiled(told, veil, frozenset(name for one in standard for name in one.names.values()))
    details = held_from(dossier, profile)
    if Detail.NAME in details and told.title != dossier.title:
        told = replace(told, title=texts.say("annex.neutral_title"))
    said = (
        *_said_of_held(dossier, held, profile, texts.language),
        *_untold(dossier, profile, texts.language),
    )
    return Told(dossier=without(told, details), veil=veil, findings=said)


def veil_of(dossier: Dossier, profile: Profile, *, instead: str = "", ours: Iterable[str] = ()) -> Veil:
    """Says what a recipient must not be told in words.

    Args:
        dossier: As the person has it, with all parties.
        profile: The recipient.
        instead: What is written in the place of a name.
        ours: As ``names_of`` has it.
    """
    held, ours, sought = held_from(dossier, profile), tuple(ours), []
    # From the last, that a sentence is found before a number in it is gone.
    for detail in reversed(Detail):
        if detail is Detail.NAME and detail in held:
            consumers = [party for party in dossier.parties if party.role is Role.CONSUMER]
            others = [party for party in dossier.parties if party.role is not Role.CONSUMER]
            sought.append(names_of(consumers, others, instead=instead, ours=ours))
        elif detail in held and not (Detail.NAME in held and detail in ADDRESSED):
            sought.append(values_of(detail, dossier, instead=HIDDEN, by_chance=not ours))
    return Veil(sought=tuple(sought), bank=Detail.IBAN in held)


def _said_of_held(
    dossier: Dossier, held: frozenset[PieceId], profile: Profile, language: str
) -> Iterator[Finding]:
    """Says how many pieces are held back, and which numbers that were given already are missing therefore."""
    shown = [piece.id for piece in dossier.pieces if piece.shown and piece.id in held]
    frozen, recipient = frozen_numbers(dossier, profile.id), profile.name(language)
    gaps = [number for one, number in frozen.items() if one in shown]
    if gaps:
        yield warning("held-back-gap", n=len(shown), recipient=recipient, numbers=", ".join(gaps))
    elif shown:
        yield warning("held-back-from", n=len(shown), recipient=recipient)


def _untold(dossier: Dossier, profile: Profile, language: str) -> Iterator[Finding]:
    """Says which details are held back, and what of them stays in our words."""
    details, recipient = dossier.held_back.get(profile.id, ()), profile.name(language)
    stays = Detail.PRICE in details and is_asked_for(dossier.facts)
    if untold := [one for one in details if not (stays and one is Detail.PRICE)]:
        yield warning("details-held-back", details=" ".join(untold), recipient=recipient)
    if stays:
        yield warning("price-asked-for", recipient=recipient)
    if Detail.REFERENCE in details and (short := too_short(dossier.facts)):
        yield warning("reference-too-short", n=len(short), names=", ".join(short))


def _held_back(dossier: Dossier, recipient: str) -> frozenset[PieceId]:
    """Lists what the recipient must not see, and every repeat of it, which has the same words."""
    held = {piece.id for piece in dossier.pieces if recipient in piece.held_back}
    return frozenset(held | {piece.id for piece in dossier.pieces if piece.duplicate_of in held})


def _veiled(dossier: Dossier, veil: Veil, standard: Container[str]) -> Dossier:
    """Takes it out of every word of ours and of every party; of a rubric that the person named a name."""
    hide, pieces = veil.hidden, tuple(_unsaid(piece, veil) for piece in dossier.pieces)
    unnamed = Veil(sought=tuple(one for one in veil.sought if one.detail is Detail.NAME)).hidden
    return replace(
        dossier,
        title=hide(dossier.title),
        case_number=hide(dossier.case_number),
        rubrics=tuple(
            replace(
                one,
                names={code: name if name in standard else unnamed(name) for code, name in one.names.items()},
            )
            for one in dossier.rubrics
        ),
        rounds=tuple(replace(one, case_number=hide(one.case_number)) for one in dossier.rounds),
        parties=tuple(_unsaid_party(one, hide) for one in dossier.parties),
        pieces=pieces,
        facts=_unsaid_facts(dossier.facts, hide),
    )


def _unsaid_party(party: Party, hide: Hide) -> Party:
    """Gives somebody who may have the same telephone number, address or name."""
    told: dict[str, Any] = {name: hide(getattr(party, name)) for name in _PRINTED}
    return replace(party, addresses=tuple(map(hide, party.addresses)), **told)


def _unsaid_facts(facts: Facts, hide: Hide) -> Facts:
    return replace(
        facts,
        happened=hide(facts.happened),
        asked=hide(facts.asked),
        tried=hide(facts.tried),
        claim=tuple(replace(line, words=hide(line.words)) for line in facts.claim),
        references=tuple(replace(one, value=hide(one.value)) for one in facts.references),
    )


def _unsaid(piece: Piece, veil: Veil) -> Piece:
    hide, hide_file = veil.hidden, partial(veil.hidden, file=True)
    event = piece.event
    if event is not None:
        event = Event(who=hide(event.who), what=hide(event.what))
    files = tuple(
        replace(one, name=hide_file(one.name), within=hide_file(one.within)) for one in piece.originals
    )
    # A title is often the file's name.
    named = any(veil.shows(one.name, file=True) for one in piece.originals)
    return replace(
        piece,
        title=veil.hidden(piece.title, file=named),
        originals=files,
        proves=hide(piece.proves),
        transcript=hide(piece.transcript),
        event=event,
    )


def named_inside(
    dossier: Dossier, shown: Iterable[Piece], veil: Veil, *, seen: Callable[[Piece], str] = lambda _: ""
) -> Iterator[tuple[Piece, frozenset[Detail]]]:
    """Finds the pieces on whose own pages stands what must not be said, and what of it.

    Args:
        dossier: As the person has it, with all parties.
        shown: The pieces to be looked through.
        veil: What is looked for.
        seen: Gives the words recognised in a piece's pictures.
    """
    if not veil.sought:
        return
    for piece in shown:
        words = map(veil.standing, (piece.text, *_printed_head(piece), seen(piece)))
        files = (veil.standing(one, file=True) for one in _files_named(dossier, piece))
        if found := frozenset().union(*words, *files):
            yield piece, found


def _printed_head(piece: Piece) -> Sequence[str]:
    """Gives the words printed above a piece's own."""
    match piece.preface:
        case MailHeader() as head:
            return head.sender, head.to, head.cc, head.subject
        case Capture() as capture:
            return (capture.url,)
        case None:
            return ()


def _files_named(dossier: Dossier, piece: Piece) -> Sequence[str]:
    """Lists the files that a mail or chat names as attached to it, as they are called there."""
    inside = [file.name for file in piece.originals if file.sent is not None]
    if not isinstance(piece.preface, MailHeader):
        return inside
    own = {piece.id, *(part.id for part in piece.parts)}
    came = (one for other in dossier.pieces for one in attachments_in(other))
    return [*inside, *(file.name for mail, file in came if mail in own)]
