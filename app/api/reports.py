"""Routes of reports: what there is to report, freezing, files, verifying, deciding."""

from datetime import date
from typing import Annotated

from fastapi import Query
from fastapi.responses import Response

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.law.reading.report import reports
from app.periods import parse
from app.problems import Invalid
from app.schemas.base import Id, Page
from app.schemas.reports import (
    FileFilter,
    KeyListOut,
    ReportDefinitionListOut,
    ReportDetailOut,
    ReportFilter,
    ReportIn,
    ReportOut,
    ReturnIn,
    VerifiedOut,
)
from app.services import shown_reports
from app.services.reports import frozen, shelf, verifying

door = Door(prefix="/v1/reports", tags=["reports"])


@door.get("/definitions", may=Permission.INDICATOR_READ)
def list_report_definitions(ctx: Context) -> ReportDefinitionListOut:  # noqa: ARG001 - the door needs it
    """List the reports there are: by whose rule, how often, of which tables."""
    found = [shown_reports.definition_out(one) for one in reports().values()]
    return ReportDefinitionListOut(items=found)


@door.get("/keys", may=Permission.INDICATOR_READ)
def list_report_keys(ctx: Context) -> KeyListOut:
    """List the public keys that reports are signed with, earlier ones too."""
    return shown_reports.keys_out(ctx)


@door.get("", may=Permission.INDICATOR_OPEN)
def list_reports(
    ctx: Context,
    filter: Annotated[ReportFilter, Query()],  # noqa: A002
) -> Page[ReportOut]:
    """List the reports of the caller's unit and those below, newest first."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = shelf.page(
        ctx,
        unit=filter.unit,
        kind=filter.kind,
        state=filter.state,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[ReportOut](
        **page_of(
            rows, filter, ReportOut.model_validate, lambda row: {"at": row.made_at, "id": row.id}
        )
    )


@door.post("", may=Permission.REPORT_WRITE, status_code=201, location="/v1/reports/{id}")
def freeze_report(ctx: Context, report: ReportIn) -> ReportDetailOut:
    """Fill a report of the caller's own unit as known now, and sign it."""
    asked = frozen.Asked(report.kind, *_days(report), report.cut_off, report.replaces)
    return shown_reports.detail_out(frozen.freeze(ctx, asked, key=report.id))


@door.get("/{report_id}", may=Permission.INDICATOR_OPEN)
def read_report(ctx: Context, report_id: Id) -> ReportDetailOut:
    """Read a report: its figures, what they rest on, the signature and what was signed."""
    return shown_reports.detail_out(shelf.found(ctx, report_id))


@door.get("/{report_id}/file", may=Permission.INDICATOR_OPEN, responses=shown_reports.FILES)
def read_report_file(
    ctx: Context, report_id: Id, chosen: Annotated[FileFilter, Query()]
) -> Response:
    """Write the frozen figures as a workbook, a CSV of one table, printed pages or JSON."""
    row = shelf.found(ctx, report_id)
    file = shown_reports.written(frozen.book(row), chosen.format, chosen.sheet)
    ctx.trail.note(object_type="report", object_id=row.id, detail={"format": chosen.format})
    name = f"{row.kind}-{row.unit}-{row.period_from}-{row.period_to}.{chosen.format}"
    return Response(
        file,
        media_type=shown_reports.TYPES[chosen.format],
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


@door.get("/{report_id}/verify", may=Permission.INDICATOR_OPEN)
def verify_report(ctx: Context, report_id: Id) -> VerifiedOut:
    """Verify signature and hashes, and list what would be counted otherwise then and now."""
    row = shelf.found(ctx, report_id)
    return shown_reports.verified_out(row, verifying.verify(ctx, row))


@door.post("/{report_id}/submit", may=Permission.REPORT_WRITE, versioned=True)
def submit_report(ctx: Context, report_id: Id, version: int) -> ReportOut:
    """Send a report to the unit above."""
    return ReportOut.model_validate(shelf.submit(ctx, report_id, version))


@door.post("/{report_id}/approve", may=Permission.REPORT_APPROVE, versioned=True)
def approve_report(ctx: Context, report_id: Id, version: int) -> ReportOut:
    """Approve a report of a unit below; the nation's own by a second person there."""
    return ReportOut.model_validate(shelf.approve(ctx, report_id, version))


@door.post("/{report_id}/return", may=Permission.REPORT_APPROVE, versioned=True)
def return_report(ctx: Context, report_id: Id, version: int, said: ReturnIn) -> ReportOut:
    """Return a report with the reason; a new one may replace it."""
    return ReportOut.model_validate(shelf.send_back(ctx, report_id, version, said.reason))


def _days(report: ReportIn) -> tuple[date, date]:
    """Return the two days of the period, told by its code or one by one."""
    told = (report.from_, report.to)
    if report.period is not None:
        if told != (None, None):
            raise Invalid.at("/period", vi="hoặc kỳ, hoặc hai ngày", en="or two days, not both")
        period = parse(report.period)
        return period.since, period.until
    if report.from_ is None or report.to is None:
        raise Invalid.at("/from", vi="cần kỳ hoặc cả hai ngày", en="a period, or both days")
    return report.from_, report.to
