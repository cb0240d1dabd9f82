"""Reads a container that came inside something else: its files are read in its place."""

from dataclasses import replace
from typing import Final

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.intake.archive.job import ArchiveTask, Member, list_archive
from dossier.intake.incoming import is_system_file
from dossier.intake.read_kept import not_shown
from dossier.intake.reader import Source
from dossier.model.draft import Attached, Draft
from dossier.model.finding import warning
from dossier.model.piece import FileKind, State

_TROUBLES: Final = frozenset({"locked", "locked-strongly", "damaged", "too-large"})


def read_archive(source: Source) -> Draft:
    """Gives the files of a container as attached to it, when it is itself attached to a mail.

    Raises:
        UnreadableError: ``archive-locked``, ``archive-locked-strongly``, ``archive-damaged`` or
            ``archive-too-large``.
    """
    if not 0 < source.depth < limits.NESTING:
        return not_shown(source, FileKind.OTHER, "not-shown-archive")
    task = ArchiveTask(
        path=str(source.path),
        assets=str(source.assets.folder),
        name=source.name,
        most_bytes=limits.ARCHIVE_INSIDE_BYTES,
        most_members=limits.ATTACHMENTS,
        passwords=source.passwords,
    )
    listing = list_archive(task)
    if listing.trouble in _TROUBLES:
        raise UnreadableError(f"archive-{listing.trouble}")
    members = [
        member
        for member in listing.members
        if not is_system_file(member.name) and "__MACOSX" not in member.folder
    ]
    attached = tuple(
        Attached(name=_name(member, source.name), asset=member.asset, size=member.size)
        for member in members
        if member.asset
    )
    if not attached:
        return not_shown(source, FileKind.OTHER, "not-shown-archive")
    damaged = (warning("attachment-damaged", file=member.name) for member in members if not member.asset)
    told = (*listing.findings, *damaged)
    return Draft(kind=FileKind.OTHER, state=State.PLACEHOLDER, attached=attached, findings=told)


def read_mailbox(source: Source) -> Draft:
    """Gives the mails of a mailbox, as ``read_archive``.

    Raises:
        UnreadableError: The same.
    """
    return replace(read_archive(source), kind=FileKind.EMAIL)


def _name(member: Member, container: str) -> str:
    """Leaves the container's name out of a name that we gave: a day in it is not the member's."""
    return member.name.removeprefix(container).strip() if member.ours else member.name
