"""Figures of practice that no law sets (`book/practice/*.toml`): intervals, ladders, reminders."""

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Row, TitleRow
from app.law.reading.source import parse, read


class Rung(Row):
    """What is to be done once so many contacts in a row were missed, and within how many days."""

    missed: Annotated[int, Field(ge=1)]
    within_days: Annotated[int, Field(ge=0)]
    title: TitleRow


class ContactPractice(Row):
    """How often a person is to be met, and the ladder of missed contacts."""

    unverified: bool
    interval_days: Annotated[int, Field(ge=1)]
    rung: Annotated[list[Rung], Field(min_length=1)]

    @field_validator("rung")
    @classmethod
    def _climbs(cls, rungs: list[Rung]) -> list[Rung]:
        if any(lower.missed >= upper.missed for lower, upper in pairwise(rungs)):
            raise ValueError("each rung stands above the one before it")
        return rungs

    def after(self, missed: int) -> Rung | None:
        """The highest rung that so many misses have reached."""
        reached = [rung for rung in self.rung if rung.missed <= missed]
        return reached[-1] if reached else None


@cache
def contacts(folder: Path = DEFAULT_FOLDER) -> ContactPractice:
    """The practice of contacts; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "contacts.toml"), ContactPractice)


class Ahead(Row):
    """How many days before and after the day a reminder comes; one comes on the day itself."""

    before_days: Annotated[int, Field(ge=1)]
    after_days: Annotated[int, Field(ge=1)]


class ReminderPractice(Row):
    """When a unit is reminded of what it must do, by what it is reminded of."""

    unverified: bool
    deadline: Ahead
    contact: Ahead


@cache
def reminders(folder: Path = DEFAULT_FOLDER) -> ReminderPractice:
    """The practice of reminders; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "reminders.toml"), ReminderPractice)
