"""What may be corrected: kinds of record, their fields, and the part of a file each belongs to."""

from uuid import UUID

import sqlalchemy as sa
from pydantic import ValidationError

from app.access import SERVICE_PARTS, Part
from app.context import Context
from app.models.base import Base
from app.models.case import Determination, LegalCase, Paper, Step
from app.models.client import Client
from app.models.contact import Contact
from app.models.screening import Observation, Screening
from app.models.service import Service
from app.problems import Invalid
from app.schemas.clients import ClientChange
from app.services import clients

CLIENT = "client"
# Kind of record → its table, and the part of a file; None: the kind of the service tells.
_RECORDS: dict[str, tuple[type[Base], Part | None]] = {
    CLIENT: (Client, Part.IDENTITY),
    "service": (Service, None),
    "contact": (Contact, Part.SOCIAL),
    "screening": (Screening, Part.CLINICAL),
    "observation": (Observation, Part.CLINICAL),
    "determination": (Determination, Part.LEGAL),
    "case": (LegalCase, Part.LEGAL),
    "step": (Step, Part.LEGAL),
    "paper": (Paper, Part.LEGAL),
}
FIELDS: dict[str, tuple[str, ...]] = {
    CLIENT: (
        "full_name", "sex", "birth_date", "ethnicity", "citizenship", "phone", "identity_number",
        "address",
    ),
    "service": ("kind", "performed_on", "unit", "provider", "note"),
    "contact": (
        "kind", "happened_at", "outcome", "health", "family_work", "behaviour", "next_due", "note",
    ),
    "screening": ("performed_on", "assessor", "answers", "scores", "note"),
    "observation": ("observed_on", "chart", "findings", "note"),
    "determination": ("result", "concluded_on", "facility", "assessor", "criteria_met"),
    "case": ("decided_on", "started_on", "term", "outcome"),
    "step": ("occurred_at", "body", "note"),
    "paper": ("code", "number", "issued_on", "issuer", "note"),
}  # fmt: skip
# Particulars that lie sealed in a client, and the name of the seal.
_SEALED = {"phone": "phone", "identity_number": "identity", "address": "address"}


def part_of(ctx: Context, client_id: UUID, kind: str, record_id: UUID) -> Part:
    """Return the part of the file a record of this client belongs to; Invalid without one."""
    table, part = _RECORDS[kind]
    owner = "id" if kind == CLIENT else "client_id"
    columns = sa.inspect(table).columns
    statement = sa.select(table).where(columns["id"] == record_id, columns[owner] == client_id)
    record = ctx.session.scalar(statement)
    if record is None:
        raise Invalid.at(
            "/record_id", vi="không phải bản ghi của người này", en="not a record of this client"
        )
    return SERVICE_PARTS[record.kind] if part is None else part  # type: ignore[attr-defined]


def refuse_unknown_field(kind: str, field: str) -> None:
    """Raise Invalid for a field that records of the kind do not have."""
    if field not in FIELDS[kind]:
        raise Invalid.at("/field", vi="bản ghi không có trường này", en="no field of such a record")


def particulars(field: str, value: str) -> dict[str, object]:
    """Return what to change in a client; Invalid where the value is none of the field's."""
    told: dict[str, object] = {field: value}
    try:
        change = ClientChange.model_validate({"residence": told} if field == "address" else told)
    except ValidationError:
        raise Invalid.at("/right", vi="không hợp lệ với trường này", en="no value of it") from None
    if field == "address":
        return told
    known = change.model_dump(exclude_unset=True)
    return {**known, "birth_precision": "day"} if field == "birth_date" else known


def former(ctx: Context, client: Client, field: str) -> str | None:
    """Return what stands in a client now, as text."""
    if field in _SEALED:
        return clients.revealed(ctx, client, _SEALED[field])
    value = getattr(client, field)
    return None if value is None else str(value)
