"""From files straight to an annex: the steps of a project file, on one that is not kept."""

from dataclasses import dataclass, replace
from pathlib import Path

from dossier.basis.progress import Progress, silent
from dossier.texts.catalogue import Texts
from dossier.workspace.exporting import Built, ExportOrder, refuse_own_folder
from dossier.workspace.opening import empty_dossier, passing_desk
from dossier.workspace.orders import AddOrder
from dossier.workspace.targets import refuse_bad_targets


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOrder:
    """What ``build`` is asked for.

    Attributes:
        paths: Files, folders and zips to take in.
        export: The annex that is wanted of them.
        language: Of the annex.
        title: Of the dispute; "" leaves it unnamed.
        zone: IANA name of the dossier's zone.
        ocr: Whether the words of pictures and scans are read first.
    """

    paths: tuple[Path, ...]
    export: ExportOrder
    language: str = "fr"
    title: str = ""
    zone: str = "Europe/Paris"
    ocr: bool = False


def build(order: BuildOrder, *, progress: Progress = silent) -> Built:
    """Makes an annex of files and folders.

    Raises:
        UsageError: Something asked for does not exist: a path, a zone, a language, a recipient;
            ``recognition-missing``.
        PlaceError: The annex or the report cannot be written where it was asked for.
        CheckError: The finished annex does not agree with its plan; nothing was put in place.
        CancelledError: The person asked to stop.
    """
    dossier = empty_dossier(title=order.title, zone=order.zone, language=order.language)
    export = replace(order.export, sources=order.paths)
    refuse_own_folder(export)
    beside = order.export.handing.targets(order.export.target, Texts(order.language))
    targets = (*order.export.targets, *beside)
    refuse_bad_targets(targets, sources=order.paths)
    added = AddOrder(paths=order.paths, day=order.export.day, leave_out=targets)
    with passing_desk(dossier).result() as desk:
        if order.ocr:
            desk.recognition.require()
        noticed = desk.add(added, progress=progress).result().findings
        if order.ocr:
            desk.recognise(progress=progress).result()
        return desk.export(replace(export, noticed=noticed), progress=progress).result()
