"""Which remarks still hold, each once and with the name of what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Final

from dossier.basis.clock import zone_named
from dossier.model.chat_days import chat_days, counted_in, cut_away, files_told
from dossier.model.date_watch import clocks_together
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, once
from dossier.model.ids import PieceId
from dossier.model.moment import Source
from dossier.model.party import is_known
from dossier.model.piece import Piece, State, ids_taken, joined_ids
from dossier.model.watching import watched

_ABOUT_DATES: Final = (
    "undated",
    "dates-disagree",
    "ambiguous-dates",
    "date-order-",
    "clock-",
    "mail-clock-off",
    "mail-date-",
)
_PARTIES: Final = ("party-found", "party-found-yourself")


def remarks(dossier: Dossier, more: Sequence[Finding] = ()) -> tuple[Finding, ...]:
    """Gives the remarks of intake that still hold, those of the dossier as it stands, and more of an export.

    What lies in the bin, is held back or was erased asks for nothing and is named by no remark; a date
    that the person gave settles what was asked about it; a repeat that stands for itself again is
    none, and two pieces that may be one proof are compared while both are shown. What is said of a
    piece that was grouped is said of its group.
    """
    by_id = {piece.id: piece for piece in dossier.pieces}
    joined = joined_ids(dossier.pieces)
    zone = zone_named(dossier.zone)
    away = cut_away(dossier.pieces, zone)
    shown = ids_taken(piece for piece in dossier.pieces if piece.shown and piece.id not in away)
    told = once(
        _named(shown_of_it, by_id)
        for one in (*dossier.findings, *watched(dossier), *more)
        for finding in (one.renamed(joined),)
        if _holds(finding, by_id)
        and not (named := finding.named) & away
        and not _names_cut_file(finding, by_id, zone)
        and named - {finding.piece} <= shown
        and not (finding.code in _PARTIES and _is_added(finding, dossier))
        and (shown_of_it := _counted(finding, by_id)) is not None
    )
    return clocks_together(told)


def _holds(finding: Finding, by_id: Mapping[PieceId, Piece]) -> bool:
    if len(finding.several) == 1:
        return False  # what it proposed to see together is one piece now
    if finding.piece is None:
        return True
    piece = by_id.get(finding.piece)
    if piece is None:
        return False
    if finding.code == "held-back":
        return not (piece.included or piece.binned)
    if piece.binned or not (piece.included or piece.state is State.LEFT_OUT):
        return False
    if finding.code.startswith(_ABOUT_DATES):
        dated_as_a_whole = bool(piece.parts) and piece.moment.known
        return piece.moment.source is not Source.USER and not dated_as_a_whole
    if finding.code == "chat-long":
        return chat_days(piece) == (None, None)
    if finding.code == "possible-repeat":
        other = by_id.get(PieceId(str(finding.params.get("first", ""))))
        return piece.shown and other is not None and other is not piece
    if finding.code in ("repeat", "repeat-of-attachment"):
        return piece.duplicate_of is not None
    return finding.code not in ("film-beside", "sound-beside") or not piece.transcript


def _names_cut_file(finding: Finding, by_id: Mapping[PieceId, Piece], zone: tzinfo) -> bool:
    """Tells whether a remark names a file that was sent in a conversation on a day cut away."""
    piece = by_id.get(finding.piece) if finding.piece is not None else None
    if piece is None or chat_days(piece) == (None, None):
        return False
    told = {file.name for file in files_told(piece, zone)}
    return finding.params.get("file") in {file.name for file in piece.originals} - told


def _counted(finding: Finding, by_id: Mapping[PieceId, Piece]) -> Finding | None:
    """Gives a remark as it holds for the days that its conversation shows."""
    piece = by_id.get(finding.piece) if finding.piece is not None else None
    return counted_in(finding, (None, None) if piece is None else chat_days(piece))


def _is_added(found: Finding, dossier: Dossier) -> bool:
    """Tells whether the person has added a party that was found."""
    addresses = [one for one in str(found.params["addresses"]).split(", ") if one]
    return is_known(dossier.parties, name=str(found.params["name"]), addresses=addresses)


def _named(finding: Finding, by_id: Mapping[PieceId, Piece]) -> Finding:
    piece = by_id.get(finding.piece) if finding.piece is not None else None
    if piece is None:
        return finding
    # Of several files none is meant more than the others: the piece is called by its title then.
    name = piece.originals[0].name if len(piece.originals) == 1 else piece.title
    return replace(finding, params={"file": name, **finding.params})
