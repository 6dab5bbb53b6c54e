"""Periods of the statistics, by their codes: `2026`, `2026-H1`, `2026-Q3`, `2026-07`, `2026-P`.

`P` is the police statistical year, 15 December of the year before to 14 December (Decision
28/2025/QĐ-TTg; form V-21 of Decree 163/2026/NĐ-CP closes on 14 December).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

PATTERN: Final = r"^(20[0-9]{2})(-(H[12]|Q[1-4]|P|0[1-9]|1[0-2]))?$"
_MONTHS: Final = {"H": 6, "Q": 3}


@dataclass(frozen=True, slots=True)
class Period:
    """A period and its two days, both of it."""

    code: str
    since: date
    until: date

    @property
    def kind(self) -> str:
        """`year`, `police_year`, `half`, `quarter` or `month`."""
        part = self.code[5:]
        if not part:
            return "year"
        return {"P": "police_year", "H": "half", "Q": "quarter"}.get(part[0], "month")

    def before(self) -> "Period":
        """Return the period of the same kind just before this one."""
        day = self.since - timedelta(days=1)
        return next(one for one in of_year(day.year + (self.kind == "police_year"))
                    if one.kind == self.kind and one.since <= day <= one.until)  # fmt: skip


def parse(code: str) -> Period:
    """Return the period a code names. Raises ValueError for what is no code."""
    found = re.match(PATTERN, code)
    if found is None:
        raise ValueError(f"no period is called {code!r}")
    year, part = int(found[1]), found[3]
    if part is None:
        return Period(code, date(year, 1, 1), date(year, 12, 31))
    if part == "P":
        return Period(code, date(year - 1, 12, 15), date(year, 12, 14))
    length = _MONTHS.get(part[0], 1)
    first = (int(part[1:]) - 1) * length + 1 if length > 1 else int(part)
    last = first + length - 1
    after = date(year + last // 12, last % 12 + 1, 1)
    return Period(code, date(year, first, 1), after - timedelta(days=1))


def of_year(year: int) -> Iterator[Period]:
    """Return every period of a year, the longest first."""
    parts = ["", "-P", *(f"-H{n}" for n in (1, 2)), *(f"-Q{n}" for n in range(1, 5))]
    for part in [*parts, *(f"-{n:02}" for n in range(1, 13))]:
        yield parse(f"{year}{part}")
