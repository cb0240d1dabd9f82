"""REPORT.json, version 1: what became of every file, for other programs and for checking."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from dossier.basis.digest import Digest
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId
from dossier.model.moment import Moment
from dossier.model.numbering import by_hand
from dossier.model.piece import Piece, State
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
    plan: Plan | None,
    *,
    zone: tzinfo,
    findings: Sequence[Finding],
    annexes: Sequence[AnnexFile],
    beside: Sequence[JoinedFile] = (),
    say: Callable[[Finding], str],
) -> dict[str, Any]:
    """Makes the report as plain data, ready for JSON.

    Args:
        dossier: The dispute.
        plan: What is in the annex; None when none was made.
        zone: The dossier's zone, in which every instant is written.
        findings: All remarks, of intake and of the export.
        annexes: The files made.
        beside: The files put beside them.
        say: Gives a remark's sentence.
    """
    planned = {} if plan is None else {row.piece: row for row in plan.pieces}
    places = {piece: place for place, piece in enumerate(planned)}
    told = [piece for piece in dossier.pieces if not _held_back(piece)]
    pieces = sorted(told, key=lambda piece: places.get(piece.id, len(places)))
    return {
        "version": VERSION,
        "order": {"by": "rubric", "by_hand": list(by_hand(dossier))},
        "pieces": [_piece(piece, planned.get(piece.id), zone) for piece in pieces],
        "findings": [_finding(finding, say) for finding in findings],
        "annexes": [_annex(annex) for annex in annexes],
        "beside": [
            {"piece": one.piece, "path": one.path, "bytes": one.size, "sha256": one.digest} for one in beside
        ],
    }


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
        "files": [
            {"name": file.name, "sha256": file.digest, "bytes": file.size, "kind": str(file.kind)}
            for file in piece.originals
        ],
        "duplicate_of": piece.duplicate_of,
        "state": str(piece.state),
    }


def _piece(piece: Piece, planned: PlannedPiece | None, zone: tzinfo) -> dict[str, Any]:
    facts = {**piece_facts(piece, zone), "pages": None, "state": str(State.LEFT_OUT)}
    if planned is None:
        return facts
    return {
        **facts,
        "number": planned.number,
        "rubric": planned.rubric if planned.parent is None else piece.rubric,
        "parent": planned.parent,
        "pages": {"annex": 0, "first": planned.first, "last": planned.last},
        "state": str(planned.state),
    }


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
