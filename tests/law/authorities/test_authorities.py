"""The offices of the book are those of the readings, on the first and last day of each edition."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest

from app.law.engine.finding import Finding
from app.law.engine.judge import judge
from app.law.engine.office import offices as offices_of
from app.law.shape.model import Authority, StepRule
from tests.law.authorities.reading import Office, Read, acts, offices
from tests.law.dossier import (
    BOOK,
    CALENDAR,
    CHAIR,
    COURT,
    DIRECTOR,
    NATION,
    NOW,
    POLICE,
    PROVINCE,
    Dossier,
    moment,
)
from tests.law.standing import standing

EVERYBODY: Final = (CHAIR, POLICE, PROVINCE, NATION, COURT, DIRECTOR)
EVERY: Final = [pytest.param(row, id=f"{row.procedure}:{row.step} on {row.day}") for row in acts()]
THERE: Final = [param for param in EVERY if param.values[0].offices]


def rule_of(row: Read) -> StepRule | None:
    """The step of the book on the day, if there is one."""
    edition = BOOK.edition_on(row.day).code
    procedure = BOOK.procedures.get((row.procedure, edition))
    return procedure.steps.get(row.step) if procedure else None


def in_book(row: Read) -> tuple[Authority, ...]:
    rule = rule_of(row)
    return offices_of(BOOK, rule, BOOK.edition_on(row.day).code) if rule else ()


@pytest.mark.parametrize("row", EVERY)
def test_the_office_is_the_one_of_the_day(row: Read) -> None:
    found = {Office(office.title.vi, frozenset(office.roles)) for office in in_book(row)}
    assert found == row.offices


@pytest.mark.parametrize("row", [param for param in THERE if param.values[0].doubtful])
def test_what_a_reading_doubts_is_unverified(row: Read) -> None:
    rule = rule_of(row)
    assert rule is not None
    assert rule.unverified or all(office.unverified for office in in_book(row))


def asked(row: Read, by: object) -> Finding:
    """The act judged on its day, as told to somebody who asks what may be done."""
    rule = rule_of(row)
    assert rule is not None
    if rule.opening:
        file = Dossier().addicted(str(row.day))
    else:
        file = standing(row.procedure, min(rule.from_), str(row.day))
    facts = file.facts(row.procedure, by, opening=rule.opening)
    at = moment(f"{row.day} 09:00")
    return judge(
        BOOK,
        CALENDAR,
        facts,
        procedure=row.procedure,
        step=row.step,
        body=None,
        at=at,
        now=NOW,
    )


@pytest.mark.parametrize("row", THERE)
def test_only_who_records_for_the_office_of_the_day_may_take_the_act(row: Read) -> None:
    roles = frozenset[str]().union(*(office.roles for office in row.offices))
    for actor in EVERYBODY:
        refused = {reason.code for reason in asked(row, actor).reasons}
        assert ("wrong-authority" in refused) is (actor.role not in roles), actor.role


def test_the_days_are_the_first_and_the_last_of_every_edition() -> None:
    begins = [edition.begins for edition in BOOK.editions][1:]
    days = {day for begin in begins for day in (begin - timedelta(days=1), begin)}
    assert {row.day for row in acts()} == days


def test_every_office_of_the_table_is_used_and_stands_in_the_book() -> None:
    assert {office for row in acts() for office in row.offices} == set(offices().values())
    titles = {office.title.vi for office in BOOK.authorities.values()}
    assert {office.title for office in offices().values()} <= titles
