"""Proofs that came in twice: which one is left out, and what is said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.basis.digest import Digest
from dossier.intake.dates.text import TextDates
from dossier.intake.incoming import Incoming
from dossier.intake.repeats.exact import exact_mail
from dossier.intake.repeats.find import Candidate, Repeats, find_repeats
from dossier.intake.repeats.standing import Standing, picture_size, standing_in
from dossier.intake.sorting.rubrics import rubric_for_folder
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note, warning
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, MailHeader, Piece, State


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPicture:
    """The look of a picture that was sent in a conversation; fields as those of ``Candidate``."""

    digest: Digest
    name: str
    picture_key: str
    size_px: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file on its way to its piece.

    Attributes:
        id: Its piece.
        incoming: As it came in.
        draft: As it was read.
        said: The dates that its words say; None when they are to be read anew.
        parent: The piece it was attached to.
        holder: The name of that piece's file, "" for none.
        inner: Digests of what its own file holds, before ZIPs and mails in it were opened.
        findings: What is to be said of it besides its draft's own.
        pictures: What was sent in it, as far as something else may show the same.
    """

    id: PieceId
    incoming: Incoming
    draft: Draft
    said: TextDates | None = None
    parent: PieceId | None = None
    holder: str = ""
    inner: tuple[Digest, ...] = ()
    findings: tuple[Finding, ...] = ()
    pictures: tuple[SentPicture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holding:
    """Who holds a proof, new or standing: its piece, its file's name, and what that is attached to.

    ``sent`` is whether it is a picture in a conversation, which is its piece.
    """

    piece: PieceId
    name: str
    parent: PieceId | None
    holder: str
    sent: bool = False


def leave_out_repeats(
    pieces: Sequence[Piece], entries: Sequence[Entry], *, known: Sequence[Piece] = ()
) -> tuple[list[Piece], list[Finding]]:
    """Marks certain repeats and tells them; likely ones are only told.

    What is attached to a mail that is left out, and stands nowhere else, goes to the mail that is kept.

    Args:
        pieces: In the order they came in.
        entries: Where they came from, in the same order.
        known: The pieces that stand in the dossier already; they are never changed.

    Returns:
        The pieces, children behind their parents, and what is to be said.
    """
    standing = standing_in(known)
    candidates = [_standing_candidate(proof, place) for place, proof in enumerate(standing)]
    candidates.extend(_candidate(entry, place) for place, entry in enumerate(entries, len(standing)))
    sent = [_sent_candidate(entry, one, len(candidates)) for entry in entries for one in entry.pictures]
    repeats = find_repeats([*candidates, *sent])
    held = {proof.id: _standing_holding(proof) for proof in standing}
    held.update((entry.id, _holding(entry)) for entry in entries)
    held.update(
        (_sent_id(entry, one), _sent_holding(entry, one)) for entry in entries for one in entry.pictures
    )
    kept = {repeat: held[kept].piece for repeat, kept in repeats.certain.items()}
    holders = {
        piece.id: piece.parent if piece.id in kept else _holder(piece, held, repeats.certain)
        for piece in pieces
    }
    marked = [
        replace(
            piece,
            duplicate_of=kept.get(piece.id),
            parent=holders[piece.id],
            came_with=holders[piece.id],
        )
        for piece in pieces
    ]
    return _in_order(marked), _told(repeats, held)


def _holding(entry: Entry) -> _Holding:
    return _Holding(piece=entry.id, name=entry.incoming.name, parent=entry.parent, holder=entry.holder)


def _sent_id(entry: Entry, picture: SentPicture) -> PieceId:
    return PieceId(f"{entry.id}/{picture.digest}")


def _sent_holding(entry: Entry, picture: SentPicture) -> _Holding:
    return _Holding(piece=entry.id, name=picture.name, parent=entry.parent, holder=entry.holder, sent=True)


def _sent_candidate(entry: Entry, picture: SentPicture, place: int) -> Candidate:
    return Candidate(
        id=_sent_id(entry, picture),
        digests=(picture.digest,),
        message_id="",
        text="",
        picture_key=picture.picture_key,
        kind=FileKind.IMAGE,
        size_px=picture.size_px,
        is_attachment=True,
        order=place,
        sent=True,
    )


def _standing_holding(proof: Standing) -> _Holding:
    return _Holding(piece=proof.piece, name=proof.files[0].name, parent=proof.parent, holder=proof.holder)


def _holder(
    piece: Piece, held: Mapping[PieceId, _Holding], certain: Mapping[PieceId, PieceId]
) -> PieceId | None:
    """Finds the piece that now holds a kept one: of a repeated mail the copy that is kept."""
    if piece.parent is None or piece.parent not in certain:
        return piece.parent
    kept = held[certain[piece.parent]]
    return kept.parent or kept.piece  # one level only


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    places = {piece.id: place for place, piece in enumerate(pieces)}

    def place(piece: Piece) -> tuple[int, bool]:
        behind = piece.parent if piece.parent in places else None
        return places[behind or piece.id], behind is not None

    return sorted(pieces, key=place)


def _told(repeats: Repeats, held: Mapping[PieceId, _Holding]) -> list[Finding]:
    told = [_repeat(held[repeat], held[kept]) for repeat, kept in repeats.certain.items()]
    told.extend(_possible_repeat(held[pair.first], held[pair.second]) for pair in repeats.likely)
    return told


def _possible_repeat(first: _Holding, second: _Holding) -> Finding:
    """Tells a likely repeat of the later one; of a picture in a conversation the other one is asked about."""
    if second.sent:
        first, second = second, first
    told = warning(
        "possible-repeat", first=first.piece, second=second.piece, file=first.name, other=second.name
    )
    return told.of(second.piece)


def _repeat(repeat: _Holding, kept: _Holding) -> Finding:
    """Tells a certain repeat; of an attachment it names the mail, for both files have one name."""
    names = {"file": repeat.name, "other": kept.name, "of": kept.piece}
    if kept.parent is None:
        return note("repeat", **names).of(repeat.piece)
    told = note("repeat-of-attachment", **names, mail=kept.holder, holder=kept.parent)
    return told.of(repeat.piece)


def _standing_candidate(proof: Standing, place: int) -> Candidate:
    """Gives what is known of a proof that stands."""
    mail = proof.mail
    return Candidate(
        id=proof.id,
        digests=proof.digests,
        message_id=mail.message_id.strip("<> ") if mail else "",
        text=proof.text,
        subject=mail.subject if mail else "",
        picture_key=proof.picture_key,
        kind=FileKind.EMAIL if mail else proof.files[0].kind,
        size_px=proof.size_px,
        is_attachment=proof.parent is not None,
        order=place,
        moment=mail.at if mail else None,
        standing=True,
        opened=proof.inner,
        exact=proof.exact,
    )


def _candidate(entry: Entry, place: int) -> Candidate:
    draft, incoming = entry.draft, entry.incoming
    mail = draft.preface if isinstance(draft.preface, MailHeader) else None
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
        size_px=picture_size(draft.bodies),
        is_attachment=entry.parent is not None,
        order=place,
        moment=mail.at if mail else None,
        inner=entry.inner,
        opened=tuple(inner.asset for inner in draft.attached),
        exact=exact_mail(mail, draft.text, page=draft.facts.get("page", "")),
        filed=rubric_for_folder(incoming.folder) is not None,
    )
