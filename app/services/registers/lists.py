"""Lists of the commune: who stands on one on a day, and who was put on or taken off in a period."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.context import Context
from app.law.reading.register import Register
from app.models.case import LegalCase
from app.models.client import Client, ManagementRecord
from app.services.registers.scope import PERSON, Scope, Written, held_under, person, rows_of, title
from app.services.spread import under
from app.sheets.book import Column, Row, Sheet, Title

_LIST = Column("list", Title("Danh sách", "List"))
_SINCE = Column("since", Title("Vào danh sách ngày", "On the list since"), "date")
_LISTED = (
    *PERSON,
    _SINCE,
    Column("ethnicity", Title("Dân tộc", "Ethnicity")),
    Column("term_end", Title("Hết thời hạn quản lý", "Term ends"), "date"),
)
_PUT_ON = (*PERSON, _LIST, _SINCE)
_TAKEN_OFF = (
    *PERSON,
    _LIST,
    _SINCE,
    Column("until", Title("Ra khỏi danh sách ngày", "Off the list since"), "date"),
    Column("reason", Title("Lý do", "Reason")),
)
_COUNTS = (
    Column("list", Title("Danh sách", "List")),
    Column("put_on", Title("Đưa vào", "Put on"), "int"),
    Column("taken_off", Title("Đưa ra", "Taken off"), "int"),
)
_PUT = Title("Người đưa vào danh sách", "People put on the lists")
_TAKEN = Title("Người đưa ra khỏi danh sách", "People taken off the lists")
_HELD = Title(
    "Chỉ gồm hồ sơ đơn vị đang giữ: người đã chuyển đi không có tên ở đây",
    "Files held today alone: who has moved away is not named here",
)


def listed(ctx: Context, register: Register, scope: Scope) -> Written:
    """Write who stands on the lists on the last day of the period."""
    record = ManagementRecord
    found = rows_of(
        ctx,
        _people(register, scope).where(
            record.since <= scope.until, record.until.is_(None) | (record.until > scope.until)
        ),
    )
    rows: tuple[Row, ...] = tuple(
        {
            **person(row),
            "since": row["since"],
            "ethnicity": row["ethnicity"],
            "term_end": row["term_end"],
        }
        for row in found
    )
    sheet = Sheet("people", title(register.title), _LISTED, rows)
    return Written((sheet,), [row["client_id"] for row in found])


def changes(ctx: Context, register: Register, scope: Scope) -> Written:
    """Write who was put on the lists in the period, and who was taken off, with the reason."""
    record = ManagementRecord
    people = _people(register, scope)
    put = rows_of(ctx, people.where(record.since.between(scope.since, scope.until)))
    taken = rows_of(ctx, people.where(record.until.between(scope.since, scope.until)))
    on: tuple[Row, ...] = tuple(
        {**person(row), "list": _called(register, row["kind"]), "since": row["since"]}
        for row in put
    )
    off: tuple[Row, ...] = tuple(
        {
            **person(row),
            "list": _called(register, row["kind"]),
            "since": row["since"],
            "until": row["until"],
            "reason": _reason(ctx, register, row),
        }
        for row in taken
    )
    return Written(
        sheets=(
            _counted(register, put, taken),
            Sheet("put-on", _PUT, _PUT_ON, on),
            Sheet("taken-off", _TAKEN, _TAKEN_OFF, off),
        ),
        clients=[row["client_id"] for row in (*put, *taken)],
        notes=(_HELD,),
    )


def _people(register: Register, scope: Scope) -> sa.Select[*tuple[Any, ...]]:
    """Select entries of the lists: of the unit that kept the list then, as the entry says."""
    record, kept = ManagementRecord, ManagementRecord.__table__.c
    mine = (
        held_under(scope.unit)
        if scope.unit.startswith("F-")
        else under(scope.unit, kept.unit, kept.province)
    )
    return (
        sa.select(
            Client.id.label("client_id"),
            Client.full_name,
            Client.birth_date,
            Client.sex,
            Client.ethnicity,
            record.unit.label("commune"),
            record.kind,
            record.since,
            record.until,
            record.closed_reason,
            LegalCase.procedure,
            LegalCase.edition,
            LegalCase.term_end,
        )
        .join(record, record.client_id == Client.id)
        .outerjoin(LegalCase, LegalCase.id == record.case_id)
        .where(record.kind.in_(register.records), mine)
        .order_by(Client.sort_key, Client.id, record.since)
    )


def _called(register: Register, code: str) -> str:
    named = register.called(code)
    return named.title.vi if named is not None else code


def _reason(ctx: Context, register: Register, row: sa.RowMapping) -> str | None:
    """Say why a person left: a reason of the register, else the state the case came to."""
    code = row["closed_reason"]
    if code is None or register.called(code) is not None or row["procedure"] is None:
        return None if code is None else _called(register, code)
    state = ctx.lawbook.procedure(row["procedure"], row["edition"]).states.get(code)
    return state.title.vi if state is not None else code


def _counted(
    register: Register, put: Sequence[sa.RowMapping], taken: Sequence[sa.RowMapping]
) -> Sheet:
    on, off = Counter(row["kind"] for row in put), Counter(row["kind"] for row in taken)
    rows: tuple[Row, ...] = tuple(
        {"list": _called(register, kind), "put_on": on[kind], "taken_off": off[kind]}
        for kind in register.records
    )
    return Sheet("counts", title(register.title), _COUNTS, rows, named_by=("list",))
