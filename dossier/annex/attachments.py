"""What a mail's header block says of the files that came with it."""

from collections.abc import Mapping

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import MailHeader, Original, Part, Piece, State, attachments_in
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
        self._shown = {one.id for one in dossier.pieces if one.shown_to(dossier.recipient)}
        self._texts = texts
        self._came: dict[PieceId, list[tuple[Piece, Original]]] = {}
        for piece in dossier.pieces:
            for mail, file in attachments_in(piece):
                self._came.setdefault(mail, []).append((piece, file))

    def of(self, mail: Piece | Part) -> list[str]:
        """Gives one line for each file that came with a mail, wherever it stands now.

        What is not produced leaves neither a name nor a count, only that there was something.
        """
        if not isinstance(mail.preface, MailHeader):
            return []
        came = self._came.get(mail.id, ())
        lines = [self._line(piece, file) for piece, file in came if _stands_as(piece) in self._labels]
        # What is shown and has no number here was sent before; a file may come once more with a repeat.
        known = self._labels.keys() | self._shown
        produced = {file.digest for piece, file in came if _stands_as(piece) in known}
        silent = (piece.state is not State.LEFT_OUT and file.digest not in produced for piece, file in came)
        return [*lines, self._texts.say("annex.attachment_rest")] if any(silent) else lines

    def _line(self, piece: Piece, file: Original) -> str:
        """Says what became of a file; of one inside of an archive, which archive was attached."""
        name = file.name or self._texts.say("annex.attachment_unnamed")
        if file.within:
            name = self._texts.say("annex.attachment_within", holder=self._holder(file), name=name)
        code = "annex.attachment_same" if piece.duplicate_of else "annex.attachment_line"
        label = self._labels[_stands_as(piece)]
        return self._texts.say(code, name=name, size=self._texts.size(file.size), label=label)

    def _holder(self, inside: Original) -> str:
        """Names the archives around a file, with the size of the one that was attached."""
        attached, between, rest = inside.within.partition(" / ")
        size = f" ({self._texts.size(inside.within_size)})" if inside.within_size else ""
        return f"{attached}{size}{between}{rest}"


def _stands_as(piece: Piece) -> PieceId:
    return piece.duplicate_of or piece.id
