"""How long a person of an age may work: the norms of work therapy in force on a day.

116/2021/NĐ-CP, Điều 68, 74; 163/2026/NĐ-CP, Điều 117, 128. The ages stand in the names of the
book's classes of people (`from_12_under_15`); `adults` are those above all of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.law.shape.figures import Norm

GROUP: Final = "work"
_AGES: Final = re.compile(r"from_(\d+)_under_(\d+)")


@dataclass(frozen=True, slots=True)
class WorkNorms:
    """The norms a person's hours are held against; None where the law sets none for the age."""

    day: Norm | None
    week: Norm | None

    def exceeded(self, day: Decimal, week: Decimal) -> tuple[Norm, ...]:
        """The norms that so many hours of the day and of the week go beyond."""
        told = ((self.day, day), (self.week, week))
        return tuple(
            norm for norm, hours in told if norm and norm.value is not None and hours > norm.value
        )


def norms_of(norms: Iterable[Norm], age: int | None) -> WorkNorms:
    """The norms of the day for an age in completed years; whose age is unknown is an adult."""
    work = [n for n in norms if n.group == GROUP and n.unit == "hours" and n.bound == "at_most"]
    ages = {n.who: _ages(n) for n in work}
    if age is None or all(age >= under for _, under in ages.values()):
        mine = {who for who, (_, under) in ages.items() if not under}
    else:
        mine = {who for who, (since, under) in ages.items() if since <= age < under}
    of_mine = {n.per: n for n in work if n.who in mine}
    return WorkNorms(of_mine.get("day"), of_mine.get("week"))


def _ages(norm: Norm) -> tuple[int, int]:
    found = _AGES.fullmatch(norm.who)
    return (int(found[1]), int(found[2])) if found else (0, 0)
