"""What a step names besides the file's cases: a screening, one of the staff. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ScreeningFact:
    """A screening of the client: what it found, and the days of observation before it.

    `followed_on` is the day the same criteria were put again; `observed` holds chart and day.
    """

    id: str
    instrument: str
    version: str
    day: date
    band: str
    score: int
    voided: bool = False
    followed_on: date | None = None
    follows: bool = False
    observed: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class HeldFact:
    """A credential, or a training that was passed."""

    kind: str
    scope: str
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """Is it in force on a day."""
        return self.since <= day and (self.until is None or self.until >= day)


@dataclass(frozen=True, slots=True)
class StaffFact:
    """Somebody who works at a unit, with all that was not voided of what they ever held."""

    id: str
    unit: str
    kinds: tuple[str, ...]
    employed_from: date
    employed_until: date | None = None
    voided: bool = False
    held: tuple[HeldFact, ...] = ()

    def employed_on(self, day: date) -> bool:
        """Do they work there on a day."""
        ended = self.employed_until is not None and self.employed_until < day
        return not self.voided and self.employed_from <= day and not ended
