"""What is withheld as too small, and what is offered outside (`book/practice/suppression.toml`)."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Row
from app.law.reading.source import parse, read

# What a person brings along. Not the type of the commune: that is a way to group units.
Split = Literal["sex", "age_band", "ethnicity", "substance", "form", "turn"]


# The longest first; the police year stands apart, for definitions that have no other.
Grain = Literal["year", "half", "quarter", "month", "police_year"]
LONGEST: Final[tuple[Grain, ...]] = ("year", "half", "quarter", "month", "police_year")


class Grains(Row):
    """The kind of period in which people are told outside, and events."""

    people: Grain
    events: Grain

    def of(self, cycle: Sequence[str], *, events: bool) -> Grain:
        """Return the grain of a definition by its cycles."""
        wanted = self.events if events else self.people
        return next(one for one in (wanted, *LONGEST) if one in cycle)


class Suppression(Row):
    """Practice: counts from `lowest` to `highest` are withheld, `together` units for each other."""

    unverified: bool
    lowest: Annotated[int, Field(ge=1)]
    highest: int
    together: Annotated[int, Field(ge=2)]
    settle_days: Annotated[int, Field(ge=0)]
    split: list[Split]
    grain: Grains

    @model_validator(mode="after")
    def _from_low_to_high(self) -> Self:
        # What is proved counts on it: one is small, and being withheld does not say which count.
        if self.lowest != 1 or self.highest <= self.lowest:
            raise ValueError("small counts run from 1 to more than 1")
        return self


@cache
def suppression(folder: Path = DEFAULT_FOLDER) -> Suppression:
    """The practice of small numbers; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "suppression.toml"), Suppression)
