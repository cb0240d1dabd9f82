"""An account found in any words: its IBAN, as its country writes it, its number alone, its last digits."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dossier.annex.sought import parts, spaced
from dossier.recipients.bank import account_fields

_GROUPED: Final = 6
"""Signs between two characters of an account."""

_BANK_CHARS: Final = 8
"""Of a BIC; three more name a branch, XXX the head office (ISO 9362)."""

_SURE: Final = 9
"""Characters that do not stand anywhere by chance; fewer need a word about banks near them."""

_LONGEST: Final = 34
"""Characters of an IBAN (ISO 13616); what goes on is none."""

_LONGEST_BIC: Final = 11

_BEGUN: Final = 12
"""Characters of an IBAN that tell it, whose end is masked or cut off."""

_FEWEST: Final = 4
"""Characters, but zeros in front, of an account's number that is looked for alone."""

_LAST: Final = 3
"""The fewest digits that are shown of an account when the others are masked."""

_LABELS: Final = (
    r"(?:[\W_]{0,6}(?:code|cle|rib|numero|number|guichet|agence|banque|bank|branch|sort|compte|account|konto"
    r"|kto|rekening|no|nr|du|de|n)){0,4}[\W_]{0,6}"
)
"""Stands between the columns of an account."""

_MASK: Final = (
    r"(?:(?<![^\W\d_])(?:(?:[*#x×•·●∙∗][\s_-]{0,2}){2,40}|[*x•·●∙∗](?=\d{4}))"
    r"|\.{2,40}(?:\s(?!\d{4,5}\s(?!(?:du|de|au|en|est|sur|et|of|from|on|is|and|van|op|en|vom)\b)[^\W\d_]))?"
    r"|(?:qui\s)?(?:se\s)?(?:termin\w{1,8}|finiss\w{1,6}|finit|ending|ends|endend|endet|eindig\w{1,6}"
    r"|(?:(?:4|quatre)\s)?(?:derniers?|last|laatste|letzten?)\s(?:(?:4|quatre|four|vier)\s)?(?:chiffres?|digits?|cijfers?|ziffern?))"
    r"[\W_]{1,3}(?:(?:par|en|in|with|op|auf|met|mit|les?)[\W_]{1,3}){0,2})"
)
"""Stands before the last digits: "****", "se terminant par"; behind dots that end a sentence, a town's."""

_NO_AMOUNT: Final = r"(?!\s?(?:[€$£]|eur(?:os?)?\b)|[.,]\d\d(?!\d))"

BANKING: Final = re.compile(
    r"(?<![^\W_])(?:comptes?|rib|iban|bic|bancaires?|banques?|guichet|virements?|vire|prelevements?|releve"
    r"|banks?|account|acct|transfer|statement|rekening(?:nummer|nr)?|overschrijving|kto|konto|kontonummer|bankkonto"
    r"|uberweisung|[a-z]{2}\d\d(?=[\W_x]))(?![^\W_x])"
)
"""Folded words that say that an account is spoken of."""

NAMED: Final = re.compile(
    r"(?<![^\W_])(?:comptes?|rib|account|acct|rekening|konto|kto)[\W_]{0,4}"
    r"(?:(?:courant|cheques?|bancaire|postal|joint|current|savings|numero|number|num|nummer|nr|no|n)[\W_]{1,4}){0,3}\Z"
)
"""Stands right before an account's number, where the zeros in front of it may be left out."""


def account(iban: str) -> Iterator[str]:
    """Finds an account, also by what its own country calls it: without the first four characters."""
    plain = "".join(parts(iban))[:_LONGEST]
    if len(plain) > _SURE:
        abroad, at_home = (spaced(one, most=_GROUPED) for one in (plain[:4], plain[4:]))
        yield rf"(?:{abroad}[\W_]{{0,{_GROUPED}}})?{at_home}"
    if len(plain) > _BEGUN:
        yield spaced(plain[:_BEGUN]) + _going_on(plain[_BEGUN:])
    before, number, behind = _columns(plain)
    if len(number.lstrip("0")) >= _SURE:
        yield _written(before, number, behind, alone=True)
    elif number.strip("0") and len("".join((*before[-1:], number))) >= _SURE:
        yield _written(before, number, behind)
    yield from _runs("".join(before), number, "".join(behind))


