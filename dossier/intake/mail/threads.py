"""Mails that answer one another: proposed as one piece, never joined without the person."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from dossier.intake.mail.reply_marks import MARKS, bare_subject
from dossier.intake.repeats.left_out import Entry
from dossier.intake.sorting.titles import propose_talk_title
from dossier.model.finding import Finding, note
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, MailHeader, Piece
from dossier.texts.catalogue import Texts

_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")
_PEOPLE: Final = 50
_BETWEEN: Final = 2
"""People that two mails must have in common before their subject says anything: both ends of the talk."""

_TELLING_CHARS: Final = 8
"""Characters of a subject under which it is anybody's: "Bonjour", "Commande"."""

_COMPARED: Final = 50
"""Mails of one subject that a further one is held against."""

_PROPOSED: Final = 50
"""Threads proposed at once, the longest first; more would bury every other remark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What tells to which thread a mail belongs.

    Attributes:
        id: Its piece.
        message_id: Without brackets; "" when it has none.
        references: The Message-IDs that it answers, without brackets.
        subject: As written, marks of answers included.
        people: Addresses of who wrote it and whom to.
        sender: Who wrote it, as its header says.
        recipients: Whom to.
    """

    id: PieceId
    message_id: str
    references: tuple[str, ...] = ()
    subject: str = ""
    people: frozenset[str] = frozenset()
    sender: str = ""
    recipients: str = ""


def threads(mails: Sequence[Mail]) -> list[tuple[PieceId, ...]]:
    """Finds the mails that belong together.

    Message-IDs decide. A subject alone never does: it counts for mails between the same people, one
    of which is marked as an answer, since some programs lose the line that says what is answered.
    Copies of one mail alone are no thread: they are told as repeats.

    Returns:
        Every thread of more than one mail, each in the order the mails came, the longest first.
    """
    joined = _Joined()
    for mail in mails:
        for named in filter(None, (mail.message_id, *mail.references)):
            joined.join(f"piece {mail.id}", f"message {named}")
    for first, second in _same_talk(mails):
        joined.join(f"piece {first.id}", f"piece {second.id}")
    found: dict[str, list[Mail]] = {}
    for mail in mails:
        found.setdefault(joined.root(f"piece {mail.id}"), []).append(mail)
    talks = [tuple(dict.fromkeys(mail.id for mail in same)) for same in found.values() if _is_talk(same)]
    return sorted(talks, key=len, reverse=True)


def _is_talk(mails: Sequence[Mail]) -> bool:
    """Tells whether there are several mails, not only copies of one."""
    return len({mail.message_id or f" {mail.id}" for mail in mails}) > 1


class _Joined:
    """Things that are one with others, by names (a disjoint-set forest)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, name: str) -> str:
        """Gives the one that stands for all that are joined with a name."""
        above = self._above
        while (parent := above.get(name, name)) != name:
            above[name] = above.get(parent, parent)
            name = above[name]
        return name

    def join(self, one: str, other: str) -> None:
        self._above[self.root(one)] = self.root(other)


def _same_talk(mails: Sequence[Mail]) -> Iterator[tuple[Mail, Mail]]:
    by_subject: dict[str, list[Mail]] = {}
    for mail in mails:
        subject = " ".join(bare_subject(mail.subject).casefold().split())
        if len(subject) < _TELLING_CHARS:
            continue
        same = by_subject.setdefault(subject, [])
        for other in same:
            answer = _is_answer(mail) or _is_answer(other)
            if answer and len(mail.people & other.people) >= _BETWEEN:
                yield mail, other
                break
        if len(same) < _COMPARED:
            same.append(mail)


def _is_answer(mail: Mail) -> bool:
    marks = MARKS.match(mail.subject)
    return marks is not None and bool(marks[0].strip())


def one_threads(
    entries: Sequence[Entry],
    pieces: Sequence[Piece],
    *,
    known: Sequence[Piece],
    zone: tzinfo,
    texts: Texts,
    own: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Proposes each thread that has a new mail in it, its mails in the order of their dates, with a title.

    Args:
        entries: What came in.
        pieces: What became of it; only what the annex would show is proposed.
        known: The dossier's pieces, whose mails may belong to a thread too.
        zone: The dossier's zone, in which wall clocks are compared.
        texts: The language of the proposed title.
        own: The consumer's mail addresses, lower case.
    """
    shown = {piece.id: piece for piece in (*known, *pieces) if piece.shown and piece.parent is None}
    new = [_new_mail(entry) for entry in entries if entry.id in shown and entry.draft.kind is FileKind.EMAIL]
    there = [mail for piece in known if piece.id in shown and (mail := _known_mail(piece)) is not None]
    fresh = {mail.id for mail in new}
    by_id = {mail.id: mail for mail in (*new, *there)}
    wanted = [ids for ids in threads([*there, *new]) if not fresh.isdisjoint(ids)]
    for ids in wanted[:_PROPOSED]:
        ordered = sorted(ids, key=lambda one: shown[one].moment.sort_key(zone))
        subject = bare_subject(by_id[ordered[0]].subject).strip()
        ends = [(by_id[one].sender, by_id[one].recipients) for one in ordered]
        title = propose_talk_title(ends, subject=subject, texts=texts, own=own)
        told = note(
            "one-thread", pieces=" ".join(ordered), n=len(ordered), subject=subject or "…", title=title
        )
        yield told.of(ordered[0])


def _new_mail(entry: Entry) -> Mail:
    draft = entry.draft
    return Mail(
        id=entry.id,
        message_id=draft.message_id,
        references=tuple(draft.facts.get("references", "").split()),
        subject=draft.subject,
        people=_people((draft.sender, draft.recipients)),
        sender=draft.sender,
        recipients=draft.recipients,
    )


def _known_mail(piece: Piece) -> Mail | None:
    """Gives a mail of the dossier; of what it answers nothing is kept but its subject."""
    header = piece.preface
    if not isinstance(header, MailHeader) or piece.parts:
        return None
    return Mail(
        id=piece.id,
        message_id=header.message_id.strip("<> "),
        subject=header.subject,
        people=_people((header.sender, header.to)),
        sender=header.sender,
        recipients=header.to,
    )


def _people(lines: Iterable[str]) -> frozenset[str]:
    found = [address.casefold() for line in lines for address in _ADDRESS.findall(line)[:_PEOPLE]]
    return frozenset(found)
