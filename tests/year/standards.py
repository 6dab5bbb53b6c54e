"""What the centre is held to: its staff and their courses, a review, its remedy, its re-check."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.scenarios.story import ok
from tests.year.acts import CENTRE, COMMUNE, DIRECTOR, MANAGER, OFFICIAL, Act, when
from tests.year.duties import Clerks

GAP = "C3-05"
COURSE = {
    "code": "TH-01", "title": "Tập huấn cai nghiện ma túy", "kind": "rehabilitation", "hours": 24,
    "held_from": "2026-03-02", "held_until": "2026-03-04", "organiser": "Công an tỉnh",
}  # fmt: skip


def standards(size: int) -> Iterator[Act]:
    """Staff hired in January, a course in March; reviewed in October, and looked at again."""
    for place in range(size):
        unit = CENTRE if place % 3 else COMMUNE
        by = DIRECTOR if place % 3 else OFFICIAL
        yield Act(when(1, 9, 9, place), "hire", place, by, {"unit": unit})
    people = [place for place in range(size) if place % 4]
    yield Act(when(3, 5, 9), "train", -1, MANAGER, {"people": people})
    said = {"held_on": "2026-10-06", "gaps": [GAP], "recheck_due_on": "2026-12-01"}
    yield Act(when(10, 7, 9), "review", -1, MANAGER, said, "review")
    yield Act(when(11, 20, 9), "remedy", -1, MANAGER, {}, "review")
    said = {"held_on": "2026-11-30", "gaps": [], "follows": "review"}
    yield Act(when(12, 1, 9), "review", -1, MANAGER, said, "again")
    said = {"held_on": "2026-12-02", "gaps": [GAP], "recheck_due_on": "2026-12-10"}
    yield Act(when(12, 3, 9), "review", -1, MANAGER, said, "third")


@dataclass
class Inspectors(Clerks):
    """Everybody: the clerks, the centre, and who looks after the standards."""

    def hire(self, act: Act) -> None:
        body = {"full_name": f"Vũ Văn {'ABCDEFGHIJ'[act.who % 10]}", "kinds": ["counsellor"],
                "fields": ["psychology"], "employed_from": "2025-01-01"}  # fmt: skip
        made = self.post(act, "/v1/staff", body)
        assert made["unit"] == act.said["unit"]
        self.made[f"staff:{act.who}"] = made

    def train(self, act: Act) -> None:
        roll = [
            {"staff_id": self.made[f"staff:{place}"]["id"], "result": "passed"}
            for place in act.said["people"]
        ]
        done = self.post(act, "/v1/trainings", {**COURSE, "roll": roll})
        assert done["roll"]["refused"] == 0
        self.made["course"] = done

    def review(self, act: Act) -> None:
        said = act.said
        body = {"facility": CENTRE, "facility_kind": "public_centre", "held_on": said["held_on"],
                "team": ["Trần Thị Bình"]}  # fmt: skip
        if "follows" in said:
            body["follows"] = self.made[said["follows"]]["id"]
        made = self.post(act, "/v1/reviews", body)
        path = f"/v1/reviews/{made['id']}"
        findings = [
            {"criterion": row["criterion"], "evidence": "Biên bản kiểm tra",
             "result": "not_met" if row["criterion"] in said["gaps"] else "met"}
            for row in made["findings"]
        ]  # fmt: skip
        body = {"findings": findings}
        made = self.post(act, f"{path}/findings", body, 200, version=made["version"])
        for gap in said["gaps"]:
            body = {"criterion": gap, "what": "Mở rộng khu ở", "owner": "Giám đốc cơ sở",
                    "due_on": "2026-12-20"}  # fmt: skip
            self.made[f"remedy:{act.key}"] = self.post(act, f"{path}/remedies", body)
        body = {"recheck_due_on": said.get("recheck_due_on")}
        self.made[act.key] = self.post(act, f"{path}/close", body, 200, version=made["version"])

    def remedy(self, act: Act) -> None:
        made, remedy = self.made[act.key], self.made[f"remedy:{act.key}"]
        path = f"/v1/reviews/{made['id']}/remedies/{remedy['id']}/done"
        body = {"done_on": act.day.isoformat(), "evidence": "Biên bản nghiệm thu"}
        self.post(act, path, body, 200, version=remedy["version"])


def held_to(hands: Inspectors, size: int) -> None:
    """Staff by unit, who was trained, which reviews are to be looked at again."""
    manager = hands.offices(MANAGER)

    def listed(path: str, **asked: Any) -> set[str]:
        found = ok(manager.get(path, params={"limit": 200, **asked}), 200)["items"]
        return {row["id"] for row in found}

    staff = {place: hands.made[f"staff:{place}"]["id"] for place in range(size)}
    for unit, here in ((CENTRE, lambda n: n % 3), (COMMUNE, lambda n: not n % 3)):
        assert listed("/v1/staff", unit=unit) == {staff[n] for n in staff if here(n)}
    roll = ok(manager.get(f"/v1/trainings/{hands.made['course']['id']}/roll"), 200)["items"]
    assert {row["staff_id"] for row in roll} == {staff[n] for n in staff if n % 4}
    assert {row["result"] for row in roll} == {"passed"}
    key = {name: hands.made[name]["id"] for name in ("review", "again", "third")}
    assert listed("/v1/reviews", unit=CENTRE, state="closed") == set(key.values())
    # The first was looked at again in time; the third has not been.
    assert listed("/v1/reviews", recheck="overdue") == {key["third"]}
    told = ok(manager.get(f"/v1/reviews/{key['review']}"), 200)
    assert told["recheck"] == "done"
    assert [bool(remedy["done_on"]) for remedy in told["remedies"]] == [True]
