"""When episodes are one journey, and what exit is planned (`book/practice/journeys.toml`)."""

from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, Row, TitleRow
from app.law.reading.source import parse, read

ExitKind = Literal["planned", "unplanned", "died", "other"]
CentreType = Literal["outpatient", "inpatient"]
_WEEK: Final = 7


class TreatmentRow(Row):
    """A procedure that is treatment, and the type of centre it stands for."""

    procedure: Code
    centre: CentreType


class ExitRow(Row):
    """An outcome of a case, and the kind of exit it is."""

    outcome: Code
    kind: ExitKind


class JourneyPractice(Row):
    """The gap that still joins, the weeks that count as kept, what is treatment, what an exit."""

    unverified: bool
    gap_days: Annotated[int, Field(ge=0)]
    kept_weeks: Annotated[int, Field(ge=1)]
    intake_days: Annotated[int, Field(ge=0)]
    over: list[Code]
    source: TitleRow
    treatment: Annotated[list[TreatmentRow], Field(min_length=1)]
    exit: Annotated[list[ExitRow], Field(min_length=1)]

    @property
    def kept_days(self) -> int:
        """The weeks that count as kept, in days."""
        return self.kept_weeks * _WEEK

    @property
    def procedures(self) -> list[str]:
        """The procedures that are treatment."""
        return [row.procedure for row in self.treatment]

    def centre(self, procedure: str) -> CentreType:
        """The type of centre a procedure stands for."""
        return next(row.centre for row in self.treatment if row.procedure == procedure)

    def kind(self, outcome: str | None) -> ExitKind:
        """The kind of exit an outcome is; what is not listed is neither planned nor unplanned."""
        return next((row.kind for row in self.exit if row.outcome == outcome), "other")


@cache
def journeys(folder: Path = DEFAULT_FOLDER) -> JourneyPractice:
    """The practice of journeys; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "journeys.toml"), JourneyPractice)
