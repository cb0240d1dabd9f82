"""What we print above a piece: a mail's header block, a saved page's line."""

from collections.abc import Sequence

from dossier.model.flow import Field, Fields, Flow, Notice
from dossier.model.piece import Capture, MailHeader, Preface


def preface_flow(preface: Preface | None, attachments: Sequence[str]) -> Flow | None:
    """Lays a preface out as a flow, None when there is nothing to say.

    Args:
        preface: The mail's header or the page's capture.
        attachments: One line for each attached file, already in the annex's words.
    """
    match preface:
        case MailHeader():
            rows = _mail(preface, attachments)
        case Capture():
            return _capture(preface)
        case None:
            return None
    return Flow(blocks=(Fields(rows=tuple(rows)),)) if rows else None


def _mail(header: MailHeader, attachments: Sequence[str]) -> list[Field]:
    texts = (("from", header.sender), ("to", header.to), ("cc", header.cc))
    rows = [Field(label=label, text=text) for label, text in texts if text]
    if header.at is not None:
        rows.append(Field(label="date", at=header.at))
    elif header.date_line:
        rows.append(Field(label="date", text=header.date_line))
    if header.at is None and header.received_at is not None:
        rows.append(Field(label="received", at=header.received_at))
    if header.subject:
        rows.append(Field(label="subject", text=header.subject, strong=True))
    if header.message_id:
        rows.append(Field(label="message-id", text=header.message_id))
    if attachments:
        label = "attachment" if len(attachments) == 1 else "attachments"
        rows.append(Field(label=label, text="\n".join(attachments)))
    return rows


def _capture(capture: Capture) -> Flow | None:
    """Says when and from where, and when nobody knows when: the reader must not take it for granted."""
    if capture.at is None and not capture.url:
        return None
    rows = [Field(label="page-saved", at=capture.at)] if capture.at is not None else []
    if capture.url:
        rows.append(Field(label="page-url", text=capture.url))
    told = () if capture.at is not None else (Notice(code="page-time-unknown", params={}),)
    return Flow(blocks=(Fields(rows=tuple(rows)), *told))
