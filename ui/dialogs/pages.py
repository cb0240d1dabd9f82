"""Which pages of a PDF are kept."""

from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from dossier.texts.catalogue import Texts
from ui.dialogs.form import Form
from ui.dialogs.page_numbers import PagesUnclearError, read_pages, write_pages
from ui.theme import Theme
from ui.widgets.labels import labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPages:
    """The pages to show, from 1, rising; None shows all."""

    pages: tuple[int, ...] | None


class PagesDialog(Form):
    """Asks for all pages or for some, written as "1-3, 5"."""

    def __init__(
        self,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        title: str,
        pages: int,
        chosen: tuple[int, ...] | None = None,
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            title: The piece's.
            pages: How many pages its PDF has.
            chosen: Those shown now; None for all.
        """
        verb = texts.say("window.dialog_pages_keep")
        super().__init__(parent, texts, theme, title=texts.say("window.dialog_pages"), verb=verb)
        self._last = pages
        self._all = QRadioButton(texts.say("window.dialog_pages_all"))
        self._all.setObjectName("dialog-pages-all")
        self._some = QRadioButton(texts.say("window.dialog_pages_some"))
        self._some.setObjectName("dialog-pages-some")
        for choice in (self._all, self._some):
            choice.setAccessibleName(choice.text())
        self._either = QButtonGroup(self)
        self._either.addButton(self._all)
        self._either.addButton(self._some)
        self._line = QLineEdit("" if chosen is None else write_pages(chosen))
        self._line.setObjectName("dialog-pages-line")
        self._line.setAccessibleName(texts.say("window.dialog_pages_some"))
        self._line.setPlaceholderText(texts.say("window.dialog_pages_example"))
        self._count = labelled("", "field-note")
        self._count.setObjectName("dialog-pages-count")
        (self._all if chosen is None else self._some).setChecked(True)
        hint = texts.say("window.dialog_pages_hint", title=title, n=pages)
        self.body.addWidget(labelled(hint, "secondary", wrap=True))
        for widget in (self._all, self._some, self._line, self._count):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.finish()
        self._line.textEdited.connect(self._mean_some)
        self._line.textChanged.connect(self.check)
        self._all.toggled.connect(self.check)
        self._line.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        title: str,
        pages: int,
        chosen: tuple[int, ...] | None = None,
    ) -> ChosenPages | None:
        """Asks; None when the person would rather not."""
        dialog = cls(parent, texts, theme, title=title, pages=pages, chosen=chosen)
        return dialog.value() if dialog.done_well() else None

    def value(self) -> ChosenPages:
        """Gives what is chosen.

        Raises:
            PagesUnclearError: What is written names no pages; ``reason`` tells so before.
        """
        if self._all.isChecked():
            return ChosenPages(pages=None)
        return ChosenPages(pages=read_pages(self._line.text(), last=self._last, texts=self.texts))

    def reason(self) -> str:
        """Wants pages that there are."""
        self._count.setText("")
        try:
            kept = self.value().pages
        except PagesUnclearError as unclear:
            return str(unclear)
        n = self._last if kept is None else len(kept)
        self._count.setText(self.texts.say("window.dialog_pages_kept", n=n, all=self._last))
        return ""

    def _mean_some(self, _: str) -> None:
        self._some.setChecked(True)
