"""What a block of an old form counts: cases, lists, supports, relapses, staff, communes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import sqlalchemy as sa

from app.law.reading.report import Block
from app.models.case import Determination, LegalCase, Step
from app.models.client import ManagementRecord
from app.models.service import Service
from app.models.staff import StaffMember
from app.models.unit import Unit
from app.services import known
from app.services.reports.held import at_facility, at_residence, in_reach
from app.services.reports.scope import Scope
from app.services.spread import under
from app.sheets.book import Title

Ids: TypeAlias = sa.Select[*tuple[Any, ...]]
_ZONE = "Asia/Ho_Chi_Minh"
_UNKNOWN = "unknown"
# What counts as a cure or treatment completed before a relapse (116/2021/NĐ-CP; 163/2026/NĐ-CP,
# as read in law/indicators-and-context §0.5).
_CURES = ("voluntary-home", "voluntary-centre", "compulsory", "compulsory-minor", "substitution")


@dataclass(frozen=True, slots=True)
class Counted:
    """One count of a block: what it is called, and the ids it counts."""

    code: str
    title: Title
    ids: Ids


def _cases(block: Block, scope: Scope) -> Iterator[Counted]:
    """People whose case began, was under way on the last day, was completed, or ended else."""
    case = known.table(scope, LegalCase).c
    closed_on = sa.cast(sa.func.timezone(_ZONE, case.closed_at), sa.Date)
    ended = (case.closed_at >= scope.first_moment) & (case.closed_at < scope.after)
    last = sa.literal(scope.until)
    counts = (
        ("begun", Title("Tiếp nhận trong kỳ", "Begun in the period"), case.started_on,
         case.started_on.between(scope.since, scope.until)),
        ("present", Title("Có mặt cuối kỳ", "Under way on the last day"), last,
         (case.started_on <= scope.until)
         & (case.closed_at.is_(None) | (case.closed_at >= scope.after))),
        ("completed", Title("Hoàn thành trong kỳ", "Completed in the period"), closed_on,
         ended & (case.outcome == "completed")),
        ("ended", Title("Kết thúc khác trong kỳ", "Otherwise ended in the period"), closed_on,
         ended & case.started_on.is_not(None) & (case.outcome != "completed")),
    )  # fmt: skip
    for code, title, day, when in counts:
        chosen = sa.select(case.client_id).where(case.procedure.in_(block.procedures), when)
        if block.place:
            chosen = chosen.where(_first_said(scope, case.id).in_(block.place))
        if block.where == "facility":
            chosen = chosen.where(at_facility(scope, case.facility))
        else:
            held = at_residence(scope, case.client_id, day)
            chosen = chosen.join(held, sa.true()).where(in_reach(scope, held))
        yield Counted(code, title, chosen)


def _first_said(scope: Scope, case: sa.ColumnElement[object]) -> sa.ColumnElement[str]:
    """The place of a voluntary cure as its first step said it; `unknown` where it did not."""
    step = known.table(scope, Step).c
    said = sa.select(step.body["place"].astext).where(step.case_id == case, step.seq == 1)
    return sa.func.coalesce(said.scalar_subquery(), _UNKNOWN)


def _listed(block: Block, scope: Scope) -> Iterator[Counted]:
    """People put on a list, on it on the last day, taken off it: of the commune that kept it."""
    record = known.table(scope, ManagementRecord).c
    mine: list[sa.ColumnElement[bool]] = [record.kind.in_(block.records)]
    if scope.unit != "vn":
        mine.append(under(scope.unit, record.unit, record.province))
    counts = (
        ("put-on", Title("Đưa vào trong kỳ", "Put on in the period"),
         record.since.between(scope.since, scope.until)),
        ("present", Title("Có mặt cuối kỳ", "On the list on the last day"),
         (record.since <= scope.until) & (record.until.is_(None) | (record.until > scope.until))),
        ("taken-off", Title("Đưa ra trong kỳ", "Taken off in the period"),
         record.until.between(scope.since, scope.until)),
    )  # fmt: skip
    for code, title, when in counts:
        yield Counted(code, title, sa.select(record.client_id).where(when, *mine))


def _services(block: Block, scope: Scope) -> Iterator[Counted]:
    """People who were given each kind of support in the period."""
    service = known.table(scope, Service).c
    for kind in block.kinds:
        chosen = sa.select(service.client_id).where(
            service.kind == kind,
            service.voided_at.is_(None),
            service.performed_on.between(scope.since, scope.until),
        )
        if block.where == "facility":
            chosen = chosen.where(at_facility(scope, service.unit))
        else:
            held = at_residence(scope, service.client_id, service.performed_on)
            chosen = chosen.join(held, sa.true()).where(in_reach(scope, held))
        yield Counted(kind, _SUPPORTS[kind], chosen)


def _relapse(block: Block, scope: Scope) -> Iterator[Counted]:  # noqa: ARG001 - all sources alike
    """People determined addicted again after a cure or substitution they had completed."""
    found = known.table(scope, Determination).c
    case = known.table(scope, LegalCase).c
    before = sa.exists().where(
        case.client_id == found.client_id,
        case.procedure.in_(_CURES),
        case.outcome == "completed",
        sa.cast(sa.func.timezone(_ZONE, case.closed_at), sa.Date) < found.concluded_on,
    )
    held = at_residence(scope, found.client_id, found.concluded_on)
    chosen = (
        sa.select(found.client_id)
        .where(
            found.result == "addicted",
            found.concluded_on.between(scope.since, scope.until),
            before,
            in_reach(scope, held),
        )
        .join(held, sa.true())
    )
    yield Counted("relapsed", Title("Tái nghiện trong kỳ", "Relapsed in the period"), chosen)


def _staff(block: Block, scope: Scope) -> Iterator[Counted]:  # noqa: ARG001 - all sources alike
    """Staff employed on the last day, of the unit and those below."""
    staff = known.table(scope, StaffMember).c
    mine = [] if scope.unit == "vn" else [under(scope.unit, staff.unit, staff.province)]
    chosen = sa.select(staff.id).where(
        staff.voided_at.is_(None),
        staff.employed_from <= scope.until,
        staff.employed_until.is_(None) | (staff.employed_until > scope.until),
        *mine,
    )
    yield Counted("employed", Title("Có mặt cuối kỳ", "Employed on the last day"), chosen)


def _communes_without_addicts(block: Block, scope: Scope) -> Iterator[Counted]:  # noqa: ARG001
    """Communes of today on whose list nobody stood as addicted on the last day."""
    record = known.table(scope, ManagementRecord).c
    somebody = sa.exists().where(
        record.unit == Unit.code,
        record.kind == "addict",
        record.since <= scope.until,
        record.until.is_(None) | (record.until > scope.until),
    )
    chosen = sa.select(Unit.code).where(Unit.kind == "commune", ~somebody)
    if scope.unit != "vn":
        chosen = chosen.where(Unit.province == scope.unit)
    title = Title("Xã, phường không có người nghiện", "Communes without addicts")
    yield Counted("communes", title, chosen)


_SUPPORTS: Mapping[str, Title] = {
    "vocational_training": Title("Dạy nghề", "Vocational training"),
    "job_support": Title("Việc làm", "Work"),
    "loan": Title("Vay vốn", "Loan"),
    "reintegration": Title("Hỗ trợ hòa nhập khác", "Other reintegration support"),
}
SOURCES: Mapping[str, Callable[[Block, Scope], Iterator[Counted]]] = {
    "cases": _cases,
    "listed": _listed,
    "services": _services,
    "relapse": _relapse,
    "staff": _staff,
    "communes_without_addicts": _communes_without_addicts,
}
