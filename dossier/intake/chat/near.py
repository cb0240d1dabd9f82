"""The files that stand near a chat: beside it and below it, found by what the chat calls them.

All files are looked at once, whatever number of chats there are.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dossier.intake.chat.media import DEEPEST, path_ends, path_key
from dossier.intake.incoming import Incoming

_NOTHING: Final[tuple[int, ...]] = ()


class NearFiles:
    """Files by their paths as seen from the folders in which chats stand."""

    def __init__(self, files: Sequence[Incoming], places: Iterable[str]) -> None:
        """Looks at each file once.

        Args:
            files: In their order.
            places: The folders in which chats stand.
        """
        self._files = files
        self._free: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._owned: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._keys: list[list[tuple[str, str]]] = []
        chats = set(places)
        for number, file in enumerate(files):
            above = () if file.beside else (place for place in folders_above(file.place) if place in chats)
            keys = [(place, path_key(_seen_from(place, file))) for place in above]
            self._keys.append(keys)
            for key in keys:
                self._free[key].append(number)

    def take(self, chat: int, names: Iterable[str]) -> dict[str, int]:
        """Gives a chat the files that it names: their paths as seen from it, and which they are.

        Of two files of one path, as two ZIPs give them, the one that no other chat has is meant, then
        the nearest.
        """
        place = self._files[chat].place
        found = dict.fromkeys(one for name in names if (one := self._find(chat, name)) is not None)
        for number in found:
            self._give(number)
        return {_seen_from(place, self._files[number]): number for number in found}

    def _find(self, chat: int, name: str) -> int | None:
        place = self._files[chat].place
        for end in path_ends(name):
            for numbers in (self._free, self._owned):
                nearest = _nearest(numbers.get((place, end), _NOTHING), chat)
                if nearest is not None:
                    return nearest
        return None

    def _give(self, number: int) -> None:
        for key in self._keys[number]:
            free = self._free[key]
            at = bisect_left(free, number)
            if at < len(free) and free[at] == number:
                del free[at]
                insort(self._owned[key], number)


def folders_above(place: str) -> Iterator[str]:
    """Gives a folder and those around it, as far as a chat names files in them."""
    for _ in range(DEEPEST):
        if not place:
            return
        yield place
        place = place.rpartition("/")[0]


def _seen_from(place: str, file: Incoming) -> str:
    return f"{file.place[len(place) :]}/{file.name}".lstrip("/")


def _nearest(numbers: Sequence[int], chat: int) -> int | None:
    """Gives the number next to a chat's own, the lower of two; never its own."""
    at = bisect_left(numbers, chat)
    around = [one for one in numbers[max(at - 1, 0) : at + 2] if one != chat]
    return min(around, key=lambda one: abs(one - chat), default=None)
