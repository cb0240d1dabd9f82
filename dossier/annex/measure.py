"""The measure that an annex is cut to: what the recipient takes, and what the person asked for besides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dossier.annex.naming import NO_RULE, Wanted, agrees, file_names, volume_names
from dossier.annex.order import Entry, Order
from dossier.annex.volumes import NO_BOUND, Group, Part, PartKind, Room
from dossier.model.ids import PieceId
from dossier.model.wish import NO_WISH, Wish
from dossier.recipients.profile import Form, Limited, Names, Profile
from dossier.texts.catalogue import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What the files of an annex must keep to; None is no bound.

    Attributes:
        form: One PDF, in volumes when it does not fit, or one a piece.
        names: How files are named.
        room: What one file may hold.
        total_bytes: Bytes of all files together.
        files: How many files.
        dpi: The finest picture wanted.
    """

    form: Form = Form.ONE
    names: Names = NO_RULE
    room: Room = NO_BOUND
    total_bytes: int | None = None
    files: int | None = None
    dpi: int | None = None


def measure_of(profile: Profile, wish: Wish = NO_WISH) -> Measure:
    """Gives the strictest of what a profile and a person ask for."""
    sizes = [size for size in (profile.limit(Limited.FILE_BYTES), wish.max_bytes) if size is not None]
    longest = [
        chars for chars in (profile.limit(Limited.NAME_CHARS), profile.file_names.longest or None) if chars
    ]
    rule = profile.file_names
    return Measure(
        form=Form.SEPARATE if wish.separate else profile.form,
        names=replace(rule, longest=min(longest, default=0)),
        room=Room(min(sizes, default=None), profile.limit(Limited.FILE_PAGES)),
        total_bytes=profile.limit(Limited.TOTAL_BYTES),
        files=profile.limit(Limited.FILES),
        dpi=profile.limit(Limited.DPI),
    )


def whole_part(order: Order, stem: str, texts: Texts) -> Part:
    """Describes an annex of one file."""
    pieces = tuple(entry.piece.id for entry in order.entries)
    return Part(kind=PartKind.ANNEX, pieces=pieces, name=stem, label=texts.say("annex.name"))


def volume_parts(
    groups: Sequence[Group],
    runs: Sequence[range],
    *,
    stem: str,
    names: Names,
    texts: Texts,
    label: Callable[[str], str],
) -> tuple[Part, ...]:
    """Describes the volumes of an annex: "Annexe 1 sur 3".

    Args:
        groups: The pieces with what is attached to them.
        runs: Which of them each volume holds.
        stem: The annex's name, without suffix.
        names: The recipient's rule for names.
        texts: The annex's language.
        label: Gives the words on a piece's marks; where a piece is an "annexe", a file is a "volume".
    """
    word = texts.say("annex.name").casefold()
    key = "annex.volume_apart" if label("1").casefold().startswith(word) else "annex.volume"
    places = range(1, len(runs) + 1)
    tails = [texts.say("annex.volume_of", number=place, of=len(runs)) for place in places]
    return tuple(
        Part(
            kind=PartKind.ANNEX,
            pieces=_pieces(groups, run),
            name=name,
            label=texts.say(key, number=place, of=len(runs)),
            short=texts.say(f"{key}_short", number=place),
        )
        for place, run, name in zip(places, runs, volume_names(stem, tails, names), strict=True)
    )


def separate_parts(
    order: Order, groups: Sequence[Group], runs: Sequence[range], *, names: Names, texts: Texts
) -> tuple[Part, ...]:
    """Describes the list of pieces and the files of an annex of which each piece has its own."""
    tops = {entry.piece.id: entry for entry in order.entries if entry.parent is None}
    ends = [(tops[groups[run[0]].pieces[0]], tops[groups[run[-1]].pieces[0]]) for run in runs]
    wanted = [Wanted(first.number, last.number, _title(first, last, texts)) for first, last in ends]
    list_name, *others = file_names(texts.say("annex.bordereau"), wanted, names)
    listed = Part(
        kind=PartKind.LIST,
        pieces=tuple(entry.piece.id for entry in order.entries),
        name=list_name,
        label=texts.say("annex.bordereau"),
    )
    lone = (
        Part(
            kind=PartKind.LONE,
            pieces=_pieces(groups, run),
            name=name,
            label=_labels(first.label, last.label, texts),
        )
        for (first, last), run, name in zip(ends, runs, others, strict=True)
    )
    return (listed, *lone)


def name_agrees(stem: str, measure: Measure) -> bool:
    """Tells whether the recipient's form takes the annex's name."""
    return measure.form is Form.SEPARATE or agrees(stem, measure.names)


def _title(first: Entry, last: Entry, texts: Texts) -> str:
    """Gives the title of a file; of several pieces their rubric, when they have one."""
    if first is last:
        return first.title
    return first.rubric_name if first.rubric == last.rubric else texts.say("annex.fact_pieces")


def _labels(first: str, last: str, texts: Texts) -> str:
    return first if first == last else texts.say("annex.head_several", first=first, last=last)


def _pieces(groups: Sequence[Group], run: range) -> tuple[PieceId, ...]:
    return tuple(piece for place in run for piece in groups[place].pieces)
