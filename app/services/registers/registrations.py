"""Form V-21: who registered for voluntary rehabilitation in the year, where, and how it stands."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.context import Context
from app.law.reading.register import Register
from app.models.case import LegalCase, Step
from app.models.client import Client
from app.services.registers.scope import PERSON, Scope, Written, held_under, person, rows_of, title
from app.sheets.book import Column, Row, Sheet, Title
from app.times import vn_day

_FIRST = 1
_COLUMNS = (
    Column("number", Title("Số trong sổ", "Number in the register")),
    Column("registered_on", Title("Ngày đăng ký", "Registered on"), "date"),
    *PERSON,
    Column("place", Title("Nơi cai nghiện", "Place")),
    Column("facility", Title("Cơ sở", "Centre")),
    Column("decided_on", Title("Ngày quyết định", "Decided on"), "date"),
    Column("started_on", Title("Ngày bắt đầu", "Begun on"), "date"),
    Column("state", Title("Tình trạng", "How it stands")),
    Column("ended_on", Title("Ngày kết thúc", "Ended on"), "date"),
)
_COUNTS = (
    Column("code", Title("Mã", "Code")),
    Column("place", Title("Nơi cai nghiện", "Place")),
    Column("registered", Title("Đăng ký", "Registered"), "int"),
    Column("running", Title("Đang cai nghiện", "In progress"), "int"),
    Column("completed", Title("Hoàn thành", "Completed"), "int"),
)


def write(ctx: Context, register: Register, scope: Scope) -> Written:
    """Write the register of a period, with its counters by place."""
    found = rows_of(ctx, _statement(register, scope))
    rows: list[Row] = []
    counts: dict[str, Counter[str]] = {}
    for row in found:
        place = _place(register, row)
        counter = counts.setdefault(place, Counter())
        counter["registered"] += 1
        counter[_standing(row, scope.after)] += 1
        rows.append(_told(ctx, register, row, scope.after))
    return Written(
        sheets=(_counted(register, counts), Sheet("people", title(register.title), _COLUMNS,
                                                  tuple(rows))),
        clients=[row["client_id"] for row in found],
    )  # fmt: skip


def _statement(register: Register, scope: Scope) -> sa.Select[*tuple[Any, ...]]:
    """Select the cases opened in the period, with what their first step says."""
    return (
        sa.select(
            Client.id.label("client_id"),
            Client.full_name,
            Client.birth_date,
            Client.sex,
            Client.unit.label("commune"),
            LegalCase.procedure,
            LegalCase.edition,
            LegalCase.state,
            LegalCase.facility,
            LegalCase.opened_at,
            LegalCase.decided_on,
            LegalCase.started_on,
            LegalCase.closed_at,
            LegalCase.outcome,
            Step.body["register_number"].astext.label("number"),
            Step.body["place"].astext.label("home"),
            Step.body["centre"].astext.label("centre"),
        )
        .join(LegalCase, LegalCase.client_id == Client.id)
        .outerjoin(Step, (Step.case_id == LegalCase.id) & (Step.seq == _FIRST))
        .where(
            held_under(scope.unit),
            LegalCase.procedure.in_(register.procedures),
            LegalCase.opened_at >= scope.first_moment,
            LegalCase.opened_at < scope.after,
        )
        .order_by(LegalCase.opened_at, LegalCase.id)
    )


def _place(register: Register, row: sa.RowMapping) -> str:
    told = row["centre"] or row["home"]
    known = told is not None and register.called(told) is not None
    return str(told if known else row["procedure"])


def _standing(row: sa.RowMapping, after: datetime) -> str:
    """Tell how a case stood at the end of the period, for the counters of the form."""
    if row["closed_at"] is not None and row["closed_at"] < after:
        return "completed" if row["outcome"] == "completed" else "ended"
    begun = row["started_on"] is not None and row["started_on"] < after.date()
    return "running" if begun else "waiting"


def _told(ctx: Context, register: Register, row: sa.RowMapping, after: datetime) -> Row:
    named = register.called(_place(register, row))
    procedure = ctx.lawbook.procedure(row["procedure"], row["edition"])
    state = procedure.states.get(row["state"])
    closed = row["closed_at"]
    return {
        **person(row),
        "number": row["number"],
        "registered_on": vn_day(row["opened_at"]),
        "place": named.title.vi if named is not None else row["procedure"],
        "facility": row["facility"],
        "decided_on": row["decided_on"],
        "started_on": row["started_on"],
        "state": state.title.vi if state is not None else row["state"],
        "ended_on": vn_day(closed) if closed is not None and closed < after else None,
    }


def _counted(register: Register, counts: dict[str, Counter[str]]) -> Sheet:
    keys = ("registered", "running", "completed")
    rows: Sequence[Row] = [
        {
            "code": one.code,
            "place": one.title.vi,
            **{key: counts.get(one.code, Counter())[key] for key in keys},
        }
        for one in register.named
    ]
    total: Row = {
        "code": "total",
        "place": "Cộng",
        **{key: sum(counter[key] for counter in counts.values()) for key in keys},
    }
    return Sheet(
        code="counts",
        title=title(register.title),
        columns=_COUNTS,
        rows=tuple(rows),
        totals=(total,),
        named_by=("code",),
    )
