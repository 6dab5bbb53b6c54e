"""Communes, provinces and facilities, and whether they told a yes of every fact asked for.

`with.kind`: which units; `with.facts`: what each must be; `with.only`: `with_addicts` leaves the
communes with somebody on the addicts' list on the last day, `hot_spot` the provinces approved as
such; `with.facility_kinds`: which facilities. What a unit did not tell is missing, never a no.
"""

import sqlalchemy as sa

from app.law.reading.separation import separation
from app.models.client import ManagementRecord
from app.models.unit import Unit
from app.services import known
from app.services.question import Question
from app.services.sources.area_told import NOBODY, NOTHING, approved, by_unit, lacking
from app.services.sources.shape import listed
from app.services.units import there_on


def rows(question: Question) -> sa.Subquery:
    """Select one row a unit; `missing` is the first fact that is not a yes."""
    facts = listed(question.said["facts"])
    said, unit = by_unit(question, facts), Unit.__table__.c
    missing = lacking(said, facts)
    return (
        sa.select(
            unit.code.label("id"),
            NOBODY.label("client_id"),
            unit.code.label("unit"),
            unit.province,
            unit.name.label("label"),
            sa.literal(question.until).label("day"),
            missing.is_(None).label("reached"),
            sa.false().label("excluded"),
            NOTHING.label("left_out"),
            sa.func.coalesce(said.c.soft, sa.false()).label("soft"),
            missing.label("missing"),
        )
        .select_from(sa.outerjoin(Unit.__table__, said, said.c.unit == unit.code))
        .where(*which(question))
        .subquery("units_asked")
    )


def which(question: Question) -> list[sa.ColumnElement[bool]]:
    """Tell which units are counted. Units are reference data: today's, not as of a moment."""
    unit, said = Unit.__table__.c, question.said
    where = [unit.kind == said["kind"], there_on(question.until)]
    kinds = listed(said.get("facility_kinds"))
    if kinds:
        facilities = separation().facilities
        where.append(unit.place_type.in_([word for word, k in facilities.items() if k in kinds]))
    if said.get("only") == "with_addicts":
        where.append(_has_addicts(question))
    if said.get("only") == "hot_spot":
        where.append(unit.code.in_(approved(question, "hot_spot")))
    return where


def _has_addicts(question: Question) -> sa.ColumnElement[bool]:
    record = known.table(question, ManagementRecord).c
    return sa.exists().where(
        record.unit == Unit.__table__.c.code,
        record.kind == "addict",
        record.since <= question.until,
        record.until.is_(None) | (record.until > question.until),
        sa.func.coalesce(record.closed_reason, "") != "error",
    )
