"""Reads conversations: the SMS backup's XML and WhatsApp's text export."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.intake.charsets import decode
from dossier.intake.flow_text import keep_flow, tidy
from dossier.intake.mail_words import file_name
from dossier.intake.reader import Source
from dossier.intake.sms_xml import Media, Sms, read_backup
from dossier.intake.sniff import sniff_start
from dossier.intake.whatsapp_text import Export, read_export
from dossier.model.draft import Attached, Draft
from dossier.model.finding import Finding, note, warning
from dossier.model.flow import Message
from dossier.model.moment import Moment, Precision
from dossier.model.moment import Source as MomentSource
from dossier.model.piece import FileKind, State
from dossier.press.omitted import Omitted

_DRAWN: Final = frozenset({"jpeg", "png", "gif", "webp"})
"""Pictures that are shown inside the conversation; other media become files of their own."""

_NAMES: Final = 8
"""Names that a title can hold."""


def read_sms(source: Source) -> Draft:
    """Reads an SMS backup.

    Raises:
        OSError: The file cannot be read.
        DefusedXmlException: It holds entities, which no telephone writes.
    """
    backup = read_backup(source.path.read_bytes())
    messages = [_message(sms, source.assets) for sms in backup.messages]
    attached = tuple(
        _attached(media, source.assets)
        for sms in backup.messages
        for media in sms.media
        if media.data and not _is_drawn(media)
    )
    told = []
    if backup.unsent:
        told.append(warning("chat-unsent", file=source.name, n=backup.unsent))
    if backup.cut:
        told.append(warning("chat-cut", file=source.name))
    dated = [sms.written for sms in backup.messages if sms.at]
    evidence = f'date="{dated[0]}" … date="{dated[-1]}"' if dated else ""
    others = [sms.contact for sms in backup.messages if sms.contact]
    return _draft(source, messages, evidence=evidence, others=others, told=told, attached=attached)


def read_whatsapp(source: Source) -> Draft:
    """Reads a WhatsApp export.

    Raises:
        OSError: The file cannot be read.
    """
    text = tidy(decode(source.path.read_bytes())).lstrip()
    export = read_export(text)
    messages = [
        Message(sender=said.sender, at=said.at, text=said.text, missing=said.missing)
        for said in export.messages
    ]
    told = [warning("ambiguous-dates", file=source.name)] if export.ambiguous else []
    others = [said.sender for said in export.messages if said.sender]
    evidence = f"{export.first} … {export.last}"
    draft = _draft(source, messages, evidence=evidence, others=others, told=told)
    return draft if not export.ambiguous else replace(draft, moments=_both(export, evidence))


def _both(export: Export, evidence: str) -> tuple[Moment, ...]:
    """Gives the span of both readings: two that differ are offered and neither is chosen."""
    return tuple(
        Moment(
            precision=Precision.RANGE, at=first, until=last, source=MomentSource.CHAT, evidence=evidence[:200]
        )
        for first, last in export.readings
    )


def _message(sms: Sms, assets: Assets) -> Message:
    """Makes a message; an own one names whom it went to: a backup mixes many conversations."""
    sender = f"→ {sms.contact}".rstrip() if sms.own else sms.contact or "?"
    files = [file_name(media.name) for media in sms.media if media.data and not _is_drawn(media)]
    return Message(
        sender=sender,
        at=sms.at,
        text="\n".join(part for part in (tidy(sms.text), *files) if part),
        own=sms.own,
        pictures=tuple(assets.put(media.data) for media in sms.media if _is_drawn(media)),
        missing=tuple(file_name(media.name) or Omitted.MEDIUM for media in sms.media if not media.data),
    )


def _is_drawn(media: Media) -> bool:
    return sniff_start(media.data) in _DRAWN


def _attached(media: Media, assets: Assets) -> Attached:
    return Attached(name=file_name(media.name), asset=assets.put(media.data), size=len(media.data))


def _draft(
    source: Source,
    messages: Sequence[Message],
    *,
    evidence: str,
    others: Sequence[str],
    told: Sequence[Finding],
    attached: tuple[Attached, ...] = (),
) -> Draft:
    if not messages:
        empty = note("chat-empty", file=source.name)
        return Draft(kind=FileKind.CHAT, state=State.PLACEHOLDER, findings=(*told, empty))
    names = list(dict.fromkeys(others))
    shown = ", ".join(names[:_NAMES]) + (" …" if len(names) > _NAMES else "")
    words = "\n".join(f"{m.sender}: {m.text}" if m.sender else m.text for m in messages)
    return Draft(
        kind=FileKind.CHAT,
        bodies=(keep_flow(messages, source.assets),),
        moments=_span(messages, evidence),
        text=words[: limits.TEXT_CHARS],
        sender=names[0] if len(names) == 1 else "",
        attached=attached,
        findings=tuple(told),
        state=State.PARTIAL if any(found.code == "chat-cut" for found in told) else State.OK,
        facts={"messages": str(len(messages)), "with": shown},
    )


def _span(messages: Sequence[Message], evidence: str) -> tuple[Moment, ...]:
    times = [message.at for message in messages if message.at is not None]
    if not times:
        return ()
    first, last = min(times), max(times)
    return (
        Moment(
            precision=Precision.RANGE, at=first, until=last, source=MomentSource.CHAT, evidence=evidence[:200]
        ),
    )
