"""Which days of a conversation are shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import accumulate

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from dossier.basis.errors import UsageError
from dossier.model.moment import Precision
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.typed_dates import typed_moment
from ui.dialogs.form import Form
from ui.present import span
from ui.theme import Theme
from ui.views.card_fields import under
from ui.widgets.labels import labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenDays:
    """The first and the last day to show; None where it is not cut."""

    since: date | None = None
    until: date | None = None


class DaysDialog(Form):
    """Asks for the whole conversation or for some days, and tells how many messages that shows."""

    def __init__(
        self,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        title: str,
        days: Sequence[tuple[date, int]],
        chosen: ChosenDays,
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            title: The piece's.
            days: At least one day on which something was said, rising, each with its messages.
            chosen: The days shown now.
        """
        verb = texts.say("window.dialog_days_keep")
        super().__init__(parent, texts, theme, title=texts.say("window.dialog_days"), verb=verb)
        self._days = [day for day, _ in days]
        self._before = [0, *accumulate(count for _, count in days)]
        self._all = self._choice("dialog_days_all", "dialog-days-all")
        self._some = self._choice("dialog_days_some", "dialog-days-some")
        self._either = QButtonGroup(self)
        for choice in (self._all, self._some):
            self._either.addButton(choice)
        self._first = self._line("dialog_days_first", "dialog-days-first", chosen.since or self._days[0])
        self._last = self._line("dialog_days_last", "dialog-days-last", chosen.until or self._days[-1])
        self._count = labelled("", "secondary", wrap=True)
        self._count.setObjectName("dialog-days-count")
        (self._all if chosen == ChosenDays() else self._some).setChecked(True)
        whole = texts.say(
            "window.dialog_days_hint",
            title=title,
            span=span(texts, self._days[0], self._days[-1]),
            n=self._before[-1],
        )
        self._put(whole)
        self.finish()
        for line in (self._first, self._last):
            line.textEdited.connect(self._mean_some)
            line.textChanged.connect(self.check)
        self._all.toggled.connect(self.check)
        self._first.setFocus()
        self._first.selectAll()

    def _put(self, whole: str) -> None:
        ends = QHBoxLayout()
        ends.setSpacing(12)
        for line, label in ((self._first, "dialog_days_first"), (self._last, "dialog_days_last")):
            ends.addWidget(under(self.label(label), line), 1)
        self.body.addWidget(labelled(whole, "secondary", wrap=True))
        self.body.addWidget(self._all)
        self.body.addWidget(self._some)
        self.body.addLayout(ends)
        self.body.addWidget(self._count)
        self.body.addStretch(1)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        title: str,
        days: Sequence[tuple[date, int]],
        chosen: ChosenDays,
    ) -> ChosenDays | None:
        """Asks; None when the person would rather not."""
        dialog = cls(parent, texts, theme, title=title, days=days, chosen=chosen)
        return dialog.value() if dialog.done_well() else None

    def value(self) -> ChosenDays:
        """Gives what is chosen; days that cut nothing off are no cut.

        Raises:
            UsageError: ``date-not-understood`` and the like; ``reason`` tells so before.
        """
        if self._all.isChecked():
            return ChosenDays()
        since, until = self._typed(self._first), self._typed(self._last, end=True)
        return ChosenDays(
            since=since if since > self._days[0] else None, until=until if until < self._days[-1] else None
        )

    def reason(self) -> str:
        """Wants days between which something was said, and tells how much that is."""
        self._count.setText("")
        try:
            shown, before, after = self._counted(self.value())
        except UsageError as error:
            return self.texts.error(error)
        if not shown:
            return self.texts.say("window.dialog_days_none")
        said = self.texts.say("window.dialog_days_kept", n=shown, all=self.texts.number(self._before[-1]))
        if before or after:
            left = self.texts.say("window.dialog_days_left", before=before, after=after)
            said = f"{said} {left}"
        self._count.setText(said)
        return ""

    def _counted(self, chosen: ChosenDays) -> tuple[int, int, int]:
        """Counts the messages shown, those before and those after."""
        if chosen.since and chosen.until and chosen.until < chosen.since:
            raise UsageError("no-such-days")
        first = bisect_left(self._days, chosen.since) if chosen.since else 0
        last = bisect_right(self._days, chosen.until) if chosen.until else len(self._days)
        before, upto, every = self._before[first], self._before[max(first, last)], self._before[-1]
        return upto - before, before, every - upto

    def _typed(self, line: QLineEdit, *, end: bool = False) -> date:
        """Reads a day; of a month or a year it is the first, or the last one."""
        text = line.text()
        moment = typed_moment(text, self.texts)
        if moment.at is None or moment.precision in (Precision.ABOUT, Precision.RANGE):
            raise UsageError("date-not-understood", value=text.strip())
        return ((end and moment.until) or moment.at).date()

    def _choice(self, key: str, name: str) -> QRadioButton:
        made = QRadioButton(self.texts.say(f"window.{key}"))
        made.setObjectName(name)
        made.setAccessibleName(made.text())
        return made

    def _line(self, label: str, name: str, shown: date) -> QLineEdit:
        made = QLineEdit(short_day(self.texts, datetime.combine(shown, time())))
        made.setObjectName(name)
        made.setAccessibleName(self.texts.say(f"window.{label}"))
        made.setPlaceholderText(self.texts.say("window.card_date_hint"))
        return made

    def _mean_some(self, _: str) -> None:
        self._some.setChecked(True)
