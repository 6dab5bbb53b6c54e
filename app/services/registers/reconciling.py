"""One person, one day, three lists: commune, centre, health; each mismatch by its name.

The three are read from what each side itself writes: lists and cases, stays, treatments. Where
the caller does not read the clinical part, nothing of the health list is looked at or told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.reading.register import Named, Register
from app.models.care import HealthRecord, SubstitutionPeriod
from app.models.case import LegalCase
from app.models.client import Client, ManagementRecord
from app.models.stay import Stay
from app.services.registers.scope import (
    PERSON,
    Scope,
    Written,
    held_under,
    person,
    refuse_too_long,
    title,
)
from app.sheets.book import Column, Row, Sheet, Title

_CENTRE = ("voluntary-centre", "compulsory", "compulsory-minor")
_COMPULSORY = ("compulsory", "compulsory-minor")
_HOME = ("voluntary-home",)
_SUBSTITUTION = ("substitution",)
_COLUMNS = (
    *PERSON,
    Column("on_lists", Title("Danh sách của xã", "Commune list")),
    Column("in_centre", Title("Cơ sở ghi đang ở", "Centre: stays at")),
    Column("centre_case", Title("Quyết định vào cơ sở", "Case in a centre")),
    Column("health", Title("Y tế ghi đang điều trị", "Health: treated at")),
    Column("code", Title("Mã lệch", "Mismatch")),
    Column("mismatch", Title("Nội dung lệch", "What does not agree")),
)
_COUNTS = (
    Column("code", Title("Mã lệch", "Mismatch")),
    Column("mismatch", Title("Nội dung lệch", "What does not agree")),
    Column("count", Title("Số người", "People"), "int"),
)
# In place of the health list for who does not read the clinical part: nobody is on it.
_UNTOLD: dict[str, sa.ColumnElement[Any]] = {
    name: sa.literal(None, sa.Text) for name in ("substitution_case", "treated_at", "withdrawal")
}
_LISTS = {"addict": "người nghiện", "user": "người sử dụng", "post_rehab": "sau cai"}
_UNSEEN = Title(
    "Không đối chiếu với danh sách y tế: người hỏi không đọc phần y tế của hồ sơ",
    "Not held against the health list: the caller does not read the clinical part",
)


def write(ctx: Context, register: Register, scope: Scope) -> Written:
    """Write the sheet of the last day of the scope: counts by mismatch, and the people."""
    clinical = ctx.sees(Part.CLINICAL)
    named = [
        one
        for one in register.named
        if (clinical or not one.clinical) and (one.begins is None or one.begins <= scope.until)
    ]
    rows: list[Row] = []
    counts: Counter[str] = Counter()
    clients = []
    seen = 0
    for row in ctx.session.execute(_statement(scope, clinical=clinical)).mappings():
        seen += 1
        wrong = set(_mismatches(row))
        told = [one for one in named if one.code in wrong]
        rows.extend(_told(row, one) for one in told)
        counts.update(one.code for one in told)
        clients += [row["client_id"]] if told else []
    refuse_too_long(rows)
    return Written(
        sheets=(_counted(register, named, counts, seen), _people(register, rows)),
        clients=clients,
        notes=() if clinical else (_UNSEEN,),
    )


def _mismatches(row: sa.RowMapping) -> Iterator[str]:
    stays, case, lists = row["stay_at"], row["centre_case"], set(row["lists"] or ())
    if stays and (row["home_case"] or "post_rehab" in lists):
        yield "in-centre-managed-at-home"
    if row["compulsory"] and stays and "addict" in lists:
        yield "in-centre-still-listed"
    if case and not stays:
        yield "centre-case-without-stay"
    if stays and not case:
        yield "stay-without-centre-case"
    treated = row["treated_at"]
    if treated and not row["substitution_case"]:
        yield "substituted-without-case"
    if row["substitution_case"] and not treated:
        yield "substitution-case-without-treatment"
    if treated and "addict" not in lists:
        yield "treated-but-not-listed"
    if row["withdrawal"] and not (case or row["home_case"]):
        yield "withdrawal-without-cure"
    if stays and treated and stays != treated:
        yield "in-centre-dosed-elsewhere"


def _statement(scope: Scope, *, clinical: bool) -> sa.Select[*tuple[Any, ...]]:
    """Select whoever stands on any of the three lists on the last day of the scope."""
    columns = {**_legal(scope), **(_health(scope) if clinical else _UNTOLD)}
    views = (
        sa.select(
            Client.id.label("client_id"),
            Client.full_name,
            Client.birth_date,
            Client.sex,
            Client.unit.label("commune"),
            Client.sort_key,
            *(column.label(name) for name, column in columns.items()),
        )
        .where(Client.merged_into.is_(None), held_under(scope.unit))
        .subquery("views")
    )
    on_any = [views.c[name].is_not(None) for name in columns]
    return sa.select(views).where(sa.or_(*on_any)).order_by(views.c.sort_key, views.c.client_id)


def _legal(scope: Scope) -> dict[str, sa.ColumnElement[Any]]:
    """What commune and centre say: lists, cases under way, and where the person stays."""
    lists = sa.select(sa.func.array_agg(ManagementRecord.kind.distinct())).where(
        ManagementRecord.client_id == Client.id,
        ManagementRecord.since <= scope.until,
        ManagementRecord.until.is_(None) | (ManagementRecord.until > scope.until),
    )
    stay = sa.select(sa.func.max(Stay.unit)).where(
        Stay.client_id == Client.id,
        Stay.voided_at.is_(None),
        Stay.since < scope.after,
        Stay.until.is_(None) | (Stay.until >= scope.after),
    )
    return {
        "lists": lists.scalar_subquery(),
        "stay_at": stay.scalar_subquery(),
        "centre_case": _case(scope, _CENTRE),
        "compulsory": _case(scope, _COMPULSORY),
        "home_case": _case(scope, _HOME),
    }


def _health(scope: Scope) -> dict[str, sa.ColumnElement[Any]]:
    """What the health side says: treatments that run, and the case they rest on."""
    return {
        "substitution_case": _case(scope, _SUBSTITUTION),
        "treated_at": _treated(scope),
        "withdrawal": _withdrawal(scope),
    }


def _case(scope: Scope, procedures: Sequence[str]) -> sa.ScalarSelect[str]:
    """Select the procedure of a case that is being carried out on the day: begun, not closed."""
    return (
        sa.select(sa.func.max(LegalCase.procedure))
        .where(
            LegalCase.client_id == Client.id,
            LegalCase.procedure.in_(procedures),
            LegalCase.started_on <= scope.until,
            LegalCase.closed_at.is_(None) | (LegalCase.closed_at >= scope.after),
        )
        .scalar_subquery()
    )


def _treated(scope: Scope) -> sa.ScalarSelect[str]:
    period = SubstitutionPeriod
    return (
        sa.select(sa.func.max(period.unit))
        .where(
            period.client_id == Client.id,
            period.voided_at.is_(None),
            period.started_on <= scope.until,
            period.ended_on.is_(None) | (period.ended_on > scope.until),
        )
        .scalar_subquery()
    )


def _withdrawal(scope: Scope) -> sa.ScalarSelect[str]:
    record = HealthRecord
    return (
        sa.select(sa.func.max(record.unit))
        .where(
            record.client_id == Client.id,
            record.voided_at.is_(None),
            record.opened_on <= scope.until,
            record.closed_on.is_(None) | (record.closed_on > scope.until),
        )
        .scalar_subquery()
    )


def _told(row: sa.RowMapping, one: Named) -> Row:
    kinds = [_LISTS.get(kind, kind) for kind in row["lists"] or ()]
    return {
        **person(row),
        "on_lists": ", ".join(kinds) or None,
        "in_centre": row["stay_at"],
        "centre_case": row["centre_case"],
        "health": row["treated_at"],
        "code": one.code,
        "mismatch": one.title.vi,
    }


def _people(register: Register, rows: Sequence[Row]) -> Sheet:
    return Sheet("people", title(register.title), _COLUMNS, tuple(rows))


def _counted(register: Register, named: Sequence[Named], counts: Counter[str], seen: int) -> Sheet:
    rows: tuple[Row, ...] = tuple(
        {"code": one.code, "mismatch": one.title.vi, "count": counts[one.code]} for one in named
    )
    looked = Title(
        f"Đã đối chiếu {seen} người có tên trong ít nhất một danh sách",
        f"{seen} people on at least one of the lists were compared",
    )
    return Sheet(
        code="counts",
        title=title(register.title),
        columns=_COUNTS,
        rows=rows,
        notes=(looked,),
        named_by=("code",),
    )
