"""Stays: where a person sleeps in a facility, from when to when."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Id, In, LongText, Moment, Out, PageFilter
from app.schemas.facilities import AwayOut

StayDisease = Annotated[
    Literal["none", "infectious"],
    Field(title="Bệnh truyền nhiễm", description="`infectious`: of group A or B"),
]
StayBodySex = Annotated[
    Literal["male", "female"],
    Field(title="Giới tính theo cơ thể", description="Where the body differs from the sex on file"),
]
ReasonEnded = Literal[
    "discharged", "transferred", "hospital", "home", "escaped", "died", "imprisoned", "other"
]


class StayIn(In):
    """A place for a person. The case is the one whose step admitted them to the facility.

    A stay that is over when it is told has `until` and `reason_ended`. An id of the caller's own
    makes sending it twice harmless.
    """

    id: Id | None = None
    case_id: Id
    room_id: Id
    since: Moment
    disease: StayDisease = "none"
    body_sex: StayBodySex | None = None
    until: Moment | None = None
    reason_ended: ReasonEnded | None = None
    note: LongText | None = None


class StayMoveIn(In):
    """A move to another room of the facility; facts not told again stay as they were."""

    id: Id | None = None
    room_id: Id
    at: Moment
    disease: StayDisease | None = None
    body_sex: StayBodySex | None = None
    note: LongText | None = None


class StayEndIn(In):
    """When and why a stay ended; `hospital` and `home` give the place up, a leave does not."""

    at: Moment
    reason: ReasonEnded


class StayOut(Out):
    """A stay in one room; a move ends it, and the next one names it in `continues`."""

    id: UUID
    client_id: UUID
    case_id: UUID
    facility: str
    area_id: UUID
    area: str
    room_id: UUID
    room: str
    regime: Literal["compulsory", "voluntary", "pending"]
    disease: StayDisease | None = Field(
        description="Null for those who do not read the clinical part of a file"
    )
    since: Moment
    until: Moment | None
    reason_ended: ReasonEnded | Literal["moved"] | None
    continues: UUID | None
    absences: list[AwayOut]
    note: str | None
    provenance: str
    late_entry: bool
    recorded_at: Moment
    voided_at: Moment | None
    void_reason: str | None
    version: int


class StayFilter(PageFilter):
    """Which page of stays."""
