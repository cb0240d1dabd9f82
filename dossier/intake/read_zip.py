"""Reads a ZIP that came inside something else: its files are read in its place."""

from typing import Final

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.intake.archive import ArchiveTask, list_archive
from dossier.intake.incoming import is_system_file
from dossier.intake.reader import Source, not_shown
from dossier.model.draft import Attached, Draft
from dossier.model.finding import note, warning
from dossier.model.piece import FileKind, State

_MOST_BYTES: Final = 256 * limits.MIB
"""Bytes unpacked from one ZIP of a mail: mails above 50 MB are not delivered."""


def read_zip(source: Source) -> Draft:
    """Gives the files of a ZIP as attached to it, when it is itself attached to a mail.

    Raises:
        UnreadableError: ``archive-locked``, ``archive-damaged`` or ``archive-too-large``.
    """
    if not 0 < source.depth < limits.NESTING:
        return not_shown(source, FileKind.OTHER, "not-shown-archive")
    task = ArchiveTask(
        path=str(source.path),
        assets=str(source.assets.folder),
        most_bytes=_MOST_BYTES,
        most_members=limits.ATTACHMENTS,
    )
    listing = list_archive(task)
    if listing.trouble in {"locked", "damaged", "too-large"}:
        raise UnreadableError(f"archive-{listing.trouble}")
    members = [
        member
        for member in listing.members
        if not is_system_file(member.name) and "__MACOSX" not in member.folder
    ]
    attached = tuple(
        Attached(name=member.name, asset=member.asset, size=member.size) for member in members if member.asset
    )
    if not attached:
        return not_shown(source, FileKind.OTHER, "not-shown-archive")
    told = [note("archive-opened", file=source.name, n=len(attached))]
    told.extend(warning("attachment-damaged", file=member.name) for member in members if not member.asset)
    return Draft(kind=FileKind.OTHER, state=State.PLACEHOLDER, attached=attached, findings=tuple(told))
