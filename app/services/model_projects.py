"""Models of rehabilitation by region (1393/QĐ-LĐTBXH: at least one that works in each of six)."""

from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.standard import ModelProject
from app.models.unit import Unit
from app.problems import Invalid
from app.services import standing

EFFECTIVE = "effective"


def page(
    ctx: Context,
    *,
    unit: str | None = None,
    region: int | None = None,
    state: str | None = None,
    after: UUID | None = None,
    limit: int,
) -> list[ModelProject]:
    """Return the models of a unit's list in the order of their ids."""
    statement = sa.select(ModelProject).where(standing.within(ctx, ModelProject, unit))
    if region is not None:
        statement = statement.where(ModelProject.region == region)
    if state is not None:
        statement = statement.where(ModelProject.state == state)
    if after is not None:
        statement = statement.where(ModelProject.id > after)
    return list(ctx.session.scalars(statement.order_by(ModelProject.id).limit(limit)))


def create(
    ctx: Context, *, unit: str | None, said: Mapping[str, object], key: UUID | None
) -> ModelProject:
    """Enter a model; its region is the one its unit lies in."""
    where = standing.place(ctx, unit)
    region = ctx.session.scalar(sa.select(Unit.region).where(Unit.code == where.code))
    if region is None:
        raise Invalid.at("/unit", vi="đơn vị không thuộc vùng nào", en="lies in no region")
    row = ModelProject(
        **standing.kept(ctx, key),
        **said,
        unit=where.code,
        province=where.province,
        region=region,
    )
    _refuse_misfit(ctx, row)
    standing.add(ctx, row)
    return row


def change(
    ctx: Context, model_project_id: UUID, version: int, said: Mapping[str, object]
) -> ModelProject:
    """Change a model: how it goes, and what came of it."""
    row = standing.locked(ctx, ModelProject, model_project_id, version)
    standing.assign(row, said, may_be_empty={"runs_until", "result", "note"})
    _refuse_misfit(ctx, row)
    standing.save(ctx, row, *said)
    return row


def _refuse_misfit(ctx: Context, row: ModelProject) -> None:
    standing.refuse_before("/runs_until", row.runs_until, row.runs_from)
    if row.state == EFFECTIVE and row.result is None:
        raise Invalid.at("/result", vi="phải nêu kết quả", en="must be told")
    if row.state == EFFECTIVE:
        standing.refuse_later(ctx, "/runs_from", row.runs_from)
