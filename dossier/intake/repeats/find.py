"""Finds proofs that stand in a dossier twice.

Certain is only what is the same bytes, or the same mail by its number, its people, its exact words and
look, its time and what is attached to it; such a repeat is left out. Everything else is told and kept:
the person decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dossier.basis.digest import Digest
from dossier.intake.mail.reply_marks import ANSWER, FORWARD, bare_subject
from dossier.intake.picture.likeness import Likeness, likeness_of
from dossier.intake.repeats.exact import folded
from dossier.intake.sorting.rubrics import plain
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind

_SHINGLE_WORDS: Final = 5
_WORDS_COMPARED: Final = 4000
_FEWEST_WORDS: Final = 30
_REPRINT: Final = 0.85
_QUOTE: Final = 0.8
_QUOTE_FEWEST_WORDS: Final = 15
_COMMON: Final = 40
"""Pieces that share one run of words above which it is a footer, not a quotation."""

_SENT_AGAIN: Final = timedelta(days=1)
"""Mails further apart are two mails, however equal their words: a reminder is no repeat."""

_FORWARDED = re.compile(
    r"-{2,}\s*(?:forwarded message|message transféré|doorgestuurd bericht|weitergeleitete nachricht)|"
    r"^begin forwarded message|^début du message",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is compared of a piece.

    Attributes:
        id: The piece.
        digests: Of its files; a piece without any (it could not be read) is never a repeat.
        message_id: A mail's Message-ID, "" for none.
        text: Its words.
        picture_key: What ``read_image.picture_key`` made, "" for none.
        kind: What it is.
        size_px: Width and height of its picture, (0, 0) for none.
        is_attachment: Whether it was attached to another piece.
        order: Its place among the files as they came in.
        subject: A mail's subject, by which an ordinary answer is known; when it is "" the first line
            of its text is asked.
        moment: A mail's own Date; two mails with one number and two dates are two mails.
        inner: Digests of what is attached to it.
        filed: Whether the person put it into a folder that names a rubric.
        standing: Whether it stands in the dossier already; it is never the repeat then, and comes
            before all that is new.
        opened: Digests of what is attached to it, ZIPs and mails in it opened; only of this a piece
            that stands already still knows. None when it does not.
        exact: What else of a mail must be equal for a certain repeat (``exact_mail``); None when that
            is not wholly known, so that it is never one by more than its bytes.
        sent: Whether it is a picture inside a conversation: what stands there too is never left out.
    """

    id: PieceId
    digests: tuple[Digest, ...]
    message_id: str
    text: str
    picture_key: str
    kind: FileKind
    size_px: tuple[int, int]
    is_attachment: bool
    order: int
    subject: str = ""
    moment: datetime | None = None
    inner: tuple[Digest, ...] = ()
    filed: bool = False
    standing: bool = False
    opened: tuple[Digest, ...] | None = None
    exact: tuple[str, ...] | None = ()
    sent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two pieces that may be one.

    Attributes:
        first: The one that came in first.
        second: The other one.
        reason: "mail" (nearly the same one), "picture" (the same one, stored
            again), "text" (the same words, printed again) or "quote" (the second holds the first, or
            the reverse).
    """

    first: PieceId
    second: PieceId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """What was found.

    Attributes:
        certain: Repeat to the piece that is kept; never a chain, and no repeat stands already.
        likely: Pairs to be told, the second always new; no piece of ``certain`` is in them. Of many
            that are alike each is told once, with the first that came in.
    """

    certain: Mapping[PieceId, PieceId]
    likely: tuple[Pair, ...]


def find_repeats(pieces: Sequence[Candidate]) -> Repeats:
    """Finds certain and likely repeats.

    Args:
        pieces: All pieces, attachments too, in any order.
    """
    known = [piece for piece in pieces if piece.digests]
    certain = _certain([piece for piece in known if not piece.sent])
    left = sorted((piece for piece in known if piece.id not in certain), key=lambda piece: piece.order)
    places = {piece.id: place for place, piece in enumerate(left)}
    found = (*_same_mails(left), *_same_pictures(left), *_same_texts(left))
    in_order = sorted(found, key=lambda pair: (places[pair.second], places[pair.first]))
    stands = {piece.id for piece in known if piece.standing}
    return Repeats(
        certain={repeat: kept for repeat, kept in certain.items() if repeat not in stands},
        likely=tuple(pair for pair in _each_once(in_order) if pair.second not in stands),
    )


def _each_once(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Leaves out pairs that others imply: of ten prints of one page nine are told, not forty-five."""
    group: dict[PieceId, set[PieceId]] = {}
    for pair in pairs:
        first = group.setdefault(pair.first, {pair.first})
        second = group.setdefault(pair.second, {pair.second})
        if first is second:
            continue
        first |= second
        group.update(dict.fromkeys(second, first))
        yield pair


