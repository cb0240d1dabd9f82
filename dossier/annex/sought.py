"""Words that must not be said, found however they are written, to put neutral words there.

Letters are compared without case and accents (NFKD), words as a whole.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dossier.model.detail import Detail

_SPREAD: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_DRAWN_ALIKE: Final = str.maketrans(
    "авекмнорстухѕіјһԁԛԝӏɑɡᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢαβεζηικμνορςστυχ",
    "abekmhopctyxsijhdqwlagabcdeghijklmnoprstuvwyzabezhikmnopsstyx",
)
"""Small letters of other scripts that look like ours, or whose capitals do (Unicode TS 39, confusables)."""

_UNSEEN: Final = re.compile("[\u034f\u115f\u1160\u180b-\u180f\u3164\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Characters that are not drawn, beside those of the category Cf (Unicode, Default_Ignorable_Code_Point)."""

_ESCAPED: Final = re.compile(r"(?:%[2-9A-Fa-f][0-9A-Fa-f])+")
"""Characters as links have them, and files that were saved from one: "%20" (RFC 3986, 2.1)."""

_NEAR_CHARS: Final = 60

_HUMP: Final = "\0"
"""Stands between a small letter and a capital: "LéaMartin" is two words, unless the name is "McDonald"."""

APART: Final = r"[\W_]*"
"""Stands between words that are found behind one another."""

_LETTER: Final = r"[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
"""Of a script that sets its words apart; in Chinese or Thai any letter may stand beside a name."""

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
DATES: Final = tuple(
    rf"(?<!\d)(?<!\d[./-]){date}(?![./-]?\d)"
    for date in (rf"{_DAY}[./_-]{_MONTH}[./_-](?:\d\d)?\d\d", rf"\d{{4}}[./_-]{_MONTH}[./_-]{_DAY}")
)
"""Full dates, that are no part of a number or amount though the same digits stand there."""

_Folded = tuple[str, list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for.

    Attributes:
        pattern: In folded words; its group ``kept`` is somebody else's, ``word`` needs a capital, ``near``
            some words around it, ``named`` some right before it as well.
        around: Those words, folded.
        before: Those that end right before it, folded.
        instead: What is written there.
        detail: What it is.
    """

    pattern: re.Pattern[str]
    around: re.Pattern[str] = re.compile("")
    before: re.Pattern[str] = re.compile("")
    instead: str = ""
    detail: Detail = Detail.NAME

    def hidden(self, words: str, *, file: bool = False) -> str:
        """Writes neutral words in the place of each find; several in a row are one.

        Args:
            words: Any text.
            file: Whether it is a file's name, in which every word may be small.
        """
        found = list(self._found(words, _folded(words), file=file))
        if not found:
            return words
        made, last = [], 0
        for start, end in found:
            made.append(words[last:start])
            last = end
        whole = self.instead.join((*made, words[last:]))
        once = re.escape(self.instead)
        return re.sub(rf"{once}(?:[\s_.'’-]*{once})+", lambda _: self.instead, whole)

    def found(self, words: str, *, file: bool = False) -> list[str]:
        """Lists each find as it is written."""
        return [words[start:end] for start, end in self._found(words, _folded(words), file=file)]

    def _found(self, words: str, folded: _Folded, *, file: bool) -> Iterator[tuple[int, int]]:
        plain, places = folded
        for match in self.pattern.finditer(plain):
            start, end = places[match.start()], places[match.end()]
            if match["kept"] or (match["word"] and not file and not words[start].isupper()):
                continue
            if (match["near"] or match["named"]) and not self._is_near(plain, match):
                continue
            yield start, end

    def _is_near(self, plain: str, match: re.Match[str]) -> bool:
        begun = max(0, match.start() - _NEAR_CHARS)
        if match["named"] and not self.before.search(plain, begun, match.start()):
            return False
        return self.around.search(plain, begun, match.end() + _NEAR_CHARS) is not None

    @staticmethod
    def standing(sought: Sequence["Sought"], words: str, *, file: bool = False) -> frozenset[Detail]:
        """Tells what of all that is looked for stands in words, which are folded once."""
        if not sought:
            return frozenset()
        folded = _folded(words)
        return frozenset(
            one.detail for one in sought if next(one._found(words, folded, file=file), None) is not None
        )


def pattern_of(
    *,
    sure: Iterable[str],
    kept: Iterable[str] = (),
    word: Iterable[str] = (),
    near: Iterable[str] = (),
    named: Iterable[str] = (),
) -> re.Pattern[str]:
    """Joins patterns of folded words to one, with the groups that ``Sought`` knows."""
    groups = ("kept", kept), ("sure", sure), ("word", word), ("near", near), ("named", named)
    return re.compile("|".join(f"(?P<{name}>{'|'.join(some) or '(?!)'})" for name, some in groups))


def whole(patterns: Iterable[str]) -> list[str]:
    """Finds whole words alone, by one pattern or none; a digit may stand beside them: "martin2.pdf"."""
    some = "|".join(filter(None, patterns))
    return [rf"(?<!{_LETTER})(?:{some})(?!{_LETTER})"] if some else []


def joined(words: str) -> str:
    """Finds words behind one another, whatever stands between them."""
    return APART.join(map(letters, apart(words)))


def apart(words: str) -> list[str]:
    """Gives the words of a text, folded, and apart those that are told by a capital: "LeLac"."""
    return re.findall(r"[^\W_]+", _folded(words)[0])


def letters(word: str) -> str:
    """Finds one folded word."""
    return f"{_HUMP}?".join(map(re.escape, word))


def parts(words: str) -> list[str]:
    """Gives the words of a text, folded."""
    return re.findall(r"[^\W_]+", bare(words))


def bare(words: str) -> str:
    """Gives words without case and accents."""
    return _folded(words)[0].replace(_HUMP, "")


def spaced(value: str, *, most: int = 3) -> str:
    """Finds a number however it is grouped; where more stands between, another number begins."""
    return rf"[\W_]{{0,{most}}}".join(re.sub(r"[\W_]+", "", bare(value)))


def _folded(words: str) -> _Folded:
    """Gives words without case and accents, and for each character, and the end, its place in them."""
    plain: list[str] = []
    places: list[int] = []
    small = False
    for place, char in _chars(words):
        if char.isupper() and small:
            plain.append(_HUMP)
            places.append(place)
        kept = _plain(char)
        plain.extend(kept)
        places.extend([place] * len(kept))
        if kept:
            small = char.islower()
    return "".join(plain), [*places, len(words)]


def _chars(words: str) -> Iterator[tuple[int, str]]:
    """Gives the characters of words, each with its place; what is escaped as it reads."""
    done = 0
    for match in _ESCAPED.finditer(words):
        yield from enumerate(words[done : match.start()], done)
        done = match.start()
        for char in bytes.fromhex(match[0].replace("%", "")).decode(errors="surrogateescape"):
            yield done, char
            done += len("%20") * len(char.encode(errors="surrogateescape"))
    yield from enumerate(words[done:], done)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """Gives a character without case and accent, however it is drawn; a letter that looks like ours as it."""
    drawn = unicodedata.normalize("NFKD", char).casefold().translate(_SPREAD)
    alike = unicodedata.normalize("NFKD", _UNSEEN.sub("", drawn)).translate(_DRAWN_ALIKE)
    seen = (c for c in alike if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return "".join(str(unicodedata.decimal(c, c)) for c in seen)
