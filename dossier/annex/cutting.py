"""Cuts an annex into files that keep to a measure: lighter photos first, then volumes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from dossier.annex.fit import Fitter
from dossier.annex.fit_plan import STEPS
from dossier.annex.making import FileMade, Press, weight_of
from dossier.annex.measure import Measure, separate_parts, volume_parts, whole_part
from dossier.annex.sheets import Made
from dossier.annex.volumes import Group, Part, PartKind, Room, Weight, groups_of, joined, split
from dossier.model.finding import Finding, blocker, note
from dossier.model.ids import PieceId
from dossier.recipients.profile import Form, Profile

_MILD_DPI: Final = STEPS[0]
"""Photos in volumes: what a volume more costs nobody, a photo that shows less may cost the proof."""

_ROUNDS: Final = 8
"""How often files are cut anew when our own pages turn out heavier than thought; two are usual."""

_TRIES: Final = 3
"""How often photos are made lighter when the file comes out a little heavier than its sheets said."""

_FIRST_OWN: Final = Weight(40_000, 3)
"""What our own pages of a file are thought to weigh, until one was made."""

_Sheets = Mapping[PieceId, Made]
_Cutting = Callable[[Sequence[Group], Room], tuple[Part, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """An annex in files, aside and not checked yet.

    Attributes:
        files: In the order of the annex.
        made: The sheets that they were made from.
        findings: What the person must know of how it was cut.
    """

    files: tuple[FileMade, ...]
    made: _Sheets
    findings: tuple[Finding, ...] = ()


class Cutter:
    """Makes the files of one annex."""

    def __init__(self, press: Press, measure: Measure, *, stem: str, profile: Profile) -> None:
        """Makes nothing yet.

        Args:
            press: Where files are made.
            measure: What they must keep to.
            stem: The annex's name, without suffix.
            profile: Whose words stand on the marks.
        """
        self._press = press
        self._measure = measure
        self._stem = stem
        self._texts = press.book.texts
        self._order = press.book.order
        self._label = partial(profile.label, language=self._texts.language)

    def cut(self, made: _Sheets) -> Cut:
        """Makes the files.

        Raises:
            NotRightError: A piece's sheet cannot be used.
            CheckError: A file cannot be assembled.
            PlaceError: The folder is full.
            CancelledError: The person asked to stop.
        """
        if self._measure.dpi is not None:
            made = self._fitter(made).capped(self._measure.dpi).made
        if self._measure.form is Form.SEPARATE:
            cut = self._separate(made)
        else:
            cut = self._whole(made) or self._volumes(made)
        return Cut(files=cut.files, made=cut.made, findings=(*cut.findings, *self._over(cut.files)))

    def _fitter(self, made: _Sheets) -> Fitter:
        folder = self._press.folder / "lighter"
        folder.mkdir(exist_ok=True)
        return Fitter(made, folder=folder, pool=self._press.pool, progress=self._press.progress)

    def _whole(self, made: _Sheets) -> Cut | None:
        """Makes one file, with lighter photos when it must be; None when it does not fit."""
        room, parts = self._measure.room, (whole_part(self._order, self._stem, self._texts),)
        caps = [cap for cap in (room.size, self._measure.total_bytes) if cap is not None]
        room = Room(min(caps, default=None), room.pages)
        files = self._press.make(parts, made)
        if room.holds(_weight(files[0])):
            return Cut(files=files, made=made)
        if room.size is None or not Room(None, room.pages).holds(_weight(files[0])):
            return None
        fitter, budget = self._fitter(made), room.size
        for _ in range(_TRIES):
            fitted = fitter.to(budget, beside=files[0].ours.size)
            if not fitted.reached:
                return None
            files = self._press.make(parts, fitted.made)
            if files[0].size <= room.size:
                return Cut(files=files, made=fitted.made)
            budget -= files[0].size - room.size
        return None

    def _volumes(self, made: _Sheets) -> Cut:
        """Makes as many files as are needed, with photos hardly lighter than they were."""
        if self._measure.room.size is not None:
            made = self._fitter(made).capped(min(_MILD_DPI, self._measure.dpi or _MILD_DPI)).made
        files, made = self._cut_lighter(made, self._cut_volumes)
        told = note("cut-into-volumes", n=len(files))
        return Cut(files=files, made=made, findings=(told,) if len(files) > 1 else ())

    def _cut_lighter(self, made: _Sheets, cut: _Cutting) -> tuple[tuple[FileMade, ...], _Sheets]:
        """Cuts; where a file or all together are too heavy, makes their photos lighter and cuts again."""
        files = self._cut_anew(made, cut)
        lighter = self._lighter(files, made)
        if all(lighter[piece] is made[piece] for piece in made):
            return files, made
        return self._cut_anew(lighter, cut), lighter

    def _lighter(self, files: Sequence[FileMade], made: _Sheets) -> _Sheets:
        room = self._measure.room
        lighter = dict(made)
        for file in files:
            if room.size is not None and file.size > room.size and file.part.kind is not PartKind.LIST:
                mine = {piece: made[piece] for piece in file.part.pieces}
                lighter |= self._fitter(mine).to(room.size, beside=file.ours.size).made
        most = self._most_bytes(len(files))
        if most is None:
            return lighter
        beside = sum(file.ours.size for file in files)
        return self._fitter(lighter).to(most, beside=beside).made

    def _most_bytes(self, files: int) -> int | None:
        """Gives what all files together may weigh; None when they may weigh what they do."""
        measure = self._measure
        caps = [] if measure.total_bytes is None else [measure.total_bytes]
        if measure.files is not None and files > measure.files and measure.room.size is not None:
            # Pieces never fill their files wholly.
            caps.append(round(0.9 * measure.files * measure.room.size))
        return min(caps, default=None)

    def _cut_volumes(self, groups: Sequence[Group], room: Room) -> tuple[Part, ...]:
        runs = split(groups, room)
        if len(runs) == 1:
            return (whole_part(self._order, self._stem, self._texts),)
        return volume_parts(
            groups,
            runs,
            stem=self._stem,
            names=self._measure.names,
            texts=self._texts,
            label=self._label,
        )

    def _cut_separate(self, groups: Sequence[Group], room: Room) -> tuple[Part, ...]:
        most = self._measure.files
        alone = tuple(range(place, place + 1) for place in range(len(groups)))
        # One file is the list of pieces.
        runs = alone if most is None else joined(groups, most=most - 1, room=room)
        return separate_parts(self._order, groups, runs, names=self._measure.names, texts=self._texts)

    def _cut_anew(self, made: _Sheets, cut: _Cutting) -> tuple[FileMade, ...]:
        """Cuts until every file of several pieces has room for our own pages too."""
        room, own = self._measure.room, _FIRST_OWN
        groups = groups_of(self._order.entries, lambda piece: weight_of(made[piece]))
        files: tuple[FileMade, ...] = ()
        parents = {entry.piece.id for entry in self._order.entries if entry.parent is None}
        for _ in range(_ROUNDS):
            files = self._press.make(cut(groups, room.without(own)), made)
            over = [
                file
                for file in files
                if not room.holds(_weight(file))
                and file.part.kind is not PartKind.LIST
                and len(parents.intersection(file.part.pieces)) > 1
            ]
            if not over:
                break
            for file in over:
                own = own.or_more(file.ours)
        return files

    def _separate(self, made: _Sheets) -> Cut:
        """Makes the list of pieces and a file for each, neighbours together where there are too many."""
        files, made = self._cut_lighter(made, self._cut_separate)
        tops = sum(1 for entry in self._order.entries if entry.parent is None)
        told = note("pieces-joined", n=tops, files=len(files) - 1)
        return Cut(files=files, made=made, findings=(told,) if len(files) - 1 < tops else ())

    def _over(self, files: Sequence[FileMade]) -> Iterator[Finding]:
        """Says where the files do not keep to the measure, with the figures."""
        measure, texts = self._measure, self._texts
        for file in files:
            name = f"{file.part.name}.pdf"
            pages = len(file.plan.pages)
            if measure.room.size is not None and file.size > measure.room.size:
                size, most = texts.size(file.size), texts.size(measure.room.size)
                yield blocker("file-over-size", file=name, size=size, most=most)
            if measure.room.pages is not None and pages > measure.room.pages:
                yield blocker("file-over-pages", file=name, n=pages, most=measure.room.pages)
        if measure.files is not None and len(files) > measure.files:
            yield blocker("files-too-many", n=len(files), most=measure.files)
        total = sum(file.size for file in files)
        if measure.total_bytes is not None and total > measure.total_bytes:
            size, most = texts.size(total), texts.size(measure.total_bytes)
            yield blocker("files-over-size", n=len(files), size=size, most=most)


def _weight(file: FileMade) -> Weight:
    return Weight(file.size, len(file.plan.pages))
