"""What the dispute is about, and what was sent, from the command line."""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from dossier.basis.clock import today, zone_named
from dossier.basis.codec import to_plain
from dossier.basis.errors import UsageError
from dossier.cli.fact_keys import said_keys
from dossier.cli.opened import numbers_of, opened, piece_called, sorted_numbers
from dossier.cli.run_build import DONE
from dossier.cli.terminal import answer, progress_bar
from dossier.model.commands.done import Done
from dossier.model.commands.facts import choose_recipient, set_facts, set_parties
from dossier.model.commands.privacy import hold_details
from dossier.model.commands.together import Command, edit_together
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts
from dossier.model.party import Party
from dossier.model.proposal import Proposal
from dossier.model.rounds import Scope
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.identifiers import doubtful, masked_iban
from dossier.texts.money import said_cents
from dossier.texts.typed_facts import typed_facts

if TYPE_CHECKING:
    from dossier.workspace.desk import Desk


def run_facts(options: argparse.Namespace, texts: Texts) -> int:
    """Shows the dispute's facts, or says them.

    Raises:
        UsageError: ``arguments-missing``; ``facts-refused``, nothing was saved and why.
    """
    if options.keys:
        answer(list(said_keys(texts)))
        return DONE
    if options.file is None:
        raise UsageError("arguments-missing", names="F.dossier")
    told = options.words, options.recipient, options.accept, options.hide_from, options.show_to
    saying = any(told)
    with opened(options.file, texts, writing=saying) as desk:
        if saying:
            _say(desk, options, texts)
        dossier = desk.present.dossier
        proposed = _proposals(desk) if options.propose else ()
    if options.propose:
        answer(list(_proposed(proposed, dossier, texts)) or [texts.say("cli.nothing_proposed")])
        return DONE
    if options.json:
        plain = {
            "recipient": dossier.recipient,
            "parties": to_plain(dossier.parties, tuple[Party, ...]),
            "facts": to_plain(dossier.facts),
            "held_back": to_plain(dossier.held_back, dict[str, tuple[Detail, ...]]),
        }
        answer(json.dumps(plain, ensure_ascii=False, indent=1).splitlines())
        return DONE
    answer(list(_told(dossier, texts)) or [texts.say("cli.no_fact")])
    return DONE


def _say(desk: "Desk", options: argparse.Namespace, texts: Texts) -> None:
    """Notes all that was said, or nothing of it."""
    now = desk.present.dossier
    try:
        accepted = _accepted(options.accept, _proposals(desk)) if options.accept else ()
        words = (*accepted, *options.words)
        typed = typed_facts(words, now, piece=lambda one: piece_called(one, now).id)
        acts = [lambda was: set_parties(was, typed.parties), lambda was: set_facts(was, typed.facts)]
        if options.recipient:
            from dossier.workspace.checking import require_recipient

            require_recipient(options.recipient)
            acts.append(lambda was: choose_recipient(was, options.recipient))
        acts.extend(_about_details(options))
        desk.act(lambda was: edit_together(was, acts, title=was.title)).result()
    except UsageError as error:
        raise UsageError("facts-refused", why=texts.error(error)) from error


def _about_details(options: argparse.Namespace) -> Iterator[Command]:
    """Gives the acts that keep details from a recipient, or tell them again.

    Raises:
        UsageError: ``unknown-recipient``, ``detail-unknown``; ``arguments-missing``, nothing to be kept.
    """
    from dossier.workspace.checking import require_recipient

    for typed, change in ((options.hide_from, set.union), (options.show_to, set.difference)):
        for recipient, _, keys in (one.partition("=") for one in typed):
            require_recipient(recipient)
            if not keys:
                raise UsageError("arguments-missing", names=", ".join(Detail))
            yield partial(_held, recipient, change, frozenset(map(_detail, keys.split(","))))


def _held(
    recipient: str, change: Callable[..., set[Detail]], details: frozenset[Detail], was: Dossier
) -> Done:
    return hold_details(was, recipient, change(set(was.held_back.get(recipient, ())), details))


def _detail(key: str) -> Detail:
    try:
        return Detail(key.strip())
    except ValueError as error:
        raise UsageError("detail-unknown", name=key, known=", ".join(Detail)) from error


def _proposals(desk: "Desk") -> tuple[Proposal, ...]:
    from dossier.workspace.proposing import propose_parties

    return (*propose_parties(desk.present.dossier), *desk.propose_facts().result())


