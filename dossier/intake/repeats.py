"""Finds proofs that stand in a dossier twice.

Certain is only what is the same bytes, or the same mail by its own number; such a repeat is left
out. Everything else is told and kept: the person decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.basis.digest import Digest
from dossier.intake.rubrics import plain
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

_KEY_DISTANCE: Final = 4
_SHAPE_TOLERANCE: Final = 0.03
_PLAIN_BITS: Final = 10
"""A key with fewer ones or zeros is of a nearly blank picture, and alike to every other one."""

_REPLY = re.compile(r"^\s*(?:re|aw|antw|sv|rif|réf|rép)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_FORWARDED = re.compile(
    r"-{2,}\s*(?:forwarded message|message transféré|doorgestuurd bericht|weitergeleitete nachricht)|"
    r"^begin forwarded message|^début du message",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARD_SUBJECT = re.compile(r"^\s*(?:fwd?|fw|tr|wg|doorst)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is compared of a piece.

    Attributes:
        id: The piece.
        digests: Of its files.
        message_id: A mail's Message-ID, "" for none.
        text: Its words.
        picture_key: Perceptual key, "" for none.
        kind: What it is.
        size_px: Width and height of its picture, (0, 0) for none.
        is_attachment: Whether it was attached to another piece.
        order: Its place among the files as they came in.
        subject: A mail's subject, by which an ordinary answer is known; when it is "" the first line
            of its text is asked.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two pieces that may be one.

    Attributes:
        first: The one that came in first.
        second: The other one.
        reason: "picture" (the same one, stored again), "text" (the same words, printed again) or
            "quote" (the second holds the first, or the reverse).
    """

    first: PieceId
    second: PieceId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """What was found.

    Attributes:
        certain: Repeat to the piece that is kept; never a chain.
        likely: Pairs to be told; no piece of ``certain`` is in them.
    """

    certain: Mapping[PieceId, PieceId]
    likely: tuple[Pair, ...]


def find_repeats(pieces: Sequence[Candidate]) -> Repeats:
    """Finds certain and likely repeats.

    Args:
        pieces: All pieces, attachments too, in any order.
    """
    certain = _certain(pieces)
    left = sorted((piece for piece in pieces if piece.id not in certain), key=lambda piece: piece.order)
    found: dict[tuple[PieceId, PieceId], Pair] = {}
    for pair in (*_same_pictures(left), *_same_texts(left)):
        found.setdefault((pair.first, pair.second), pair)
    return Repeats(certain=certain, likely=tuple(found.values()))


def _certain(pieces: Sequence[Candidate]) -> dict[PieceId, PieceId]:
    """Pairs each repeat with what is kept of all that are the same."""
    groups: dict[object, list[Candidate]] = defaultdict(list)
    for piece in pieces:
        if piece.digests:
            groups["bytes", tuple(sorted(piece.digests))].append(piece)
        if piece.message_id:
            groups["mail", piece.message_id, plain(piece.text)].append(piece)
    certain: dict[PieceId, PieceId] = {}
    for same in _joined(groups.values()):
        kept, *repeats = sorted(same, key=_preference)
        certain.update((repeat.id, kept.id) for repeat in repeats)
    return certain


def _joined(groups: Iterable[Sequence[Candidate]]) -> Iterable[list[Candidate]]:
    """Joins groups that share a piece, so that no repeat points to another repeat."""
    sets: dict[PieceId, dict[PieceId, Candidate]] = {}
    for group in groups:
        joined: dict[PieceId, Candidate] = {}
        for piece in group:
            joined.update(sets.get(piece.id, {piece.id: piece}))
        sets.update(dict.fromkeys(joined, joined))
    return [list(one.values()) for one in {id(one): one for one in sets.values()}.values()]


def _preference(piece: Candidate) -> tuple[bool, int]:
    """Orders copies: a mail keeps its attachment; a mail itself is kept as the mail that it is."""
    attached_first = piece.is_attachment if piece.kind is FileKind.EMAIL else not piece.is_attachment
    return attached_first, piece.order


