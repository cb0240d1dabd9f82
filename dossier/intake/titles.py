"""Proposes the title of a piece, in one neutral grammar: what it is, from whom to whom, about what."""

import re
import unicodedata
from email.utils import getaddresses
from typing import Final, assert_never

from dossier.intake.reply_marks import FORWARD, bare_subject
from dossier.intake.title_case import calm, heading_of, says_more
from dossier.intake.title_names import (
    CAMERA,
    NAMELESS,
    SCREEN,
    TAKEN,
    clock_in,
    quiet,
    spaced,
    stem_of,
    words_of_name,
)
from dossier.model.draft import Draft
from dossier.model.piece import FileKind, State
from dossier.model.plan import one_line
from dossier.texts.catalogue import Texts

LONGEST: Final = 200
"""Characters of a title; longer ones are cut at a word, so that a title stays a title."""

_SHORTEST_CUT = 60
_SENT = re.compile(r"-WA\d{4}|WhatsApp", re.IGNORECASE)


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
    if draft.state is State.PLACEHOLDER and not (draft.subject or draft.sender or draft.facts.get("host")):
        return _capital(words_of_name(_one_line(name)) or stem_of(_one_line(name)))
    match draft.kind:
        case FileKind.EMAIL:
            return _mail(draft, texts)
        case FileKind.CHAT:
            return _chat(draft, name, texts)
        case FileKind.WEB:
            return _page(draft, name, texts)
        case FileKind.IMAGE:
            return _picture(draft, name, texts)
        case FileKind.PDF | FileKind.OFFICE | FileKind.TEXT | FileKind.MEDIA | FileKind.OTHER:
            return _paper(draft, name, texts)
        case _:
            assert_never(draft.kind)


def _mail(draft: Draft, texts: Texts) -> str:
    """Says who wrote to whom, and about what."""
    sender, recipient = _people(draft.sender, texts), _people(draft.recipients, texts)
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


def _people(written: str, texts: Texts) -> str:
    """Names people by their names, else by their addresses; of many only the first and how many more."""
    names = [_one_line(name).strip("'\" ") or address for name, address in getaddresses([written])]
    names = [name for name in names if name]
    if not names:
        return _one_line(written)[:60]
    if len(names) > 2:
        return texts.say("title.others", name=names[0][:60], n=len(names) - 1)
    return ", ".join(name[:60] for name in names)


def _subject(subject: str, texts: Texts) -> str:
    """Writes a subject with one mark of an answer or a forward, whatever its programs piled up."""
    line = _one_line(subject)
    bare = bare_subject(line).strip()
    if not bare or bare == line:
        return bare
    return texts.say("title.forwarded" if FORWARD.match(line) else "title.answer", subject=bare)


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
    title = heading_of(_one_line(draft.subject), "") or _from_name(name)
    host = _one_line(draft.facts.get("host", ""))
    room = LONGEST - len(host) - 20
    if title and host:
        return texts.say("title.page_at", title=_cut(title, room), host=host)
    if host:
        return texts.say("title.page_host", host=host)
    return texts.say("title.page", title=_cut(title, LONGEST - 20)) if title else texts.say("kind.web")


def _paper(draft: Draft, name: str, texts: Texts) -> str:
    """Takes the heading, unless the file's name says more; what nobody named keeps its file's name."""
    heading, named = heading_of(_one_line(draft.subject), name), _from_name(name)
    if heading and not says_more(named, heading):
        return _capital(heading)
    if named:
        return named
    what, stem = texts.say(f"kind.{draft.kind}"), stem_of(_one_line(name))
    numbered = any(char.isdecimal() for char in stem)
    return texts.say("title.about", what=what, about=stem) if numbered else what


def _picture(draft: Draft, name: str, texts: Texts) -> str:
    words = spaced(_one_line(name))
    if SCREEN.match(words) or "screenshot" in draft.facts:
        return _screen(words, name, texts)
    stem = stem_of(_one_line(name))
    if CAMERA.match(words) or NAMELESS.match(words) or not quiet(words):
        sent = "camera" not in draft.facts and (not TAKEN.match(words) or _SENT.search(stem))
        what = texts.say("kind.image" if sent else "title.photo")
        # A photo that nothing names keeps the name of its file: a series can be told apart.
        about = words_of_name(name) or stem
    elif "camera" in draft.facts:
        what, about = texts.say("title.photo"), quiet(words)
    else:
        return _capital(calm(quiet(words)))
    return texts.say("title.about", what=what, about=about) if about else what


def _screen(words: str, name: str, texts: Texts) -> str:
    """Names a screenshot by what its name adds, else by the clock, else by the name of its file."""
    what = texts.say("title.screenshot")
    screen = SCREEN.match(words)
    about = quiet(words[screen.end() :]) if screen else quiet(CAMERA.sub("", words))
    if about:
        return texts.say("title.about", what=what, about=about)
    clock = clock_in(name)
    if clock:
        return texts.say("title.at_clock", what=what, hour=clock[0], minute=f"{clock[1]:02}")
    if screen and screen.group().casefold().replace("'", "’") == what.casefold():
        return what + words[screen.end() :]
    bare = screen is not None and screen.end() == len(words)
    return what if bare else texts.say("title.about", what=what, about=stem_of(_one_line(name)))


def _from_name(name: str) -> str:
    return _capital(calm(words_of_name(_one_line(name))))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


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
