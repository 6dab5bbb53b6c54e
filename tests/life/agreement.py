"""What must agree after every act of a random life: every reader, every clock, every state."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.life.model import CHAIR, POLICE, Life, Rehab
from tests.races.track import Track
from tests.scenarios.story import ok

COMMUNES = ("00004", "00070", "26740")
ROLES = st.sampled_from((CHAIR, POLICE))
# Duties that outlive a rehabilitation: another procedure meets them.
ELSEWHERE = {"D-16", "D-66", "D-45"}


class Agreement(RuleBasedStateMachine):
    """The file of one client, held against the model after each act."""

    track: Track
    now: datetime
    life: Life
    client: str

    def as_(self, role: str, unit: str | None = None) -> Any:
        return self.track.offices(role, unit or self.life.unit)

    def pass_time(self, hours: float) -> None:
        self.now += timedelta(hours=hours, seconds=1)
        self.track.clock.set(self.now)

    @rule(unit=st.sampled_from(COMMUNES), role=ROLES)
    def be_read_by_a_commune(self, unit: str, role: str) -> None:
        expected = 200 if unit == self.life.unit else 404
        answer = self.as_(role, unit).get(f"/v1/clients/{self.client}")
        assert answer.status_code == expected
        for rehab in self.life.rehabs:
            answer = self.as_(role, unit).get(f"/v1/cases/{rehab.id}")
            assert answer.status_code == expected

    @rule(province=st.sampled_from(["01", "79"]))
    def be_read_by_a_province(self, province: str) -> None:
        here = "79" if self.life.unit == "26740" else "01"
        answer = self.as_("province_manager", province).get(f"/v1/clients/{self.client}")
        assert answer.status_code == (200 if province == here else 404)

    @rule()
    def be_asked_what_is_possible(self) -> None:
        """What the list allows to an office, the model allows it too."""
        rehab = self.life.running()
        if rehab is None:
            return
        for role in (CHAIR, POLICE):
            shown = ok(self.as_(role).get(f"/v1/cases/{rehab.id}/actions"), 200)["items"]
            allowed = {action["name"] for action in shown if action["allowed"]}
            assert ("decide" in allowed) == self.life.may_decide(role, self.now, 6)
            assert ("begin" in allowed) == self.life.may_begin(role)
            assert ("withdraw" in allowed) == self.life.may_withdraw(role, self.now)

    @invariant()
    def the_file_says_what_happened(self) -> None:
        if not hasattr(self, "client"):
            return
        nation = self.as_("nation_manager", "vn")
        client = ok(nation.get(f"/v1/clients/{self.client}"), 200)
        assert (client["version"], client["residence"]["unit"]) == (
            self.life.version,
            self.life.unit,
        )
        assert [row["unit"] for row in client["custody"] if row["until"] is None] == [
            self.life.unit
        ]
        for rehab in self.life.rehabs:
            self._agrees(rehab, ok(nation.get(f"/v1/cases/{rehab.id}"), 200))
            clocks = ok(nation.get(f"/v1/cases/{rehab.id}/deadlines"), 200)["items"]
            self._clocks_agree(rehab, clocks)

    def _agrees(self, rehab: Rehab, case: dict[str, Any]) -> None:
        assert (case["state"], case["version"]) == (rehab.state, rehab.version)
        assert [step["name"] for step in case["steps"]] == rehab.steps
        assert (case["closed_at"] is not None) == rehab.closed
        term = case["term"] and (case["term"]["start"], case["term"]["end"], case["term"]["months"])
        expected = None
        if rehab.end is not None:
            expected = (rehab.start.isoformat(), rehab.end.isoformat(), rehab.months)
        assert term == expected
        # Replaying the steps leads to the state on record.
        state = ""
        for step in case["steps"]:
            assert step["from_state"] == state
            state = step["to_state"]
        assert state == case["state"]

    def _clocks_agree(self, rehab: Rehab, clocks: list[dict[str, Any]]) -> None:
        for row in clocks:
            due = datetime.fromisoformat(row["due_at"])
            met = row["met_at"] and datetime.fromisoformat(row["met_at"])
            if row["status"] == "cancelled":
                continue
            if met:
                expected = "met" if met <= due else "breached"
            elif self.now <= due:
                expected = "open"
            else:
                expected = "breached" if row["late_fact"] else "overdue"
            assert row["status"] == expected, row
        states = {row["clock"]: row["status"] for row in clocks}
        assert (states["D-10"] in {"open", "overdue"}) == (rehab.state == "registered")
        if "D-11" in states:
            assert (states["D-11"] in {"open", "breached"} and rehab.begun is None) == (
                rehab.state == "decided"
            ) or rehab.begun is not None
        if rehab.closed:
            running = [r for r in clocks if r["met_at"] is None and r["status"] != "cancelled"]
            assert {row["clock"] for row in running} <= ELSEWHERE

    def teardown(self) -> None:
        if hasattr(self, "client"):
            self.track.promises_hold()
