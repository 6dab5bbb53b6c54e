"""The one SQL definition behind every figure: who is counted, who was reached, who is left out."""

from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from app.law.indicator import Indicator
from app.models.case import LegalCase
from app.models.client import Client, ManagementRecord
from app.models.service import Service
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

    `soft` marks those whose place in the figure rests on a historic or unverified entry.
    """
    record = _records(question)
    reach = _reach(question)
    started = _running(question)
    kinds = question.indicator.kinds
    had: dict[str, sa.ColumnElement[bool]] = {
        kind: sa.func.coalesce(reach.c[kind], sa.false()) for kind in kinds
    }
    for kind, running in started.items():
        had[kind] = had[kind] | running.c.client_id.is_not(None)
    reached = sa.and_(*(sa.or_(*(had[kind] for kind in group)) for group in question.groups))
    source = sa.join(record, Client, Client.id == record.c.client_id).outerjoin(
        reach, reach.c.client_id == record.c.client_id
    )
    for running in started.values():
        source = source.outerjoin(running, running.c.client_id == record.c.client_id)
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
            reached.label("reached"),
            *(value.label(f"had_{kind}") for kind, value in had.items()),
        )
        .select_from(source)
        .where(_within(question.unit))
    )
    if question.sex is not None:
        statement = statement.where(Client.sex == question.sex)
    return statement.subquery("people")


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
    kinds = question.indicator.kinds
    return (
        sa.select(
            Service.client_id,
            *(sa.func.bool_or(Service.kind == kind).label(kind) for kind in kinds),
            sa.func.bool_and(Service.provenance != "recorded").label("soft"),
        )
        .where(
            Service.voided_at.is_(None),
            Service.performed_on.between(question.since, question.until),
            Service.kind.in_(kinds),
        )
        .group_by(Service.client_id)
        .subquery("had")
    )


def _running(question: Question) -> dict[str, sa.Subquery]:
    """Select, for each kind that a case stands for, who had such a case running in the period."""
    asked = {kind for group in question.groups for kind in group}
    return {
        kind: sa.select(LegalCase.client_id)
        .distinct()
        .where(
            LegalCase.procedure.in_(procedures),
            LegalCase.started_on <= question.until,
            LegalCase.closed_at.is_(None)
            | (LegalCase.closed_at >= sa.cast(question.since, sa.DateTime(timezone=True))),
        )
        .subquery(f"ran_{kind}")
        for kind, procedures in question.indicator.running.items()
        if kind in asked
    }


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
