"""Proposes the rubric of a piece, with the reason; the person decides.

No rule here knows any one dispute: what counts is the folder, who wrote to whom, and the words of
``resources/rubrics``.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from dossier.intake.mail.reply_marks import ANSWER, bare_subject
from dossier.intake.mail.way import Way, adviser_of, first_of, own_words, way_of
from dossier.intake.sorting.disputes import Dispute
from dossier.intake.sorting.quoting import as_written
from dossier.intake.sorting.rubrics import (
    POINTS,
    Phrase,
    found_in,
    load_rubrics,
    longest_of,
    plain,
    rubric_for_folder,
    without_idle,
)
from dossier.intake.sorting.whole import Whole
from dossier.model.draft import Draft
from dossier.model.ids import RubricId
from dossier.model.piece import Capture, FileKind, State
from dossier.model.rubric import OTHER

_BODY_CHARS = 4000
_BODY_CAP = 7.0
_BODY_SHARE = 0.25
_LEAST = 2.0
_REASONS = 3

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Where a piece probably belongs.

    Attributes:
        rubric: The rubric.
        reason: Why, a key under ``[reason]``: "folder", "words", "sender", "kind", "dispute" or "nothing".
        words: The folder, the words or the address that decided, as the proof writes them; of "dispute"
            what the other files speak of; "" when none did.
    """

    rubric: RubricId
    reason: str
    words: str


def propose_rubric(draft: Draft, *, name: str, folder: str, whole: Whole) -> Proposal:
    """Proposes a rubric by folder, sender, kind and words.

    Args:
        draft: The file, read.
        name: Its name as it came in.
        folder: The folder it came in, "" for none.
        whole: What all files together tell.
    """
    known = rubric_for_folder(folder)
    if known is not None:
        return Proposal(rubric=known, reason="folder", words=folder)
    adviser = adviser_of(draft)
    if adviser:
        return Proposal(rubric=_AMICABLE, reason="sender", words=adviser)
    dispute = whole.dispute
    way = way_of(draft, whole.own_addresses)
    own = own_words(draft.text)
    scores, spoken = _scores(draft, name, own=own, dispute=dispute)
    for rubric, points in _leanings(draft, name, own=own, way=way, dispute=dispute):
        scores[rubric] = scores.get(rubric, 0.0) + points
    allowed = {rubric: points for rubric, points in scores.items() if _allowed(rubric, way)}
    # Of two that weigh the same the complaint: it names the order or the repair that it is about.
    best = max(allowed, key=lambda rubric: (allowed[rubric], rubric == _COMPLAINT), default=OTHER)
    words = spoken.get(best, [])
    if allowed.get(best, 0) < _LEAST or (best == OTHER and not words):
        return Proposal(rubric=OTHER, reason="nothing", words="")
    if words:
        text = f"{_title_words(draft, name)} . {own[:_BODY_CHARS]}"
        quoted = dict.fromkeys(as_written(phrase, text) for phrase in words[:_REASONS])
        return Proposal(rubric=best, reason="words", words=", ".join(quoted))
    if dispute is not None and draft.kind is FileKind.IMAGE:
        return Proposal(rubric=best, reason="dispute", words=dispute.told_by)
    return Proposal(rubric=best, reason="kind", words="")


def _allowed(rubric: RubricId, way: Way) -> bool:
    match way:
        case Way.OUT:
            return rubric in _FROM_CONSUMER
        case Way.IN:
            return rubric not in _NOT_TO_CONSUMER
        case Way.OPEN:
            return True


def _scores(
    draft: Draft, name: str, *, own: str, dispute: Dispute | None
) -> tuple[dict[RubricId, float], dict[RubricId, list[Phrase]]]:
    """Counts the points of each rubric's words, and keeps the words that gave them."""
    title = plain(_title_words(draft, name))
    body = plain(own[:_BODY_CHARS])
    body_words = frozenset(body.split())
    titles = _elsewhere(_in_title(draft, title, dispute), title, body=body, dispute=dispute)
    scores: dict[RubricId, float] = {}
    spoken: dict[RubricId, list[Phrase]] = {}
    for row in load_rubrics().words:
        in_title = titles[row.rubric]
        mute = _mute(row.rubric, dispute)
        said = (
            phrase for phrase in found_in(row.phrases, body, words=body_words) if phrase.words not in mute
        )
        in_body = [] if row.title_only else longest_of(without_idle(said, body))
        text_points = min(_BODY_CAP, sum(phrase.points for phrase in in_body) * _BODY_SHARE)
        points = sum(phrase.points for phrase in in_title) + text_points
        if points:
            scores[row.rubric] = points
            spoken[row.rubric] = sorted(in_title, key=lambda p: -p.points) or sorted(
                in_body, key=lambda p: -p.points
            )
    return scores, spoken


