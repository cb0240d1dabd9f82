"""What stands in the dossier already, as new files are compared with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dossier.basis.digest import Digest
from dossier.intake.incoming import Incoming
from dossier.intake.repeats.exact import exact_mail
from dossier.model.body import FlowBody, ImageBody
from dossier.model.draft import Draft, DraftBody
from dossier.model.finding import Finding, note
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, MailHeader, Original, Piece

_NAMES_TOLD: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One proof of the dossier: a piece, or what a piece was before it was grouped.

    Only proofs that the annex shows are listed: what repeats something in the bin, or something that
    is excluded, stands for itself, so that no proof vanishes.

    Attributes:
        id: Its own.
        piece: The piece that shows it: itself, its group, or what it repeats.
        files: Its files.
        top: Whether it came in, or stands now, as a piece of its own.
        text: Its words.
        mail: The header of a mail; None for anything else.
        inner: Digests of everything attached to it, ZIPs and mails in it opened; None when nobody
            knows any more: of a mail in a mail, and of a group.
        parent: What the showing piece is attached to.
        holder: The name of that piece's file, "" for none.
        exact: Of a mail, as ``Candidate.exact``; None for one whose page was printed.
        picture_key: Of its picture; "" for none.
        size_px: Of its picture, (0, 0) for none.
    """

    id: PieceId
    piece: PieceId
    files: tuple[Original, ...]
    top: bool
    text: str
    mail: MailHeader | None
    inner: tuple[Digest, ...] | None
    exact: tuple[str, ...] | None
    parent: PieceId | None
    holder: str
    picture_key: str
    size_px: tuple[int, int]

    @property
    def digests(self) -> tuple[Digest, ...]:
        """Names its bytes; empty when some of them could not be read."""
        return _digests(self.files)


def standing_in(known: Sequence[Piece]) -> list[Standing]:
    """Lists the proofs that new ones are compared with, in the order they came in."""
    by_id = {piece.id: piece for piece in known}
    inner: dict[PieceId, list[Digest]] = {}
    for piece in known:
        if piece.parent is not None:
            inner.setdefault(piece.parent, []).extend(file.digest for file in piece.originals)
    return [
        proof
        for piece in known
        if (kept := _showing(piece, by_id)) is not None
        for proof in _proofs(piece, kept, by_id=by_id, inner=tuple(inner.get(piece.id, ())))
    ]


def _showing(piece: Piece, by_id: Mapping[PieceId, Piece]) -> Piece | None:
    """Finds the piece that shows a proof; None when none does."""
    kept = piece if piece.duplicate_of is None else by_id.get(piece.duplicate_of)
    return kept if kept is not None and kept.shown and piece.originals else None


def _proofs(
    piece: Piece, kept: Piece, *, by_id: Mapping[PieceId, Piece], inner: tuple[Digest, ...]
) -> Iterator[Standing]:
    """Gives a piece, or each part of a group by its own files, words, header and picture."""
    holder = by_id.get(kept.parent) if kept.parent is not None else None
    for own in _apart(piece):
        yield Standing(
            id=own.id,
            piece=kept.id,
            files=own.originals,
            top=piece.parent is None,
            text=own.text,
            mail=(mail := own.preface if isinstance(own.preface, MailHeader) else None),
            exact=exact_mail(mail, own.text, page=_page(own)),
            inner=inner if piece.parent is None and not piece.parts else None,
            parent=kept.parent,
            holder=holder.originals[0].name if holder is not None and holder.originals else "",
            picture_key=own.picture_key,
            size_px=picture_size(own.bodies),
        )


def _page(piece: Piece) -> str | None:
    """Tells that a mail has no page; of one that was printed the page itself is kept nowhere."""
    return "" if all(isinstance(body, FlowBody) for body in piece.bodies) else None


def picture_size(bodies: Sequence[DraftBody]) -> tuple[int, int]:
    """Gives the size of the first picture among bodies; (0, 0) when there is none."""
    sizes = ((body.width_px, body.height_px) for body in bodies if isinstance(body, ImageBody))
    return next(sizes, (0, 0))


def _apart(piece: Piece) -> Iterator[Piece]:
    """Gives a piece, or what it was grouped from, as far as proofs are compared."""
    if not piece.parts:
        yield piece
        return
    files = bodies = chars = 0
    for part in piece.parts:
        yield replace(
            piece,
            id=part.id,
            originals=piece.originals[files : files + part.originals],
            bodies=piece.bodies[bodies : bodies + part.bodies],
            text=piece.text[chars : chars + part.text_chars],
            # What the first one has of these stands in the group itself, also in files older than parts'.
            preface=piece.preface if part.id == piece.id else part.preface,
            picture_key=piece.picture_key if part.id == piece.id else part.picture_key,
        )
        files += part.originals
        bodies += part.bodies
        chars += part.text_chars + 1  # the line end between two parts


def mails_in(known: Sequence[Piece]) -> list[Draft]:
    """Gives the mails, as far as they tell whose they are."""
    headers = (piece.preface for piece in known if isinstance(piece.preface, MailHeader))
    return [Draft(kind=FileKind.EMAIL, sender=one.sender, recipients=one.to) for one in headers]


def leave_known(
    files: Sequence[Incoming], known: Sequence[Piece]
) -> tuple[tuple[Incoming, ...], tuple[Finding, ...]]:
    """Leaves aside the files that are pieces already: a folder is often added again for what is new in it.

    What is only attached to a mail in the dossier comes in: it is a repeat, and that is told of it.

    Returns:
        The files that are new, and one remark about all others.
    """
    there = {
        _digests(part.originals): piece.id
        for piece in known
        if piece.parent is None and not piece.binned  # what is held back is there, and stays held back
        for part in _apart(piece)
    }
    there |= {proof.digests: proof.piece for proof in standing_in(known) if proof.top}
    there.pop((), None)
    again = [file for file in files if _bytes_of(file) in there]
    if not again:
        return tuple(files), ()
    names = ", ".join([*(file.name for file in again[:_NAMES_TOLD]), *["…"][: len(again) > _NAMES_TOLD]])
    told = note("already-there", n=len(again), names=names)
    if len(again) == 1:
        told = note("already-there", n=1, names=names, file=names).of(there[_bytes_of(again[0])])
    return tuple(file for file in files if _bytes_of(file) not in there), (told,)


def _bytes_of(file: Incoming) -> tuple[Digest, ...]:
    return _digests((file, *file.beside.values()))


def _digests(files: Sequence[Incoming | Original]) -> tuple[Digest, ...]:
    digests = sorted(file.digest for file in files)
    return tuple(digests) if all(digests) else ()
