"""What verifying found, as plain data for other programs."""

from typing import TYPE_CHECKING, Any, Final

from dossier.texts.catalogue import Texts

if TYPE_CHECKING:
    from dossier.workspace.verifying import FileVerified, Verified
    from dossier.workspace.verifying_folder import FolderReport
    from dossier.workspace.verifying_project import SentAs

_VERSION: Final = 1


def plain(verified: "Verified", texts: Texts) -> dict[str, Any]:
    """Gives the whole answer as plain data, ready for JSON."""
    return {
        "version": _VERSION,
        "agrees": verified.agrees,
        "files": [_plain_file(file, texts) for file in verified.files],
        "absent": [{"parts": list(one.parts), "of": one.of} for one in verified.absent],
        "fingerprint": _plain_fingerprint(verified),
        "originals": _plain_folder(verified.originals),
        "timestamp": _plain_stamp(verified),
    }


def _plain_file(file: "FileVerified", texts: Texts) -> dict[str, Any]:
    report, archive = file.account.report, file.account.archive
    return {
        "path": str(file.path),
        "sha256": file.digest,
        "agrees": report.agrees,
        "title": report.title,
        "day": report.day.isoformat(),
        "creator": report.creator,
        "pieces": report.pieces,
        "attached": report.attached,
        "pages": report.pages,
        "changed": list(report.changed),
        "failures": [
            {
                "code": one.code,
                "params": dict(one.params),
                "text": texts.say(f"check.{one.code}", **one.params),
            }
            for one in report.check.failures
        ],
        "pdfa": str(archive.claim) or None,
        "carried": [{"name": one.name, "sha256": one.digest, "piece": one.number} for one in archive.carried],
        "project": _plain_project(file),
    }


def _plain_project(file: "FileVerified") -> dict[str, Any] | None:
    report = file.project
    if report is None:
        return None
    sent = report.sent
    return {
        "agrees": report.agrees,
        "sent": None if sent is None else _plain_sent(sent),
        "known": list(report.known),
        "unknown": list(report.unknown),
        "renumbered": list(report.renumbered),
    }


def _plain_sent(sent: "SentAs") -> dict[str, Any]:
    return {
        "round": sent.number,
        "day": sent.day.isoformat(),
        "recipient": sent.recipient,
        "case_number": sent.case_number,
    }


def _plain_fingerprint(verified: "Verified") -> dict[str, Any] | None:
    if not verified.wanted:
        return None
    same = verified.same
    return {
        "wanted": verified.wanted,
        "agrees": same is not None,
        "file": str(same.path) if same is not None else None,
    }


def _plain_folder(report: "FolderReport | None") -> dict[str, Any] | None:
    if report is None:
        return None
    return {
        "agrees": report.agrees,
        "pieces": [
            {
                "number": row.number,
                "sha256": row.digest,
                "found": row.found,
                "files": list(row.places),
                "within": row.within or None,
            }
            for row in report.rows
        ],
        "others": list(report.others),
        "unread": list(report.unread),
    }


def _plain_stamp(verified: "Verified") -> dict[str, Any] | None:
    stamp = verified.stamp
    if stamp is None:
        return None
    told = stamp.answer
    return {
        "at": told.at.isoformat(),
        "maker": told.maker,
        "serial": told.serial,
        "policy": told.policy,
        "fits": told.fits,
        "sound": told.sound,
        "file": str(stamp.file) if stamp.file is not None else None,
        "maker_checked": False,
    }
