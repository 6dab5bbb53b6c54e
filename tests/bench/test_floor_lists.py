"""The hand-written lists answer as ours do: else a ratio to them would compare two things."""

import json

import psycopg
import pytest

from app.services.signin import token_hash
from bench import floor_area, floor_read, floor_worklist
from tests.harness.api import (
    app_engine,
    as_nation,
    clock,
    committing,
    house,
    keys_folder,
    served,
    sign_in,
)
from tests.scenarios.chain import CHAIR, POLICE, opened, to_court_2026
from tests.scenarios.story import REGISTRATION, File, Offices, moment, ok, signed

__all__ = [
    "app_engine", "as_nation", "clock", "committing", "house", "keys_folder", "served", "sign_in",
]  # fmt: skip
UNIT = "00004"
NOW = "2026-08-12 09:00"


def busy(home, other):
    """Chores of every kind that a commune has, of two people."""
    day = "2026-08-11 17:00"
    home.take(CHAIR, "begin", "2026-03-05 09:00")

    def told(file, what, **said):
        file.at(day)
        return ok(file.as_(POLICE).post(f"/v1/clients/{file.client['id']}/{what}", json=said))

    for at, outcome in (("2026-08-07 09:00", "met"), ("2026-08-10 09:00", "not_met")):
        contact = {"kind": "visit", "happened_at": moment(at).isoformat(), "outcome": outcome}
        told(home, "contacts", **contact)
    told(other, "contacts", **(contact | {"outcome": "met", "next_due": "2026-08-14"}))
    span = {"set_on": "2026-07-10", "from_on": "2026-07-11", "until_on": "2026-08-20"}
    told(home, "test-plans", case_id=home.case["id"], how_many=3, unit=UNIT, **span)
    need = {"kind": "job", "need": "Cần việc làm", "opened_on": "2026-08-11", "unit": UNIT}
    told(other, "supports", **need, follow_up_on="2026-08-12")
    said = {"kind": "access", "content": "Theo đơn"}
    told(other, "requests", **said, received_at=moment(day).isoformat())
    sent = {"provider": "Trợ giúp pháp lý", "purpose": "vocational"}
    told(home, "referrals", **sent, referred_at=moment(day).isoformat())
    path = f"/v1/cases/{home.case['id']}/plans"
    plan = {"written_on": "2026-08-01", "next_review_on": "2026-08-12"}
    ok(home.as_(POLICE).post(path, json=plan))


@pytest.fixture
def commune(committing, sign_in, clock, fresh_database):
    """Four files that stay: overdue, being compiled, at court, and one that came from elsewhere."""
    offices = Offices(sign_in)
    offices("court_clerk")

    def person(delivered, unit=UNIT, **particulars):
        return File(offices, clock, unit=unit).register(delivered, **particulars)

    person("2026-07-15 09:00", full_name="Bùi Thị Cúc", birth_date="1992-01-01")
    home = person("2026-02-26 09:00").determined("2026-02-26 09:00")
    home.open(CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    home.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    late = {"full_name": "Trần Văn Bình", "birth_date": "1990-01-01"}
    to_court_2026(person("2026-07-20 09:00", **late).determined("2026-07-20 09:00"))
    fresh = {"full_name": "Lê Thị Hoa", "birth_date": "1991-01-01"}
    file = person("2026-07-21 09:00", **fresh).determined("2026-07-21 09:00")
    opened(file, "2026-08-11 15:00", POLICE, not_criminal=True)
    came = person("2026-07-22 09:00", unit="26740", full_name="Vũ An", birth_date="1993-01-01")
    body = {"to": UNIT, "occurred_at": came.at("2026-08-11 16:00"), "reason": "Chuyển nơi cư trú"}
    path = f"/v1/clients/{came.client['id']}/moves"
    ok(came.as_(CHAIR).post(path, json=body, version=came.client["version"]))
    busy(home, file)
    clock.set(moment(NOW))
    address = fresh_database.app_url.replace("+psycopg", "", 1)
    with psycopg.connect(address, options="-c timezone=Asia/Ho_Chi_Minh") as connection:
        yield offices(POLICE), connection.cursor()


@pytest.mark.parametrize("limit", [2, 50])
@pytest.mark.parametrize(
    ("path", "by_hand"),
    [("/v1/worklist", floor_worklist.read_worklist), (f"/v1/areas/{UNIT}", floor_area.read_area)],
)
def test_the_hand_written_list_says_what_ours_says(commune, path, by_hand, limit):
    caller, cursor = commune
    ours = ok(caller.get(path, params={"limit": limit}), 200)
    token = caller.headers["Authorization"].partition(" ")[2]
    floor_read.enter(cursor, token_hash(token), moment(NOW))
    hand = json.loads(by_hand(cursor, UNIT, limit, moment(NOW)))
    assert (ours["next"] is None) == (hand["next"] is None)
    assert hand | {"next": None} == ours | {"next": None}
    assert len(ours["items"]) == limit or limit > len(ours["items"]) >= 5
