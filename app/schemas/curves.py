"""The curve of who is still in service."""

from datetime import date
from typing import Annotated

from pydantic import Field

from app.schemas.base import Moment, Out, TextOut


class PointOut(Out):
    """A day on which somebody left: those there until it, those who left, the share after."""

    day: Annotated[int, Field(description="Days since the beginning")]
    at_risk: int
    left: int
    censored: Annotated[
        int, Field(description="Followed no longer since the point before, this day not counted")
    ]
    share: float


class MilestoneOut(Out):
    """The share after so many months; null where nobody was followed that long."""

    months: int
    day: int
    share: float | None


class CurveOut(Out):
    """Who is still in service by days, with those followed no longer censored (Kaplan–Meier)."""

    code: str
    proposal: bool
    definition_version: str
    unit: str
    from_: Annotated[date, Field(serialization_alias="from")]
    to: date
    variant: str
    variant_title: TextOut
    as_of: Moment | None
    known_on: Annotated[date, Field(description="Up to when people were followed")]
    geography: str
    filters: dict[str, str]
    computed_at: Moment
    entered: int
    left: int
    censored: int
    points: list[PointOut]
    milestones: list[MilestoneOut]
