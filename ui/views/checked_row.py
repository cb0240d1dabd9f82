"""One line of a checklist: how it stands, what it is, which pieces speak for it, what can be done."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dossier.model.checklist import Verdict
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.theme import Theme, Tone
from ui.views.eliding_button import ElidingButton
from ui.widgets.buttons import button
from ui.widgets.chip import ChipLabel
from ui.widgets.labels import ElidedLabel, labelled
from ui.widgets.sign import SignMark

_PIECES_SHOWN: Final = 3
_LINK_MOST_PX: Final = 520
_LOW_PX: Final = 4
_SHORT_LETTERS: Final = 40
"""So short a detail stands in one line with what can be done."""


class CheckedRow(QWidget):
    """A sign, words, and under them what leads on; its maker adds pieces and acts."""

    def __init__(
        self,
        verdict: Verdict | None,
        words: str,
        *,
        key: str,
        texts: Texts,
        theme: Theme,
        sign: str = "",
        detail: str = "",
        sure: bool = True,
        tone: Tone | None = None,
        one_line: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Makes a line.

        Args:
            verdict: How it stands; None for a line that only tells.
            words: What it is.
            key: What makes it the same line when it is made anew; also its objectName.
            texts: The window's language.
            theme: The window's colours.
            sign: What the sign is called; "" for its usual word.
            detail: A word or two in soft letters under it.
            sure: False for what is to be checked.
            tone: The sign's colour; None for the usual one.
            one_line: Whether it ends in "…" where the room ends, in place of wrapping: a file's name.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self._texts, self._words, self._key = texts, words, key
        self.setObjectName(f"checked-{key}")
        said = ElidedLabel(words) if one_line else labelled(words, "body", wrap=True)
        said.setMinimumWidth(1)
        self._said = said
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(said)
        self._acts: QHBoxLayout | None = None
        self._sign: SignMark | None = None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, _LOW_PX, 0, _LOW_PX)
        row.setSpacing(12)
        if verdict is not None:
            word = sign or texts.say(f"window.recipient_sign_{verdict}")
            said.setAccessibleName(f"{word} – {words}")
            self._sign = SignMark(verdict, word, theme, tone=tone)
            row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)
        if not sure:
            chip = ChipLabel(texts.say("window.recipient_unsure"), Tone.LOOK)
            row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        if len(detail) > _SHORT_LETTERS:
            self._column.addWidget(labelled(detail, "secondary", wrap=True))
        elif detail:
            self._under().insertWidget(0, labelled(detail, "secondary"))

    def add_act(self, words: str, act: Callable[[], object], *, name: str, look: str = "link") -> QPushButton:
        """Offers one thing to do, under the words, beside those before it."""
        made = self._act(words, act, name=name, look=look)
        under = self._under()
        under.insertWidget(under.count() - 1, made)
        return made

    def add_act_beside(self, words: str, act: Callable[[], object], *, name: str) -> QPushButton:
        """Offers one thing to do at the end of the line: what is rarely wanted."""
        made = self._act(words, act, name=name, look="link")
        self._row.addWidget(made)
        if self._sign is not None:
            self._row.setAlignment(self._sign, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _act(self, words: str, act: Callable[[], object], *, name: str, look: str) -> QPushButton:
        made = button(words, look, name=name)
        made.setAccessibleName(self._texts.say("window.recipient_act_name", act=words, about=self._words))
        made.clicked.connect(lambda _=False: act())
        return made

    def _under(self) -> QHBoxLayout:
        if self._acts is None:
            self._acts = QHBoxLayout()
            self._acts.setContentsMargins(0, 2, 0, 2)
            self._acts.setSpacing(12)
            self._acts.addStretch(1)
            self._column.addLayout(self._acts)
        return self._acts

    def add_pieces(
        self, pieces: Sequence[tuple[PieceId, str]], open_piece: Callable[[PieceId], object]
    ) -> None:
        """Links the pieces that speak for it; of many the first, and the way to the others."""
        for piece, words in pieces[:_PIECES_SHOWN]:
            self._link(words, piece, open_piece)
        rest = pieces[_PIECES_SHOWN:]
        if not rest:
            return
        more = button(
            self._texts.say("window.recipient_more_pieces", n=len(rest)), "link", name=f"more-{self._key}"
        )
        more.setAccessibleName(
            self._texts.say("window.recipient_act_name", act=more.text(), about=self._words)
        )
        self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

        def show_rest() -> None:
            # Made only now: of a long correspondence there are hundreds.
            links = [self._link(words, piece, open_piece) for piece, words in rest]
            for before, link in pairwise((more, *links)):
                QWidget.setTabOrder(before, link)
                link.show()
            links[0].setFocus(Qt.FocusReason.OtherFocusReason)
            more.hide()

        more.clicked.connect(show_rest)

    def _link(self, words: str, piece: PieceId, open_piece: Callable[[PieceId], object]) -> QPushButton:
        link = ElidingButton("link", name=f"piece-{self._key}-{piece}", most_px=_LINK_MOST_PX)
        link.set_words(words)
        link.setAutoDefault(True)
        link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        link.clicked.connect(lambda _=False: open_piece(piece))
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return link
