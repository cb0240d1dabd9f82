"""Proposes the rubric of a piece, with the reason; the person decides.

No rule here knows any one dispute: what counts is the folder, who wrote to whom, and the words of
``resources/rubrics``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.utils import getaddresses
from enum import Enum
from typing import assert_never

from dossier.intake.reply_marks import ANSWER, bare_subject
from dossier.intake.rubrics import (
    POINTS,
    Phrase,
    found_in,
    load_rubrics,
    longest_of,
    plain,
    rubric_for_folder,
)
from dossier.model.draft import Draft
from dossier.model.ids import RubricId
from dossier.model.piece import Capture, FileKind, State
from dossier.model.rubric import OTHER

_BODY_CHARS = 4000
_BODY_CAP = 7.0
_BODY_SHARE = 0.25
_LEAST = 2.0

_COMPLAINT = RubricId("complaint")
_CORRESPONDENCE = RubricId("correspondence")
_AMICABLE = RubricId("amicable")
_RETURN = RubricId("return")
_DEFECT = RubricId("defect")
_OFFER = RubricId("offer")

# A consumer who writes complains, sends back, turns to a mediator, or just writes.
_FROM_CONSUMER = frozenset({_COMPLAINT, _CORRESPONDENCE, _AMICABLE, _RETURN})
# What is written to a consumer is no complaint; talk of a defect in it is talk.
_NOT_TO_CONSUMER = frozenset(
    {_COMPLAINT, _DEFECT, RubricId("law"), RubricId("witness"), RubricId("mandates")}
)

_QUOTED = re.compile(
    r"^(?:>|-{3,}.*-{3,}\s*$|_{10,}|(?:le|on|op|am)\b.{5,80}(?:écrit|wrote|schreef|schrieb)\s?:)",
    re.IGNORECASE | re.MULTILINE,
)
# Names that tell how a picture was made or sent, not what it shows.
_MADE = re.compile(
    r"whatsapp (?:image|video)|\bsignal(?=[ _-]\d)|screen ?shots?|capture d.?écran|photo_", re.IGNORECASE
)
# A telephone's own names; its screenshots on some end in .png ("IMG_0412.PNG").
_CAMERA_NAME = re.compile(
    r"^(?!.*\.png$)(?:(?:img|pxl|mvimg|dsc[nf]?|dcim)[ _-]?\d|\d{8}[ _-]\d{6})", re.IGNORECASE
)
# What stands on a page that sells something, beside its price.
_BASKET = re.compile(
    r"ajouter au panier|add to (?:cart|basket|bag)|in den warenkorb|in (?:de )?winkel(?:wagen|mand)|"
    r"acheter maintenant|buy now|jetzt kaufen",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\d[ \u00a0\u202f]?(?:€|eur\b|£|\$|chf\b)|(?:€|eur|£|\$|chf)[ \u00a0\u202f]?\d", re.IGNORECASE
)


class _Way(Enum):
    """Who wrote to whom."""

    OUT = "from the consumer"
    IN = "to the consumer"
    OPEN = "nobody knows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Where a piece probably belongs.

    Attributes:
        rubric: The rubric.
        reason: Why, a key under ``[reason]``: "folder", "words", "sender", "kind" or "nothing".
        words: The folder, the words or the address that decided; "" when none did.
    """

    rubric: RubricId
    reason: str
    words: str


def propose_rubric(draft: Draft, *, name: str, folder: str, own_addresses: frozenset[str]) -> Proposal:
    """Proposes a rubric by folder, sender, kind and words.

    Args:
        draft: The file, read.
        name: Its name as it came in.
        folder: The folder it came in, "" for none.
        own_addresses: The consumer's mail addresses, lower case.
    """
    known = rubric_for_folder(folder)
    if known is not None:
        return Proposal(rubric=known, reason="folder", words=folder)
    adviser = _adviser(draft)
    if adviser:
        return Proposal(rubric=_AMICABLE, reason="sender", words=adviser)
    way = _way(draft, own_addresses)
    scores, reasons = _scores(draft, name)
    for rubric, points in _leanings(draft, name, way):
        scores[rubric] = scores.get(rubric, 0.0) + points
    allowed = {rubric: points for rubric, points in scores.items() if _allowed(rubric, way)}
    best = max(allowed, key=lambda rubric: allowed[rubric], default=OTHER)
    if allowed.get(best, 0) < _LEAST:
        return Proposal(rubric=OTHER, reason="nothing", words="")
    words = reasons.get(best, [])
    if words:
        return Proposal(rubric=best, reason="words", words=", ".join(words[:3]))
    return Proposal(rubric=best, reason="kind", words="")


def guess_own_addresses(drafts: Iterable[Draft]) -> frozenset[str]:
    """Guesses the consumer's address: in most mails, as sender of some and recipient of others.

    Returns:
        One address in lower case, or none when two stand equal or there are too few mails.
    """
    sent: Counter[str] = Counter()
    received: Counter[str] = Counter()
    partners: dict[str, set[str]] = {}
    for draft in drafts:
        if draft.kind is not FileKind.EMAIL:
            continue
        senders, recipients = _addresses(draft.sender), _addresses(draft.recipients)
        sent.update(senders)
        received.update(recipients - senders)
        for one in senders | recipients:
            partners.setdefault(one, set()).update((senders | recipients) - {one})
    offices = load_rubrics().offices
    ranked = sorted(
        (
            (sent[one] + received[one], not _names(offices, one.partition("@")[0]), one)
            for one in partners
            if (sent[one] and received[one]) or len(partners[one]) > 1
        ),
        reverse=True,
    )
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return frozenset()
    return frozenset({ranked[0][2]})


