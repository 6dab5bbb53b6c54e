"""People with a contact due in the period, and who of them is lost (*mất dấu*).

Lost is who by the last day stayed away from `with.misses` scheduled contacts in a row: those at
which they were not there, and one whose day went by with nothing tried. Who refuses was reached; a
message left is neither (`services/contacts.py`). When the next is due: `practice/contacts.toml`.
"""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from app.law.reading import practice
from app.models.client import Client, ManagementRecord
from app.models.contact import Contact
from app.services import known
from app.services.contacts import FAMILY, MESSAGE, MISSED
from app.services.known import Columns
from app.services.question import Question
from app.services.sources.days import vn
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row a person; who is on a list (`with.records`) and was never sought is shown."""
    return sa.union_all(_sought(question), _never(question)).subquery("lost")


def _sought(question: Question) -> sa.Select[Any]:
    sought, client = _standing(question), known.table(question, Client)
    person = sought.c
    # A day that is not over yet is not missed yet.
    last = min(question.until, question.known_on - timedelta(days=1))
    due = _due(person.missed, person.next_due, person.happened_at)
    missed = person.missed + sa.cast(due <= last, sa.Integer)
    died = (client.c.died_on <= question.until).is_(sa.true())
    return (
        sa.select(
            person.client_id.label("id"),
            person.client_id,
            sa.literal(question.until).label("day"),
            vn(person.happened_at).label("since"),
            (missed >= int(str(question.said["misses"]))).label("reached"),
            died.label("excluded"),
            person.soft,
            sa.case((died, "died")).label("left_out"),
        )
        .select_from(sa.outerjoin(sought, client, client.c.id == person.client_id))
        .where((person.tried >= question.since) | due.between(question.since, last))
    )


def _never(question: Question) -> sa.Select[Any]:
    """Select who was on a list in the period, and has no contact on file at all by its end."""
    record = known.table(question, ManagementRecord).c
    contact = _contact(question)
    has = sa.exists().where(contact.client_id == record.client_id, _told(question, contact))
    return (
        sa.select(
            record.client_id,
            record.client_id,
            sa.literal(question.until),
            sa.func.min(record.since),
            sa.false(),
            sa.true(),
            sa.func.bool_or(record.provenance != "recorded"),
            sa.literal("no_contact_on_file"),
        )
        .where(
            record.kind.in_(listed(question.said["records"])),
            record.since <= question.until,
            record.until.is_(None) | (record.until >= question.since),
            sa.func.coalesce(record.closed_reason, "") != "error",
            sa.not_(has),
        )
        .group_by(record.client_id)
    )


def _standing(question: Question) -> sa.Subquery:
    """By person: the contact that sets the next day, and the misses since they were reached."""
    told = _contacts(question).c

    def last(name: str) -> sa.Label[Any]:
        order = (told.happened_at.desc(), told.id.desc())
        every = sa.func.array_agg(aggregate_order_by(told[name], *order)).filter(told.sets)
        first: sa.ColumnElement[Any] = every[1]
        return first.label(name)

    return (
        sa.select(
            told.client_id,
            last("happened_at"),
            last("next_due"),
            vn(sa.func.max(told.happened_at)).label("tried"),
            sa.func.count().filter(told.missed, told.reached == 0).label("missed"),
            sa.func.bool_and(told.soft).label("soft"),
        )
        .group_by(told.client_id)
        .having(sa.func.bool_or(told.sets))
        .subquery("standing")
    )


def _contacts(question: Question) -> sa.Subquery:
    """Select what was tried by the last day, each with how often they were reached since."""
    contact = _contact(question)
    newest = (contact.happened_at.desc(), contact.id.desc())
    of_person = contact.kind != FAMILY
    sought = sa.and_(of_person, contact.outcome != MESSAGE)
    reached = sa.func.count().filter(sought, contact.outcome != MISSED)
    return (
        sa.select(
            contact.client_id,
            contact.id,
            contact.happened_at,
            contact.next_due,
            (contact.provenance != "recorded").label("soft"),
            sa.and_(of_person, contact.outcome == MISSED).label("missed"),
            sa.or_(contact.next_due.is_not(None), sought).label("sets"),
            reached.over(partition_by=contact.client_id, order_by=newest).label("reached"),
        )
        .where(_told(question, contact))
        .subquery("told")
    )


def _due(*of: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    missed, agreed, sought_at = of
    rules = practice.contacts()
    within = sa.case(
        *((missed >= rung.missed, rung.within_days) for rung in reversed(rules.rung)),
        else_=rules.interval_days,
    )
    return sa.func.coalesce(agreed, vn(sought_at) + within)


def _contact(question: Question) -> Columns:
    return known.table(question, Contact).alias("sought").c


def _told(question: Question, contact: Columns) -> sa.ColumnElement[bool]:
    return sa.and_(contact.voided_at.is_(None), contact.happened_at < question.last_moment)
