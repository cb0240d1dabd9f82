"""One recipient at the right: what it does, the next step, what it asks for, how to send."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from dossier.model.checklist import Checklist
from dossier.model.detail import Detail
from dossier.recipients.profile import Form, Limit, Limited
from dossier.recipients.source import Mark
from dossier.texts.catalogue import Texts
from dossier.texts.checklist import said_step
from dossier.texts.dates import short_day
from ui.theme import Theme, Tone
from ui.views.checked_row import CheckedRow
from ui.views.folded_boxes import FoldedBoxes
from ui.views.recipient_checks import CheckLines
from ui.views.recipient_shown import RecipientShown, Wishes
from ui.views.sending_way import SendingWay
from ui.widgets.buttons import button
from ui.widgets.labels import labelled
from ui.widgets.looks import mark

_WIDEST_PX: Final = 760
_IN_BYTES: Final = (Limited.FILE_BYTES, Limited.TOTAL_BYTES)


class RecipientSheet(QWidget):
    """All that is told of one recipient; made anew whenever something of it is another."""

    def __init__(
        self,
        shown: RecipientShown,
        wishes: Wishes,
        *,
        texts: Texts,
        theme: Theme,
        read_only: bool,
        sources_open: bool = False,
        untold_open: bool = False,
    ) -> None:
        super().__init__()
        self._shown, self._wishes, self._texts, self._theme = shown, wishes, texts, theme
        self._read_only = read_only
        self.setObjectName("recipient-sheet")
        self._lines = CheckLines(wishes, texts=texts, theme=theme, read_only=read_only)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(36, 24, 36, 24)
        self._column.setSpacing(2)
        self._sources = button("", "link", name="recipient-sources")
        self._hide = button(texts.say("window.recipient_hide"), "plain", name="recipient-hide")
        self._untold = self._details(untold_open)
        self._fill()
        self._fill_sources(sources_open)
        self._column.addStretch(1)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST_PX)
        inside.setLayout(self._column)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1)
        row.addStretch(0)

    @property
    def sources_open(self) -> bool:
        """Whether it is told where all of it was read."""
        return self._sources.isChecked()

    @property
    def untold_open(self) -> bool:
        """Whether the details that it is not told are unfolded."""
        return self._untold.folded.head.isChecked()

    @property
    def last(self) -> QWidget:
        """What the keyboard comes to last."""
        return self._sources if self._sources.parent() is not None else self._untold.last

    def _fill(self) -> None:
        say, shown, lines = self._texts.say, self._shown, self._lines
        profile, checklist = shown.profile, shown.checklist
        name = labelled(profile.name(self._texts.language), "page-title", wrap=True)
        name.setObjectName("recipient-name")
        self._column.addWidget(name)
        about = labelled(
            profile.about.get(self._texts.language) or profile.about.get("fr", ""), "lead", wrap=True
        )
        self._column.addWidget(about)
        for each in (name, about):
            each.setMinimumWidth(1)
        self._column.addSpacing(12)
        self._column.addWidget(_State(shown, self._wishes, self._texts))
        self._section("recipient_settle", lines.settles(shown))
        self._section("recipient_who", lines.conditions(shown))
        self._section("recipient_when", lines.windows(shown))
        self._section("recipient_what", lines.needs(shown), beside=lines.gathered(checklist.needs))
        if not (checklist.conditions or checklist.windows or checklist.needs):
            self._section("recipient_what", [self._note(say("window.recipient_asks_nothing"), key="nothing")])
        self._section("recipient_know", self._notices())
        self._section("recipient_send", self._ways())
        self._section("recipient_hidden", self._hidden())

    def _section(self, key: str, rows: Iterable[QWidget], *, beside: str = "") -> None:
        """Heads some rows; nothing when there are none."""
        made = list(rows)
        if not made:
            return
        self._column.addSpacing(20)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(labelled(self._texts.say(f"window.{key}"), "title"))
        if beside:
            head.addWidget(labelled(beside, "secondary"), 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        self._column.addLayout(head)
        self._column.addSpacing(4)
        for row in made:
            self._column.addWidget(row)

    def _note(self, words: str, *, key: str, sure: bool = True, one_line: bool = False) -> CheckedRow:
        return CheckedRow(
            None, words, key=key, texts=self._texts, theme=self._theme, sure=sure, one_line=one_line
        )

    def _notices(self) -> Iterable[QWidget]:
        for one in self._shown.checklist.notices:
            said = self._texts.say(f"notice_to.{one.code}")
            yield self._note(said, key=f"notice-{one.code}", sure=one.told.sure)
        if self._shown.profile.nameless:
            yield self._note(self._texts.say("window.recipient_nameless"), key="nameless")

    def _ways(self) -> Iterable[QWidget]:
        texts, profile = self._texts, self._shown.profile
        for place, sending in enumerate(profile.sending):
            yield SendingWay(sending, texts, key=f"way-{place}")
            if sending.reply:
                yield labelled(texts.say("window.recipient_reply"), "secondary", wrap=True)
        if not any(sending.address for sending in profile.sending):
            yield self._note(texts.say("window.recipient_no_way"), key="no-way")
        if profile.form is Form.SEPARATE:
            yield self._note(texts.say("window.recipient_separate"), key="separate")
        for limit in profile.limits:
            said = _said_limit(limit, texts)
            yield self._note(said, key=f"limit-{limit.on}", sure=limit.mark is not Mark.NOT_VERIFIED)
        if profile.formats:
            said = texts.say("window.recipient_formats", names=", ".join(profile.formats.suffixes))
            yield self._note(said, key="formats", sure=profile.formats.mark is not Mark.NOT_VERIFIED)
        if profile.languages:
            names = (str(texts.locale.languages.get(code, code)) for code in profile.languages)
            yield self._note(texts.say("window.recipient_languages", names=", ".join(names)), key="languages")

    def _hidden(self) -> Iterable[QWidget]:
        say = self._texts.say
        if not (self._shown.held or self._shown.untold):
            yield labelled(say("window.recipient_nothing_hidden"), "secondary", wrap=True)
        for piece, title in self._shown.held:
            row = self._note(title, key=f"held-{piece}", one_line=True)
            again = row.add_act(
                say("window.recipient_show_again"),
                partial(self._wishes.show_piece.emit, piece),
                name=f"recipient-show-{piece}",
            )
            again.setEnabled(not self._read_only)
            yield row
        yield self._hide_row()
        yield self._untold

    def _details(self, is_open: bool) -> FoldedBoxes:
        say = self._texts.say
        made = FoldedBoxes(
            say("window.recipient_untold"),
            [(one, say(f"detail.{one}")) for one in Detail],
            self._theme,
            name="recipient-untold",
            note=say("window.recipient_untold_note"),
        )
        made.show_chosen(self._shown.untold)
        made.set_read_only(self._read_only)
        made.folded.head.setChecked(is_open)
        made.given.connect(self._wishes.hold)
        return made

    def _hide_row(self) -> QWidget:
        hide = self._hide
        hide.clicked.connect(self._wishes.hide)
        hide.setEnabled(not self._read_only and bool(self._shown.called))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 8, 0, 4)
        row.addWidget(hide)
        row.addStretch(1)
        return holder

    def _fill_sources(self, is_open: bool) -> None:
        lines = _sources_of(self._shown, self._texts)
        if not lines:
            return
        words = self._texts.say("window.recipient_sources")
        self._sources.setText(words)
        self._sources.setAccessibleName(words)
        self._sources.setCheckable(True)
        self._sources.setChecked(is_open)
        told = labelled("\n".join(lines), "field-note", wrap=True)
        told.setObjectName("recipient-sources-told")
        told.setMinimumWidth(1)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told.setVisible(is_open)
        self._sources.toggled.connect(told.setVisible)
        self._column.addSpacing(20)
        self._column.addWidget(self._sources, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(told)


class _State(QFrame):
    """The big line: open or not, and the next step with its day."""

    def __init__(self, shown: RecipientShown, wishes: Wishes, texts: Texts) -> None:
        super().__init__()
        checklist = shown.checklist
        state, tone = _state_of(checklist)
        self.setObjectName("recipient-state")
        self.setProperty("inset", True)
        mark(self, "banner", tone=tone)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        said = texts.say(f"window.recipient_state_{state}")
        word = labelled(said[:1].upper() + said[1:], "secondary")
        column.addWidget(word)
        step = checklist.next
        if step is None:
            return
        next_ = labelled(said_step(texts, step), "title", wrap=True)
        next_.setObjectName("recipient-next")
        next_.setMinimumWidth(1)
        column.addWidget(next_)
        if step.code == "tell-day":
            tell = button(texts.say("window.recipient_tell_milestone"), name="recipient-tell-day")
            ask = f"milestone:{step.params['milestone']}"
            tell.clicked.connect(lambda _=False: wishes.facts.emit(ask))
            _left(column, tell)


def _said_limit(limit: Limit, texts: Texts) -> str:
    value = texts.size(limit.value) if limit.on in _IN_BYTES else texts.number(limit.value)
    return texts.say(f"window.recipient_limit_{limit.on}", n=limit.value, value=value)


def _left(column: QVBoxLayout, widget: QWidget) -> None:
    column.addSpacing(4)
    column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)


def _state_of(checklist: Checklist) -> tuple[str, Tone]:
    if not checklist.open:
        return "closed", Tone.NEUTRAL
    return ("asks", Tone.LOOK) if checklist.asks else ("open", Tone.GOOD)


def _sources_of(shown: RecipientShown, texts: Texts) -> list[str]:
    """Lists where everything was read, each place once."""
    checklist = shown.checklist
    told = [one.told for one in checklist.conditions]
    told += [one.told for one in checklist.windows]
    told += [one.told for one in checklist.needs]
    told += [one.told for one in checklist.notices]
    lines = (
        texts.say("window.recipient_source", sources=source, day=short_day(texts, one.read))
        for one in (*told, *shown.told)
        for source in one.sources
    )
    return list(dict.fromkeys(lines))
