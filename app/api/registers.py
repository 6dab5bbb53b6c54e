"""Routes of registers: lists of people as the law names them, and the lists against each other."""

from typing import Annotated

from fastapi import Path, Query
from fastapi.responses import Response

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.law.reading.register import registers
from app.schemas.registers import (
    ReconciliationFilter,
    RegisterCode,
    RegisterFilter,
    RegisterListOut,
    RegisterOut,
)
from app.services import shown_reports
from app.services.registers import writing
from app.sheets.book import Book

door = Door(prefix="/v1/registers", tags=["reports"])


@door.get("", may=Permission.INDICATOR_OPEN)
def list_registers(ctx: Context) -> RegisterListOut:  # noqa: ARG001 - the door needs it
    """List the registers there are."""
    return RegisterListOut(items=[RegisterOut.model_validate(one) for one in registers().values()])


@door.get("/reconciliation", may=Permission.INDICATOR_OPEN, responses=shown_reports.FILES)
def read_reconciliation(ctx: Context, chosen: Annotated[ReconciliationFilter, Query()]) -> Response:
    """Hold the lists of commune, centre and health against each other; name each mismatch."""
    on = chosen.on or ctx.today
    book = writing.write(
        ctx, "reconciliation", unit=chosen.unit, since=on, until=on, form=chosen.format
    )
    return _file(book, "reconciliation", chosen.format, chosen.sheet)


@door.get("/{register_code}", may=Permission.INDICATOR_OPEN, responses=shown_reports.FILES)
def read_register(
    ctx: Context,
    register_code: Annotated[RegisterCode, Path()],
    chosen: Annotated[RegisterFilter, Query()],
) -> Response:
    """Write a register of people the caller holds: as JSON, workbook, CSV or pages."""
    book = writing.write(
        ctx,
        register_code,
        unit=chosen.unit,
        since=chosen.from_,
        until=chosen.to,
        form=chosen.format,
    )
    return _file(book, register_code, chosen.format, chosen.sheet)


def _file(book: Book, code: str, form: str, sheet: str | None) -> Response:
    return Response(
        shown_reports.written(book, form, sheet),
        media_type=shown_reports.TYPES[form],
        headers={"content-disposition": f'attachment; filename="{code}.{form}"'},
    )
