"""Proposes the title of a piece, in one neutral grammar: what it is, from whom to whom, about what."""

import re
import unicodedata
from email.utils import getaddresses
from typing import Final, assert_never

from dossier.model.draft import Draft
from dossier.model.piece import FileKind
from dossier.model.plan import one_line
from dossier.texts.catalogue import Texts

LONGEST: Final = 200
"""Characters of a title; longer ones are cut at a word, so that a title stays a title."""

_SHORTEST_CUT = 60
_MARK = r"(?:re|aw|antw|sv|rif|réf|rép|fwd?|fw|tr|wg|doorst|i)"
_MARKS = re.compile(rf"^(?:\s*{_MARK}\s*(?:\[\d+\])?\s*:)+", re.IGNORECASE)
_FORWARDED = re.compile(r"\b(?:fwd?|fw|tr|wg|doorst|i)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_SCREEN = re.compile(
    r"^(?:screen ?shots?|screen ?recording|capture d.[ée]cran|capture|bildschirmfoto|schermafbeelding)\b",
    re.IGNORECASE,
)
_CAMERA = re.compile(
    r"^(?:img|dsc[nf]?|pxl|mvimg|dcim|vid|p|image|photo|foto|picture|whatsapp image|signal|received|fb img|"
    r"\d{8} \d{6}|\d+)(?=[ (-]*(?:\d|wa\d|$))",
    re.IGNORECASE,
)
_TAKEN = re.compile(r"img|dsc|pxl|mvimg|photo|\d{8} \d{6}", re.IGNORECASE)
_SCAN = re.compile(
    r"^(?:scan(?:ned)?|numérisation|numériser|doc(?:ument)?|camscanner|adobe scan)(?=[ \d]|$)", re.IGNORECASE
)
# Dates, clocks, counters and app packages that a device put into a name.
_NOISE = (
    re.compile(r"\b(?:(?:à|at|um|om|kl) )?\d{1,2}[.:h-]\d\d[.:-]\d\d(?: ?[ap]m)?\b(?![-.]\d)", re.IGNORECASE),
    re.compile(
        r"\b(?:19|20)\d{6}(?:[ -]?\d{4,9})?\b|\b(?:(?:à|at|um|om|kl) )\d{1,2}[.:h]\d\d\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:(?:du|vom|from|le) )?\d{4}[-.](?:0\d|1[0-2])[-.]\d\d\b", re.IGNORECASE),
    re.compile(r"\b(?:(?:du|vom|from|le) )?\d{1,2}[-.]\d{1,2}[-.](?:20)?\d\d\b", re.IGNORECASE),
    re.compile(r"\b(?:wa\d{4}|com(?:\.\w+)+|hdr|mp|portrait|edited|~\d)\b", re.IGNORECASE),
    re.compile(r"\(\d{1,3}\)"),
)


def propose_title(draft: Draft, *, name: str, texts: Texts) -> str:
    """Proposes a title.

    Args:
        draft: The file, read.
        name: Its name as it came in.
        texts: The dossier's language; the words of the grammar stand under ``[title]``.

    Returns:
        One line of at most ``LONGEST`` characters without control or direction marks, never empty.
    """
    return _one_line(_said(draft, name, texts)) or _one_line(name) or texts.say(f"kind.{draft.kind}")


def _said(draft: Draft, name: str, texts: Texts) -> str:
    match draft.kind:
        case FileKind.EMAIL:
            return _mail(draft, texts)
        case FileKind.CHAT:
            return _chat(draft, name, texts)
        case FileKind.WEB:
            return _page(draft, name, texts)
        case FileKind.IMAGE:
            return _picture(draft, name, texts)
        case FileKind.PDF | FileKind.OFFICE | FileKind.TEXT | FileKind.OTHER:
            return _capital(_one_line(draft.subject)) or _from_name(name) or texts.say(f"kind.{draft.kind}")
        case _:
            assert_never(draft.kind)


def _mail(draft: Draft, texts: Texts) -> str:
    """Says who wrote to whom, and about what."""
    sender, recipient = _people(draft.sender), _people(draft.recipients)
    if sender and recipient:
        who = texts.say("title.mail_from_to", sender=sender, recipient=recipient)
    elif sender:
        who = texts.say("title.mail_from", sender=sender)
    elif recipient:
        who = texts.say("title.mail_to", recipient=recipient)
    else:
        who = texts.say("kind.email")
    subject = _subject(draft.subject, texts)
    return texts.say("title.about", what=who, about=subject) if subject else who


