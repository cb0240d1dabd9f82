"""What a mail's header block says of the files that came with it."""

from collections.abc import Iterable, Mapping

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import MailHeader, Original, Part, Piece
from dossier.texts.catalogue import Texts


class AttachmentLines:
    """Says in a mail's header block what became of each attachment."""

    def __init__(self, dossier: Dossier, labels: Mapping[PieceId, str], texts: Texts) -> None:
        """Says nothing yet.

        Args:
            dossier: The dispute.
            labels: "Pièce n° 4.1" of each piece that stands in the annex.
            texts: The annex's language.
        """
        self._labels = labels
        self._texts = texts
        self._children: dict[PieceId, list[Piece]] = {}
        for piece in dossier.pieces:
            if piece.parent is not None:
                self._children.setdefault(piece.parent, []).append(piece)

    def of(self, parent: Piece) -> list[str]:
        """Gives one line for each attachment; one that the person holds back leaves no name.

        What the person put under the mail did not come with it.
        """
        elsewhere = {child for part in parent.parts[1:] if part.preface for child in part.children}
        if not isinstance(parent.preface, MailHeader):
            return []
        return self._lines(child for child in self._of(parent.id) if child.id not in elsewhere)

    def of_part(self, group: Piece, part: Part) -> list[str]:
        """Gives the lines of one of the mails that a piece was grouped from."""
        if not isinstance(part.preface, MailHeader):
            return []
        return self._lines(child for child in self._of(group.id) if child.id in part.children)

    def _of(self, parent: PieceId) -> list[Piece]:
        return [
            child
            for child in self._children.get(parent, ())
            if child.included and not child.binned and not child.joined and child.originals
        ]

    def _lines(self, children: Iterable[Piece]) -> list[str]:
        return [line for child in children if (line := self._line(child))]

    def _line(self, child: Piece) -> str:
        """Says what became of a file; of one inside of an archive, which archive was attached."""
        original = child.originals[0]
        name = original.name or self._texts.say("annex.attachment_unnamed")
        if original.within:
            name = self._texts.say("annex.attachment_within", holder=self._holder(original), name=name)
        size = self._texts.size(original.size)
        if child.id in self._labels:
            return self._texts.say(
                "annex.attachment_line", name=name, size=size, label=self._labels[child.id]
            )
        twin = self._labels.get(child.duplicate_of) if child.duplicate_of else None
        if twin is not None:
            return self._texts.say("annex.attachment_same", name=name, size=size, label=twin)
        return ""

    def _holder(self, inside: Original) -> str:
        """Names the archives around a file, with the size of the one that was attached."""
        attached, between, rest = inside.within.partition(" / ")
        size = f" ({self._texts.size(inside.within_size)})" if inside.within_size else ""
        return f"{attached}{size}{between}{rest}"
