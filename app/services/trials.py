"""Figures to try out, from the body of a request to a patch of the law book."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.law.days.calendar import MarkKind
from app.law.reading.patch import (
    ClockChange,
    GuardChange,
    OfficeChange,
    Patch,
    TermChange,
)
from app.schemas.impact import (
    ClockTrialIn,
    ConditionTrialIn,
    DayTrialIn,
    OfficeTrialIn,
    TermTrialIn,
)

Trial = ClockTrialIn | TermTrialIn | ConditionTrialIn | OfficeTrialIn | DayTrialIn


def patch_of(trials: Sequence[Trial]) -> Patch:
    """Return the changes to the book; days of the calendar are no part of it."""
    found: list[ClockChange | OfficeChange | GuardChange | TermChange] = []
    for one in trials:
        match one:
            case ClockTrialIn():
                found.append(
                    ClockChange(
                        one.edition, one.procedure, one.step, one.clock, one.limit, one.unit
                    )
                )
            case OfficeTrialIn():
                found.append(OfficeChange(one.edition, one.procedure, one.step, tuple(one.by)))
            case ConditionTrialIn():
                found.append(
                    GuardChange(
                        one.edition, one.procedure, one.step, one.guard, one.param, one.value,
                        one.place,
                    )
                )  # fmt: skip
            case TermTrialIn():
                found.append(TermChange(one.edition, one.term, one.figure, one.value))
            case DayTrialIn():
                pass
    return tuple(found)


def days_of(trials: Sequence[Trial]) -> Mapping[date, MarkKind | None]:
    """Return the days marked otherwise; None takes a mark back."""
    return {
        one.day: None if one.mark == "plain" else one.mark
        for one in trials
        if isinstance(one, DayTrialIn)
    }
