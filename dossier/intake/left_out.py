"""Proofs that came in twice: which one is left out, and what is said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.basis.digest import Digest
from dossier.intake.incoming import Incoming
from dossier.intake.repeats import Candidate, Repeats, find_repeats
from dossier.intake.rubrics import rubric_for_folder
from dossier.model.body import ImageBody
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note, warning
from dossier.model.ids import PieceId
from dossier.model.piece import MailHeader, Piece, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file on its way to its piece.

    Attributes:
        id: Its piece.
        incoming: As it came in.
        draft: As it was read.
        parent: The piece it was attached to.
        holder: The name of that piece's file, "" for none.
        inner: Digests of what its own file holds, before ZIPs and mails in it were opened.
        findings: What is to be said of it besides its draft's own.
    """

    id: PieceId
    incoming: Incoming
    draft: Draft
    parent: PieceId | None = None
    holder: str = ""
    inner: tuple[Digest, ...] = ()
    findings: tuple[Finding, ...] = ()


def leave_out_repeats(pieces: Sequence[Piece], entries: Sequence[Entry]) -> tuple[list[Piece], list[Finding]]:
    """Marks certain repeats and tells them; likely ones are only told.

    What is attached to a mail that is left out, and stands nowhere else, goes to the mail that is kept.

    Args:
        pieces: In the order they came in.
        entries: Where they came from, in the same order.

    Returns:
        The pieces, children behind their parents, and what is to be said.
    """
    repeats = find_repeats([_candidate(entry, place) for place, entry in enumerate(entries)])
    by_id = {entry.id: entry for entry in entries}
    marked = [
        replace(
            piece,
            duplicate_of=repeats.certain.get(piece.id),
            parent=piece.parent if piece.id in repeats.certain else _holder(piece, by_id, repeats.certain),
        )
        for piece in pieces
    ]
    return _in_order(marked), _told(repeats, by_id)


def _holder(
    piece: Piece, by_id: Mapping[PieceId, Entry], certain: Mapping[PieceId, PieceId]
) -> PieceId | None:
    """Finds the piece that now holds a kept one: of a repeated mail the copy that is kept."""
    if piece.parent is None or piece.parent not in certain:
        return piece.parent
    kept = certain[piece.parent]
    return by_id[kept].parent or kept  # one level only


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    places = {piece.id: place for place, piece in enumerate(pieces)}
    return sorted(pieces, key=lambda piece: (places[piece.parent or piece.id], piece.parent is not None))


def _told(repeats: Repeats, by_id: Mapping[PieceId, Entry]) -> list[Finding]:
    told = [_repeat(by_id[repeat], by_id[kept]) for repeat, kept in repeats.certain.items()]
    told.extend(
        warning(
            "possible-repeat",
            first=pair.first,
            second=pair.second,
            file=by_id[pair.first].incoming.name,
            other=by_id[pair.second].incoming.name,
        ).of(pair.second)
        for pair in repeats.likely
    )
    return told


def _repeat(repeat: Entry, kept: Entry) -> Finding:
    """Tells a certain repeat; of an attachment it names the mail, for both files have one name."""
    names = {"file": repeat.incoming.name, "other": kept.incoming.name, "of": kept.id}
    if kept.parent is None:
        return note("repeat", **names).of(repeat.id)
    return note("repeat-of-attachment", **names, mail=kept.holder).of(repeat.id)


def _candidate(entry: Entry, place: int) -> Candidate:
    draft, incoming = entry.draft, entry.incoming
    sizes = [(body.width_px, body.height_px) for body in draft.bodies if isinstance(body, ImageBody)]
    digests = (incoming.digest, *(file.digest for file in incoming.beside.values()))
    comparable = all(digests) and draft.state is not State.LEFT_OUT
    return Candidate(
        id=entry.id,
        digests=digests if comparable else (),
        message_id=draft.message_id,
        text=draft.text,
        subject=draft.subject,
        picture_key=draft.picture_key,
        kind=draft.kind,
        size_px=sizes[0] if sizes else (0, 0),
        is_attachment=entry.parent is not None,
        order=place,
        moment=draft.preface.at if isinstance(draft.preface, MailHeader) else None,
        inner=entry.inner,
        filed=rubric_for_folder(incoming.folder) is not None,
    )
