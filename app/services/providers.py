"""Who may give rehabilitation services, and whether on a day.

Where the licence or the publication is a case of ours its steps tell number and days, and they are
typed nowhere else (116/2021/NĐ-CP, Điều 11 to 20; 163/2026/NĐ-CP, Điều 73 to 82).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.reading.standards import standards
from app.models.case import LegalCase
from app.models.standard import Provider
from app.problems import Invalid, StateConflict
from app.services import standing

_LICENCE = sa.text("select state, since, number from licence_on(:provider, :day)")


@dataclass(frozen=True, slots=True)
class Standing:
    """A provider as it stands on a day."""

    row: Provider
    on: date
    valid: bool
    state: str | None = None
    since: date | None = None
    number: str | None = None


def page(
    ctx: Context,
    *,
    unit: str | None,
    on: date,
    kind: str | None = None,
    after: UUID | None = None,
    limit: int,
) -> list[Standing]:
    """Return the providers of a unit's list as they stand on a day, in the order of their ids."""
    statement = sa.select(Provider).where(standing.within(ctx, Provider, unit))
    if kind is not None:
        statement = statement.where(Provider.kind == kind)
    if after is not None:
        statement = statement.where(Provider.id > after)
    rows = ctx.session.scalars(statement.order_by(Provider.id).limit(limit))
    return [on_day(ctx, row, on) for row in rows]


def create(ctx: Context, *, unit: str, said: Mapping[str, object], key: UUID | None) -> Provider:
    """Enter a provider: by its case, else by number and first day."""
    where = standing.place(ctx, unit)
    row = Provider(**standing.kept(ctx, key), **said, unit=where.code, province=where.province)
    if row.case_id is not None:
        row.facility = _facility(ctx, row.case_id)
        typed = ("licence_number", "valid_from", "valid_until")
        for name in typed:
            if getattr(row, name) is not None:
                raise Invalid.at(f"/{name}", vi="vụ việc đã cho biết", en="is told by the case")
    else:
        for name in ("licence_number", "valid_from"):
            if getattr(row, name) is None:
                raise Invalid.at(f"/{name}", vi="phải có khi không có vụ việc", en="must be told")
    standing.refuse_before("/valid_until", row.valid_until, row.valid_from)
    standing.add(ctx, row)
    return row


def withdraw(ctx: Context, provider_id: UUID, version: int, on: date, reason: str) -> Provider:
    """Tell from which day a provider may serve no more; a case of ours tells that itself."""
    row = standing.locked(ctx, Provider, provider_id, version)
    if row.case_id is not None or row.withdrawn_on is not None:
        raise StateConflict
    standing.refuse_later(ctx, "/withdrawn_on", on)
    standing.refuse_before("/withdrawn_on", on, row.valid_from)
    row.withdrawn_on, row.withdrawn_reason = on, reason
    standing.save(ctx, row, "withdrawn_on")
    return row


def void(ctx: Context, provider_id: UUID, version: int, reason: str) -> Provider:
    """Mark a provider entered by mistake."""
    return standing.void(ctx, Provider, provider_id, version, reason)


def on_day(ctx: Context, row: Provider, on: date) -> Standing:
    """Tell how a provider stands on a day; one entered by mistake never may."""
    if row.case_id is None:
        begun = row.valid_from is not None and row.valid_from <= on
        ended = (row.valid_until is not None and row.valid_until < on) or (
            row.withdrawn_on is not None and row.withdrawn_on <= on
        )
        return Standing(row, on, begun and not ended and row.voided_at is None)
    found = ctx.session.execute(_LICENCE, {"provider": row.id, "day": on}).first()
    if found is None:
        return Standing(row, on, valid=False)
    valid = found.state in standards().serving and row.voided_at is None
    return Standing(row, on, valid, found.state, found.since if valid else None, found.number)


def _facility(ctx: Context, case_id: UUID) -> str:
    """The facility whose case it is; ids in bodies are the usual gap (T2)."""
    statement = sa.select(LegalCase.subject_unit).where(
        LegalCase.id == case_id, LegalCase.client_id.is_(None)
    )
    facility = ctx.session.scalar(statement)
    if facility is None:
        raise Invalid.at("/case_id", vi="không phải vụ việc của cơ sở", en="no facility's case")
    return facility
