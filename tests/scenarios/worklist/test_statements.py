"""No N+1: as many statements for many files as for one; and many cases judged as each alone."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.ids import new_id
from app.services import subjects
from app.services.facts import facts_of
from app.services.gathered import facts_of_many
from tests.scenarios.chain import CHAIR, POLICE, opened, to_court_2026
from tests.scenarios.story import ok
from tests.scenarios.worklist.seen import counted, items


@pytest.fixture
def compiled(addict):
    """`compiled(n)`: the police compile the dossier of one person more."""

    def make(n):
        person = {"full_name": f"Lê Văn {'ABCDEFGH'[n]}", "birth_date": f"1990-0{n + 1}-01"}
        file = addict("2026-07-20 09:00", **person)
        return opened(file, "2026-08-03 09:00", POLICE, not_criminal=True)

    return make


@pytest.mark.parametrize(
    "path", ["/v1/worklist", "/v1/worklist?kind=missing_paper", "/v1/areas/00004"]
)
def test_a_page_takes_as_many_statements_for_six_files_as_for_one(compiled, app_engine, path):
    file = compiled(0)
    police = file.as_(POLICE)
    with counted(app_engine) as for_one:
        few = ok(police.get(path), 200)["items"]
    for n in range(1, 6):
        compiled(n)
    with counted(app_engine) as for_six:
        many = ok(police.get(path), 200)["items"]
    assert len(many) == 6 * len(few) > 0
    assert len(for_six) == len(for_one), for_six
    # One of them asks for transfers, one for the chores of every kind. With the savepoint of the
    # test and its end, and the harness leaving its roles.
    assert len(for_six) <= 15 + 3


def test_chores_of_every_kind_come_in_one_statement(compiled, app_engine):
    police = compiled(0).as_(POLICE)
    with counted(app_engine) as seen:
        ok(police.get("/v1/worklist"), 200)
    [chores] = [
        statement for statement in seen if "contact_due" in statement or "UNION" in statement
    ]
    for table in ("contact", "test_plan", "plan_review", "support_item", "subject_request"):
        assert f" {table} " in chores
    with counted(app_engine) as narrowed:
        ok(police.get("/v1/worklist?kind=overdue&mine=true"), 200)
    # Whose people they are is one more.
    assert len(narrowed) <= len(seen) + 1


def test_a_later_page_takes_no_more(compiled, app_engine):
    for n in range(3):
        file = compiled(n)
    police = file.as_(POLICE)
    with counted(app_engine) as first:
        cursor = ok(police.get("/v1/worklist?limit=2"), 200)["next"]
    with counted(app_engine) as second:
        ok(police.get("/v1/worklist", params={"limit": 2, "cursor": cursor}), 200)
    assert len(second) <= len(first)


def test_the_facts_of_many_cases_are_those_of_each(addict, house):
    """Two people with several cases each, one of them at court: the same values, field by field."""
    one = addict("2026-07-20 09:00")
    to_court_2026(one)
    other = addict("2026-07-21 09:00", full_name="Trần Thị Hoa", birth_date="1991-02-03")
    opened(other, "2026-08-12 09:00", POLICE, not_criminal=True)
    caller = one.as_(POLICE)
    ids = [UUID(one.case["id"]), UUID(other.case["id"])]
    with house.sessions() as session:
        ctx = house.enter_as(session, caller.username, action="test", request=new_id())
        many = facts_of_many(ctx, ids)
        assert set(many) == set(ids)
        for file, case_id in zip((one, other), ids, strict=True):
            subject = subjects.of(ctx, client_id=UUID(file.client["id"]), facility=None)
            alone = facts_of(ctx, subject, case_id=case_id)
            # Clocks that began at one moment stand in no order.
            assert set(many[case_id].clocks) == set(alone.clocks) != set()
            assert replace(many[case_id], clocks=()) == replace(alone, clocks=())
        session.rollback()


def test_a_case_out_of_reach_is_not_judged(addict, house):
    file = to_court_2026(addict("2026-07-20 09:00"))
    stranger = file.offices(CHAIR, "26740")
    with house.sessions() as session:
        ctx = house.enter_as(session, stranger.username, action="test", request=new_id())
        assert facts_of_many(ctx, [UUID(file.case["id"])]) == {}
        session.rollback()
    assert items(stranger) == []
