"""Mails wrapped once more: what is signed, sealed or sent by Outlook in a winmail.dat is taken out."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from dossier.basis import limits
from dossier.intake.mail.made import leaf, several
from dossier.intake.mail.mime import Part, cut
from dossier.intake.mail.parts import given_name, payload, show, sort_contents
from dossier.intake.mail.smime import Seal, look_inside
from dossier.intake.mail.tnef_parts import opened_tnef

_ENVELOPES: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TNEF_TYPES: Final = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_UNSAID: Final = frozenset({"application/octet-stream", "application/binary"})
_PGP_SEALED: Final = re.compile(rb"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)
_PGP_SIGNED: Final = re.compile(rb"^-----BEGIN PGP SIGNED MESSAGE-----", re.MULTILINE)
_ENVELOPE_NAME: Final = "smime.p7m"
_EMPTIED: Final = leaf(b"", "application/pgp-encrypted")
"""Stands for what only its recipient's key can read: a page of that would say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwrapped:
    """A mail without its wrappings.

    Attributes:
        mail: The mail, its wrappings replaced by what was in them.
        signed: Whether a signature stands in it, which nobody checked.
        encrypted: Whether something in it can only be read by the keys of its recipient.
        sealed: Whether an envelope in it could not be opened, for what reason ever.
        torn: Whether a winmail.dat in it is damaged, so that some of it may be missing.
    """

    mail: Part
    signed: bool
    encrypted: bool
    sealed: bool
    torn: bool


@dataclass
class _Seen:
    """What is met on the way through one mail."""

    mail: Part
    seals: set[Seal] = field(default_factory=set)
    torn: bool = False

    @cached_property
    def letters(self) -> str:
        return _letters(" ".join(shown.words for shown in sort_contents(self.mail).shown))


def unwrapped(mail: Part) -> Unwrapped:
    """Takes everything out of its wrappings, as deep as mails are opened."""
    seen = _Seen(mail)
    opened = _opened(mail, seen, limits.NESTING)
    return Unwrapped(
        mail=opened,
        signed=Seal.SIGNED in seen.seals,
        encrypted=Seal.ENCRYPTED in seen.seals,
        sealed=Seal.UNKNOWN in seen.seals,
        torn=seen.torn,
    )


def _opened(part: Part, seen: _Seen, depth: int) -> Part:
    """Opens a part and the parts in it; cutting has bounded how deep they stand."""
    if part.parts:
        if part.media_type == "multipart/signed":
            seen.seals.add(Seal.SIGNED)
        if part.media_type == "multipart/encrypted":
            seen.seals.add(Seal.ENCRYPTED)
            return replace(_EMPTIED, headers=_outer_lines(part, _EMPTIED))
        return replace(part, parts=tuple(_opened(inner, seen, depth) for inner in part.parts))
    opener = _opener(part)
    inside = opener(part, seen) if opener and depth else None
    if inside is None:
        return part
    return _opened(replace(inside, headers=_outer_lines(part, inside)), seen, depth - 1)


def _opener(part: Part) -> Callable[[Part, _Seen], Part | None] | None:
    """Chooses what can open a part; the file's name counts where its type says nothing."""
    kind, name = part.media_type, given_name(part).lower()
    if kind in _ENVELOPES or (kind in _UNSAID and name.endswith(".p7m")):
        return _from_envelope
    if kind in _TNEF_TYPES or (kind in _UNSAID and name == "winmail.dat"):
        return _from_tnef
    return _note_pgp if kind == "text/plain" else None


def _outer_lines(part: Part, inside: Part) -> tuple[tuple[str, bytes], ...]:
    """Keeps a mail's own header when its whole body was the wrapping: who, when, what about."""
    kept = tuple((name, value) for name, value in part.headers if not name.startswith("content-"))
    own = tuple((name, value) for name, value in inside.headers if name.startswith("content-"))
    return (*kept, *own)


def _from_envelope(part: Part, seen: _Seen) -> Part | None:
    data = payload(part).data
    found = look_inside(data)
    name = given_name(part)
    if found.content is None:
        seen.seals.add(Seal.UNKNOWN if found.seal is Seal.SIGNED else found.seal)
        return _EMPTIED if found.seal is Seal.ENCRYPTED else None
    seen.seals.add(Seal.SIGNED)
    if name.lower().endswith(".p7m") and name.lower() != _ENVELOPE_NAME and len(name) > len(".p7m"):
        # A signed file, as Italian administrations send them, not a signed mail.
        return leaf(found.content, "application/octet-stream", name=name[: -len(".p7m")])
    return cut(found.content)


def _from_tnef(part: Part, seen: _Seen) -> Part | None:
    """Opens a winmail.dat; its text mostly is that of the mail once more, in another dress."""
    found = opened_tnef(payload(part).data)
    if found is None:
        return None
    seen.torn |= not found.whole
    text = found.text
    if text is not None and seen.letters:
        shown = show(text)
        repeats = shown is None or _letters(shown.words) in seen.letters
        suffix = "html" if text.media_type == "text/html" else "txt"
        text = (
            None if repeats else leaf(text.body, text.media_type, charset="utf-8", name=f"winmail.{suffix}")
        )
    return several("mixed", [*([text] if text else []), *found.files])


def _letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


def _note_pgp(part: Part, seen: _Seen) -> None:
    """Only remembers that a text is written in PGP (RFC 9580, 6.2, 7): it stays as it is."""
    data = payload(part).data
    if _PGP_SEALED.search(data):
        seen.seals.add(Seal.ENCRYPTED)
    if _PGP_SIGNED.search(data):
        seen.seals.add(Seal.SIGNED)
