"""Who of a unit looks after whom."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Id, In, LongText, Moment, Out, PageFilter, UnitCode

MOST = 500


class AssignmentIn(In):
    """Who is to look after a person: an account of a person of the caller's own unit."""

    account: Id
    reason: LongText | None = None


class ReassignIn(AssignmentIn):
    """Many people handed over in one go."""

    clients: Annotated[list[Id], Field(min_length=1, max_length=MOST)]


class AssignmentOut(Out):
    """Who looks, or looked, after a person."""

    id: UUID
    client_id: UUID
    account_id: UUID
    unit: str
    since: Moment
    until: Moment | None
    reason: str | None
    reason_ended: str | None
    version: int


class AssignmentsOut(Out):
    """Who looks and looked after a person, newest first."""

    items: list[AssignmentOut]


class ReassignedOut(Out):
    """What became of one person; `not_found`: no file of the caller's, hidden or absent alike."""

    client_id: UUID
    outcome: Literal["assigned", "unchanged", "not_found"]


class ReassignmentOut(Out):
    """What became of each person, in the order asked."""

    items: list[ReassignedOut]


class AssignmentFilter(PageFilter):
    """Which assignments to list."""

    account: Annotated[Id | None, Field(description="Whose people")] = None
    unit: Annotated[UnitCode | None, Field(description="Of which unit; else the caller's")] = None
