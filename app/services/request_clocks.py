"""The statutory times of a request of the person, reckoned with every day told.

Sources: Law 91/2025/QH15 and Decree 356/2025/NĐ-CP as `book/rights.toml` has them.
"""

from dataclasses import dataclass
from datetime import datetime

from app.context import Context
from app.law.days.clock import Due, Unit, due
from app.law.reading.rights import KindRow, rights
from app.law.reading.rows import LawRow
from app.models.rights import SubjectRequest
from app.problems import Invalid, StateConflict, Text
from app.services.clocks import explained
from app.times import vn_day

EDITION = "l91"
_NO_TIME = Text("Bản đọc luật chưa nêu thời hạn", "The readings give no time")
_BEFORE = Text("Nhận trước ngày luật có hiệu lực", "Received before the law was in force")
_NONE_LONGER = Text(
    "Loại yêu cầu này không được gia hạn", "The time of this kind of request is not lengthened"
)
_TOO_LATE = Text("Đã quá thời hạn, không gia hạn được", "It is overdue and is not lengthened")


@dataclass(frozen=True, slots=True)
class Times:
    """When a request is to be acknowledged and carried out, and how that came about."""

    acknowledge_by: datetime | None
    due_at: datetime | None
    explanation: dict[str, object]


def reckon(ctx: Context, kind: str, received_at: datetime, *, with_processor: bool) -> Times:
    """Reckon both times from the moment of receipt; none where the readings give none."""
    rules = rights()
    if vn_day(received_at) < rules.begins:
        told = {"vi": _BEFORE.vi, "en": _BEFORE.en}
        return Times(None, None, {"acknowledge": told, "carry_out": told})
    first = due(ctx.calendar, received_at, rules.acknowledge.limit, rules.acknowledge.unit)
    row = rules.of(kind)
    limit = row.limit(with_processor=with_processor)
    told_first = _told(
        first, rules.acknowledge.limit, rules.acknowledge.unit, rules.acknowledge.law
    )
    if limit is None:
        none: dict[str, object] = {"vi": _NO_TIME.vi, "en": _NO_TIME.en}
        return Times(first.at, None, {"acknowledge": told_first, "carry_out": none})
    last = due(ctx.calendar, received_at, limit, row.unit)
    carried = _told(last, limit, row.unit, row.law)
    return Times(first.at, last.at, {"acknowledge": told_first, "carry_out": carried})


def lengthen(ctx: Context, request: SubjectRequest, days: int | None) -> None:
    """Lengthen the time to carry a request out, within the cap, counted with it from the start.

    Raises StateConflict where the kind has none or the time is over, Invalid over the cap.
    """
    row = rights().of(request.kind)
    limit = row.limit(with_processor=request.with_processor)
    if row.extension is None or limit is None or request.due_at is None:
        raise StateConflict(_NONE_LONGER)
    if ctx.now > request.due_at:
        raise StateConflict(_TOO_LATE)
    by = days or row.extension
    if by > row.extension:
        raise Invalid.at("/days", vi="quá số ngày được gia hạn", en="is more than the law allows")
    longer = due(ctx.calendar, request.received_at, limit + by, row.unit)
    request.due_at = longer.at
    told = _told(longer, limit + by, row.unit, row.law)
    request.explanation = {**request.explanation, "extended": told}


def cited(law: LawRow | None) -> list[dict[str, object]]:
    """A citation as the contract shows it; none where the ground is practice."""
    if law is None:
        return []
    return [{"act": law.act, "at": law.at, "edition": EDITION, "unverified": law.unverified}]


def kind_of(code: str) -> KindRow:
    """The kind of request as the book has it."""
    return rights().of(code)


def _told(reckoned: Due, limit: int, unit: Unit, law: LawRow) -> dict[str, object]:
    return {
        **explained(reckoned.steps),
        "limit": limit,
        "unit": unit,
        "due_at": reckoned.at.isoformat(),
        "legal_basis": cited(law)[0],
    }
