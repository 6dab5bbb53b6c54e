"""The share of people still in service by days, from people followed for unequal times.

The product-limit estimate of Kaplan and Meier (1958): on each day on which somebody leaves, those
who stay are counted of those who were there until then. Who is followed no longer (who went on
elsewhere, completed, died, or is in service still) is there until that day and says nothing of what
came after. On one and the same day leaving comes first.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Followed:
    """So many people followed for so many days; whether they then left."""

    days: int
    left: bool
    people: int = 1


@dataclass(frozen=True, slots=True)
class Point:
    """A day on which somebody left: how many were there until it, left on it, and the share after.

    `censored`: how many were followed no longer since the point before, this day not counted.
    """

    day: int
    at_risk: int
    left: int
    censored: int
    share: float


def curve(followed: Iterable[Followed]) -> list[Point]:
    """Return the points of the curve in order of days; before the first the share is one."""
    leaving: dict[int, int] = {}
    ending: dict[int, int] = {}
    for one in followed:
        days = leaving if one.left else ending
        days[one.days] = days.get(one.days, 0) + one.people
    at_risk = sum(leaving.values()) + sum(ending.values())
    share, points, last = 1.0, [], -1
    for day in sorted(leaving):
        censored = sum(n for ended, n in ending.items() if last <= ended < day)
        at_risk -= censored
        left = leaving[day]
        share *= (at_risk - left) / at_risk
        points.append(Point(day, at_risk, left, censored, share))
        at_risk -= left
        last = day
    return points


def share_on(points: Iterable[Point], day: int, longest: int) -> float | None:
    """Return the share still in service on a day; None beyond the longest anybody was followed."""
    before = [point.share for point in points if point.day <= day]
    if not before:
        return 1.0 if day <= longest else None
    # Once everybody has left, the share is known to stay at nothing.
    return before[-1] if day <= longest or before[-1] == 0 else None