def _people(written: str) -> str:
    """Names people by their names, else by their addresses; of many only the first and how many more."""
    names = [_one_line(name).strip("'\" ") or address for name, address in getaddresses([written])]
    names = [name for name in names if name]
    if not names:
        return _one_line(written)[:60]
    return f"{names[0][:60]} +{len(names) - 1}" if len(names) > 2 else ", ".join(name[:60] for name in names)


def _subject(subject: str, texts: Texts) -> str:
    """Writes a subject with one mark of an answer or a forward, whatever its programs piled up."""
    line = _one_line(subject)
    marks = _MARKS.match(line)
    if not marks:
        return line
    rest = line[marks.end() :].strip()
    if not rest:
        return ""
    first = marks.group().split(":", 1)[0] + ":"
    key = "title.forwarded" if _FORWARDED.match(first.strip()) else "title.answer"
    return texts.say(key, subject=rest)


def _chat(draft: Draft, name: str, texts: Texts) -> str:
    others = _one_line(draft.sender) or _one_line(draft.facts.get("with", ""))
    sms = "sms" in name.casefold() or name.casefold().endswith(".xml")
    what = texts.say("title.sms" if sms else "title.chat")
    if others:
        what = texts.say("title.chat_with", what=what, who=others[:80])
    count = draft.facts.get("messages", "")
    if count.isdecimal():
        return texts.say("title.messages", what=what, n=int(count))
    return what


def _page(draft: Draft, name: str, texts: Texts) -> str:
    title = _one_line(draft.subject) or _from_name(name)
    host = _one_line(draft.facts.get("host", ""))
    room = LONGEST - len(host) - 20
    if title and host:
        return texts.say("title.page_at", title=_cut(title, room), host=host)
    if host:
        return texts.say("title.page_host", host=host)
    return texts.say("title.page", title=_cut(title, LONGEST - 20)) if title else texts.say("kind.web")


def _picture(draft: Draft, name: str, texts: Texts) -> str:
    words = _spaced(name)
    screen = _SCREEN.match(words)
    if screen or "screenshot" in draft.facts:
        what = texts.say("title.screenshot")
        about = _quiet(words[screen.end() :] if screen else _CAMERA.sub("", words))
    elif _CAMERA.match(words) or not _quiet(words):
        taken = "camera" in draft.facts or _TAKEN.match(words)
        what = texts.say("title.photo" if taken else "kind.image")
        # A photo that nothing names keeps the name of its file: a series can be told apart.
        about = _quiet(_CAMERA.sub("", words)) or _stem(name)
    elif "camera" in draft.facts:
        what, about = texts.say("title.photo"), _quiet(words)
    else:
        return _capital(_quiet(words))
    return texts.say("title.about", what=what, about=about) if about else what


def _from_name(name: str) -> str:
    """Makes words of a file's name: no suffix, no marks, no dates, no noise of devices."""
    words = _spaced(name)
    said = _quiet(_SCAN.sub("", words))
    # Only figures are left of "F2026-118.pdf", which still names it; of "Scan_20260312" nothing is.
    return _capital(said or (words if _silent(_SCAN.sub("", words)) else ""))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _stem(name: str) -> str:
    return re.sub(r"\.[A-Za-z][A-Za-z0-9]{1,5}$", "", _one_line(name))


def _spaced(name: str) -> str:
    stem = _stem(name)
    return " ".join(re.sub(r"_+|%20", " ", stem).split())


def _silent(words: str) -> str:
    """Takes dates, clocks and counters out."""
    for noise in _NOISE:
        words = noise.sub(" ", words)
    return " ".join(words.split()).strip(" -–—.,;:~()")


def _quiet(words: str) -> str:
    """Takes dates, clocks and counters out; what has no letter left is nothing."""
    quiet = re.sub(r"^\d{4,9}(?= |$)", "", _silent(words)).strip(" -–—.,;:")
    return quiet if sum(char.isalpha() for char in quiet) > 1 else ""


def _one_line(text: str) -> str:
    """Writes a text on one line, without control and direction marks, cut at a word."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        " " if unicodedata.category(char) == "Cc" else char
        for char in composed
        if unicodedata.category(char) not in ("Cf", "Cs", "Co", "Cn")
    )
    return _cut(one_line(kept).strip(), LONGEST)


def _cut(text: str, longest: int) -> str:
    """Cuts at a word and says so with an ellipsis."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    space = head.rfind(" ")
    return head[: space if space >= min(_SHORTEST_CUT, longest // 2) else len(head)].rstrip(" ,;:–-") + "…"
