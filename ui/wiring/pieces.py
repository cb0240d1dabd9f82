"""The acts on pieces, from wherever the person asks for them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from dossier.basis.clock import zone_named
from dossier.basis.errors import UsageError
from dossier.model.body import PdfBody
from dossier.model.chat_days import chat_days, is_chat
from dossier.model.commands import attach, bin, cut_chat, edit, group, note_event, place, privacy, view
from dossier.model.commands.done import Done
from dossier.model.commands.together import edit_together
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Moment
from dossier.model.numbering import numbered
from dossier.model.piece import Event, Piece, Private
from dossier.recipients.known import profile_of
from dossier.texts.catalogue import Texts
from ui.asking import ChatDays
from ui.dialogs.confirm import ConfirmDialog
from ui.dialogs.days import ChosenDays, DaysDialog
from ui.dialogs.event import EventDialog
from ui.dialogs.pages import PagesDialog
from ui.models.portions import stays_among
from ui.session import Session
from ui.theme import Theme
from ui.views.desk_page import DeskPage
from ui.wiring.attaching import Attaching
from ui.wiring.chosen import Chosen
from ui.wiring.rubric_names import rubric_names


class PieceActs(QObject):
    """Hands what the views ask for to the session as commands; asks back only before a loss.

    Attributes:
        stayed: Why what was moved by hand does not stand where it was put (``str``), and whether an act
            follows all the same.
    """

    stayed = Signal(str, bool)

    def __init__(
        self, session: Session, page: DeskPage, chosen: Chosen, *, texts: Texts, theme: Theme
    ) -> None:
        super().__init__(page)
        self._session, self._page, self._chosen = session, page, chosen
        self._texts, self._theme = texts, theme
        self._attaching = Attaching(session, page, chosen, texts=texts, theme=theme)
        self._wire_card()
        self._wire_lists()
        page.preview.turn_wanted.connect(self.turn)
        page.preview.pages_wanted.connect(self.choose_pages)

    @property
    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What the menus and keys do, by the names of ``actions``."""
        chosen = self._chosen
        return {
            "note_event": self.note_event,
            "group": lambda: self.group(chosen.ids),
            "split": lambda: self.split(chosen.first),
            "include": lambda: self.include(chosen.ids, True),
            "exclude": lambda: self.include(chosen.ids, False),
            "turn_left": lambda: self.turn(chosen.first, -1),
            "turn_right": lambda: self.turn(chosen.first, 1),
            "choose_pages": lambda: self.choose_pages(chosen.first),
            "choose_days": lambda: self.choose_days(chosen.first),
            "remove": lambda: self.remove(chosen.ids),
            "restore": lambda: self.restore(chosen.ids),
            "erase": lambda: self.erase(chosen.ids),
            **self._attaching.doers,
        }

    def note_event(self) -> None:
        """Asks for a call or happening and adds it; the rubric of what is chosen is proposed."""
        if not self._session.may_change():
            return
        chosen = frozenset(self._chosen.ids[:1])
        beside = next((one.rubric for one in self._session.dossier.pieces if one.id in chosen), None)
        noted = EventDialog.ask(
            self._page.window(),
            self._texts,
            self._theme,
            rubrics=rubric_names(self._session.dossier, self._texts),
            rubric=beside,
        )
        if noted is not None:
            self._session.do(
                note_event.note_event,
                noted.event,
                title=noted.title,
                rubric=noted.rubric,
                moment=noted.moment,
            )

    def group(self, ids: Sequence[PieceId]) -> None:
        """Makes one piece of several."""
        self._session.do(group.group_pieces, ids)

    def split(self, piece: PieceId) -> None:
        """Gives back what a piece was grouped from."""
        self._session.do(group.split_piece, piece)

    def include(self, ids: Sequence[PieceId], wanted: bool) -> None:
        """Wants pieces in the annex, or out of it."""
        self._session.do(edit.include_pieces if wanted else edit.exclude_pieces, ids)

    def turn(self, piece: PieceId, quarters: int) -> None:
        """Turns a piece's pages."""
        self._session.do(view.rotate, piece, quarters=quarters)

    def choose_pages(self, piece: PieceId) -> None:
        """Asks which pages of a document are shown."""
        if not self._session.may_change():
            return
        one = self._session.dossier.piece(piece)
        documents = [
            (n, body) for n, body in enumerate(one.bodies) if isinstance(body, PdfBody) and body.pages > 1
        ]
        if not documents:
            self._session.refused.emit(UsageError("no-pages-to-choose", title=one.title))
            return
        place, body = documents[0]
        asked = PagesDialog.ask(
            self._page.window(),
            self._texts,
            self._theme,
            title=one.title,
            pages=body.pages,
            chosen=body.chosen,
        )
        if asked is not None:
            self._session.do(view.choose_pages, piece, pages=asked.pages, body=place)

    def choose_days(self, piece: PieceId) -> None:
        """Asks which days of a conversation are shown, once they have been counted."""
        one = self._session.dossier.piece(piece)
        if not is_chat(one):
            self._session.refused.emit(UsageError("not-a-chat", title=one.title))
        elif self._session.may_change():
            zone = zone_named(self._session.dossier.zone)
            self._session.chat_days(one, lambda days: self._ask_days(one, days), zone=zone)

    def _ask_days(self, piece: Piece, days: ChatDays) -> None:
        if not days:
            self._session.refused.emit(UsageError("chat-without-days", title=piece.title))
            return
        since, until = chat_days(piece)
        asked = DaysDialog.ask(
            self._page.window(),
            self._texts,
            self._theme,
            title=piece.title,
            days=days,
            chosen=ChosenDays(since=since, until=until),
        )
        if asked is not None:
            self._session.do(cut_chat.cut_chat, piece.id, since=asked.since, until=asked.until)

    def remove(self, ids: Sequence[PieceId]) -> None:
        """Puts pieces into the bin, from where they come back; nothing is asked."""
        self._session.do(bin.remove_pieces, ids)

    def restore(self, ids: Sequence[PieceId]) -> None:
        """Takes pieces out of the bin."""
        self._session.do(bin.restore_pieces, ids)

    def erase(self, ids: Sequence[PieceId]) -> None:
        """Lets pieces go for good, once the person has said so again."""
        if not self._session.may_change():
            return
        sure = ConfirmDialog.ask(
            self._page.window(),
            self._texts,
            self._theme,
            question=self._texts.say("window.erase_question", n=len(ids)),
            loss=self._texts.say("window.erase_loss"),
            verb=self._texts.say("window.erase_verb"),
        )
        if sure:
            self._session.erase(ids)

    def file_under(self, ids: Sequence[PieceId], rubric: RubricId) -> None:
        """Puts pieces into a rubric, by their dates."""
        self._session.do(edit.set_rubric, ids, rubric=rubric)

    def drop_into(self, ids: Sequence[PieceId], rubric: RubricId) -> None:
        """Puts pieces that were dragged into a rubric; what is attached elsewhere leaves its piece."""
        if stays_among(self._session.dossier, ids):
            self.stayed.emit(self._texts.say("window.sent_stays"), True)
        self._session.do(moved_out, ids, rubric, then=lambda now: edit.set_rubric(now, ids, rubric=rubric))

    def place(self, ids: Sequence[PieceId], before: PieceId | None, rubric: RubricId) -> None:
        """Moves pieces by hand; what is attached elsewhere leaves its piece, what was sent stays."""
        ids = self._movable(ids, before, rubric)
        if not ids:
            return
        recipient = profile_of(self._session.dossier.recipient)
        if recipient.arrangement().follows_dates(rubric):
            name = recipient.name(self._texts.language)
            self.stayed.emit(self._texts.say("window.pieces_by_dates", recipient=name), True)
        self._session.do(
            moved_out,
            ids,
            rubric,
            then=lambda now: place.place_pieces(now, ids, rubric=rubric, before=before),
        )

    def _movable(self, ids: Sequence[PieceId], before: PieceId | None, rubric: RubricId) -> Sequence[PieceId]:
        """Leaves out what was sent and stands in that rubric already: no hand moves it."""
        staying = stays_among(self._session.dossier, (*ids, *((before,) if before is not None else ())))
        if not staying:
            return ids
        there = {piece.id for piece in self._session.dossier.pieces if piece.rubric == rubric}
        movable = [one for one in ids if one not in staying or one not in there]
        self.stayed.emit(self._texts.say("window.sent_stays"), bool(movable))
        return movable

    def group_onto(self, ids: Sequence[PieceId], onto: PieceId) -> None:
        """Makes one piece of those dropped onto another; that one leads."""
        self.group([onto, *(one for one in ids if one != onto)])

    def _date(self, piece: PieceId, moment: Moment) -> None:
        self._session.do(edit.set_date, piece, moment=moment)

    def _title(self, piece: PieceId, title: str) -> None:
        self._session.do(edit.set_title, piece, title=title)

    def _prove(self, piece: PieceId, proves: str) -> None:
        self._session.do(edit.set_proves, piece, proves=proves)

    def _note(self, piece: PieceId, note: str) -> None:
        self._session.do(edit.set_note, piece, note=note)

    def _transcribe(self, piece: PieceId, transcript: str) -> None:
        self._session.do(edit.set_transcript, piece, transcript=transcript)

    def _show_appendix(self, piece: PieceId, shown: bool) -> None:
        self._session.do(view.show_appendix, piece, shown=shown)

    def _mark_private(self, pieces: Sequence[PieceId], private: Sequence[Private]) -> None:
        self._session.do(privacy.mark_private, pieces, private=private)

    def _tell_event(self, piece: PieceId, who: str, what: str) -> None:
        self._session.do(note_event.change_event, piece, event=Event(who=who, what=what))

    def _wire_card(self) -> None:
        card = self._page.card
        card.title_given.connect(self._title)
        card.date_given.connect(self._date)
        card.rubric_given.connect(self.file_under)
        card.included_given.connect(self.include)
        card.proves_given.connect(self._prove)
        card.note_given.connect(self._note)
        card.event_given.connect(self._tell_event)
        card.transcript_given.connect(self._transcribe)
        card.appendix_given.connect(self._show_appendix)
        card.private_given.connect(self._mark_private)
        card.days_wanted.connect(self.choose_days)
        card.split_wanted.connect(self.split)
        card.group_wanted.connect(self.group)
        card.remove_wanted.connect(self.remove)
        card.restore_wanted.connect(self.restore)
        card.erase_wanted.connect(self.erase)

    def _wire_lists(self) -> None:
        pieces, rubrics = self._page.pieces.view, self._page.rubrics.view
        pieces.remove_wanted.connect(self.remove)
        pieces.place_wanted.connect(self.place)
        pieces.group_wanted.connect(self.group_onto)
        pieces.rubric_wanted.connect(self.drop_into)
        rubrics.rubric_wanted.connect(self.drop_into)
        rubrics.remove_wanted_pieces.connect(self.remove)


def moved_out(
    dossier: Dossier, ids: Sequence[PieceId], rubric: RubricId, *, then: Callable[[Dossier], Done]
) -> Done:
    """Moves pieces as one act, and detaches first what stands under a piece that stays behind.

    Raises:
        UsageError: As the commands say.
    """
    loose = [
        row.piece
        for row in numbered(dossier, zone_named(dossier.zone))
        if row.parent is not None and row.piece.id in ids and row.parent.id not in ids
    ]
    if not loose:
        return then(dossier)
    names = tuple(piece.id for piece in loose)
    return edit_together(
        dossier,
        [lambda now: attach.detach_pieces(now, names, rubric=rubric), then],
        title=loose[0].title,
    )
