"""Random lives through the API beside a plain model: states, terms, versions and clocks agree.

Hypothesis thinks up the life: determinations, registrations, legal and illegal steps, services,
moves, stale versions, readers of every office, days passing across the cutover of 2026-07-01.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.times import VN
from tests.life.agreement import COMMUNES, ROLES, Agreement
from tests.life.model import CHAIR, CUTOVER, POLICE, Life, Rehab
from tests.scenarios.story import REGISTRATION_163, handed, moment, ok, phases, signed

SOAK = 1000
LAST_YEAR = 2032


class Lives(Agreement):
    """One client's life."""

    @initialize(day=st.sampled_from([0, 60, 117, 119, 121, 150]), unit=st.sampled_from(COMMUNES))
    def be_registered(self, day: int, unit: str) -> None:
        self.now = moment("2026-03-02 09:00") + timedelta(days=day)
        self.pass_time(0)
        self.life = Life(unit)
        particulars = self.track.person()
        body = {"sex": "male", "residence": {"unit": unit, "stable": True}, **particulars}
        self.client = ok(self.as_(CHAIR).post("/v1/clients", json=body))["id"]

    @property
    def young(self) -> bool:
        """The callers' tokens run out after ten years."""
        return self.now.year < LAST_YEAR

    @property
    def at(self) -> str:
        return self.now.isoformat()

    @property
    def day(self) -> str:
        return self.now.astimezone(VN).date().isoformat()

    @rule(hours=st.sampled_from([1, 20, 24, 72, 24 * 10, 24 * 45, 24 * 190, 24 * 380]))
    def days_pass(self, hours: int) -> None:
        if self.young:
            self.pass_time(hours)

    @rule(result=st.sampled_from(["addicted", "addicted", "addicted", "not_addicted"]))
    def be_determined(self, result: str) -> None:
        self.pass_time(1)
        body = {
            "requested_by": "self", "requested_at": self.at, "received_at": self.at,
            "concluded_at": self.at, "delivered_at": self.at, "concluded_on": self.day,
            "papers": handed("determination-application"), "result": result,
        }  # fmt: skip
        ok(self.as_(CHAIR).post(f"/v1/clients/{self.client}/determinations", json=body))
        self.life.results.append((self.now.astimezone(VN).date(), result))

    @rule(role=ROLES, cv=st.booleans())
    def register(self, role: str, cv: bool) -> None:
        self.pass_time(1)
        papers = REGISTRATION_163 if cv else REGISTRATION_163[:-1]
        said = {"name": "register", "occurred_at": self.at, "papers": handed(*papers)}
        body = {"client_id": self.client, "procedure": "voluntary-home", "step": said}
        answer = self.as_(role).post("/v1/cases", json=body)
        if not self.life.may_register(role, self.now, cv=cv):
            assert answer.status_code == 409, answer.text
            return
        made = ok(answer)
        self.life.vita = self.life.vita or cv
        self.life.rehabs.append(Rehab(self.now.astimezone(VN).date(), id=made["id"]))

    def take(self, role: str, name: str, **said: Any) -> Any:
        """Send a step to the running case, or to the last one."""
        rehab = self.life.running() or self.life.rehabs[-1]
        body = {"name": name, "occurred_at": self.at, **said}
        path = f"/v1/cases/{rehab.id}/steps"
        return self.as_(role).post(path, json=body, version=rehab.version)

    @precondition(lambda self: self.life.rehabs)
    @rule(role=ROLES, months=st.sampled_from([3, 6, 9, 12, 13]))
    def decide(self, role: str, months: int) -> None:
        self.pass_time(1)
        said = {"decision": signed(self.day)}
        if self.now.astimezone(VN).date() < CUTOVER:
            said["term_months"] = months
        answer = self.take(role, "decide", **said)
        if self.life.may_decide(role, self.now, months):
            ok(answer)
            self.life.decide(self.now, months)
            event(f"decided for {self.life.running().months} months")
        else:
            assert answer.status_code == 409, answer.text

    @precondition(lambda self: self.life.rehabs)
    @rule(role=ROLES)
    def begin(self, role: str) -> None:
        self.pass_time(1)
        answer = self.take(role, "begin")
        if self.life.may_begin(role):
            ok(answer)
            self.life.begin(self.now)
        else:
            assert answer.status_code == 409, answer.text

    @precondition(lambda self: self.life.rehabs)
    @rule(role=ROLES, done=st.sampled_from(["ab", "abc", "abcde", "abcde"]))
    def complete(self, role: str, done: str) -> None:
        self.pass_time(1)
        # Each phase ran all the while: long enough for Decree 163 art. 85 and 86.
        begun = self.life.running().start if self.life.running() else None
        lived = phases(done, begun.isoformat() if begun else self.day, self.day)
        answer = self.take(role, "complete", phases=lived)
        if self.life.may_complete(role, self.now, done):
            ok(answer)
            rehab = self.life.running()
            rehab.stopped = self.now.astimezone(VN).date()
            rehab.went("complete", "completed")
            event(f"completed, {'old' if rehab.of_old_law else 'new'} law")
        else:
            assert answer.status_code == 409, answer.text

    @precondition(lambda self: self.life.running() and self.life.running().end)
    @rule()
    def wait_for_the_end(self) -> None:
        end = self.life.running().end
        over = datetime(end.year, end.month, end.day, 9, tzinfo=VN)
        if over > self.now and self.young:
            self.pass_time((over - self.now).total_seconds() / 3600)

    @precondition(lambda self: self.life.rehabs)
    @rule(role=ROLES)
    def withdraw(self, role: str) -> None:
        self.pass_time(1)
        answer = self.take(role, "withdraw", reason="Không tiếp tục")
        if self.life.may_withdraw(role, self.now):
            ok(answer)
            self.life.running().went("withdraw", "withdrawn")
        else:
            assert answer.status_code == 409, answer.text

    @precondition(lambda self: self.life.rehabs)
    @rule(role=ROLES)
    def record_violation(self, role: str) -> None:
        self.pass_time(1)
        answer = self.take(role, "record_violation", ground="used_again", happened_on=self.day)
        if self.life.may_record_violation(role, self.now):
            ok(answer)
            rehab = self.life.running()
            rehab.stopped = self.now.astimezone(VN).date()
            rehab.went("record_violation", "violation_recorded")
        else:
            assert answer.status_code == 409, answer.text

    @rule(months=st.sampled_from([6, 12]), far=st.integers(1, 5))
    def go_on_as_the_law_has_it(self, months: int, far: int) -> None:
        """The next lawful steps, so that lives get somewhere."""
        for _ in range(far):
            self.go_on(months)

    def go_on(self, months: int) -> None:
        rehab, role = self.life.running(), self.office()
        if rehab is None:
            self.be_determined("addicted")
            self.register(self.office(), cv=True)
        elif rehab.state == "registered":
            self.decide(role, months)
        elif rehab.state == "decided":
            self.begin(role)
        else:
            self.wait_for_the_end()
            self.complete(self.office(), "abcde")

    def office(self) -> str:
        """Who registers, decides and certifies at this moment, give or take the next hours."""
        soon = self.now + timedelta(hours=2)
        return CHAIR if soon.astimezone(VN).date() < CUTOVER else POLICE

    @precondition(lambda self: self.life.rehabs)
    @rule(off=st.sampled_from([-1, 1, 7]))
    def send_a_stale_version(self, off: int) -> None:
        rehab = self.life.running() or self.life.rehabs[-1]
        body = {"name": "begin", "occurred_at": self.at}
        path = f"/v1/cases/{rehab.id}/steps"
        answer = self.as_(CHAIR).post(path, json=body, version=max(0, rehab.version + off))
        assert answer.status_code == 412, answer.text
        assert answer.json()["current_version"] == rehab.version

    @rule(kind=st.sampled_from(["counselling", "prevention", "job_support"]))
    def be_served(self, kind: str) -> None:
        body = {"kind": kind, "on": self.day, "unit": self.life.unit}
        ok(self.as_(CHAIR).post(f"/v1/clients/{self.client}/services", json=body))
        self.life.services += 1

    @rule(role=ROLES, to=st.sampled_from(COMMUNES))
    def move(self, role: str, to: str) -> None:
        self.pass_time(1)
        body = {"to": to, "occurred_at": self.at, "reason": "Chuyển nơi cư trú"}
        path = f"/v1/clients/{self.client}/moves"
        answer = self.as_(role).post(path, json=body, version=self.life.version)
        if to == self.life.unit:
            assert answer.status_code == 409
            return
        ok(answer)
        self.life.unit, self.life.version = to, self.life.version + 1
        if self.life.running():
            self.life.running().version += 1


# A soak is as long as it is asked to be.
@pytest.mark.timeout(0)
def test_random_lives_agree_with_the_model(track):
    """CI: thirty lives of 25 acts; `--hypothesis-profile soak` lives longer."""
    lives = type("LivesHere", (Lives,), {"track": track})
    living = settings()
    if living.max_examples < SOAK:
        living = settings(max_examples=30, stateful_step_count=25)
    run_state_machine_as_test(lives, settings=living)
