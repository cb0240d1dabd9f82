"""What a recipient's measure means, in plain words: how pieces are called, their order, files, limits."""

from collections.abc import Iterable, Iterator
from typing import Final

from dossier.model.arrangement import OrderBy
from dossier.recipients.profile import Form, Limited, Profile
from dossier.texts.catalogue import Texts

_MEGABYTE: Final = 1_000_000


def measure_words(profile: Profile, texts: Texts, *, language: str, by: OrderBy) -> str:
    """Says in one line how the annex will be: "Annexe 1, Annexe 2… · par rubriques · un seul PDF".

    Args:
        profile: The recipient.
        texts: The window's language.
        language: The annex's, which the words on its marks are in.
        by: What decides the order.
    """
    return joined(
        texts, (_calls(profile, texts, language), *_order(profile, texts, by), _form(profile, texts))
    )


def limit_words(profile: Profile, texts: Texts) -> str:
    """Says how much it takes: "12 fichiers au plus · 5 Mo au plus par fichier"; "" when it sets no limit."""
    return joined(texts, _limits(profile, texts))


def limit_size(texts: Texts, count: int) -> str:
    """Writes a limit in bytes exactly: "5 Mo" and not "5,0 Mo", "14,5 Mo" and not "14 Mo"."""
    from babel.numbers import format_decimal

    if count < _MEGABYTE:
        return texts.size(count)
    return texts.say("unit.megabyte", n=str(format_decimal(count / _MEGABYTE, locale=texts.locale)))


def language_words(profile: Profile, texts: Texts) -> str:
    """Names the languages in which it takes a dossier; "" when none was read."""
    return ", ".join(str(texts.locale.languages.get(code, code)) for code in profile.languages)


def joined(texts: Texts, parts: Iterable[str]) -> str:
    """Puts short facts into one line."""
    said = ""
    for part in parts:
        said = texts.say("window.status_join", first=said, second=part) if said else part
    return said


def _calls(profile: Profile, texts: Texts, language: str) -> str:
    first, second = (profile.label(number, language) for number in ("1", "2"))
    return texts.say("window.measure_label", first=first, second=second)


def _order(profile: Profile, texts: Texts, by: OrderBy) -> Iterator[str]:
    yield texts.say(f"window.measure_by_{by}")
    if profile.correspondence and by is OrderBy.RUBRIC:
        yield texts.say("window.measure_correspondence")


def _form(profile: Profile, texts: Texts) -> str:
    return texts.say("window.measure_separate" if profile.form is Form.SEPARATE else "window.measure_one")


def _limits(profile: Profile, texts: Texts) -> Iterator[str]:
    if (files := profile.limit(Limited.FILES)) is not None:
        yield texts.say("window.measure_files", n=files)
    if (size := profile.limit(Limited.FILE_BYTES)) is not None:
        yield texts.say("window.measure_file_size", size=limit_size(texts, size))
    if (total := profile.limit(Limited.TOTAL_BYTES)) is not None:
        yield texts.say("window.measure_total_size", size=limit_size(texts, total))
    if (pages := profile.limit(Limited.FILE_PAGES)) is not None:
        yield texts.say("window.measure_pages", n=pages)
    if (dpi := profile.limit(Limited.DPI)) is not None:
        yield texts.say("window.measure_dpi", n=dpi)
