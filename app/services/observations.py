"""Days of clinical observation, where six criteria alone do not tell (18/2021/TT-BYT, Điều 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.screening import Observation, Screening
from app.problems import Invalid, NotFound, StateConflict, Text
from app.services import clients, entered, screenings

# The band after which somebody is observed and the criteria are put again.
OBSERVE = "observe"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a chart says of a day."""

    on: date
    chart: str
    findings: str
    unit: str
    id: UUID | None = None


def record(ctx: Context, client_id: UUID, screening_id: UUID, entry: Entry) -> Observation:
    """Put a day of observation on file; it may be entered later, never before.

    Raises StateConflict where the screening did not call for one, or is concluded already.
    """
    screening = _screening(ctx, client_id, screening_id)
    if screening.scores[0]["band"] != OBSERVE:
        raise StateConflict(Text("Không thuộc diện theo dõi", "No observation was called for"))
    screenings.refuse_followed(ctx, screening)
    if entry.on > ctx.today:
        raise Invalid.at("/on", vi="chưa đến ngày này", en="lies in the future")
    if entry.on < screening.performed_on:
        raise Invalid.at("/on", vi="trước ngày đánh giá", en="is before the finding")
    place = entered.place(ctx, entry.unit)
    row = Observation(
        id=entry.id or new_id(),
        client_id=client_id,
        screening_id=screening.id,
        observed_on=entry.on,
        chart=entry.chart,
        findings=entry.findings,
        unit=place.code,
        province=place.province,
        provenance="recorded",
        late_entry=entry.on < ctx.today,
        recorded_by=ctx.actor.id,
        recorded_at=ctx.now,
        version=1,
    )
    ctx.session.add(row)
    ctx.session.flush()
    ctx.trail.note(object_type="observation", object_id=row.id, detail={"chart": row.chart})
    return row


def of_screening(ctx: Context, client_id: UUID, screening_id: UUID) -> Sequence[Observation]:
    """Return the days of observation after a screening, oldest first, voided ones too."""
    screenings.require_clinical(ctx)
    clients.get(ctx, client_id)
    known = sa.select(Screening.id).where(
        Screening.id == screening_id, Screening.client_id == client_id
    )
    if ctx.session.scalar(known) is None:
        raise NotFound
    statement = sa.select(Observation).where(Observation.screening_id == screening_id)
    ordered = statement.order_by(Observation.observed_on, Observation.id)
    return ctx.session.scalars(ordered).all()


def void(
    ctx: Context, client_id: UUID, screening_id: UUID, key: UUID, version: int, reason: str
) -> Observation:
    """Mark a day entered by mistake; StateConflict once a conclusion rests on it."""
    screening = _screening(ctx, client_id, screening_id)
    screenings.refuse_followed(ctx, screening)
    row = entered.void(ctx, Observation, client_id, key, version, reason)
    if row.screening_id != screening.id:
        raise NotFound
    ctx.trail.note(object_type="observation", object_id=row.id, detail={"voided": True})
    return row


def _screening(ctx: Context, client_id: UUID, screening_id: UUID) -> Screening:
    """Return the screening an act is about, locked. Raises NotFound."""
    screenings.require_clinical(ctx)
    clients.get(ctx, client_id)
    screening = screenings.live(ctx, client_id, screening_id)
    if screening is None:
        raise NotFound
    return screening
