"""What of a file may go, kind by kind, and why the rest is kept (`book/retention.toml`)."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.days.calendar import add_months
from app.law.reading.retention import RetentionRow
from app.law.reading.retention import table as rules
from app.models.base import Base
from app.models.case import Determination, LegalCase, Paper, Step
from app.models.client import Client, ManagementRecord
from app.models.contact import Contact
from app.models.rights import Correction, LegalHold, SubjectRequest
from app.models.screening import Observation, Screening
from app.models.service import Service
from app.problems import NotPermitted, Text
from app.services import clients
from app.services.request_clocks import cited
from app.services.request_grounds import ON_FILE
from app.times import vn_day

# Kind of record → its table and the part of a file it belongs to.
_TABLES: dict[str, tuple[type[Base], Part]] = {
    "client": (Client, Part.IDENTITY),
    "management_record": (ManagementRecord, Part.LEGAL),
    "case": (LegalCase, Part.LEGAL),
    "step": (Step, Part.LEGAL),
    "paper": (Paper, Part.LEGAL),
    "determination": (Determination, Part.LEGAL),
    "screening": (Screening, Part.CLINICAL),
    "observation": (Observation, Part.CLINICAL),
    "service": (Service, Part.SOCIAL),
    "contact": (Contact, Part.SOCIAL),
    "request": (SubjectRequest, Part.IDENTITY),
    "correction": (Correction, Part.IDENTITY),
    "hold": (LegalHold, Part.IDENTITY),
}
WHY = {
    "on_hold": Text("Hồ sơ đang được giữ", "The file is on hold"),
    "on_list": Text("Đang được quản lý", "The person stands on a list"),
    "open_case": Text("Có vụ việc đang mở", "A case is open"),
    "no_period_read": Text("Bản đọc luật chưa nêu thời hạn", "The readings state no period"),
    "period_runs": Text("Chưa hết thời hạn lưu giữ", "The period still runs"),
}


def table() -> list[dict[str, object]]:
    """Return the retention table with its articles."""
    return [_rule(row) for row in rules().record]


def of(ctx: Context, client_id: UUID) -> list[dict[str, object]]:
    """Return for each kind of record on a file when it may go, or why it is kept."""
    if not ctx.sees(Part.IDENTITY):
        raise NotPermitted
    clients.get(ctx, client_id)
    reasons = [name for name, so in ON_FILE.items() if so(ctx, client_id)]
    ended = _last_end(ctx, client_id)
    found = []
    for row in rules().record:
        model, part = _TABLES[row.kind]
        count = _count(ctx, model, client_id) if ctx.sees(part) else 0
        if count:
            since = None if reasons else may_go(row, ended)
            found.append(
                {
                    **_rule(row),
                    "count": count,
                    "may_go_from": since,
                    "kept": [_why(code) for code in (*reasons, *kept(row, since, ctx.today))],
                }
            )
    return found


def may_go(row: RetentionRow, ended: date | None) -> date | None:
    """The first day a record may go; None where no period was read or nothing has ended."""
    if row.keep is None or ended is None:
        return None
    return add_months(ended, row.keep.months)


def kept(row: RetentionRow, since: date | None, today: date) -> list[str]:
    """Why a record is kept as far as its own period goes."""
    if row.keep is None:
        return ["no_period_read"]
    return ["period_runs"] if since is None or since > today else []


def _last_end(ctx: Context, client_id: UUID) -> date | None:
    """The last day on which a list or a case of the person ended."""
    record, case = ManagementRecord, LegalCase
    left = ctx.session.scalar(
        sa.select(sa.func.max(record.until)).where(record.client_id == client_id)
    )
    closed = ctx.session.scalar(
        sa.select(sa.func.max(case.closed_at)).where(case.client_id == client_id)
    )
    days = [day for day in (left, closed and vn_day(closed)) if day is not None]
    return max(days, default=None)


def _count(ctx: Context, model: type[Base], client_id: UUID) -> int:
    owner = sa.inspect(model).columns["id" if model is Client else "client_id"]
    return ctx.session.scalar(sa.select(sa.func.count()).where(owner == client_id)) or 0


def _rule(row: RetentionRow) -> dict[str, object]:
    return {
        "kind": row.kind,
        "title": row.title.model_dump(),
        "keep": row.keep and row.keep.model_dump(),
        "note": row.note.model_dump(),
        "legal_basis": cited(row.law),
        "unverified": row.law.unverified,
    }


def _why(code: str) -> dict[str, object]:
    return {"code": code, "title": {"vi": WHY[code].vi, "en": WHY[code].en}}
