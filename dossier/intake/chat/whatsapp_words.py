"""The words that WhatsApp itself writes into an export, in the languages of its users.

Collected in French, English, Dutch, German, Spanish, Italian and Portuguese, of telephones of both
makes. Each stands for a whole line, never for a mention inside a sentence.
"""

import re
from dataclasses import dataclass
from typing import Final

from dossier.press.omitted import Omitted

_KINDS: Final = {
    Omitted.IMAGE: "image|photo|bild|foto|afbeelding|imagen|immagine|imagem|gif",
    Omitted.VIDEO: "vidéo|video|vídeo|message vidéo|video message|videonachricht|note vidéo",
    Omitted.AUDIO: (
        "audio|áudio|message vocal|voice message|sprachnachricht|spraakbericht|mensaje de voz|"
        "messaggio vocale|mensagem de voz"
    ),
    Omitted.STICKER: "sticker|autocollant|figurinha|adesivo|autocolante",
    Omitted.DOCUMENT: "document|dokument|documento",
    Omitted.CONTACT: (
        "fiche de contact|carte de contact|contact card|contactkaart|kontaktkarte|tarjeta de contacto|"
        "scheda contatto|cartão d[eo] contato"
    ),
}
_KIND: Final = "|".join(f"(?P<{kind.name}>{words})" for kind, words in _KINDS.items())
_GONE: Final = (
    "absente?s?|omis|omise?s?|omitted|weggelassen|weggelaten|ausgelassen|ausgeschlossen|omitid[ao]s?|"
    "omess[aoi]|ocultad[ao]s?|oculta|omiss[ao]s?|non inclus[ao]|não revelad[ao]|retirée?"
)
_OMITTED: Final = re.compile(rf"<(?:(?:{_KIND})\b)?[^<>]*\b(?:{_GONE})\b[^<>]*>", re.IGNORECASE)
_OMITTED_BARE: Final = re.compile(rf"(?:{_KIND})\s+(?:{_GONE})", re.IGNORECASE)
_OMITTED_NAMED: Final = re.compile(
    rf"(?P<file>[^\n•]{{1,200}}?\.\w{{2,5}})\s•\s[^\n]{{0,40}}?(?:dokument|document|documento)\s+(?:{_GONE})",
    re.IGNORECASE,
)
_NAMED_INSIDE: Final = re.compile(
    r"<\s*(?:pièce jointe|attached|anhang|bijgevoegd|bijlage|adjunto|allegato|anexado|anexo)"
    r"\s*:\s*([^<>\n]+)>",
    re.IGNORECASE,
)
_NAMED_BEFORE: Final = re.compile(
    r"([^\n]*?\.\w{2,5})\s*\((?:fichier joint|file attached|datei angehängt|bestand bijgevoegd|"
    r"archivo adjunto|file allegato|arquivo anexado|ficheiro anexado|arquivo anexo)\)",
    re.IGNORECASE,
)
_DELETED: Final = re.compile(
    r"(?:(?P<own>you deleted this message|vous avez supprimé ce message|"
    r"du hast diese nachricht gelöscht|(?:u|je|jij) hebt dit bericht verwijderd|eliminaste este mensaje|"
    r"hai eliminato questo messaggio|(?:você )?apag(?:ou|aste) (?:esta|essa) mensagem)|"
    r"this message was deleted(?: by [^\n]{1,80})?|"
    r"ce message a été supprimé(?: par [^\n]{1,80})?|message supprimé|"
    r"diese nachricht wurde(?: von [^\n]{1,80})? gelöscht|"
    r"dit bericht (?:is|werd)(?: door [^\n]{1,80})? verwijderd|"
    r"se eliminó este mensaje|este mensaje (?:fue|ha sido) eliminado|"
    r"questo messaggio è stato eliminato|"
    r"(?:(?:esta|essa) )?mensagem (?:foi )?apagada)\.?",
    re.IGNORECASE,
)
_EDITED: Final = re.compile(
    r"\s*<\s*(?:this message was edited|ce message a été modifié|diese nachricht wurde bearbeitet|"
    r"dit bericht (?:is|werd) (?:bewerkt|aangepast)|se editó este mensaje|este mensaje fue editado|"
    r"questo messaggio è stato modificato|(?:(?:esta|essa) )?mensagem (?:foi )?editada)\.?\s*>\s*$",
    re.IGNORECASE,
)
SYSTEM: Final = re.compile(
    "\u200e[^\n]{0,200}(?:chiffrés de bout en bout|end-to-end encrypted|ende-zu-ende-verschlüsselt|"
    "end-to-end versleuteld|de extremo a extremo|crittografi[^\n]{0,20}end-to-end|"
    "criptografia de ponta a ponta|encriptação ponto a ponto)",
    re.IGNORECASE,
)
"""Words of the program that begin with its mark."""
CONTINENT: Final = re.compile(
    r"chiffrés? de bout en bout|médias? omis|fichier joint|pièce jointe|\b(?:image|vidéo|audio) absente|"
    r"a (?:créé|ajouté|modifié|quitté) |ende-zu-ende|datei angehängt|weggelassen|anhang:|"
    r"end-to-end versleuteld|bestand bijgevoegd|bijgevoegd:|weggelaten|"
    r"de extremo a extremo|archivo adjunto|omitidos?\b|crittografia end-to-end|file allegato|omessi|"
    r"criptografia de ponta a ponta|encriptação ponto a ponto|arquivo anexado|ficheiro anexado|mídia oculta",
    re.IGNORECASE,
)
"""What an export writes itself in another language than English."""
ENGLISH: Final = re.compile(
    r"end-to-end encrypted|media omitted|file attached|<attached:|(?:image|video|audio) omitted|"
    r"created group|security code",
    re.IGNORECASE,
)
"""The same in English, where the clock and the noughts decide."""

