"""Proposes the title of a piece, in one neutral grammar: what it is, from whom to whom, about what."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import assert_never

from dossier.intake.mail.reply_marks import FORWARD, bare_subject
from dossier.intake.mail.way import addresses_in
from dossier.intake.people import people_in
from dossier.intake.sorting.party_rules import firm_in, is_relay
from dossier.intake.sorting.rubrics import plain
from dossier.intake.sorting.title_case import calm, heading_of, natural_name, says_more, turned_name
from dossier.intake.sorting.title_cut import LONGEST, cut, cut_title
from dossier.intake.sorting.title_grammar import named, shown_on_screen
from dossier.intake.sorting.title_names import (
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
from dossier.intake.sorting.title_words import first_words, in_full, says_nothing, without_stop
from dossier.model.draft import Draft
from dossier.model.piece import FileKind, State
from dossier.model.plan import one_line
from dossier.texts.catalogue import Texts

_LONGEST_NAME = 40
_MOST_NAMES = 2
_SENT = re.compile(r"-WA(?P<number>\d{4})|WhatsApp", re.IGNORECASE)
_SMS = "SMS"
_APPS = ("WhatsApp", "Telegram", "Messenger", "Instagram", "Signal", "iMessage", "Viber", "Teams", "Skype")
_RAW = re.compile(
    r"\b(?=\w*\d)(?:[0-9a-f]{8}(?:[ _-][0-9a-f]{4}){3}[ _-][0-9a-f]{12}|[0-9a-f]{16,})\b", re.IGNORECASE
)
_BILLED = re.compile(
    r"(?:facture|avoir|devis|bon de (?:commande|livraison)|re[çc]u|ticket|contrat|invoice|credit note|"
    r"receipt|quote|delivery note|factuur|creditnota|offerte|rechnung|gutschrift|angebot|lieferschein)\b",
    re.IGNORECASE,
)


def propose_title(
    draft: Draft,
    *,
    name: str,
    texts: Texts,
    own: frozenset[str] = frozenset(),
    shown: datetime | None = None,
) -> str:
    """Proposes a title.

    Args:
        draft: The file, read.
        name: Its name as it came in.
        texts: The dossier's language; the words of the grammar stand under ``[title]``.
        own: The consumer's mail addresses, lower case.
        shown: The piece's date as the dossier shows it, when it has a clock: no title names another.

    Returns:
        One line of at most ``LONGEST`` characters without control or direction marks, never empty.
    """
    return (
        _one_line(_said(draft, unicodedata.normalize("NFC", _RAW.sub("", name)), texts, own, shown))
        or _one_line(name)
        or texts.say(f"kind.{draft.kind}")
    )


def _said(draft: Draft, name: str, texts: Texts, own: frozenset[str], shown: datetime | None) -> str:
    if draft.state is State.PLACEHOLDER and not (draft.subject or draft.sender or draft.facts.get("host")):
        return _capital(words_of_name(_one_line(name)) or stem_of(_one_line(name)))
    match draft.kind:
        case FileKind.EMAIL:
            return _mail(draft, texts, own)
        case FileKind.CHAT:
            return _chat(draft, name, texts)
        case FileKind.WEB:
            return _page(draft, name, texts)
        case FileKind.IMAGE:
            return _picture(draft, name, texts, clock_in(name, shown=shown))
        case FileKind.PDF | FileKind.OFFICE | FileKind.TEXT | FileKind.MEDIA | FileKind.OTHER:
            return _paper(draft, name, texts)
        case _:
            assert_never(draft.kind)


def _mail(draft: Draft, texts: Texts, own: frozenset[str]) -> str:
    """Says who wrote or was written to, both when neither is known to be the consumer, and about what."""
    sent = bool(own & addresses_in(draft.sender))
    received = bool(own & addresses_in(draft.recipients))
    sender = "" if sent and not received else _people("of", draft.sender, texts)
    recipient = "" if received and not sent else _people("to", draft.recipients, texts)
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


def propose_talk_title(
    mails: Sequence[tuple[str, str]], *, subject: str, texts: Texts, own: frozenset[str]
) -> str:
    """Proposes the title of several mails that are one piece: how many, with whom, about what.

    Args:
        mails: Of each mail who wrote it and to whom, as its header says.
        subject: Of the first one, without marks of answers.
        texts: As for ``propose_title``.
        own: As for ``propose_title``; while they are not known nobody is named.
    """
    people = people_in(*(line for both in mails for line in both))
    senders = {address for sender, _ in mails for address in addresses_in(sender)}
    is_known = any(address.lower() in own for _, address in people)
    answered = bool(senders & own) and bool(senders - own) if is_known else len(senders) > 1
    what = texts.say("title.exchange" if answered else "title.mails", n=len(mails))
    if is_known:
        others = {at.lower(): _person(name, at) for name, at in people if at.lower() not in own}
        way = "with" if answered else "to" if senders & own else "of"
        what = " ".join(filter(None, (what, _named_people(way, others.values(), texts))))
    about = _one_line(subject)
    return _one_line(texts.say("title.about", what=what, about=about) if about else what)


def _people(way: str, written: str, texts: Texts) -> str:
    """Names people by their names, else by their addresses; of many only the first and how many more."""
    names = [_person(name, address) for name, address in people_in(written)]
    return _named_people(way, names, texts) or _named_people(way, [_one_line(written)], texts)


def _named_people(way: str, found: Iterable[str], texts: Texts) -> str:
    names = [cut(name, _LONGEST_NAME) for name in dict.fromkeys(found) if name]
    if len(names) > _MOST_NAMES:
        return named(way, texts.say("title.others", name=names[0], n=len(names) - 1), texts)
    return named(way, ", ".join(names), texts) if names else ""


def _person(name: str, address: str) -> str:
    """Names one by the name, else by the address; what a platform passes on by the platform."""
    said = natural_name(turned_name(_one_line(name).strip("'\" "), address))
    if said and "@" not in said:
        return said
    return address.rpartition("@")[2] if is_relay(address.lower()) else address or said


def _subject(subject: str, texts: Texts) -> str:
    """Writes a subject with one mark of an answer or a forward, whatever its programs piled up."""
    line = _one_line(subject)
    bare = bare_subject(line).strip()
    if not bare or bare == line:
        return bare
    return texts.say("title.forwarded" if FORWARD.match(line) else "title.answer", subject=bare)


def _chat(draft: Draft, name: str, texts: Texts) -> str:
    others = _one_line(draft.sender) or _one_line(draft.facts.get("with", ""))
    app = _app(draft, name)
    if app == _SMS:
        what = texts.say("title.sms")
    else:
        what = texts.say("title.chat_app", app=app) if app else texts.say("title.chat")
    if others:
        who = named("with", cut(natural_name(others), _LONGEST_NAME), texts)
        what = texts.say("title.chat_with", what=what, who=who)
    # How many messages there are is not said: the person may show some days of them only.
    return what


def _app(draft: Draft, name: str) -> str:
    """Names the app of a conversation, by what its reader knows, else by its file's name."""
    told = f"{draft.facts.get('app', '')} {name}".casefold()
    found = next((app for app in _APPS if app.casefold() in told), "")
    return found or (_SMS if "sms" in told or name.casefold().endswith(".xml") else "")


