"""The one SQL definition behind every figure: who is counted, who was reached, who is left out."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

import sqlalchemy as sa

from app.law.reading.indicator import Indicator
from app.models.case import LegalCase
from app.models.client import Client, ManagementRecord
from app.models.service import Service
from app.times import VN
from app.units import REGIONS


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which indicator, read how, of whom, from when to when (both days in)."""

    indicator: Indicator
    variant: str
    groups: tuple[tuple[str, ...], ...]
    base: str
    unit: str
    since: date
    until: date
    sex: str | None = None

    def only(self, kind: str) -> "Question":
        """Return the same question about one service."""
        return replace(self, groups=((kind,),))


def people(question: Question) -> sa.Subquery:
    """Select one row a person with `reached`, `excluded`, `soft` and the kinds of service had.

    `soft` marks those whose place in the figure rests on a historic or unverified entry. What a
    person had is one number, a bit a kind. The client is joined loosely: row security is the same
    on both sides, and a national figure that asks nothing of the client then skips the join.
    """
    record, reach, ran = _records(question), _reach(question), _running(question)
    bits = _bits(question)
    had: sa.ColumnElement[int] = sa.func.coalesce(reach.c.had, 0)
    source = sa.outerjoin(record, Client, Client.id == record.c.client_id).outerjoin(
        reach, reach.c.client_id == record.c.client_id
    )
    if ran is not None:
        had = had.op("|")(sa.func.coalesce(ran.c.had, 0))
        source = source.outerjoin(ran, ran.c.client_id == record.c.client_id)
    groups = [sum(bits[kind] for kind in group) for group in question.groups]
    statement = (
        sa.select(
            record.c.client_id,
            Client.full_name,
            Client.sort_key,
            Client.sex,
            Client.birth_date,
            Client.unit,
            Client.province,
            record.c.since,
            record.c.excluded,
            (record.c.soft | sa.func.coalesce(reach.c.soft, sa.false())).label("soft"),
            sa.and_(*(had.op("&")(group) != 0 for group in groups)).label("reached"),
            *((had.op("&")(bit) != 0).label(f"had_{kind}") for kind, bit in bits.items()),
        )
        .select_from(source)
        .where(_within(question.unit))
    )
    if question.sex is not None:
        statement = statement.where(Client.sex == question.sex)
    return statement.subquery("people")


def _bits(question: Question) -> dict[str, int]:
    """Return the bit of each kind of service of the indicator."""
    return {kind: 1 << place for place, kind in enumerate(question.indicator.kinds)}


def _records(question: Question) -> sa.Subquery:
    """Select the people on the list in the period; left out when only excluded records remain."""
    record = ManagementRecord
    left_out = [reason for rule in question.indicator.exclude for reason in rule.closed]
    out: sa.ColumnElement[bool] = sa.func.coalesce(record.closed_reason, "").in_(left_out)
    if question.base == "stock":
        # On the list during the period but not on its last day: shown as left out, not lost.
        out = out | (record.until.is_not(None) & (record.until <= question.until))
    return (
        sa.select(
            record.client_id,
            sa.func.min(record.since).label("since"),
            sa.func.bool_and(out).label("excluded"),
            sa.func.bool_or(record.provenance != "recorded").label("soft"),
        )
        .where(
            record.kind == question.indicator.record,
            record.since <= question.until,
            record.until.is_(None) | (record.until >= question.since),
        )
        .group_by(record.client_id)
        .subquery("listed")
    )


def _reach(question: Question) -> sa.Subquery:
    """Select what each person had in the period, one row a person."""
    bits = _bits(question)
    return (
        sa.select(
            Service.client_id,
            sa.func.bit_or(sa.case(bits, value=Service.kind, else_=0)).label("had"),
            sa.func.bool_and(Service.provenance != "recorded").label("soft"),
        )
        .where(
            Service.voided_at.is_(None),
            Service.performed_on.between(question.since, question.until),
            Service.kind.in_(list(bits)),
        )
        .group_by(Service.client_id)
        .subquery("had")
    )


def _running(question: Question) -> sa.Subquery | None:
    """Select who had a case running in the period, for the kinds that a case stands for."""
    asked = {kind for group in question.groups for kind in group}
    bits = _bits(question)
    stands_for = {
        procedure: bits[kind]
        for kind, procedures in question.indicator.running.items()
        if kind in asked
        for procedure in procedures
    }
    if not stands_for:
        return None
    first = datetime.combine(question.since, time(), VN)
    return (
        sa.select(
            LegalCase.client_id,
            sa.func.bit_or(sa.case(stands_for, value=LegalCase.procedure, else_=0)).label("had"),
        )
        .where(
            LegalCase.procedure.in_(list(stands_for)),
            LegalCase.started_on <= question.until,
            LegalCase.closed_at.is_(None) | (LegalCase.closed_at >= first),
        )
        .group_by(LegalCase.client_id)
        .subquery("ran")
    )


def _within(unit: str) -> sa.ColumnElement[bool]:
    """Tell who is held under a unit: by the shape of its code; `R1`…`R6` are the regions."""
    if unit == "vn":
        return sa.true()
    if unit.startswith("R"):
        region = next((r for r in REGIONS if f"R{r.number}" == unit), None)
        return Client.province.in_(region.provinces if region else [])
    if unit.startswith("F-"):
        inside = sa.select(LegalCase.client_id).where(
            LegalCase.facility == unit, LegalCase.closed_at.is_(None)
        )
        return Client.id.in_(inside)
    if len(unit) == 2:  # noqa: PLR2004 - a province's code has two digits
        return Client.province == unit
    return Client.unit == unit
