"""Journeys through treatment: episodes of one person joined when the gap between them is short.

Pure: episodes and figures in, journeys out (`book/practice/journeys.toml`; NDTMS's idea).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.law.reading.journeys import ExitKind, JourneyPractice


@dataclass(frozen=True, slots=True)
class Episode:
    """A cure or treatment that began; `end` and `outcome` are None while it runs."""

    procedure: str
    start: date
    end: date | None = None
    outcome: str | None = None
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Journey:
    """Episodes in the order in which they began, none far from those before it."""

    episodes: tuple[Episode, ...]

    @property
    def start(self) -> date:
        """The day the first episode began."""
        return self.episodes[0].start

    @property
    def end(self) -> date | None:
        """The last day of all; None while an episode runs."""
        ends = [_end(one) for one in self.episodes]
        return None if None in ends else max(end for end in ends if end is not None)

    @property
    def last(self) -> Episode:
        """The episode that ends the journey: the running one, else the one that ended last."""
        return max(self.episodes, key=lambda one: (_end(one) or date.max, one.start))

    @property
    def soft(self) -> bool:
        """Tell whether any of it rests on a historic or unverified entry."""
        return any(one.soft for one in self.episodes)

    def days(self, today: date) -> int:
        """The days from the first to the last, short gaps within; up to today while it runs."""
        return ((self.end or max(today, self.start)) - self.start).days

    def exit(self, rules: JourneyPractice) -> ExitKind | None:
        """The kind of exit; None while it runs."""
        return None if self.end is None else rules.kind(self.last.outcome)

    def effective(self, rules: JourneyPractice, today: date) -> bool | None:
        """Kept for the weeks that count, or left as planned before; None while it is not known."""
        if self.days(today) >= rules.kept_days:
            return True
        left = self.exit(rules)
        return None if left is None else left == "planned"

    def runs_in(self, since: date, until: date) -> bool:
        """Tell whether it ran on any day from one day to another."""
        return self.start <= until and (self.end is None or self.end >= since)


def join(episodes: Iterable[Episode], gap_days: int) -> list[Journey]:
    """Join episodes of one person, in any order; what overlaps or follows within the gap is one.

    The gap is told from the latest end so far. While an episode has no end everything after it
    belongs to it.
    """
    found: list[list[Episode]] = []
    reached: date | None = None
    for one in sorted(episodes, key=lambda one: (one.start, one.end or date.max)):
        apart = not found or (reached is not None and (one.start - reached).days > gap_days)
        if apart:
            found.append([one])
            reached = _end(one)
        else:
            found[-1].append(one)
            reached = _later(reached, _end(one))
    return [Journey(tuple(some)) for some in found]


def first_of(journeys: Sequence[Journey], since: date, until: date) -> Journey | None:
    """The first journey that begins from one day to another."""
    return next((one for one in journeys if since <= one.start <= until), None)


def _end(episode: Episode) -> date | None:
    """The last day of an episode, never before its first."""
    return None if episode.end is None else max(episode.start, episode.end)


def _later(reached: date | None, end: date | None) -> date | None:
    return None if reached is None or end is None else max(reached, end)
