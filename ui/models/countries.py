"""Countries by their names, those that matter first."""

from typing import Final

from dossier.texts.catalogue import Texts

_NEAR: Final = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO", "GB", "CH"
)  # fmt: skip
"""European Union, European Economic Area, United Kingdom and Switzerland."""

_NONE: Final = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})
"""Codes of CLDR that are no countries."""


def near_countries(texts: Texts) -> list[tuple[str, str]]:
    """Lists the countries whose law is close, by code and name."""
    return sorted(((code, country(texts, code)) for code in _NEAR), key=lambda one: _plain(one[1]))


def far_countries(texts: Texts) -> list[tuple[str, str]]:
    """Lists all others."""
    codes = (
        code
        for code in map(str, texts.locale.territories)
        if len(code) == len("FR") and code.isalpha() and code not in _NONE and code not in _NEAR
    )
    return sorted(((code, country(texts, code)) for code in codes), key=lambda one: _plain(one[1]))


def country(texts: Texts, code: str) -> str:
    """Names a country; a code that nobody knows stays as it is."""
    return str(texts.locale.territories.get(code, code))


def _plain(name: str) -> str:
    from dossier.texts.typed_days import plain

    return plain(name)
