"""Reads a sound or film: a page stands for it, and the file itself goes beside the annex."""

from dossier.basis.codec import to_json
from dossier.basis.digest import Digest
from dossier.intake.media_length import MediaFacts, media_facts
from dossier.intake.media_traces import Trace, media_traces
from dossier.intake.reader import Source
from dossier.model.body import FlowBody
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note
from dossier.model.flow import Field, Fields, Flow, Notice
from dossier.model.moment import Moment, Precision
from dossier.model.moment import Source as DateSource
from dossier.model.piece import FileKind


def read_sound(source: Source) -> Draft:
    """Reads a sound."""
    return _read(source, "sound")


def read_film(source: Source) -> Draft:
    """Reads a film."""
    return _read(source, "film")


def _read(source: Source, what: str) -> Draft:
    facts = media_facts(source.path)
    rows = [Field(label=what, text=source.name, strong=True)]
    if facts.seconds is not None:
        rows.append(Field(label="length", text=clock_of(facts.seconds)))
    rows.append(Field(label="sha256", text=Digest(source.path.name)))
    flow = Flow(blocks=(Fields(rows=tuple(rows)), Notice(code="media-beside", params={})))
    return Draft(
        kind=FileKind.MEDIA,
        bodies=(FlowBody(asset=source.assets.put(to_json(flow))),),
        moments=_made(facts),
        findings=(_told(what, source.name), *_traces(source)),
        facts={"media": what} | ({"seconds": str(round(facts.seconds))} if facts.seconds else {}),
    )


def _told(what: str, name: str) -> Finding:
    return note("sound-beside", file=name) if what == "sound" else note("film-beside", file=name)


def _traces(source: Source) -> tuple[Finding, ...]:
    """Tells what goes with the file that is handed over as it is."""
    found = media_traces(source.path)
    told = ((Trace.PLACE, "media-place"), (Trace.OWNER, "media-owner"))
    return tuple(note(code, file=source.name) for trace, code in told if trace in found)


def clock_of(seconds: float) -> str:
    """Writes a length as players show it: "2:05", "1:02:05"; what is shorter than a second is one."""
    minutes, left = divmod(max(round(seconds), 1), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def _made(facts: MediaFacts) -> tuple[Moment, ...]:
    if facts.made is None:
        return ()
    written = facts.made.strftime("%Y-%m-%d %H:%M:%S UTC")
    return (
        Moment(precision=Precision.SECOND, at=facts.made, source=DateSource.MEDIA_METADATA, evidence=written),
    )
