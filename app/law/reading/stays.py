"""Between steps and beds (`book/practice/stays.toml`): who sleeps in a facility, who is away."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.law.reading.loader import DEFAULT_FOLDER, lawbook
from app.law.reading.rows import Code, Row, TitleRow
from app.law.reading.source import Source, parse, read
from app.law.shape.separation import Regime

Codes = Annotated[list[Code], Field(min_length=1)]


class Lodging(Row):
    """The states of a procedure in which a person sleeps in the facility."""

    procedure: Code
    regime: Regime
    states: Codes


class Away(Row):
    """Steps by which a person goes and comes back, and whether the place is kept meanwhile."""

    kind: Code
    title: TitleRow
    goes: Codes
    comes: Codes
    keeps_place: bool


class StayPractice(Row):
    """Practice of stays."""

    unverified: bool
    lodging: Annotated[list[Lodging], Field(min_length=1)]
    away: list[Away]

    def lodging_of(self, procedure: str) -> Lodging | None:
        """What a procedure says of stays, if anything."""
        return next((row for row in self.lodging if row.procedure == procedure), None)


@cache
def stays(folder: Path = DEFAULT_FOLDER) -> StayPractice:
    """The practice of stays; raises BookError where it names what the book does not have."""
    source = read(folder, folder / "practice" / "stays.toml")
    found = parse(source, StayPractice)
    _check(source, found)
    return found


def _check(source: Source, found: StayPractice) -> None:
    procedures = lawbook().procedures.values()
    steps = {step for one in procedures for step in one.steps}
    for number, lodging in enumerate(found.lodging):
        states = {s for one in procedures if one.code == lodging.procedure for s in one.states}
        for state in lodging.states:
            if state not in states:
                source.fail(("lodging", number, "states"), f"unknown name {state!r}")
    for number, away in enumerate(found.away):
        for step in (*away.goes, *away.comes):
            if step not in steps:
                source.fail(("away", number, "goes"), f"unknown name {step!r}")