def _same_pictures(pieces: Iterable[Candidate]) -> Iterator[Pair]:
    """Finds pictures whose keys differ in a few bits and whose shapes agree.

    Keys at most four bits apart agree in at least one of five parts, so only those are compared.
    """
    parts: dict[tuple[int, int], list[tuple[int, Candidate]]] = defaultdict(list)
    for piece in pieces:
        key = _key(piece)
        if key is None:
            continue
        near: dict[PieceId, Candidate] = {}
        for part in _parts(key):
            near.update((other.id, other) for bits, other in parts[part] if _close(bits, key))
            parts[part].append((key, piece))
        for other in near.values():
            if _shaped_alike(other, piece):
                yield Pair(first=other.id, second=piece.id, reason="picture")


def _key(piece: Candidate) -> int | None:
    if not re.fullmatch(r"[0-9a-f]{16}", piece.picture_key) or min(piece.size_px) <= 0:
        return None
    key = int(piece.picture_key, 16)
    return key if _PLAIN_BITS <= key.bit_count() <= 64 - _PLAIN_BITS else None


def _parts(key: int) -> Iterator[tuple[int, int]]:
    for place in range(_KEY_DISTANCE + 1):
        yield place, (key >> (13 * place)) & 0x1FFF


def _close(one: int, other: int) -> bool:
    return (one ^ other).bit_count() <= _KEY_DISTANCE


def _shaped_alike(one: Candidate, other: Candidate) -> bool:
    first, second = (piece.size_px[0] / piece.size_px[1] for piece in (one, other))
    return abs(first - second) <= _SHAPE_TOLERANCE * max(first, second)


@dataclass(frozen=True, slots=True)
class _Words:
    """A piece's runs of five words, and how many words it has."""

    piece: Candidate
    shingles: frozenset[int]
    count: int


def _same_texts(pieces: Iterable[Candidate]) -> Iterator[Pair]:
    """Finds texts printed again and mails quoted in others, by the runs of words they share."""
    read = [words for words in map(_words, pieces) if words.shingles]
    holders: dict[int, list[int]] = defaultdict(list)
    for place, words in enumerate(read):
        for shingle in words.shingles:
            holders[shingle].append(place)
    for place, words in enumerate(read):
        shared: Counter[int] = Counter()
        for shingle in words.shingles:
            others = holders[shingle]
            if len(others) <= _COMMON:
                shared.update(other for other in others if other < place)
        for other, count in sorted(shared.items()):
            pair = _judged(read[other], words, count)
            if pair is not None:
                yield pair


def _words(piece: Candidate) -> _Words:
    words = plain(piece.text[: _WORDS_COMPARED * 12]).split()[:_WORDS_COMPARED]
    runs = zip(*(words[start:] for start in range(_SHINGLE_WORDS)), strict=False)
    return _Words(piece, frozenset(map(hash, runs)), len(words))


def _judged(first: _Words, second: _Words, shared: int) -> Pair | None:
    """Says what two texts that share runs of words are to each other."""
    inner, outer = sorted((first, second), key=lambda words: words.count)
    mails = inner.piece.kind is FileKind.EMAIL and outer.piece.kind is FileKind.EMAIL
    if mails and _just_answers(outer.piece):
        return None
    either = len(first.shingles) + len(second.shingles) - shared
    if shared / either >= _REPRINT and min(first.count, second.count) >= _FEWEST_WORDS:
        return Pair(first=first.piece.id, second=second.piece.id, reason="text")
    if mails and shared / len(inner.shingles) >= _QUOTE and inner.count >= _QUOTE_FEWEST_WORDS:
        return Pair(first=first.piece.id, second=second.piece.id, reason="quote")
    return None


def _just_answers(mail: Candidate) -> bool:
    """Tells whether a mail quotes because it is an answer, as every answer does."""
    subject = mail.subject or mail.text.lstrip().partition("\n")[0]
    forwarded = _FORWARD_SUBJECT.match(subject) or _FORWARDED.search(mail.text)
    return bool(_REPLY.match(subject)) and not forwarded