def _addresses(written: str) -> set[str]:
    return {address.lower() for _, address in getaddresses([written]) if "@" in address}


def _names(phrases: Sequence[Phrase], text: str) -> str:
    """Gives the first of the phrases that a text holds, "" when it holds none."""
    return next((phrase.words for phrase in found_in(tuple(phrases), plain(text))), "")


def _adviser(draft: Draft) -> str:
    """Finds a mediator or the like among those who wrote or were written to."""
    if draft.kind is not FileKind.EMAIL:
        return ""
    for written in (draft.sender, draft.recipients):
        if _names(load_rubrics().advisers, written):
            return written
    return ""


def _way(draft: Draft, own: frozenset[str]) -> _Way:
    if draft.kind is not FileKind.EMAIL:
        return _Way.OPEN
    senders, recipients = _addresses(draft.sender), _addresses(draft.recipients)
    if senders & own and recipients & own:
        # Somebody who forwards a shop's mail to himself keeps the shop's mail.
        return _Way.OPEN
    if senders & own:
        return _Way.OUT
    rules = load_rubrics()
    if recipients & own or any(_names(rules.offices, one.partition("@")[0]) for one in senders):
        return _Way.IN
    asks = _names(rules.demands, _own_words(draft.text))
    return _Way.OUT if asks else _Way.OPEN


def _allowed(rubric: RubricId, way: _Way) -> bool:
    match way:
        case _Way.OUT:
            return rubric in _FROM_CONSUMER
        case _Way.IN:
            return rubric not in _NOT_TO_CONSUMER
        case _Way.OPEN:
            return True


def _scores(draft: Draft, name: str) -> tuple[dict[RubricId, float], dict[RubricId, list[str]]]:
    """Counts the points of each rubric's words, and keeps the words that gave them."""
    title = plain(_title_words(draft, name))
    body = plain(_own_words(draft.text)[:_BODY_CHARS])
    scores: dict[RubricId, float] = {}
    reasons: dict[RubricId, list[str]] = {}
    for row in load_rubrics().words:
        in_title = [
            phrase
            for phrase in longest_of(found_in(row.phrases, title))
            if _counts(phrase, row.rubric, draft)
        ]
        in_body = [] if row.title_only else longest_of(found_in(row.phrases, body))
        text_points = min(_BODY_CAP, sum(phrase.points for phrase in in_body) * _BODY_SHARE)
        points = sum(phrase.points for phrase in in_title) + text_points
        if points:
            scores[row.rubric] = points
            best = sorted(in_title, key=lambda p: -p.points) or sorted(in_body, key=lambda p: -p.points)
            reasons[row.rubric] = [phrase.words for phrase in best]
    return scores, reasons


def _counts(phrase: Phrase, rubric: RubricId, draft: Draft) -> bool:
    """Tells whether a word of the title says what a piece is; of a broken file only a clear one does.

    "cassé.pdf", "vide.txt" and "fuite.zip" that show nothing may be so called because they are broken.
    """
    if draft.state is not State.PLACEHOLDER or draft.text.strip() or draft.subject.strip():
        return True
    return phrase.points >= POINTS["strong" if rubric == _DEFECT else "good"]


def _title_words(draft: Draft, name: str) -> str:
    """Joins what a piece calls itself: subject, file name, and the address of a page."""
    stem = re.sub(r"\.\w{2,5}$", "", name)
    subject = bare_subject(draft.subject)
    place = draft.preface.url if isinstance(draft.preface, Capture) else ""
    return " . ".join((subject, _MADE.sub(" ", stem), re.sub(r"[?#].*", "", place)))


def _own_words(text: str) -> str:
    """Cuts off what a mail quotes below its own words."""
    cut = _QUOTED.search(text)
    own = text[: cut.start()] if cut else text
    return own if len(own.split()) > 3 else text


def _leanings(draft: Draft, name: str, way: _Way) -> Iterable[tuple[RubricId, float]]:
    """Gives what a kind of file leans to before any word counts."""
    match draft.kind:
        case FileKind.EMAIL:
            yield _CORRESPONDENCE, 7.0 if ANSWER.match(draft.subject) and way is not _Way.OUT else 3.0
            if way is _Way.OUT and _names(load_rubrics().demands, _own_words(draft.text)):
                yield _COMPLAINT, 3.0
        case FileKind.CHAT:
            yield _CORRESPONDENCE, 5.0
        case FileKind.IMAGE:
            if "camera" in draft.facts or _CAMERA_NAME.match(name):
                yield _DEFECT, 3.0
        case FileKind.WEB:
            yield _OFFER, _offers(draft.text)
        case FileKind.PDF | FileKind.OFFICE | FileKind.TEXT:
            yield from _paper_leanings(draft, name)
        case FileKind.MEDIA | FileKind.OTHER:
            return
        case _:
            assert_never(draft.kind)


def _paper_leanings(draft: Draft, name: str) -> Iterable[tuple[RubricId, float]]:
    if _notes_call(draft, name):
        yield _CORRESPONDENCE, 20.0
    elif _names(load_rubrics().demands, draft.text[:_BODY_CHARS]):
        yield _COMPLAINT, 6.0


def _offers(page: str) -> float:
    """Weighs whether a page sells something: a price says so, a basket beside it more."""
    if not _PRICE.search(page):
        return 1.5
    return 5.5 if _BASKET.search(page) else 2.5


def _notes_call(draft: Draft, name: str) -> bool:
    """Tells whether a text notes down a call: its name or its first line begins like one."""
    first = draft.text.lstrip().partition("\n")[0]
    calls = load_rubrics().calls
    return any(
        plain(words).startswith(call.needle) for words in (name, draft.subject, first) for call in calls
    )
