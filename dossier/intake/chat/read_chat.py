"""Reads conversations of telephones: the SMS backup's XML and WhatsApp's text export."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from dossier.basis import limits
from dossier.intake.charsets import decode
from dossier.intake.chat.apart import joined
from dossier.intake.chat.draft import ChatFile, Conversation, chat_draft
from dossier.intake.chat.media import ChatMedia, Sent
from dossier.intake.chat.sms_xml import Backup, Sms, read_backup
from dossier.intake.chat.whatsapp_text import Export, Said, read_export
from dossier.intake.dates.words import fold
from dossier.intake.flow_text import tidy
from dossier.intake.mail.words import file_name
from dossier.intake.reader import Source
from dossier.model.draft import Attached, Draft
from dossier.model.finding import Finding, note, warning
from dossier.model.flow import Message, Notice
from dossier.model.moment import Moment, Precision
from dossier.model.moment import Source as MomentSource
from dossier.press.omitted import Omitted

_OMITTED: Final = frozenset(str(kind) for kind in Omitted)
_SHORTEST_NAME: Final = 3


def read_sms(source: Source) -> Draft:
    """Reads an SMS backup; each contact is a proof of its own, unless they are far too many.

    Raises:
        OSError: The file cannot be read.
        UnreadableError: ``chat-damaged``; it holds entities, which no telephone writes.
    """
    backup = read_backup(source.path.read_bytes())
    talks: dict[str, list[Sms]] = {}
    for sms in backup.messages:
        talks.setdefault(sms.conversation, []).append(sms)
    unsent = [warning("chat-unsent", file=source.name, n=backup.unsent)] if backup.unsent else []
    unwhole = _unwhole(backup, source.name)
    if not 1 < len(talks) <= limits.CHAT_PIECES:
        return chat_draft(source, _chat_file(talks, source, told=(*unsent, *unwhole)))
    several = note("chat-apart", file=source.name)
    whole = joined(
        [chat_draft(source, _chat_file({title: talk}, source, told=unwhole)) for title, talk in talks.items()]
    )
    return replace(whole, findings=(several, *unsent))


def _chat_file(talks: Mapping[str, list[Sms]], source: Source, *, told: tuple[Finding, ...]) -> ChatFile:
    """Gathers conversations, each under its title, with what was sent in them."""
    media = ChatMedia({}, source.assets)
    attached: list[Attached] = []
    conversations = []
    for title, talk in talks.items():
        messages = []
        for sms in talk:
            sent = _sent(sms, media, source)
            attached.extend(sent.attached)
            messages.append(_message(sms, sent))
        conversations.append(Conversation(messages=tuple(messages), title=title))
    dated = sorted((sms.at, sms.written) for talk in talks.values() for sms in talk if sms.at)
    return ChatFile(
        conversations=tuple(conversations),
        others=tuple(talks),
        evidence=f'date="{dated[0][1]}" … date="{dated[-1][1]}"' if dated else "",
        told=told,
        attached=tuple(attached),
        app="SMS",
        located=len(media.located),
    )


def _unwhole(backup: Backup, name: str) -> tuple[Finding, ...]:
    held = len(backup.messages) + backup.unsent
    if backup.cut:
        return (warning("chat-cut", file=name),)
    if backup.announced > held:
        return (warning("chat-incomplete", file=name, n=held, of=backup.announced),)
    return ()


def _sent(sms: Sms, media: ChatMedia, source: Source) -> Sent:
    sent = Sent()
    for one in sms.media:
        if one.data:
            media.take(sent, source.assets.put(one.data), name=one.name, sounds=True)
        else:
            sent.missing.append(file_name(one.name) or Omitted.MEDIUM)
    return sent


def _message(sms: Sms, sent: Sent) -> Message:
    """Makes a message; an own one names whom it went to: a backup mixes many conversations."""
    return Message(
        sender=f"→ {sms.contact}".rstrip() if sms.own else sms.sender or "?",
        at=sms.at,
        text=tidy(sms.text),
        own=sms.own,
        pictures=tuple(sent.pictures),
        missing=tuple(sent.missing),
        asides=tuple(sent.asides),
    )


def read_whatsapp(source: Source) -> Draft:
    """Reads a WhatsApp export, with what was sent in it when that came too.

    Raises:
        OSError: The file cannot be read.
    """
    export = read_export(tidy(decode(source.path.read_bytes())).lstrip(), title=source.name)
    media = ChatMedia(source.beside, source.assets)
    owner = _owner(export, source.name)
    attached: list[Attached] = []
    messages = []
    for said in export.messages:
        sent = media.sent([name for name in said.media if name not in _OMITTED])
        attached.extend(sent.attached)
        messages.append(_whatsapp(said, sent, own=bool(owner) and said.sender == owner))
    undated = Notice(code="chat-undated", params={}) if export.ambiguous else None
    chat = ChatFile(
        conversations=(Conversation(messages=tuple(messages), notice=undated),),
        others=tuple(said.sender for said in export.messages if said.sender != owner),
        evidence=f"{export.first} … {export.last}",
        told=tuple(_doubts(export, source.name)),
        attached=tuple(attached),
        app="WhatsApp",
        located=len(media.located),
    )
    draft = chat_draft(source, chat)
    return draft if not export.ambiguous else replace(draft, moments=_both(export, chat.evidence))


def _doubts(export: Export, name: str) -> Iterator[Finding]:
    """Tells that nobody knows day from month, or that only the form of the dates says it."""
    if export.ambiguous:
        yield warning("ambiguous-dates", file=name)
    elif export.by_form and len(export.readings) > 1:
        other, chosen = (first.date().isoformat() for first, _ in export.readings)
        yield warning("date-order-month-first", file=name, words=export.first, day=chosen, other=other)


def named_in_whatsapp(data: bytes) -> tuple[str, ...]:
    """Lists the files that an export names, whether they came with it or not."""
    export = read_export(tidy(decode(data)).lstrip())
    return tuple(name for said in export.messages for name in said.media if name not in _OMITTED)


def _whatsapp(said: Said, sent: Sent, *, own: bool) -> Message:
    asides = list(sent.asides)
    if said.deleted:
        asides.append(Notice(code="chat-deleted", params={"said": said.deleted}))
    if said.edited:
        asides.append(Notice(code="chat-edited", params={}))
    omitted = tuple(name for name in said.media if name in _OMITTED)
    return Message(
        sender=said.sender,
        at=said.at,
        text=said.text,
        own=own,
        pictures=tuple(sent.pictures),
        missing=(*sent.missing, *omitted),
        asides=tuple(asides),
    )


def _owner(export: Export, name: str) -> str:
    """Finds whose telephone wrote an export; "" when nothing tells.

    Of two people the file's name names the other one: "Discussion WhatsApp avec Boutique.txt".
    """
    if export.owner:
        return export.owner
    senders = list(dict.fromkeys(said.sender for said in export.messages if said.sender))
    title = fold(name)
    if len(senders) != 2 or "whatsapp" not in title:
        return ""
    named = [len(fold(one)) >= _SHORTEST_NAME and fold(one) in title for one in senders]
    return senders[named.index(False)] if named.count(True) == 1 else ""


def _both(export: Export, evidence: str) -> tuple[Moment, ...]:
    """Gives the span of both readings: two that differ are offered and neither is chosen."""
    return tuple(
        Moment(
            precision=Precision.RANGE, at=first, until=last, source=MomentSource.CHAT, evidence=evidence[:200]
        )
        for first, last in export.readings
    )