def _in_title(draft: Draft, title: str, dispute: Dispute | None) -> dict[RubricId, list[Phrase]]:
    """Finds the words of each rubric in a title; none of those that a longer one of another says better.

    "Récépissé de dépôt de plainte" is no "récépissé de dépôt".
    """
    found: dict[RubricId, list[Phrase]] = {}
    for row in load_rubrics().words:
        more = dispute.kind.adds.get(row.rubric, ()) if dispute is not None else ()
        mute = _mute(row.rubric, dispute)
        said = (phrase for phrase in found_in((*row.phrases, *more), title) if phrase.words not in mute)
        telling = longest_of(without_idle(said, title))
        found[row.rubric] = [one for one in telling if _counts(one, row.rubric, draft)]
    longer = [f" {phrase.words} " for phrases in found.values() for phrase in phrases]
    return {rubric: [one for one in phrases if not _inside(one, longer)] for rubric, phrases in found.items()}


def _inside(phrase: Phrase, others: Iterable[str]) -> bool:
    words = f" {phrase.words} "
    return any(words in other and words != other for other in others)


def _elsewhere(
    found: dict[RubricId, list[Phrase]], title: str, *, body: str, dispute: Dispute | None
) -> dict[RubricId, list[Phrase]]:
    """Gives words to another rubric where others beside them say so: the bill of a hotel is an expense."""
    kind = dispute.id if dispute is not None else ""
    for rule in load_rubrics().instead:
        if rule.disputes and kind not in rule.disputes:
            continue
        text = title + body if rule.text else title
        beside = without_idle(found_in(rule.beside, text), text)
        if all(one.words in _mute(rule.rubric, dispute) for one in beside):
            continue
        moved = {one.words: one for said in found.values() for one in said if one.words in rule.words}
        found = {
            rubric: [one for one in said if one.words not in rule.words] for rubric, said in found.items()
        }
        found[rule.rubric] += moved.values()
    return found


def _mute(rubric: RubricId, dispute: Dispute | None) -> frozenset[str]:
    return dispute.kind.mute.get(rubric, frozenset()) if dispute is not None else frozenset()


def _counts(phrase: Phrase, rubric: RubricId, draft: Draft) -> bool:
    """Tells whether a word of the title says what a piece is; of a broken file only a clear one does.

    "cassé.pdf", "vide.txt" and "fuite.zip" that show nothing may be so called because they are broken.
    """
    if draft.state is not State.PLACEHOLDER or draft.text.strip() or draft.subject.strip():
        return True
    return phrase.points >= POINTS["strong" if rubric == _DEFECT else "good"]


def _title_words(draft: Draft, name: str) -> str:
    """Joins what a piece calls itself: subject, file name, and the address of a page."""
    # Some computers write "é" of a file's name as two letters.
    stem = re.sub(r"\.\w{2,5}$", "", unicodedata.normalize("NFC", name))
    subject = bare_subject(draft.subject)
    place = draft.preface.url if isinstance(draft.preface, Capture) else ""
    return " . ".join((subject, _MADE.sub(" ", stem), re.sub(r"[?#].*", "", place)))


def _leanings(
    draft: Draft, name: str, *, own: str, way: Way, dispute: Dispute | None
) -> Iterable[tuple[RubricId, float]]:
    """Gives what a kind of file leans to before any word counts."""
    match draft.kind:
        case FileKind.EMAIL:
            yield _CORRESPONDENCE, 11.0 if ANSWER.match(draft.subject) and way is not Way.OUT else 3.0
            if way is Way.OUT and first_of(load_rubrics().demands, own):
                yield _COMPLAINT, 3.5
        case FileKind.CHAT:
            yield _CORRESPONDENCE, 5.0
        case FileKind.IMAGE:
            if "camera" in draft.facts or _CAMERA_NAME.match(name):
                yield dispute.kind.photo if dispute is not None else _DEFECT, 3.0
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
    elif first_of(load_rubrics().demands, draft.text[:_BODY_CHARS]):
        yield _COMPLAINT, 6.0


def _offers(page: str) -> float:
    """Weighs whether a page sells something: a price says so, a basket beside it more."""
    if not _PRICE.search(page):
        return 1.5
    return 5.5 if _BASKET.search(page) else 2.5


def _notes_call(draft: Draft, name: str) -> bool:
    """Tells whether a text notes down a call: its name or its first line begins like one."""
    first = draft.text[:_BODY_CHARS].lstrip().partition("\n")[0]
    needles = tuple(call.needle for call in load_rubrics().calls)
    return any(plain(words).startswith(needles) for words in (name, draft.subject, first))
