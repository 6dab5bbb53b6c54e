"""What may be asked from outside: a closed grid. What is not on it, no proof speaks of (ADR 0023).

A figure has one *grain* outside: one kind of period, whose periods do not overlap. Only where its
counts add up over time (events) may a longer civil period be asked; it is told if all its grains
are.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from app.disclosure.block import Key

Grain = Literal["month", "quarter", "half", "year", "police_year"]
_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_POLICE_YEAR_ENDS = (12, 14)  # the statistical year of the police: 15 December to 14 December


@dataclass(frozen=True, slots=True)
class Terms:
    """What of one figure is offered outside: how it is cut in time, and by what it may be split."""

    grain: Grain
    additive: bool
    splits: frozenset[str]
    settle_days: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question from outside; `otherwise` names every further choice that was made in it."""

    unit: str
    period: str | None
    split: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    otherwise: frozenset[str] = frozenset()


def not_offered(asked: Asked, terms: Terms, today: date) -> tuple[str, ...]:
    """Return what of the question is not on the grid; () if it may be answered."""
    dims = {*asked.filters, *([asked.split] if asked.split else [])}
    found = sorted(dims - terms.splits) + sorted(asked.otherwise)
    if len(dims) > 1:
        found.append("two_splits")
    if asked.unit.startswith("F-"):  # a facility's people are of many communes: another tree
        found.append("facility")
    if asked.period is None or grains(asked.period, terms) is None:
        found.append("period")
    elif settled_on(asked.period, terms) > today:
        found.append("not_settled")
    return tuple(found)


def grains(period: str, terms: Terms) -> tuple[str, ...] | None:
    """Return the periods of the grain that make up a period; None if it is not offered."""
    kind = kind_of(period)
    if kind == terms.grain:
        return (period,)
    if kind is None or "police_year" in {kind, terms.grain} or not terms.additive:
        return None
    size, first = _MONTHS[terms.grain], _first_month(period)
    count, rest = divmod(_MONTHS[kind], size)
    if rest or not count:
        return None
    return tuple(_code(period[:4], terms.grain, first + size * at) for at in range(count))


def settled_on(period: str, terms: Terms) -> date:
    """Return the day from which a period is told, as it was known on that day and for ever."""
    return last_day(period) + timedelta(days=terms.settle_days)


def over(kept: Iterable[frozenset[Key]]) -> frozenset[Key]:
    """Return what is withheld of a period made up of others: what is in one of them."""
    return frozenset[Key]().union(*kept)


def kind_of(period: str) -> Grain | None:
    """Return the kind of a period by its code: 2026, 2026-H1, 2026-Q3, 2026-07, 2026-P."""
    year, _, rest = period.partition("-")
    if len(year) != len("2026") or not year.isdecimal():
        return None
    kinds: dict[str, Grain] = {"": "year", "P": "police_year"}
    kinds |= dict.fromkeys(("H1", "H2"), "half")
    kinds |= {f"Q{number}": "quarter" for number in range(1, 5)}
    kinds |= {f"{number:02}": "month" for number in range(1, 13)}
    return None if period.endswith("-") else kinds.get(rest)


def last_day(period: str) -> date:
    """Return the last day of a period; ValueError if the code is of none."""
    kind, year = kind_of(period), int(period[:4])
    if kind is None:
        raise ValueError(f"no period: {period}")
    if kind == "police_year":
        return date(year, *_POLICE_YEAR_ENDS)
    month = _first_month(period) + _MONTHS[kind] - 1
    return date(year, month, monthrange(year, month)[1])


def _first_month(period: str) -> int:
    kind, number = kind_of(period), period[5:].lstrip("HQ")
    return (int(number) - 1) * _MONTHS[kind] + 1 if kind and number else 1


def _code(year: str, grain: Grain, month: int) -> str:
    number = (month - 1) // _MONTHS[grain] + 1
    codes = {"month": f"-{number:02}", "quarter": f"-Q{number}", "half": f"-H{number}"}
    return year + codes.get(grain, "")