def _page(draft: Draft, name: str, texts: Texts) -> str:
    title = heading_of(_one_line(draft.subject), "") or _from_name(name)
    host = _one_line(draft.facts.get("host", ""))
    room = LONGEST - len(host) - 20
    if title and host:
        return texts.say("title.page_at", title=cut(title, room), host=host)
    if host:
        return texts.say("title.page_host", host=host)
    return texts.say("title.page", title=cut(title, LONGEST - 20)) if title else texts.say("kind.web")


def _paper(draft: Draft, name: str, texts: Texts) -> str:
    """Takes the heading, unless the file's name says more; what nobody named keeps its file's name."""
    # A list of values that names itself does so above its columns, and its reader knows.
    unsure = "" if "rows" in draft.facts else name
    heading, called = without_stop(heading_of(_one_line(draft.subject), unsure)), _from_name(name)
    if says_nothing(heading) and (about := _one_line(first_words(draft.text, heading))):
        return texts.say("title.about", what=_capital(heading), about=about)
    if heading and not says_more(called, heading):
        return _from_firm(_capital(heading), draft, texts)
    if called:
        return called
    what, stem = texts.say(f"kind.{draft.kind}"), stem_of(_one_line(name))
    numbered = any(char.isdecimal() for char in stem)
    return texts.say("title.about", what=what, about=stem) if numbered else what