def _certain(pieces: Sequence[Candidate]) -> dict[PieceId, PieceId]:
    """Pairs each repeat with what is kept of all that are the same."""
    groups: dict[object, list[Candidate]] = defaultdict(list)
    for piece in pieces:
        # The conversations of one backup are the same bytes, and each a proof of its own.
        said = piece.text if piece.kind is FileKind.CHAT else ""
        groups["bytes", tuple(sorted(piece.digests)), said].append(piece)
        if piece.message_id and piece.exact is not None and not piece.standing:
            groups["mail", _exact_key(piece), tuple(sorted(piece.inner))].append(piece)
    certain: dict[PieceId, PieceId] = {}
    for same in _joined((*groups.values(), *_standing_mails(pieces))):
        kept, *repeats = sorted(same, key=_preference)
        certain.update((repeat.id, kept.id) for repeat in repeats)
    return certain


def _standing_mails(pieces: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Groups mails that stand already with the new ones that are the same."""
    groups: dict[object, list[Candidate]] = defaultdict(list)
    for piece in pieces:
        if piece.message_id and piece.exact is not None and piece.opened is not None:
            groups[_exact_key(piece), tuple(sorted(piece.opened))].append(piece)
    return (same for same in groups.values() if any(piece.standing for piece in same))


def _exact_key(mail: Candidate) -> tuple[object, ...]:
    """Gives what two copies of one mail have in common to the letter; only white space is folded."""
    return mail.message_id, folded(mail.text), mail.moment, mail.exact


def _mail_key(mail: Candidate) -> tuple[str, str]:
    """Gives what two mails have in common that may be one."""
    return mail.message_id, plain(mail.text)


def _same_mails(pieces: Iterable[Candidate]) -> Iterator[Pair]:
    """Finds mails that may be one: exports that lost attachments or the date, or that differ a little."""
    first: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for piece in pieces:
        if not piece.message_id:
            continue
        for other in first[_mail_key(piece)]:
            if not _two_moments(other, piece):
                yield Pair(first=other.id, second=piece.id, reason="mail")
                break
        first[_mail_key(piece)].append(piece)


def _two_moments(one: Candidate, other: Candidate) -> bool:
    return None not in (one.moment, other.moment) and one.moment != other.moment


def _joined(groups: Iterable[Sequence[Candidate]]) -> Iterable[list[Candidate]]:
    """Joins groups that share a piece, so that no repeat points to another repeat."""
    sets: dict[PieceId, dict[PieceId, Candidate]] = {}
    for group in groups:
        joined: dict[PieceId, Candidate] = {}
        for piece in group:
            joined.update(sets.get(piece.id, {piece.id: piece}))
        sets.update(dict.fromkeys(joined, joined))
    return [list(one.values()) for one in {id(one): one for one in sets.values()}.values()]


def _preference(piece: Candidate) -> tuple[bool, int, int]:
    """Orders copies: what stands already, else where the person filed it, else with its mail.

    A mail itself is kept as the mail it is.
    """
    if piece.is_attachment:
        rank = 2 if piece.kind is FileKind.EMAIL else 1
    elif piece.filed:
        rank = 0
    else:
        rank = 1 if piece.kind is FileKind.EMAIL else 2
    return not piece.standing, rank, piece.order


def _same_pictures(pieces: Iterable[Candidate]) -> Iterator[Pair]:
    """Finds pictures that look alike, comparing only those whose keys agree in a part."""
    parts: dict[tuple[int, int], list[tuple[Likeness, Candidate]]] = defaultdict(list)
    for piece in pieces:
        look = likeness_of(piece.picture_key, piece.size_px)
        if look is None:
            continue
        near: dict[PieceId, Candidate] = {}
        for part in look.parts():
            near.update(
                (other.id, other)
                for seen, other in parts[part]
                if not (piece.sent and other.sent) and look.is_like(seen)
            )
            parts[part].append((look, piece))
        for other in near.values():
            yield Pair(first=other.id, second=piece.id, reason="picture")


@dataclass(frozen=True, slots=True)
class _Words:
    """A piece's runs of five words, and how many words it has."""

    piece: Candidate
    shingles: frozenset[int]
    count: int


def _same_texts(pieces: Iterable[Candidate]) -> Iterator[Pair]:
    """Finds texts printed again and mails quoted in others, by the runs of words they share."""
    read = _worth_comparing([words for words in map(_words, pieces) if words.shingles])
    held = Counter(shingle for words in read for shingle in words.shingles)
    before: dict[int, list[int]] = defaultdict(list)
    for place, words in enumerate(read):
        shared: Counter[int] = Counter()
        for shingle in words.shingles:
            if 1 < held[shingle] <= _COMMON:
                shared.update(before[shingle])
                before[shingle].append(place)
        for other, count in sorted(shared.items()):
            pair = _judged(read[other], words, count)
            if pair is not None:
                yield pair


def _worth_comparing(read: Sequence[_Words]) -> list[_Words]:
    """Leaves out what stands already and shares nothing with what is new: of most dossiers nearly all."""
    fresh = frozenset[int]().union(*(words.shingles for words in read if not words.piece.standing))
    return [words for words in read if not words.shingles.isdisjoint(fresh)]


def _words(piece: Candidate) -> _Words:
    words = plain(piece.text[: _WORDS_COMPARED * 12]).split()[:_WORDS_COMPARED]
    runs = zip(*(words[start:] for start in range(_SHINGLE_WORDS)), strict=False)
    return _Words(piece, frozenset(map(hash, runs)), len(words))


def _judged(first: _Words, second: _Words, shared: int) -> Pair | None:
    """Says what two texts that share runs of words are to each other."""
    inner, outer = sorted((first, second), key=lambda words: words.count)
    mails = inner.piece.kind is FileKind.EMAIL and outer.piece.kind is FileKind.EMAIL
    if mails and (_just_answers(outer.piece) or _sent_again(inner.piece, outer.piece)):
        return None
    either = len(first.shingles) + len(second.shingles) - shared
    if shared / either >= _REPRINT and min(first.count, second.count) >= _FEWEST_WORDS:
        return Pair(first=first.piece.id, second=second.piece.id, reason="text")
    if mails and shared / len(inner.shingles) >= _QUOTE and inner.count >= _QUOTE_FEWEST_WORDS:
        return Pair(first=first.piece.id, second=second.piece.id, reason="quote")
    return None


def _just_answers(mail: Candidate) -> bool:
    """Tells whether a mail quotes because it is an answer, as every answer does."""
    return bool(ANSWER.match(_subject(mail))) and not _forwards(mail)


def _sent_again(one: Candidate, other: Candidate) -> bool:
    """Tells whether two mails with one subject went out on different days: each is a proof."""
    if one.moment is None or other.moment is None or _forwards(one) or _forwards(other):
        return False
    same = plain(bare_subject(_subject(one))) == plain(bare_subject(_subject(other)))
    return same and _apart(one.moment, other.moment) > _SENT_AGAIN


def _apart(one: datetime, other: datetime) -> timedelta:
    """Gives the time between; clocks on a wall, without offset, are compared as they stand."""
    if one.tzinfo is None or other.tzinfo is None:
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return abs(one - other)


def _forwards(mail: Candidate) -> bool:
    return bool(FORWARD.match(_subject(mail)) or _FORWARDED.search(mail.text))


def _subject(mail: Candidate) -> str:
    return mail.subject or mail.text.lstrip().partition("\n")[0]
