"""The inbound feed of e-monitoring devices, and what is kept of it. Positions are not taken."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Count, Id, In, Moment, Out, PageFilter, Text1, Written

LARGEST_BATCH = 500
MonitoringKind = Annotated[
    str,
    Field(
        pattern=r"^[a-z]+(_[a-z]+)*$",
        max_length=40,
        examples=["tamper", "removed", "battery_empty", "contact_lost"],
        description="A kind the measure does not need is answered `not_necessary`",
    ),
]
DeviceNumber = Annotated[str, Written(60), Field(title="Số thiết bị")]
MonitoringResult = Annotated[
    Literal["recorded", "repeated", "conflict", "not_necessary", "not_found", "in_future"],
    Field(
        description="`not_necessary`: nothing of it is kept, not even that it came; `conflict`: "
        "the device's id stands for another event"
    ),
]


class MonitoringEventIn(In):
    """An event; `source_id` is the device's own and makes sending it again harmless."""

    client_id: Id
    device: DeviceNumber
    source_id: Annotated[Text1, Field(title="Mã sự kiện của thiết bị")]
    kind: MonitoringKind
    at: Moment


class MonitoringBatchIn(In):
    """Events in any order, however late."""

    items: Annotated[list[MonitoringEventIn], Field(min_length=1, max_length=LARGEST_BATCH)]


class MonitoringResultOut(Out):
    """What became of one event of the batch, in its place."""

    device: str
    source_id: str
    result: MonitoringResult


class MonitoringBatchOut(Out):
    """What became of a batch, in the order it was sent."""

    recorded: Count
    items: list[MonitoringResultOut]


class MonitoringEventOut(Out):
    """An event on file."""

    id: UUID
    client_id: UUID
    case_id: UUID
    device: str
    source_id: str
    kind: str
    at: Annotated[Moment, Field(validation_alias="happened_at")]
    recorded_at: Moment


class MonitoringFilter(PageFilter):
    """Which events to list."""

    kind: MonitoringKind | None = None