_MEDIA_CHARS: Final = 300
"""A longer line is something said, not words that stand for media."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A message's words, told apart.

    Attributes:
        text: What was said.
        media: Names of what was sent with it, or ``Omitted`` where only a marker stands for it.
        deleted: The words that stand in place of a deleted message, "" when it is none.
        own: Whether those words say that the telephone's owner deleted it, and so had sent it.
        edited: Whether it was changed after it was sent.
    """

    text: str
    media: tuple[str, ...] = ()
    deleted: str = ""
    own: bool = False
    edited: bool = False


def told_apart(text: str) -> Words:
    """Takes what WhatsApp wrote out of what was said."""
    if len(text) <= _MEDIA_CHARS and (deleted := _DELETED.fullmatch(text.strip())):
        return Words(text="", deleted=text.strip(), own=deleted["own"] is not None)
    edited = _EDITED.search(text, max(len(text) - 100, 0))
    kept, media = _without_media(text[: edited.start()] if edited else text)
    return Words(text=kept, media=media, edited=edited is not None)


def _without_media(text: str) -> tuple[str, tuple[str, ...]]:
    kept: list[str] = []
    media: list[str] = []
    for line in text.split("\n"):
        plain = line.strip()
        if not plain or len(plain) > _MEDIA_CHARS:
            kept.append(line)
            continue
        rest, named = _medium(plain)
        if named:
            media.append(named)
        if rest or not named:
            kept.append(rest if named else line)
    return "\n".join(kept), tuple(media)


def _medium(line: str) -> tuple[str, str]:
    """Gives a line without the words that stand for a medium, and what it is; "" when it is none."""
    named = _NAMED_INSIDE.search(line) if "<" in line else None
    if named is None and line.endswith(")"):
        named = _NAMED_BEFORE.fullmatch(line)
    if named:
        return line.replace(named[0], "").strip(), named[1].strip()
    if "•" in line and (gone := _OMITTED_NAMED.fullmatch(line)):
        return "", gone["file"].strip()
    if omitted := (_OMITTED if line.startswith("<") else _OMITTED_BARE).fullmatch(line):
        return "", Omitted[omitted.lastgroup or "MEDIUM"]
    return line, ""
