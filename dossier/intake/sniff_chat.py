"""What programs write when they export conversations: told by the beginning of the file."""

import re
from collections.abc import Callable
from typing import Final

from dossier.intake.chat.imessage_text import looks_like_imessage
from dossier.intake.chat.signal_text import looks_like_signal
from dossier.intake.chat.whatsapp_lines import looks_like_whatsapp

_TELEGRAM: Final = re.compile(
    r'"(?:date_unixtime|from_id|text_entities)"\s*:|'
    r'"about"\s*:\s*"Here is the data you requested[^"]{0,200}Telegram'
)
_META: Final = re.compile(r'"(?:sender_name|senderName)"\s*:')
_META_TIME: Final = re.compile(r'"timestamp(?:_ms)?"\s*:\s*\d{10}')
_TELEGRAM_PAGE: Final = re.compile(
    r'<div class="history">.{0,2000}?<div class="message (?:service|default)', re.DOTALL
)
_PAGE_STARTS: Final = 20_000


def chat_kind(words: str) -> str:
    """Tells the format of a conversation in JSON or HTML, "" for anything else.

    Args:
        words: The beginning of the file, as text.
    """
    start = words[:200].lstrip()[:1]
    if start == "{":
        return _json(words)
    return "telegram-html" if start == "<" and _TELEGRAM_PAGE.search(words[:_PAGE_STARTS]) else ""


def chat_text_kind(words: str) -> str:
    """Tells the format of a conversation in plain text, "" for anything else."""
    tests: tuple[tuple[Callable[[str], bool], str], ...] = (
        (looks_like_signal, "signal"),
        (looks_like_whatsapp, "whatsapp"),
        (looks_like_imessage, "imessage"),
    )
    return next((key for test, key in tests if test(words)), "")


def _json(words: str) -> str:
    if _TELEGRAM.search(words):
        return "telegram"
    return "meta-chat" if _META.search(words) and _META_TIME.search(words) else ""
