"""The audit as the auditor reads it: who did what to which files; no names of clients."""

from uuid import UUID

from app.schemas.base import Moment, Out


class AuditOut(Out):
    """One entry of the chain."""

    seq: int
    at: Moment
    actor: UUID | None
    role: str | None
    unit: str | None
    action: str
    client_ids: list[UUID]
    object_type: str | None
    object_id: UUID | None
    request_id: UUID | None
    detail: dict[str, object]
