"""A length of time as laws name it: days, weeks, months, years."""

import re
from dataclasses import dataclass
from typing import Final, Self

_ISO: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """So many months and days; years and weeks are counted in them."""

    months: int = 0
    days: int = 0

    @classmethod
    def read(cls, written: str) -> Self:
        """Reads "P3W", "P1Y", "P14D": ISO 8601 without clock times.

        Raises:
            ValueError: It is none.
        """
        found = _ISO.fullmatch(written)
        if found is None or not any(found.groups()):
            message = f"no span: {written!r}"
            raise ValueError(message)
        years, months, weeks, days = (int(part or 0) for part in found.groups())
        return cls(months=12 * years + months, days=7 * weeks + days)
