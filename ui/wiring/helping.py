"""What a remark asks for: done, or led to."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from dossier.model.commands import facts
from dossier.model.commands.dismiss import accept, dismiss
from dossier.model.commands.group import group_told
from dossier.model.commands.keep_both import keep_both
from dossier.model.commands.together import Command
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.session import Session
from ui.theme import Tone
from ui.views.desk_page import DeskPage
from ui.wiring.intake import Intake
from ui.wiring.pieces import PieceActs
from ui.wiring.reading_again import ReadingAgain
from ui.wiring.telling import Telling


class Helping(QObject):
    """Does what ``present.finding_action`` and ``finding_second`` name; the piece is in sight already."""

    def __init__(
        self,
        session: Session,
        page: DeskPage,
        *,
        intake: Intake,
        acts: PieceActs,
        again: ReadingAgain,
        telling: Telling,
        texts: Texts,
    ) -> None:
        super().__init__(page)
        self._session, self._page, self._texts = session, page, texts
        self._intake, self._acts, self._again, self._telling = intake, acts, again, telling

    @property
    def leading(self) -> Mapping[str, Callable[[PieceId | None], object]]:
        """What leads the person on at a piece, by the codes of ``present.finding_action``."""
        card = self._page.card
        return {
            "date": lambda _: card.ask_date(),
            "transcript": lambda _: card.ask_transcript(),
            "compare": self._compare,
            "pages": self._of_piece(self._acts.choose_pages),
            "days": self._of_piece(self._acts.choose_days),
            "password": self._of_piece(self._again.unlock),
            "replace": self._replace,
            "add": lambda _: self._intake.choose_files(),
        }

    @property
    def answering(self) -> Mapping[str, Callable[[Finding], object]]:
        """What answers a proposal at once, yes or no; it can be undone."""
        return {
            "group": lambda told: self._accept(told, lambda now: group_told(now, told)),
            "party": lambda told: self._accept(told, lambda now: facts.add_found_party(now, told)),
            "case": lambda told: self._accept(
                told, lambda now: facts.set_case_number(now, str(told.params["number"]))
            ),
            "both": lambda told: self._session.do(keep_both, told.piece),
            "apart": self._dismiss,
            "dismiss": self._dismiss,
        }

    def help(self, act: str, piece: PieceId | None) -> None:
        """Does what helps; an act without a meaning of its own only leads to the piece."""
        if act in self.leading:
            self.leading[act](piece)

    def answer(self, act: str, told: Finding) -> None:
        """Answers a proposal."""
        self.answering[act](told)

    def _accept(self, told: Finding, act: Command) -> None:
        self._session.do(accept, told, act)

    def _dismiss(self, told: Finding) -> None:
        self._session.do(dismiss, told)

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

    def _replace(self, piece: PieceId | None) -> None:
        """Lets a better copy take the file's place; of what is no single file it is added beside."""
        if piece is not None and self._again.can_replace(piece):
            self._again.replace(piece)
        else:
            self._intake.choose_files(after=self._texts.say("window.after_replacing"))

    def _of_piece(self, act: Callable[[PieceId], object]) -> Callable[[PieceId | None], object]:
        return lambda piece: None if piece is None else act(piece)


def alike(dossier: Dossier, piece: PieceId | None) -> tuple[PieceId, ...]:
    """Gives the two pieces of a remark about one of them that they may be the same, as far as there."""
    there = {one.id for one in dossier.pieces if not one.binned}
    for finding in dossier.findings:
        pair = (str(finding.params.get("first", "")), str(finding.params.get("second", "")))
        if finding.code == "possible-repeat" and piece in (finding.piece, *pair):
            return tuple(PieceId(one) for one in pair if one in there)
    return ()