def _from_firm(heading: str, draft: Draft, texts: Texts) -> str:
    """Adds whose invoice it is, when the paper's head says so and its heading does not."""
    firm = firm_in(draft.text) if _BILLED.match(heading) and " – " not in heading else ""
    if not firm or plain(firm) in plain(heading):
        return heading
    return texts.say("title.about", what=heading, about=firm)


def _picture(draft: Draft, name: str, texts: Texts, clock: tuple[int, int] | None) -> str:
    words = spaced(_one_line(name))
    if SCREEN.match(words) or "screenshot" in draft.facts:
        return _screen(words, name, texts, clock)
    stem = stem_of(_one_line(name))
    sent_by = _SENT.search(stem)
    if sent_by and "camera" not in draft.facts:
        return _sent_picture(sent_by, texts, clock)
    if CAMERA.match(words) or NAMELESS.match(words) or not quiet(words):
        what = texts.say("title.photo" if "camera" in draft.facts or TAKEN.match(words) else "kind.image")
        about = words_of_name(name)
        if clock and not about:
            return texts.say("title.at_clock", what=what, hour=clock[0], minute=f"{clock[1]:02}")
        # A photo that nothing names keeps the name of its file: a series can be told apart.
        about = about or stem
    elif "camera" in draft.facts:
        what, about = texts.say("title.photo"), quiet(words)
    else:
        return _capital(calm(quiet(words)))
    return texts.say("title.about", what=what, about=about) if about else what


def _sent_picture(sent_by: re.Match[str], texts: Texts, clock: tuple[int, int] | None) -> str:
    """Names a picture that WhatsApp named, by its clock or its number of the day."""
    what = texts.say("title.whatsapp_image")
    if clock:
        return texts.say("title.at_clock", what=what, hour=clock[0], minute=f"{clock[1]:02}")
    number = sent_by["number"]
    return texts.say("title.numbered", what=what, number=int(number)) if number else what


def _screen(words: str, name: str, texts: Texts, clock: tuple[int, int] | None) -> str:
    """Names a screenshot by what its name adds, else by the clock, else by the name of its file."""
    what = texts.say("title.screenshot")
    screen = SCREEN.match(words)
    about = quiet(words[screen.end() :]) if screen else quiet(CAMERA.sub("", words))
    if about:
        shows, rest = shown_on_screen(about)
        what = texts.say(f"title.screen_{shows}") if shows else what
        return texts.say("title.about", what=what, about=rest) if rest else what
    if clock:
        return texts.say("title.at_clock", what=what, hour=clock[0], minute=f"{clock[1]:02}")
    if screen and screen.group().casefold().replace("'", "’") == what.casefold():
        return what + words[screen.end() :]
    bare = screen is not None and screen.end() == len(words)
    return what if bare else texts.say("title.about", what=what, about=stem_of(_one_line(name)))


def _from_name(name: str) -> str:
    return _capital(in_full(calm(words_of_name(_one_line(name)))))


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
    return cut_title(one_line(kept).strip())
