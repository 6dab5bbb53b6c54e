"""What happened in a client's life with us, across procedures."""

from typing import Literal
from uuid import UUID

from app.schemas.base import Moment, Out

EventKind = Literal[
    "step",
    "service",
    "contact",
    "circumstance",
    "screening",
    "support",
    "body_test",
    "monitoring",
    "plan",
    "phase",
    "incident",
    "grade",
    "discipline",
    "visit_received",
    "stay",
    "activity",
    "certificate",
    "health_record",
    "substitution",
    "custody",
    "merge",
    "unmerge",
    "transfer",
    "referral",
    "request",
    "correction",
    "hold",
    "seal",
]


class EventOut(Out):
    """One thing that happened in a client's life with us."""

    at: Moment
    kind: EventKind
    title: str
    case_id: UUID | None = None
    procedure: str | None = None
    ref: str | None = None
    unit: str | None = None


class TimelineOut(Out):
    """The whole life of a file that the caller may see, newest first."""

    items: list[EventOut]
