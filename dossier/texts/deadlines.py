"""Deadlines in words: the same in the window, the terminal and a calendar."""

from collections.abc import Iterator

from dossier.model.due import Due, Penalty, PenaltyStep, Turn
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.money import said_cents


def said_due(due: Due, texts: Texts) -> str:
    """Names a deadline, with what must be known at once: past, done, to be checked."""
    remarks = []
    if due.done is not None:
        remarks.append(texts.say("deadline.done", day=short_day(texts, due.done)))
    elif due.passed:
        remarks.append(texts.say("deadline.begun" if due.turn is Turn.FIRST else "deadline.passed"))
    if not due.told.sure:
        remarks.append(texts.say("deadline.unsure"))
    name = texts.say(f"deadline.{due.id}")
    return f"{name} ({', '.join(remarks)})" if remarks else name


def said_details(due: Due, texts: Texts) -> Iterator[str]:
    """Says how a deadline was counted, what to know of it, and where it was read."""
    yield from said_asked(due, texts)
    if due.extended is not None:
        key = "extended" if due.extended_sure else "extended_unsure"
        yield texts.say(f"deadline.{key}", day=short_day(texts, due.extended))
    yield said_start(due, texts)
    if due.span is None:
        yield texts.say("deadline.no_span")
    if texts.has(f"deadline.{due.id}-note"):
        yield texts.say(f"deadline.{due.id}-note")
    if due.article:
        yield texts.say("deadline.article", article=due.article)
    yield texts.say(
        "deadline.read", day=short_day(texts, due.told.read), sources=" ; ".join(due.told.sources)
    )


def said_asked(due: Due, texts: Texts) -> Iterator[str]:
    """Says that a mediator was asked, when that may not be what the deadline asks for."""
    if due.asked is not None:
        key = "asked_early" if due.early else "asked"
        yield texts.say(f"deadline.{key}", day=short_day(texts, due.asked))


def said_start(due: Due, texts: Texts) -> str:
    """Says what a deadline is counted from, or which day is still to be given."""
    if due.start is None:
        return texts.say("deadline.no_start")
    milestone = texts.say(f"milestone.{due.start}")
    if due.started is None:
        return texts.say("deadline.missing", milestone=milestone)
    if due.after:
        ended = texts.say(f"deadline.{due.after}")
        return texts.say("deadline.after", name=ended, day=short_day(texts, due.started))
    return texts.say("deadline.from", milestone=milestone, day=short_day(texts, due.started))


def said_step(step: PenaltyStep, texts: Texts, *, currency: str) -> str:
    """Says one step of a penalty: its days, its share and the sum."""
    owed = _owed(step, texts, currency)
    first = short_day(texts, step.first)
    if step.last is None:
        return texts.say("deadline.penalty_on", first=first, owed=owed)
    return texts.say("deadline.penalty_until", first=first, last=short_day(texts, step.last), owed=owed)


def said_penalty_base(penalty: Penalty, texts: Texts) -> str:
    """Says what a penalty's shares are counted from."""
    return texts.say(f"deadline.penalty_{'how' if penalty.of_price else 'shipping'}")


def _owed(step: PenaltyStep, texts: Texts, currency: str) -> str:
    if step.percent is None:
        return texts.say("deadline.legal")
    if step.cents is None:
        owed = texts.say("deadline.percent", percent=step.percent)
    else:
        total = said_cents(texts, step.cents, currency)
        owed = texts.say("deadline.percent_sum", percent=step.percent, sum=total)
    return texts.say("deadline.and_legal", owed=owed) if step.legal else owed
