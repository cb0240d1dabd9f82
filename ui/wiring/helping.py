"""The one act that a remark asks for: done, or led to."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from dossier.model.commands.keep_both import keep_both
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.session import Session
from ui.theme import Tone
from ui.views.desk_page import DeskPage
from ui.wiring.intake import Intake
from ui.wiring.pieces import PieceActs
from ui.wiring.telling import Telling


class Helping(QObject):
    """Does what ``present.finding_action`` names; the piece is in sight already."""

    def __init__(
        self,
        session: Session,
        page: DeskPage,
        *,
        intake: Intake,
        acts: PieceActs,
        telling: Telling,
        texts: Texts,
    ) -> None:
        super().__init__(page)
        self._session, self._page, self._texts = session, page, texts
        self._intake, self._acts, self._telling = intake, acts, telling

    @property
    def acts(self) -> Mapping[str, Callable[[PieceId | None], object]]:
        """What each act does, by the codes of ``present.finding_action``."""
        return {
            "date": lambda _: self._page.card.ask_date(),
            "compare": self._compare,
            "pages": self._choose_pages,
            "note": self._note,
            "add": lambda _: self._intake.choose_files(),
            "replace": lambda _: self._intake.choose_files(after=self._texts.say("window.after_replacing")),
        }

    def help(self, act: str, piece: PieceId | None) -> None:
        """Does what helps; an act without a meaning of its own only leads to the piece."""
        if act in self.acts:
            self.acts[act](piece)

    def _compare(self, piece: PieceId | None) -> None:
        """Shows one of two pieces that may be the same, names the other, and offers to keep both.

        One alone is chosen: "move to the bin" must never take both.
        """
        pair = alike(self._session.dossier, piece)
        if piece is None or piece not in pair or len(pair) < 2:
            return
        other = self._session.dossier.piece(next(one for one in pair if one != piece))
        self._page.pieces.view.select((piece,))
        self._telling.say(
            self._texts.say("window.compare_hint", other=other.title),
            Tone.LOOK,
            offer=self._texts.say("window.compare_keep"),
            act=lambda: self._session.do(keep_both, piece),
        )

    def _choose_pages(self, piece: PieceId | None) -> None:
        if piece is not None:
            self._acts.choose_pages(piece)

    def _note(self, piece: PieceId | None) -> None:
        """Proposes the rubric of what cannot be shown, so that the words about it stand beside it."""
        beside = next((one.rubric for one in self._session.dossier.pieces if one.id == piece), None)
        self._acts.note_event(beside)


def alike(dossier: Dossier, piece: PieceId | None) -> tuple[PieceId, ...]:
    """Gives the two pieces of a remark about one of them that they may be the same, as far as there."""
    there = {one.id for one in dossier.pieces if not one.binned}
    for finding in dossier.findings:
        pair = (str(finding.params.get("first", "")), str(finding.params.get("second", "")))
        if finding.code == "possible-repeat" and piece in (finding.piece, *pair):
            return tuple(PieceId(one) for one in pair if one in there)
    return ()
