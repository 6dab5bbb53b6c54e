"""Routes of exports: journeys through treatment, and entrants by the TDI protocol."""

from datetime import date
from itertools import islice
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from app.access import Permission
from app.api.door import Door
from app.api.exported import answer
from app.api.paging import Cursor, page_of
from app.context import Context
from app.law.reading.journeys import journeys
from app.law.reading.tdi import tdi
from app.problems import Invalid
from app.schemas.exports import (
    EntrantOut,
    ExportFilter,
    JourneyFilter,
    JourneyOut,
    JourneysOut,
    TdiFilter,
    TdiOut,
)
from app.services import asking, journey_rows, tdi_rows
from app.services.travelled import Sought

door = Door(prefix="/v1/exports", tags=["exports"])


def _both(model: type[Any]) -> dict[int | str, dict[str, Any]]:
    sheet = {"schema": {"type": "string"}}
    return {200: {"model": model, "content": {"text/csv": sheet}}}


_FIRST, _LAST = (1, 1), (12, 31)
_NO: Final = "unknown"


@door.get("/journeys", may=Permission.INDICATOR_OPEN, responses=_both(JourneysOut))
def export_journeys(ctx: Context, chosen: Annotated[JourneyFilter, Query()]) -> Response:
    """Export journeys through treatment, one row a journey; every export is put on the trail."""
    if chosen.from_ > chosen.to:
        raise Invalid.at("/query/to", vi="trước ngày đầu kỳ", en="is before the first day")
    unit = _unit(ctx, chosen)
    after = _place(Cursor.read(chosen))
    sought = Sought(unit, chosen.from_, chosen.to, since_file=after and after[0])
    found = journey_rows.rows(ctx, sought, after=after, batch=chosen.limit + 1)
    rows = list(islice(found, chosen.limit + 1))
    cut = page_of(
        rows,
        chosen,
        JourneyOut.model_validate,
        lambda row: {"id": row.client_id, "on": row.started_on},
    )
    _note(ctx, chosen, "journeys", [row.client_id for row in cut["items"]])
    rules = journeys()
    page = JourneysOut.model_validate(
        {
            **cut,
            "since": chosen.from_,
            "until": chosen.to,
            "unit": unit,
            "gap_days": rules.gap_days,
            "kept_weeks": rules.kept_weeks,
            "source": rules.source.model_dump(),
            "unverified": rules.unverified,
        }
    )
    columns = list(JourneyOut.model_fields)
    sheet = [[getattr(row, name) for name in columns] for row in page.items]
    return answer(page, chosen, f"journeys-{chosen.from_}-{chosen.to}", columns, sheet)


@door.get("/tdi", may=Permission.INDICATOR_OPEN, responses=_both(TdiOut))
def export_tdi(ctx: Context, chosen: Annotated[TdiFilter, Query()]) -> Response:
    """Export who entered treatment in a year, one record a person, by the items of TDI 3.0."""
    unit = _unit(ctx, chosen)
    after = Cursor.read(chosen).id("id")
    since, until = date(chosen.year, *_FIRST), date(chosen.year, *_LAST)
    sought = Sought(unit, since, until, begun=True, since_file=after)
    found = tdi_rows.rows(
        ctx, sought, after=after, first=chosen.entrants == "first", batch=chosen.limit + 2
    )
    rows = list(islice(found, chosen.limit + 1))
    cut = page_of(
        rows,
        chosen,
        lambda row: EntrantOut.model_validate({"client_id": row[0], **row[1]}),
        lambda row: {"id": row[0]},
    )
    _note(ctx, chosen, "tdi", [row.client_id for row in cut["items"]])
    rules, withheld = tdi(), tdi_rows.withheld(ctx)
    page = TdiOut.model_validate(
        {
            **cut,
            "protocol": rules.protocol,
            "year": chosen.year,
            "unit": unit,
            "entrants": chosen.entrants,
            "source": rules.source.model_dump(),
            "unverified": rules.unverified,
            "withheld": withheld,
            "columns": [row.model_dump(exclude={"rests_on"}) for row in rules.item],
        }
    )
    columns = list(EntrantOut.model_fields)
    sheet = [[_told(row, name, withheld) for name in columns] for row in page.items]
    return answer(page, chosen, f"tdi-{chosen.year}", columns, sheet)


def _told(row: EntrantOut, name: str, withheld: list[str]) -> object:
    """A cell; a sheet tells what nobody knows from what is withheld, which is empty."""
    value = getattr(row, name)
    return _NO if value is None and name not in withheld else value


def _unit(ctx: Context, chosen: ExportFilter) -> str:
    unit = chosen.unit or ctx.actor.unit
    asking.refuse_out_of_reach(ctx, unit)
    return unit


def _place(cursor: Cursor) -> tuple[UUID, date] | None:
    key, on = cursor.id("id"), cursor.day("on")
    return None if key is None or on is None else (key, on)


def _note(ctx: Context, chosen: ExportFilter, what: str, clients: list[UUID]) -> None:
    ctx.trail.note(
        dict.fromkeys(clients),
        object_type="export",
        detail={
            "export": what, "purpose": chosen.purpose, "format": chosen.format,
            "rows": len(clients), "people": len(set(clients)),
        },
    )  # fmt: skip
