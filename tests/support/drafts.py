"""What a reader says of a file, as plain data that a person can read and compare.

Left out is what other versions of a library may change: fingerprints, keys of pictures, sizes of prints.
"""

import re
from pathlib import Path
from typing import Any, Final, assert_never

from dossier.basis.assets import Assets
from dossier.basis.codec import from_json, to_plain
from dossier.basis.digest import Digest
from dossier.intake.reader import ReadTask, read_file
from dossier.intake.web.html_text import visible_text
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.draft import Draft, DraftBody, HtmlBody, OfficeBody
from dossier.model.flow import Block, Flow
from dossier.model.moment import Moment
from tests.support.formats import Sample

_FINGERPRINT: Final = re.compile("[0-9a-f]{64}")
_UNSTEADY: Final = frozenset({"rows"})
"""Facts that come from the decoded points of a picture."""


def told(sample: Sample, folder: Path) -> dict[str, Any]:
    """Reads a sample and tells what came of it."""
    assets = Assets(folder)
    task = ReadTask(
        asset=assets.put(sample.make()),
        name=sample.name,
        assets=str(folder),
        zone="Europe/Paris",
        depth=sample.depth,
    )
    return said(read_file(task), assets)


def said(draft: Draft, assets: Assets) -> dict[str, Any]:
    """Tells all of a draft that stays the same wherever it is read; what is empty is left out."""
    whole: dict[str, Any] = {
        "kind": str(draft.kind),
        "state": str(draft.state),
        "subject": draft.subject,
        "sender": draft.sender,
        "recipients": draft.recipients,
        "message_id": draft.message_id,
        "case_number": draft.case_number,
        "preface": _plain(draft.preface) if draft.preface else None,
        "moments": [_moment(one) for one in draft.moments],
        "findings": [f"{one.level} {one.code}" for one in draft.findings],
        "facts": {name: value for name, value in sorted(draft.facts.items()) if name not in _UNSTEADY},
        "attached": [one.name for one in draft.attached],
        "bodies": [_body(one, assets) for one in draft.bodies],
        "appendix": _body(draft.appendix, assets) if draft.appendix else None,
        "text": draft.text.split("\n"),
    }
    return {name: value for name, value in whole.items() if value not in ("", None, [], {}, [""])}


def _moment(moment: Moment) -> str:
    span = [f"{at:%Y-%m-%d %H:%M:%S%z}" for at in (moment.at, moment.until) if at]
    return f"{' – '.join(span)} {moment.precision}, {moment.source}: {moment.evidence}"


def _body(body: DraftBody, assets: Assets) -> dict[str, Any]:
    match body:
        case ImageBody():
            return {"image": f"{body.width_px} × {body.height_px}, frame {body.frame}"}
        case PdfBody():
            return {"pdf": f"{body.pages} pages"}
        case FlowBody():
            flow = from_json(Flow, assets.read(body.asset))
            return {"flow": [_block(one) for one in flow.blocks]}
        case HtmlBody():
            return {"html": visible_text(assets.read(body.asset).decode()).split("\n")}
        case OfficeBody():
            return {"office": body.suffix, "instead": [_body(one, assets) for one in body.instead]}
        case _:
            assert_never(body)


def _block(block: Block) -> Any:
    return {type(block).__name__: _plain(block)}


def _plain(value: object) -> Any:
    return _steady(to_plain(value))


def _steady(value: Any) -> Any:
    """Leaves out fingerprints, and what is empty."""
    if isinstance(value, dict):
        kept = {name: _steady(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in ("", None, [], {}, False)}
    if isinstance(value, list | tuple):
        return [_steady(inner) for inner in value]
    return Digest("(fingerprint)") if isinstance(value, str) and _FINGERPRINT.fullmatch(value) else value
