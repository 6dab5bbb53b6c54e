"""Routes of model projects and of providers."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.services import VoidIn
from app.schemas.standards import (
    ModelProjectChangeIn,
    ModelProjectFilter,
    ModelProjectIn,
    ModelProjectOut,
    ProviderFilter,
    ProviderIn,
    ProviderOut,
    WithdrawIn,
)
from app.services import model_projects, providers
from app.services.shown_standards import provider_out

projects = Door(prefix="/v1/model-projects", tags=["standards"])
register = Door(prefix="/v1/providers", tags=["standards"])


@projects.get("", may=Permission.STANDARD_READ)
def list_model_projects(
    ctx: Context,
    filter: Annotated[ModelProjectFilter, Query()],  # noqa: A002
) -> Page[ModelProjectOut]:
    """List models of rehabilitation, by unit, region and state."""
    rows = model_projects.page(
        ctx,
        unit=filter.unit,
        region=None if filter.region is None else int(filter.region),
        state=filter.state,
        after=Cursor.read(filter).id("id"),
        limit=filter.limit + 1,
    )
    return Page[ModelProjectOut](
        **page_of(rows, filter, ModelProjectOut.model_validate, lambda row: {"id": row.id})
    )


@projects.post("", may=Permission.STANDARD_WRITE, status_code=201)
def create_model_project(ctx: Context, project: ModelProjectIn) -> ModelProjectOut:
    """Enter a model; its region is that of its unit."""
    said = project.model_dump(exclude={"id", "unit"})
    made = model_projects.create(ctx, unit=project.unit, said=said, key=project.id)
    return ModelProjectOut.model_validate(made)


@projects.patch("/{model_project_id}", may=Permission.STANDARD_WRITE)
def change_model_project(
    ctx: Context, model_project_id: Id, version: int, change: ModelProjectChangeIn
) -> ModelProjectOut:
    """Change a model: how it goes, and what came of it."""
    said = change.model_dump(exclude_unset=True)
    made = model_projects.change(ctx, model_project_id, version, said)
    return ModelProjectOut.model_validate(made)


@register.get("", may=Permission.STANDARD_READ)
def list_providers(
    ctx: Context,
    filter: Annotated[ProviderFilter, Query()],  # noqa: A002
) -> Page[ProviderOut]:
    """List providers of a province, of a unit, with whether each may serve on a day."""
    rows = providers.page(
        ctx,
        unit=filter.unit or ctx.actor.province,
        on=filter.on or ctx.today,
        kind=filter.kind,
        after=Cursor.read(filter).id("id"),
        limit=filter.limit + 1,
    )
    return Page[ProviderOut](
        **page_of(rows, filter, provider_out, lambda found: {"id": found.row.id})
    )


@register.post("", may=Permission.STANDARD_WRITE, status_code=201)
def create_provider(ctx: Context, provider: ProviderIn) -> ProviderOut:
    """Enter a provider: by its case, which tells number and days, else by what was published."""
    said = provider.model_dump(exclude={"id", "unit"})
    made = providers.create(ctx, unit=provider.unit, said=said, key=provider.id)
    return provider_out(providers.on_day(ctx, made, ctx.today))


@register.post("/{provider_id}/withdraw", may=Permission.STANDARD_WRITE, versioned=True)
def withdraw_provider(
    ctx: Context, provider_id: Id, version: int, withdrawal: WithdrawIn
) -> ProviderOut:
    """Tell from which day a provider may serve no more."""
    on, why = withdrawal.withdrawn_on, withdrawal.reason
    made = providers.withdraw(ctx, provider_id, version, on, why)
    return provider_out(providers.on_day(ctx, made, ctx.today))


@register.post("/{provider_id}/void", may=Permission.STANDARD_WRITE, versioned=True)
def void_provider(ctx: Context, provider_id: Id, version: int, void: VoidIn) -> ProviderOut:
    """Mark a provider entered by mistake."""
    made = providers.void(ctx, provider_id, version, void.reason)
    return provider_out(providers.on_day(ctx, made, ctx.today))
