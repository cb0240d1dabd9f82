"""REPORT.json, version 1: what became of every file, for other programs and for checking."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from dossier.basis.digest import Digest
from dossier.model.arrangement import PLAIN, Arrangement, OrderBy
from dossier.model.body import FlowBody, PdfBody
from dossier.model.chat_days import cut_away, files_told
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.moment import Moment, Source
from dossier.model.numbering import by_hand, order_by
from dossier.model.piece import Original, Piece, State
from dossier.model.plan import Plan, PlannedPiece

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexFile:
    """A finished annex on disk; ``size`` in bytes."""

    path: str
    label: str
    size: int
    digest: Digest
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedFile:
    """A file that stands beside an annex; ``size`` in bytes."""

    piece: PieceId
    path: str
    size: int
    digest: Digest


def report(
    dossier: Dossier,
    plans: Sequence[Plan],
    *,
    zone: tzinfo,
    findings: Sequence[Finding],
    annexes: Sequence[AnnexFile],
    arrangement: Arrangement = PLAIN,
    beside: Sequence[JoinedFile] = (),
    say: Callable[[Finding], str],
) -> dict[str, Any]:
    """Makes the report as plain data, ready for JSON.

    Args:
        dossier: The dispute.
        plans: What is in each of the files, in their order.
        zone: The dossier's zone, in which every instant is written.
        findings: All remarks, of intake and of the export.
        annexes: The files made.
        arrangement: The order that was asked for.
        beside: The files put beside them.
        say: Gives a remark's sentence.
    """
    planned = {row.piece: (place, row) for place, plan in enumerate(plans) for row in plan.pieces}
    places = {piece: place for place, piece in enumerate(planned)}
    away = cut_away(dossier.pieces, zone)
    told = [piece for piece in dossier.pieces if piece.id not in away and not _held_back(piece)]
    extracts = {piece.id for piece in told if _is_extract(piece)}
    pieces = sorted(told, key=lambda piece: places.get(piece.id, len(places)))
    return {
        "version": VERSION,
        "order": _order(dossier, arrangement),
        "pieces": [_piece(piece, planned.get(piece.id), zone) for piece in pieces],
        "findings": [_finding(finding, say) for finding in findings if not _tells_hidden(finding, extracts)],
        "annexes": [_annex(annex) for annex in annexes],
        "beside": [
            {"piece": one.piece, "path": one.path, "bytes": one.size, "sha256": one.digest} for one in beside
        ],
    }


def _order(dossier: Dossier, arrangement: Arrangement) -> dict[str, Any]:
    """Says what decides the order, and in which rubrics the person's hand does."""
    by = order_by(dossier, arrangement)
    moved = by_hand(dossier) if by is OrderBy.RUBRIC else ()
    return {"by": str(by), "by_hand": [one for one in moved if one not in arrangement.correspondence]}


def _is_extract(piece: Piece) -> bool:
    """Whether the person shows only some of its pages or days."""
    return any(
        (isinstance(body, PdfBody) and body.chosen is not None)
        or (isinstance(body, FlowBody) and (body.since is not None or body.until is not None))
        for body in piece.bodies
    )


def _tells_hidden(finding: Finding, extracts: Container[PieceId]) -> bool:
    """Whether a remark on an extract quotes words or counts files, which may be of what is not shown."""
    counts = finding.code == "chat-with-media"
    return finding.piece in extracts and (counts or any("words" in name for name in finding.params))


def _held_back(piece: Piece) -> bool:
    """Whether the person keeps it to themselves: a report may be handed on, and says nothing of it."""
    return piece.binned or not (piece.included or piece.state is State.LEFT_OUT)


def piece_facts(piece: Piece, zone: tzinfo) -> dict[str, Any]:
    """Gives what is known of a piece before any page is: itself, its date, its files."""
    return {
        "id": piece.id,
        "number": None,
        "title": piece.title,
        "rubric": piece.rubric,
        "parent": piece.parent,
        "moment": _moment(piece.moment, zone),
        "files": _files(piece.originals),
        "duplicate_of": piece.duplicate_of,
        "state": str(piece.state),
    }


def _piece(piece: Piece, found: tuple[int, PlannedPiece] | None, zone: tzinfo) -> dict[str, Any]:
    quoted = piece.moment
    if _is_extract(piece) and quoted.source is not Source.FILE_NAME:
        quoted = replace(quoted, evidence="")  # the words may stand on a page that is not shown
    facts = {
        **piece_facts(replace(piece, moment=quoted), zone),
        "files": _files(files_told(piece, zone)),
        "pages": None,
        "state": str(State.LEFT_OUT),
    }
    if found is None:
        return facts
    place, planned = found
    return {
        **facts,
        "number": planned.number,
        "rubric": planned.rubric if planned.parent is None else piece.rubric,
        "parent": planned.parent,
        "pages": {"annex": place, "first": planned.first, "last": planned.last},
        "state": str(planned.state),
    }


def _files(files: Sequence[Original]) -> list[dict[str, Any]]:
    return [
        {"name": file.name, "sha256": file.digest, "bytes": file.size, "kind": str(file.kind)}
        for file in files
    ]


def _moment(moment: Moment, zone: tzinfo) -> dict[str, Any]:
    written = {"iso": moment.iso(zone)}
    end = moment.end_iso(zone)
    if end is not None:
        written["end"] = end
    return {
        **written,
        "precision": str(moment.precision),
        "evidence": moment.evidence,
        "source": str(moment.source),
    }


def _finding(finding: Finding, say: Callable[[Finding], str]) -> dict[str, Any]:
    return {
        "level": str(finding.level),
        "code": finding.code,
        "params": dict(finding.params),
        "piece": finding.piece,
        "text": say(finding),
    }


def _annex(annex: AnnexFile) -> dict[str, Any]:
    return {
        "path": annex.path,
        "label": annex.label,
        "bytes": annex.size,
        "sha256": annex.digest,
        "pages": annex.pages,
    }
