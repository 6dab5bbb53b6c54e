"""Guessing passwords is slowed before one is looked at; officials are not locked out by it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from app import passwords
from app.services import throttle
from tests.harness.api import PASSWORD, WRONG, enter


def test_guessing_is_stopped_before_the_password_is_looked_at(api, official, monkeypatch):
    looked = []
    monkeypatch.setattr(passwords, "matches", lambda *_: looked.append(1))
    statuses = [enter(api, official, WRONG).status_code for _ in range(20)]
    assert statuses == [401] * 8 + [429] * 12
    assert len(looked) == 8
    stopped = enter(api, official, PASSWORD)
    assert (stopped.status_code, stopped.json()["code"]) == (429, "too-many-requests")
    assert stopped.headers["retry-after"] == "30"


def test_the_wait_doubles_up_to_an_hour(api, official, clock):
    waits = []
    for _ in range(16):
        answer = enter(api, official, WRONG)
        if answer.status_code == 429:
            waits.append(int(answer.headers["retry-after"]))
            clock.advance(seconds=waits[-1])
            assert enter(api, official, WRONG).status_code == 401
    assert waits[:8] == [30, 60, 120, 240, 480, 960, 1920, 3600]


def test_after_the_wait_the_right_password_opens_and_forgives(api, official, clock):
    for _ in range(8):
        enter(api, official, WRONG)
    clock.advance(seconds=30)
    assert enter(api, official).status_code == 200
    assert [enter(api, official, WRONG).status_code for _ in range(8)] == [401] * 8


def test_who_is_attacked_from_elsewhere_still_gets_in(api, official, house):
    attacker, victim = (
        throttle.keys_of(official, network) for network in ("203.0.113.9", "10.0.0.7")
    )
    with house.sessions() as session:
        for _ in range(8):
            throttle.admit(session, house.clock.now(), attacker)
        with pytest.raises(throttle.TooManyRequests):
            throttle.admit(session, house.clock.now(), attacker)
        throttle.admit(session, house.clock.now(), victim)


def test_a_known_network_is_let_past_the_count_of_the_name(api, house):
    now = house.clock.now()
    home = throttle.keys_of("can.bo", "10.0.0.7")
    with house.sessions() as session:
        throttle.admit(session, now, home)
        throttle.forgive(session, now, home)
        for place in range(50):
            throttle.admit(session, now, throttle.keys_of("can.bo", f"203.0.113.{place}"))
        with pytest.raises(throttle.TooManyRequests):
            throttle.admit(session, now, throttle.keys_of("can.bo", "198.51.100.1"))
        throttle.admit(session, now, home)


def test_one_network_gets_thirty_tries_a_minute_whatever_the_names(api, house, clock):
    def one(name):
        throttle.admit(session, clock.now(), throttle.keys_of(name, "203.0.113.9"))

    with house.sessions() as session:
        for place in range(30):
            one(f"name.{place}")
        with pytest.raises(throttle.TooManyRequests) as stopped:
            one("name.30")
        assert stopped.value.headers == {"Retry-After": "2"}
        clock.advance(seconds=2)
        one("name.31")


def test_the_addresses_of_one_household_are_one_network():
    assert throttle.network_of("2001:db8:1:2:3::4") == throttle.network_of("2001:db8:1:2::9")
    assert throttle.network_of("::ffff:192.0.2.1") == "192.0.2.1"
    assert throttle.network_of("testclient") == throttle.network_of(None) == "unknown"


def test_a_hundred_tries_at_once_do_not_slip_through(committing, sign_in):
    official = sign_in("commune_official", "00004")

    def guess(_):
        return enter(committing, official.username, WRONG).status_code

    with ThreadPoolExecutor(16) as crowd:
        statuses = list(crowd.map(guess, range(100)))
    assert statuses.count(401) <= 10
    assert set(statuses) <= {401, 429, 503}


def test_a_crowd_with_the_right_password_gets_in(committing, sign_in, official):
    with ThreadPoolExecutor(16) as crowd:
        statuses = list(crowd.map(lambda _: enter(committing, official).status_code, range(32)))
    assert statuses == [200] * 32


def test_others_are_served_while_a_crowd_waits_at_the_desk(committing, sign_in, official):
    caller = sign_in("commune_official", "00004")
    with ThreadPoolExecutor(32) as crowd:
        waiting = [crowd.submit(enter, committing, official) for _ in range(60)]
        slowest = 0.0
        while not all(one.done() for one in waiting):
            begun = time.perf_counter()
            assert caller.get("/v1/me").status_code == 200
            slowest = max(slowest, time.perf_counter() - begun)
    assert slowest < 1
