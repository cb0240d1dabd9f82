"""The model of the remarks that still hold, the gravest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt

from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, Level
from dossier.model.ids import PieceId
from dossier.model.remarks import remarks
from dossier.texts.catalogue import Texts
from ui.models.numbers import rows_of
from ui.models.piece_rows import tooltip_of
from ui.models.roles import Role
from ui.models.row_model import RowModel
from ui.present import finding_action, finding_second

_FIELDS: Final = {
    Qt.ItemDataRole.DisplayRole: "title",
    Qt.ItemDataRole.ToolTipRole: "tooltip",
    Qt.ItemDataRole.AccessibleTextRole: "spoken",
    Role.PIECE: "piece",
    Role.TITLE: "title",
    Role.DETAIL: "detail",
    Role.LEVEL: "level",
    Role.ACTION: "action",
    Role.SECOND: "second",
    Role.FINDING: "finding",
}
_GRAVEST_FIRST: Final = (Level.BLOCKER, Level.WARNING, Level.NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A remark; names as in ``roles.Role``, ``detail`` names the piece that it is about."""

    key: tuple[object, ...]
    piece: PieceId | None
    title: str
    detail: str
    level: Level
    action: str
    second: str
    finding: Finding
    spoken: str

    @property
    def tooltip(self) -> str:
        """Its words, as rich text; made for whoever points at it."""
        return tooltip_of((self.title, self.detail))


class FindingsModel(RowModel):
    """Remarks about a dossier: blockers, then warnings, then notes, each in the order it was made."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__({int(role): name for role, name in _FIELDS.items()}, parent)
        self._texts = texts

    def set_findings(self, dossier: Dossier, noticed: Sequence[Finding] = ()) -> None:
        """Shows the remarks that still hold for a dossier, and those that it does not keep."""
        self.show_rows(list(self._made(dossier, noticed)))

    def _made(self, dossier: Dossier, noticed: Sequence[Finding]) -> Iterator[FindingRow]:
        numbers = {row.piece.id: row.number for row in rows_of(dossier)}
        titles = {piece.id: piece.title for piece in dossier.pieces}
        for finding in sorted(remarks(dossier, noticed), key=lambda one: _GRAVEST_FIRST.index(one.level)):
            about = self._about(finding, numbers, titles)
            said = self._texts.finding(finding)
            yield FindingRow(
                key=(finding.code, finding.piece, *sorted(finding.params.items())),
                piece=finding.piece,
                title=said,
                detail=about,
                level=finding.level,
                action=finding_action(finding),
                second=finding_second(finding),
                finding=finding,
                spoken=self._spoken(finding, f"{said} {about}." if about else said),
            )

    def _spoken(self, finding: Finding, said: str) -> str:
        row = f"{self._texts.say(f'level.{finding.level}')} {said}"
        for act in filter(None, (finding_action(finding), finding_second(finding))):
            proposed = self._texts.say(f"window.do_{act}")
            row = self._texts.say("window.findings_row_action", row=row, action=proposed)
        return row

    def _about(self, finding: Finding, numbers: dict[PieceId, str], titles: dict[PieceId, str]) -> str:
        if finding.piece is None or finding.piece not in titles:
            return ""
        title, number = titles[finding.piece], numbers.get(finding.piece)
        return self._texts.say("window.findings_about", number=number, title=title) if number else title
