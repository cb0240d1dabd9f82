"""Opens a gzip of one file."""

from collections.abc import Iterator
from datetime import UTC, datetime

from dossier.intake.archive.gz_stream import GzStream
from dossier.intake.archive.keep import CHUNK, Member, TornError, safe_place
from dossier.intake.archive.listing import ArchiveListing, Opening, opened


def list_gz(opening: Opening) -> ArchiveListing:
    """Unpacks one gzip; its file is called as it is, without the ending.

    Raises:
        OSError: The file cannot be read or the assets not written.
        TooLargeError: It holds more than any honest one.
    """
    opening.keeper.admit()
    with GzStream(opening.path, opening.most_bytes) as stream:
        try:
            asset, size = opening.keeper.keep(_pieces(stream))
        except TornError:
            return ArchiveListing(trouble="damaged")
        modified = datetime.fromtimestamp(stream.stamp, UTC) if stream.stamp else None
    _, name = safe_place(_name(opening.name))
    return opened(opening, [Member(name=name, folder="", asset=asset, size=size, modified=modified)])


def _name(packed: str) -> str:
    return packed[:-3] if packed.lower().endswith(".gz") and len(packed) > 3 else packed


def _pieces(stream: GzStream) -> Iterator[bytes]:
    while piece := stream.read(CHUNK):
        yield piece