def account_traces(iban: str) -> Iterator[str]:
    """Finds what tells an account only where a bank is spoken of: a short number, the last digits."""
    plain = "".join(parts(iban))[:_LONGEST]
    _, number, behind = _columns(plain)
    if _is_short(number):
        yield rf"(?={spaced(number)}){_written((), number, behind)}{_NO_AMOUNT}"
    ends = {one[-n:] for one in (plain[4:], number) for n in range(_LAST, len(one))}
    if ends:
        begun = rf"[\W_]{{0,3}}(?:{spaced(plain[4:8])}[\W_]{{0,3}})?"
        shown = "|".join(spaced(one, most=1) for one in sorted(ends, key=len, reverse=True))
        yield rf"(?:{spaced(plain[:4])}{begun})?{_MASK}(?:{shown})(?![^\W_]){_NO_AMOUNT}"


def account_numbers(iban: str) -> Iterator[str]:
    """Finds a short number without the zeros in front of it, that is any number elsewhere."""
    _, number, behind = _columns("".join(parts(iban))[:_LONGEST])
    if _is_short(number):
        yield _written((), number, behind) + _NO_AMOUNT


def _is_short(number: str) -> bool:
    return _FEWEST <= len(number.lstrip("0")) < _SURE


def bank(bic: str) -> str:
    """Finds a bank by its BIC, with its head office or the branch."""
    plain = "".join(parts(bic))[:_LONGEST_BIC]
    if not plain:
        return ""
    office = {"xxx", plain[_BANK_CHARS:]} - {""}
    return rf"{spaced(plain[:_BANK_CHARS])}(?:[\W_]{{0,3}}(?:{'|'.join(map(spaced, sorted(office)))}))?"


def _runs(before: str, number: str, behind: str) -> Iterator[str]:
    """Finds a long run of an account's characters, wherever it begins, that has much of its number."""
    told, starts = before + number + behind, len(before)
    for begun in range(starts + len(number) - _SURE // 2):
        end = max(begun, starts - _SURE // 2) + _SURE + 1
        if len(set(told[begun:end])) >= _FEWEST and end <= len(told):
            yield rf"(?<!\d){spaced(told[begun:end])}{_going_on(told[end:])}(?!\d)"


def _going_on(rest: str) -> str:
    """Finds as much of some characters as there is."""
    made = ""
    for one in reversed(rest):
        made = rf"(?:[\W_]{{0,3}}{one}{made})?"
    return made


def _columns(plain: str) -> tuple[list[str], str, list[str]]:
    """Parts an account at its longest field, which is the number."""
    widths, rest, fields = account_fields(plain[:2].upper()), plain[4:], list[str]()
    if not widths or sum(widths) != len(rest):
        return [], "", []
    for width in widths:
        fields.append(rest[:width])
        rest = rest[width:]
    place = widths.index(max(widths))
    return fields[:place], fields[place], fields[place + 1 :]


def _written(before: Sequence[str], number: str, behind: Sequence[str], *, alone: bool = False) -> str:
    """Finds a number behind its last column, or ``alone`` as well; others and zeros in front may be said."""
    ahead = ""
    for column in before:
        ahead = (rf"(?:{ahead})?" if ahead else "") + f"{spaced(column)}{_LABELS}"
    after = "".join(f"{_LABELS}{spaced(one)}" for one in behind)
    optional, told = "?" if alone else "", spaced(number.lstrip("0"))
    end = rf"(?:{after}(?!\d))?" if after else ""
    return rf"(?<!\d)(?:{ahead}){optional}(?:0[\W_]{{0,3}}){{0,9}}{told}(?!\d){end}"
