"""A draft of a plan with one of everything in it, and lawful bodies for what is done with plans."""

from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import ok

DAY = "2026-03-09"


def plant(world: Any) -> dict[str, str]:
    path = f"/v1/cases/{world.places['case_id']}/plans"
    goal = {"domain": "family", "goal": "Hòa giải", "interventions": [{"what": "Gặp mẹ"}]}
    said = {"written_on": DAY, "status": "draft", "goals": [goal]}
    plan = ok(world.official.post(path, json=said))
    reviewed = {"held_on": DAY, "findings": "Tốt"}
    review = ok(world.official.post(f"{path}/{plan['id']}/reviews", json=reviewed))
    made = plan["goals"][0]
    return {
        "plan_id": plan["id"], "goal_id": made["id"],
        "intervention_id": made["interventions"][0]["id"], "plan_review_id": review["id"],
    }  # fmt: skip


def bodies(world: Any) -> dict[str, tuple[Caller, Any]]:
    official, why = world.official, {"reason": "Nhập nhầm"}
    what = {
        "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd1", "what": "Lớp xóa mù chữ", "phase": "c",
        "who": "Cô Lan", "frequency": "2 buổi/tuần", "from_on": DAY, "until_on": "2026-05-30",
        "status": "planned",
    }  # fmt: skip
    goal = {
        "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd2", "domain": "education", "goal": "Biết chữ",
        "target_on": "2026-06-01", "interventions": [what],
    }  # fmt: skip
    stands = {"on": DAY, "reason": "Mới bắt đầu"}
    return {
        "write_plan": (
            official,
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd3", "written_on": DAY,
                "status": "active", "owner_id": str(official.id), "owner_name": "Bà Hạnh",
                "agreed_on": DAY, "next_review_on": "2026-04-09", "unit": "00004",
                "note": "ghi chú", "goals": [goal],
            },
        ),
        "activate_plan": (official, {"agreed_on": DAY}),
        "end_plan": (official, {"ended_on": DAY, "reason": "Chuyển nơi ở"}),
        "void_plan": (official, why),
        "add_goal": (official, goal),
        "tell_goal": (official, {"status": "partly", **stands}),
        "add_intervention": (official, what),
        "tell_intervention": (official, {"status": "stopped", **stands}),
        "review_plan": (
            official,
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd4", "held_on": DAY, "findings": "Tốt",
                "changes": "Thêm buổi", "next_review_on": "2026-04-09", "held_by": "Cô Lan",
                "unit": "00004",
            },
        ),
        "void_plan_review": (official, why),
    }  # fmt: skip
