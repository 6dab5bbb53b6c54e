"""Routes of the yearly facts of units that no file holds."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.law.reading.area_facts import area_facts as practice
from app.schemas.area_facts import (
    AreaFactFilter,
    AreaFactIn,
    AreaFactKindOut,
    AreaFactKindsOut,
    AreaFactOut,
    AreaFactsIn,
    AreaFactsOut,
    ConfirmFactsIn,
    FactConfirmedOut,
    FactsConfirmedOut,
)
from app.schemas.base import Page, UnitCode
from app.services import area_fact_entry, area_facts
from app.services.area_facts import read_year
from app.services.shown_area_facts import fact_out, noted_out

of_unit = Door(prefix="/v1/units/{code}/facts", tags=["typology"])
door = Door(prefix="/v1/area-facts", tags=["typology"])


@of_unit.get("", may=Permission.INDICATOR_READ)
def list_area_facts(
    ctx: Context,
    code: UnitCode,
    filter: Annotated[AreaFactFilter, Query()],  # noqa: A002
) -> Page[AreaFactOut]:
    """List the yearly facts of a unit and of what lies below it, by id."""
    rows = area_facts.page(
        ctx,
        unit=code,
        year=None if filter.year is None else read_year(filter.year),
        fact=filter.fact,
        whole=filter.whole,
        after=Cursor.read(filter).id("id"),
        limit=filter.limit + 1,
    )
    return Page[AreaFactOut](**page_of(rows, filter, fact_out, lambda row: {"id": row.id}))


@of_unit.post("", may=Permission.AREA_FACT_WRITE, status_code=201)
def enter_area_fact(ctx: Context, code: UnitCode, fact: AreaFactIn) -> AreaFactOut:
    """Enter a fact of a year, or correct an entry by a later one; nothing is overwritten."""
    said = fact.model_dump(exclude={"id", "year"})
    return fact_out(area_fact_entry.enter(ctx, code, read_year(fact.year), said, key=fact.id))


@door.get("/kinds", may=Permission.LAW_READ)
def list_area_fact_kinds(ctx: Context) -> AreaFactKindsOut:
    """List the facts that may be told, of which units, and what asks for them."""
    del ctx
    items = [AreaFactKindOut.model_validate(fact.model_dump()) for fact in practice().fact]
    return AreaFactKindsOut(items=items, unverified=practice().unverified)


@door.post("", may=Permission.AREA_FACT_WRITE)
def enter_area_facts(ctx: Context, facts: AreaFactsIn) -> AreaFactsOut:
    """Enter up to 500 facts, as of all communes of a province; each line is answered by itself."""
    lines = [area_fact_entry.Line(**line.model_dump()) for line in facts.lines]
    year = read_year(facts.year)
    return noted_out(area_fact_entry.enter_many(ctx, year, facts.source, lines))


@door.post("/confirmations", may=Permission.STANDARD_WRITE)
def confirm_area_facts(ctx: Context, looked_at: ConfirmFactsIn) -> FactsConfirmedOut:
    """Confirm entries as they stand; one that was corrected since is not confirmed."""
    done = area_facts.confirm(ctx, looked_at.ids)
    return FactsConfirmedOut(items=[FactConfirmedOut(id=key, outcome=what) for key, what in done])
