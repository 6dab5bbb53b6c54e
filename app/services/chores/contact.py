"""The next contact with a person, and what misses in a row call for, as `contacts.standing` says.

Practice (`book/practice/contacts.toml`); in one statement for all the people of a unit.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from app.access import Part
from app.context import Context
from app.law.reading import practice
from app.law.shape.model import Title
from app.models.contact import Contact
from app.services.chores.shape import Chore, Kind, Row, Rows, Telling, day_of, evening
from app.services.chores.whose import has_people, owed_at, people
from app.services.contacts import FAMILY, MESSAGE, MISSED

_MEET = Title("Tiếp xúc, thăm gặp", "Meet the person")


def select(unit_kind: str) -> Rows | None:
    """Select the next contact of everybody who has had one."""
    if not has_people(unit_kind):
        return None
    stands = _standing(unit_kind)
    rules = practice.contacts()
    within = sa.case(
        *((stands.c.missed >= rung.missed, rung.within_days) for rung in reversed(rules.rung)),
        else_=rules.interval_days,
    )
    due_on = sa.func.coalesce(stands.c.next_due, day_of(stands.c.happened_at) + within)
    return (
        Row(
            id=stands.c.id,
            client_id=stands.c.client_id,
            case_id=stands.c.case_id,
            unit=stands.c.unit,
            since=stands.c.happened_at,
            due_at=evening(due_on),
            detail={"missed": stands.c.missed},
        )
        .of("contact_due")
        .where(stands.c.id.is_not(None), owed_at(unit_kind, stands.c.client_id, stands.c.unit))
    )


def tell(_ctx: Context, chore: Chore) -> Telling:
    """Name the rung that the misses have reached."""
    missed: int = chore.detail["missed"]
    rung = practice.contacts().after(missed)
    if rung is None:
        return Telling(_MEET)
    why = Title(f"đã {missed} lần liền không gặp được", f"missed {missed} in a row")
    return Telling(Title(rung.title.vi, rung.title.en), why)


def _standing(unit_kind: str) -> sa.Subquery:
    """By client: the contact that sets the next day, and the misses since they were reached."""
    newest = (Contact.happened_at.desc(), Contact.id.desc())
    of_person = Contact.kind != FAMILY
    sought = sa.and_(of_person, Contact.outcome != MESSAGE)
    reached = sa.and_(sought, Contact.outcome != MISSED)
    told = (
        sa.select(
            Contact.client_id, Contact.id, Contact.case_id, Contact.unit, Contact.happened_at,
            Contact.next_due,
            sa.and_(of_person, Contact.outcome == MISSED).label("missed"),
            sa.or_(Contact.next_due.is_not(None), sought).label("sets"),
            sa.func.count().filter(reached)
            .over(partition_by=Contact.client_id, order_by=newest).label("reached"),
        )
        .where(Contact.voided_at.is_(None), Contact.client_id.in_(people(unit_kind)))
        .subquery("told")
    )  # fmt: skip

    def last(name: str) -> sa.ColumnElement[Any]:
        order = (told.c.happened_at.desc(), told.c.id.desc())
        every = sa.func.array_agg(aggregate_order_by(told.c[name], *order)).filter(told.c.sets)
        first: sa.ColumnElement[Any] = every[1]
        return first.label(name)

    return (
        sa.select(
            told.c.client_id,
            *(last(name) for name in ("id", "case_id", "unit", "happened_at", "next_due")),
            sa.func.count().filter(told.c.missed, told.c.reached == 0).label("missed"),
        )
        .group_by(told.c.client_id)
        .subquery("stands")
    )


KIND = Kind("contact_due", Part.SOCIAL, select, tell)
