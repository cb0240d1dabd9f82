"""Reads messages of Outlook: .msg, and the winmail.dat that it sends to other programs."""

from dataclasses import replace

from dossier.basis.errors import UnreadableError
from dossier.intake.mail.draft import draft_of_mail
from dossier.intake.mail.mapi import MapiMessage
from dossier.intake.mail.mapi_mail import damaged, linked, loses_layout, mail_of
from dossier.intake.mail.msg_box import msg_message
from dossier.intake.mail.tnef import tnef_message
from dossier.intake.reader import Source
from dossier.model.draft import Draft
from dossier.model.finding import note, warning
from dossier.model.piece import State, worse


def read_msg(source: Source) -> Draft:
    """Reads one message as Outlook keeps it ([MS-OXMSG]).

    Raises:
        OSError: The file cannot be read.
        UnreadableError: ``damaged``; it cannot be opened.
    """
    return _draft(msg_message(source.path.read_bytes()), source)


def read_tnef(source: Source) -> Draft:
    """Reads a winmail.dat that came by itself ([MS-OXTNEF]).

    Raises:
        OSError: The file cannot be read.
        UnreadableError: ``damaged``; nothing can be found in it.
    """
    message = tnef_message(source.path.read_bytes())
    if message is None or not (message.bag.values or message.files):
        raise UnreadableError("damaged")
    draft = _draft(message, source)
    if message.whole:
        return draft
    told = [note("attachment-damaged", file=name or source.name) for name in damaged(message)]
    told = told or [warning("office-broken", file=source.name)]
    return replace(draft, findings=(*draft.findings, *told), state=worse(State.PARTIAL, draft.state))


def _draft(message: MapiMessage, source: Source) -> Draft:
    draft = draft_of_mail(mail_of(message), source)
    told = list(draft.findings)
    told.extend(warning("attachment-not-inside", file=name or source.name) for name in linked(message))
    if loses_layout(message.bag):
        told.append(note("web-as-text"))
    inner = sum(1 for file in message.files if file.message is not None)
    if inner:
        told.append(note("mails-inside-rewritten", file=source.name, n=inner))
    return replace(draft, findings=tuple(told))
