"""Words that the program recognises by itself: which pictures are still to be read, and where words go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dossier.basis.digest import Digest
from dossier.model.body import Body, FlowBody, ImageBody, PdfBody
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.piece import Piece
from dossier.model.recognised import NO_WORDS

Readable = ImageBody | PdfBody


@dataclass(frozen=True, slots=True)
class Picture:
    """What is read: a picture, or a PDF with all its pages, as the person turned it.

    Attributes:
        asset: The file.
        frame: Which picture of the file; 0 for a PDF.
        turn: Quarter turns clockwise.
    """

    asset: Digest
    frame: int
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of reading a picture.

    Attributes:
        words: A ``Recognised``, kept as an asset.
        told: What was noticed, without a piece.
    """

    words: Digest
    told: tuple[Finding, ...] = ()


def picture_of(body: Readable) -> Picture:
    """Names what is read for a body."""
    return Picture(body.asset, body.frame if isinstance(body, ImageBody) else 0, body.turn)


def unread(piece: Piece) -> tuple[Readable, ...]:
    """Gives the bodies of a piece in which words were never looked for."""
    return tuple(body for body in piece.bodies if not isinstance(body, FlowBody) and body.words is None)


def has_recognised_words(piece: Piece) -> bool:
    """Tells whether words were recognised in a picture of a piece."""
    return any(not isinstance(body, FlowBody) and body.words not in (None, NO_WORDS) for body in piece.bodies)


def as_seen(piece: Piece) -> tuple[Body, ...]:
    """Gives the bodies of a piece as they look, without the words that nobody sees."""
    return tuple(body if isinstance(body, FlowBody) else replace(body, words=None) for body in piece.bodies)


def with_words(dossier: Dossier, readings: Mapping[Picture, Reading]) -> Dossier:
    """Gives every picture that was read its words, wherever it stands; what has words keeps them.

    Returns:
        The same dossier when nothing in it was still to be read.
    """
    pieces: list[Piece] = []
    told: list[Finding] = []
    for piece in dossier.pieces:
        read = [readings[picture_of(body)] for body in unread(piece) if picture_of(body) in readings]
        pieces.append(_with_words(piece, readings) if read else piece)
        told.extend(finding.of(piece.id) for reading in read for finding in reading.told)
    if all(now is was for now, was in zip(pieces, dossier.pieces, strict=True)):
        return dossier
    return replace(dossier, pieces=tuple(pieces), findings=_with_new(dossier.findings, told))


def _with_words(piece: Piece, readings: Mapping[Picture, Reading]) -> Piece:
    return replace(piece, bodies=tuple(_worded(body, readings) for body in piece.bodies))


def _worded(body: Body, readings: Mapping[Picture, Reading]) -> Body:
    if isinstance(body, FlowBody) or body.words is not None or picture_of(body) not in readings:
        return body
    return replace(body, words=readings[picture_of(body)].words)


def _with_new(findings: tuple[Finding, ...], told: Iterable[Finding]) -> tuple[Finding, ...]:
    """Adds remarks, each once: what is read again may be told again."""
    new: list[Finding] = []
    for finding in told:
        if finding not in findings and finding not in new:
            new.append(finding)
    return (*findings, *new)
