"""The originals of a piece, with their fingerprints, and what the piece is made of."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dossier.basis.digest import Digest
from dossier.model.dossier import Dossier
from dossier.model.piece import Original, Piece
from dossier.texts.catalogue import Texts
from ui.theme import Tone
from ui.views.card_fields import Remark
from ui.views.card_link import ElidedLink
from ui.views.card_rows import Rows
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel, labelled, plain_tip

_GROUPS_SHOWN = 5
_GROUP = 4


def grouped(digest: Digest) -> str:
    """Writes a fingerprint in groups of four, which eyes can compare."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


class OriginalsPart(QWidget):
    """Each file's name, size and fingerprint, and its two links."""

    wanted = Signal(object, str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rows = Rows("card-originals")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rows)

    def show_piece(self, piece: Piece) -> None:
        """Shows a piece's files."""
        self._rows.tell((piece.id, piece.originals), lambda: self._make(piece.originals))
        self.setHidden(self._rows.isHidden())

    def _make(self, originals: Sequence[Original]) -> list[QWidget]:
        if not originals:
            return []
        head = labelled(self._texts.say("window.card_originals", n=len(originals)), "section")
        return [head, *(self._file(original) for original in originals)]

    def _file(self, original: Original) -> QWidget:
        say = self._texts.say
        name = ElidedLabel(
            say("window.card_file", file=original.name, size=self._texts.size(original.size)), "body"
        )
        full = grouped(original.digest)
        short = " ".join(full.split(" ")[:_GROUPS_SHOWN])
        print_ = ElidedLabel(say("window.card_fingerprint", short=short), "secondary")
        print_.setToolTip(plain_tip(say("window.card_fingerprint_whole", digest=full)))
        save = ElidedLink(say("window.card_save_copy"))
        save.setAccessibleName(say("window.card_save_copy_of", file=original.name))
        save.clicked.connect(partial(self._want, original))
        copy = ElidedLink(say("window.card_copy_fingerprint"))
        copy.setAccessibleName(say("window.card_copy_fingerprint_of", file=original.name))
        copy.clicked.connect(partial(self._copy, original.digest, copy))
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addWidget(save)
        links.addWidget(copy)
        links.addStretch(1)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(name)
        column.addWidget(print_)
        column.addLayout(links)
        return box

    def _want(self, original: Original) -> None:
        self.wanted.emit(original.digest, original.name)

    def _copy(self, digest: Digest, link: ElidedLink) -> None:
        QGuiApplication.clipboard().setText(digest)
        link.show_words(self._texts.say("window.card_copied"))


class TiesPart(QWidget):
    """What the piece is attached to, what is attached to it, and what it was grouped from."""

    split_wanted = Signal()
    detach_wanted = Signal()
    piece_wanted = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rows = Rows("card-ties")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rows)

    def show_piece(self, dossier: Dossier, piece: Piece, *, numbers: dict[str, str], read_only: bool) -> None:
        """Shows a piece's ties.

        Args:
            dossier: The dispute.
            piece: Which piece.
            numbers: Of each shown piece, by its id.
            read_only: Whether nothing can be changed now.
        """
        parent = None if piece.parent is None else dossier.piece(piece.parent)
        children = tuple(child for child in dossier.children(piece.id) if not child.binned)
        near = tuple(
            (one.id, numbers.get(one.id, ""), one.title, one.rendering)
            for one in (parent, *children)
            if one is not None
        )
        self._rows.tell(
            (piece.id, near, piece.rendering, piece.parts, read_only),
            lambda: [
                *self._parent_rows(piece, parent, numbers, read_only=read_only),
                *self._child_rows(children, numbers),
                *self._group_rows(piece, read_only=read_only),
            ],
        )
        self.setHidden(self._rows.isHidden())

    def _parent_rows(
        self, piece: Piece, parent: Piece | None, numbers: dict[str, str], *, read_only: bool
    ) -> list[QWidget]:
        if parent is None:
            return []
        number, tie = numbers.get(parent.id), f"window.card_{piece.rendering or 'attached'}"
        words = (
            self._texts.say(f"{tie}_numbered", number=number)
            if number
            else self._texts.say(tie, title=parent.title)
        )
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self._link(words, "card-parent", parent))
        line.addStretch(1)
        if not read_only:
            detach = button(self._texts.say("window.card_detach"), "plain")
            detach.setObjectName("card-detach")
            detach.clicked.connect(self._detach)
            line.addWidget(detach)
        return [row]

    def _child_rows(self, children: Sequence[Piece], numbers: dict[str, str]) -> list[QWidget]:
        if not children:
            return []
        head = labelled(self._texts.say("window.card_children"), "section")
        links = [
            self._link(f"{numbers.get(one.id, '')}  {self._child_words(one)}".strip(), "card-child", one)
            for one in children
        ]
        return [head, *links]

    def _child_words(self, child: Piece) -> str:
        if child.rendering is None:
            return child.title
        kind = self._texts.say(f"annex.{child.rendering}")
        return self._texts.say("annex.rendered", kind=kind, title=child.title)

    def _group_rows(self, piece: Piece, *, read_only: bool) -> list[QWidget]:
        if not piece.parts:
            return []
        rows: list[QWidget] = [
            labelled(self._texts.say("window.card_grouped", n=len(piece.parts)), "section")
        ]
        rows.extend(ElidedLabel(part.title, "body") for part in piece.parts)
        if not read_only:
            split = button(self._texts.say("window.card_split"), "plain")
            split.setObjectName("card-split")
            split.setToolTip(self._texts.say("window.card_split_tip"))
            split.clicked.connect(self._split)
            line = QHBoxLayout()
            line.setContentsMargins(0, 4, 0, 8)
            line.addWidget(split)
            line.addStretch(1)
            row = QWidget()
            row.setLayout(line)
            rows.append(row)
        return rows

    def _link(self, words: str, name: str, piece: Piece) -> QWidget:
        link = ElidedLink(words, tip=piece.title)
        link.setObjectName(name)
        link.clicked.connect(partial(self._go, piece))
        return link

    def _go(self, piece: Piece) -> None:
        self.piece_wanted.emit(piece.id)

    def _detach(self) -> None:
        self.detach_wanted.emit()

    def _split(self) -> None:
        self.split_wanted.emit()


def remark_rows(texts: Texts, remarks: Sequence[tuple[str, Tone]]) -> list[QWidget]:
    """Makes the rows of a piece's remarks, each a sentence and its tone."""
    if not remarks:
        return []
    head = labelled(texts.say("window.card_remarks"), "section")
    return [head, *(Remark(sentence, tone) for sentence, tone in remarks)]
