"""Stretches of days, each from a first day to the day after the last: no day is touched twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Days from `from_` up to, not including, `to`; `place` is that of the span they are of."""

    from_: date
    to: date
    place: int = 0

    @property
    def days(self) -> int:
        """How many days."""
        return (self.to - self.from_).days

    def days_before(self, day: date) -> int:
        """How many of the days lie before one."""
        return max(0, (min(self.to, day) - self.from_).days)

    def without(self, other: Stretch) -> list[Stretch]:
        """What is left of the days where those of another are taken out."""
        if other.to <= self.from_ or self.to <= other.from_:
            return [self]
        left = Stretch(self.from_, other.from_, self.place)
        right = Stretch(other.to, self.to, self.place)
        return [piece for piece in (left, right) if piece.from_ < piece.to]


def disjoint(spans: Iterable[tuple[date, date]]) -> list[Stretch]:
    """Every day of some spans once, in the order of days; a shared day is of the first span."""
    found: list[Stretch] = []
    for place, (start, end) in enumerate(spans):
        if start < end:
            found += remaining([Stretch(start, end, place)], found)
    return sorted(found)


def remaining(stretches: Sequence[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """The days of some stretches that are not in others."""
    left = list(stretches)
    for other in taken:
        left = [piece for one in left for piece in one.without(other)]
    return left
