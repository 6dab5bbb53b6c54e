"""The worklist as the API shows it: titles, the reason in words, the article, the step to take."""

from collections.abc import Iterable
from datetime import datetime

from app.context import Context
from app.law.shape.model import Title
from app.models.case import LegalCase
from app.models.move import Transfer
from app.schemas.worklist import AnsweringStepOut, WorkItemOut
from app.services.chores import listed as chores
from app.services.chores.shape import Chore
from app.services.cited import basis, form_of
from app.services.lacking import Lacking
from app.services.owed import known, lateness
from app.services.worklist import Told
from app.times import VN

_NEW = Title("Hồ sơ mới chuyển đến, chưa ai mở", "A file that came and nobody has opened")
_CAME = Title("Xác nhận tiếp nhận hồ sơ chuyển đến", "Acknowledge a file that was transferred")
_NOBODY: dict[str, object] = {
    "case_id": None, "procedure": None, "procedure_title": None, "state": None,
    "deadline_id": None, "clock": None, "paper": None, "form": None,
    "advisory": False, "unverified": False, "legal_basis": [], "steps": [],
}  # fmt: skip


def work_item_out(ctx: Context, told: Told) -> WorkItemOut:
    """Return something to do, with why it is on the list."""
    item = told.item
    shown: dict[str, object] = {
        "kind": item.kind, "status": item.status, "client_id": item.client_id,
        "full_name": told.full_name,
    }  # fmt: skip
    if item.transfer is not None:
        shown |= _transfer(ctx, item.transfer)
    elif item.chore is not None:
        shown |= chore_words(ctx, item.chore, item.status)
    else:
        shown |= _file(ctx, told) if item.file is not None else _clock(ctx, told)
    if item.lacks is not None:
        shown |= _paper(ctx, item.lacks)
    return WorkItemOut.model_validate(shown)


def chore_words(ctx: Context, chore: Chore, status: str | None) -> dict[str, object]:
    """Return a chore in words, with all that only a clock has left empty."""
    told = chores.told(ctx, chore)
    days, hours = lateness(chore.due_at, ctx.now)
    reason = _due(status, chore.due_at)
    if told.why is not None:
        reason = Title(f"{reason.vi}; {told.why.vi}", f"{reason.en}; {told.why.en}")
    return {
        **_NOBODY,
        "title": words(told.title),
        "reason": words(reason),
        "due_at": chore.due_at,
        "since": chore.since,
        "late_days": days,
        "late_hours": hours,
        "unit": chore.unit,
        "case_id": chore.case_id,
        "record_id": chore.id,
        "unverified": told.unverified,
        "practice": not told.legal_basis,
        "legal_basis": told.legal_basis,
    }


def steps_out(ctx: Context, marks: Iterable[str]) -> list[AnsweringStepOut]:
    """Return the steps of these marks, with the offices that may take them."""
    found = (known(ctx).steps.get(mark) for mark in marks)
    return [
        AnsweringStepOut.model_validate(
            {
                "procedure": one.procedure.code,
                "name": one.rule.name,
                "ref": one.rule.id,
                "title": words(one.rule.title),
                "by": [{"code": o.code, "title": words(o.title)} for o in one.offices],
            }
        )
        for one in found
        if one is not None
    ]


def procedure_title(ctx: Context, case: LegalCase) -> dict[str, str]:
    """Return the title of a case's procedure in its edition."""
    procedure = ctx.lawbook.procedures.get((case.procedure, case.edition))
    return words(procedure.title if procedure else Title("Không rõ", "Unknown"))


def words(title: Title) -> dict[str, str]:
    """Return a title in both languages."""
    return {"vi": title.vi, "en": title.en}


def _clock(ctx: Context, told: Told) -> dict[str, object]:
    clock, case, owed = told.clock, told.case, told.item.clock
    if clock is None or case is None or owed is None:
        return {}
    days, hours = lateness(clock.due_at, ctx.now)
    return {
        "title": clock.title,
        "reason": words(_due(told.item.kind, clock.due_at)),
        "due_at": clock.due_at,
        "since": clock.started_at,
        "late_days": days,
        "late_hours": hours,
        "unit": clock.unit,
        "case_id": case.id,
        "procedure": case.procedure,
        "procedure_title": procedure_title(ctx, case),
        "state": case.state,
        "deadline_id": clock.id,
        "clock": clock.clock,
        "paper": None,
        "form": None,
        "advisory": clock.advisory,
        "unverified": clock.unverified,
        "legal_basis": clock.legal_basis,
        "steps": steps_out(ctx, owed.marks),
    }


def _due(kind: str | None, at: datetime) -> Title:
    local = at.astimezone(VN)
    vi, en = f"{local:%H:%M ngày %d/%m/%Y}", f"{local:%Y-%m-%d %H:%M}"
    match kind:
        case "overdue":
            return Title(
                f"Đã hết hạn lúc {vi} mà chưa thực hiện", f"Was due at {en} and is still owed"
            )
        case "due_today":
            return Title(f"Hết hạn hôm nay, lúc {local:%H:%M}", f"Due today at {local:%H:%M}")
        case _:
            return Title(f"Hết hạn lúc {vi}", f"Due at {en}")


def _paper(ctx: Context, lacks: Lacking) -> dict[str, object]:
    """The paper in place of the clock: its name, who asks for it, the step that waits."""
    titles = [ctx.lawbook.papers[code].title for code in lacks.papers]
    return {
        "title": {
            "vi": " hoặc ".join(title.vi for title in titles),
            "en": " or ".join(title.en for title in titles),
        },
        "reason": words(lacks.reason),
        "paper": " | ".join(lacks.papers),
        "form": form_of(ctx.lawbook, lacks.papers[0], lacks.edition),
        "unverified": lacks.law.unverified,
        "legal_basis": basis([lacks.law]),
        "steps": steps_out(ctx, lacks.marks),
    }


def _file(ctx: Context, told: Told) -> dict[str, object]:
    file = told.item.file
    if file is None:
        return {}
    since = file.since.astimezone(VN)
    days, hours = lateness(file.since, ctx.now)
    reason = Title(
        f"Chuyển đến lúc {since:%H:%M ngày %d/%m/%Y}, chưa ai ở đơn vị mở xem",
        f"Came at {since:%Y-%m-%d %H:%M}; nobody at the unit has opened it",
    )
    return {
        **_NOBODY,
        "title": words(_NEW),
        "reason": words(reason),
        "due_at": None,
        "since": file.since,
        "late_days": days,
        "late_hours": hours,
        "unit": file.unit,
    }


def _transfer(ctx: Context, transfer: Transfer) -> dict[str, object]:
    local, due = transfer.sent_at.astimezone(VN), transfer.due_at.astimezone(VN)
    days, hours = lateness(transfer.due_at, ctx.now)
    reason = Title(
        f"Gửi từ {transfer.from_unit} lúc {local:%H:%M ngày %d/%m/%Y}, chưa xác nhận;"
        f" hạn {due:%H:%M ngày %d/%m/%Y}",
        f"Sent from {transfer.from_unit} at {local:%Y-%m-%d %H:%M}, not acknowledged;"
        f" due {due:%Y-%m-%d %H:%M}",
    )
    return {
        **_NOBODY,
        "title": words(_CAME),
        "reason": words(reason),
        "due_at": transfer.due_at,
        "since": transfer.sent_at,
        "late_days": days,
        "late_hours": hours,
        "unit": transfer.to_unit,
        "transfer_id": transfer.id,
        "unverified": True,
        "legal_basis": transfer.legal_basis,
    }