def _accepted(wanted: str, proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Types those proposals that are wanted.

    Raises:
        UsageError: ``fact-not-proposed``.
    """
    typed = {one.key: f"{one.key}={one.value}{_proof(one, one.piece)}" for one in proposals}
    keys = list(typed) if wanted == "all" else [one.strip() for one in wanted.split(",") if one.strip()]
    if unknown := next((one for one in keys if one not in typed), ""):
        raise UsageError("fact-not-proposed", name=unknown, known=", ".join(typed) or "–")
    return tuple(typed[one] for one in keys)


def _proof(proposal: Proposal, called: str) -> str:
    return f"@{called}" if proposal.key.startswith("date.") else ""


def run_sent(options: argparse.Namespace, texts: Texts) -> int:
    """Marks an exported annex as sent."""
    from dossier.workspace.sending import SendOrder

    with opened(options.file, texts, writing=True) as desk:
        before = desk.present.dossier
        day: date = options.date or today(zone_named(before.zone))
        order = SendOrder(
            files=tuple(options.annexes),
            recipient=options.recipient or "",
            day=day,
            scope=Scope.NEW if options.complement else Scope.ALL,
            case_number=options.case or before.case_number,
        )
        present = desk.mark_sent(order, progress=progress_bar(texts)).result()
    made = present.dossier.rounds[-1]
    answer([texts.say("cli.sent_done", n=len(made.pieces), day=short_day(texts, made.day))])
    return DONE


def _proposed(proposals: Sequence[Proposal], dossier: Dossier, texts: Texts) -> Iterator[str]:
    """Writes proposals as they can be typed, each with the piece that says it."""
    numbers = numbers_of(dossier)
    for one in proposals:
        said = f" – {one.words}" if one.words else ""
        yield f"{one.key}={one.value}{_proof(one, numbers.get(one.piece, one.piece))}"
        yield texts.say("cli.proposed_by", title=dossier.piece(one.piece).title) + said


def _told(dossier: Dossier, texts: Texts) -> Iterator[str]:
    for party in dossier.parties:
        country = f" ({party.country})" if party.country else ""
        yield f"{texts.say(f'role.{party.role}')} – {party.name}{country}"
        if party.iban:
            yield f"  IBAN {masked_iban(party.iban)}"
        for field in doubtful(party):
            value = masked_iban(party.iban) if field == "iban" else str(getattr(party, field))
            yield f"  ! {texts.say(f'cli.doubtful_{field}', value=value)}"
    yield from _told_facts(dossier.facts, dossier, texts)
    yield from _told_held(dossier, texts)


def _told_held(dossier: Dossier, texts: Texts) -> Iterator[str]:
    from dossier.workspace.checking import recipient_name

    for recipient, held in dossier.held_back.items():
        details = ", ".join(texts.say(f"detail.{one}") for one in held)
        name = recipient_name(recipient, texts.language)
        yield texts.say("cli.fact_held", recipient=name, details=details)


def _told_facts(facts: Facts, dossier: Dossier, texts: Texts) -> Iterator[str]:
    numbers = numbers_of(dossier)
    if facts.dispute is not None:
        yield f"{texts.say('cli.fact_dispute')} – {texts.say(f'dispute.{facts.dispute}')}"
    for reference in facts.references:
        yield f"{texts.say(f'reference.{reference.kind}')} – {reference.value}"
    if facts.price_cents is not None:
        paid = f" ({texts.say(f'payment.{facts.payment}')})" if facts.payment else ""
        yield f"{texts.say('cli.fact_price')} – {said_cents(texts, facts.price_cents, facts.currency)}{paid}"
    for one in sorted(facts.key_dates, key=lambda key_date: key_date.day):
        proofs = ", ".join(sorted_numbers(one.proofs, numbers))
        shown = f" [{proofs}]" if proofs else ""
        yield f"{short_day(texts, one.day)}  {texts.say(f'milestone.{one.milestone}')}{shown}"
        if one.is_ahead(today(zone_named(dossier.zone))):
            yield f"  ! {texts.say('date.future', day=short_day(texts, one.day))}"
    for line in facts.claim:
        amount = said_cents(texts, line.cents, facts.currency)
        yield f"{texts.say('cli.fact_claim')} – {line.words} – {amount}"
    for question, said in facts.answers.items():
        yield f"{texts.say(f'question.{question}')} {texts.say('cli.yes' if said else 'cli.no')}"
    for name in ("happened", "asked", "tried"):
        if words := str(getattr(facts, name)):
            yield f"{texts.say(f'cli.fact_{name}')} – {words}"
