"""Public holidays of France, Belgium and Luxembourg.

France's are those of the whole country: Good Friday and 26 December, which Alsace and Moselle have
besides, do not count.
"""

from datetime import MAXYEAR, date
from functools import cache
from typing import Final

COUNTRIES: Final = ("FR", "BE", "LU")


@cache
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Gives a country's public holidays of a year and of the January that follows.

    Of another country none are known: nothing moves a day there but the weekend.
    """
    if country not in COUNTRIES:
        return frozenset()
    # Loaded when the first date is counted: it takes a quarter of a second.
    from holidays import country_holidays

    years = {year, min(year + 1, MAXYEAR)}
    return frozenset(country_holidays(country, years=years, observed=False))
