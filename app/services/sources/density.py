"""People on the lists of a commune on the last day of the period, over its residents.

`with.records`: the lists; `with.over`: the fact. A commune that did not tell it is left out.
"""

import sqlalchemy as sa

from app.models.client import ManagementRecord
from app.models.unit import Unit
from app.services import known
from app.services.question import Question
from app.services.sources.area_told import NOBODY, told
from app.services.sources.shape import listed
from app.services.units import there_on

_COMMUNE = "commune"


def rows(question: Question) -> sa.Subquery:
    """Select one row a commune."""
    unit, over_of = Unit.__table__.c, str(question.said["over"])
    over, people = told(question, [over_of]), _people(question)
    absent = over.c.unit.is_(None)
    source = sa.outerjoin(Unit.__table__, over, over.c.unit == unit.code).outerjoin(
        people, people.c.unit == unit.code
    )
    return (
        sa.select(
            unit.code.label("id"),
            NOBODY.label("client_id"),
            unit.code.label("unit"),
            unit.province,
            unit.name.label("label"),
            sa.literal(question.until).label("day"),
            sa.true().label("reached"),
            absent.label("excluded"),
            sa.case((absent, sa.literal("not_told"))).label("left_out"),
            (sa.func.coalesce(over.c.soft, sa.false()) | sa.func.coalesce(
                people.c.soft, sa.false())).label("soft"),
            sa.func.coalesce(people.c.people, 0).label("amount"),
            over.c.value.label("over"),
            sa.case((absent, sa.literal(over_of))).label("missing"),
        )
        .select_from(source)
        .where(unit.kind == _COMMUNE, there_on(question.until))
        .subquery("densities")
    )  # fmt: skip


def _people(question: Question) -> sa.Subquery:
    record = known.table(question, ManagementRecord).c
    return (
        sa.select(
            record.unit,
            sa.func.count(record.client_id.distinct()).label("people"),
            sa.func.bool_or(record.provenance != "recorded").label("soft"),
        )
        .where(
            record.kind.in_(listed(question.said["records"])),
            record.since <= question.until,
            record.until.is_(None) | (record.until > question.until),
            sa.func.coalesce(record.closed_reason, "") != "error",
        )
        .group_by(record.unit)
        .subquery("people_of")
    )
