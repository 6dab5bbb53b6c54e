"""What the matrix asks of individual plans."""

from tests.access.calls.shape import About, Call, get
from tests.access.world import Record

_PLAN = {"written_on": "2026-04-24", "goals": [{"domain": "family", "goal": "Hòa giải"}]}
_HEALTH = {"domain": "health", "goal": "Ổn định giấc ngủ"}
_STANDS = {"on": "2026-04-24", "reason": "đã bàn"}


def _of(record: Record, rest: str = "", plan: str = "plan") -> str:
    return f"/v1/cases/{record.case}/plans/{record.more[plan]}{rest}"


def _goal(record: Record, rest: str = "") -> str:
    return _of(record, f"/goals/{record.more['goal']}{rest}")


CALLS = {
    "write_plan": About(lambda r: Call("POST", f"/v1/cases/{r.case}/plans", json=_PLAN)),
    "list_plans_of_case": About(get("/v1/cases/{case}/plans")),
    "list_plans_of_client": About(get("/v1/clients/{client}/plans")),
    "read_plan": About(get("/v1/cases/{case}/plans/{plan}")),
    "activate_plan": About(
        lambda r: Call("POST", _of(r, "/activate", "draft"), version=1, json={})
    ),
    "end_plan": About(lambda r: Call(
        "POST", _of(r, "/end"), version=1,
        json={"ended_on": "2026-04-24", "reason": "chuyển nơi ở"},
    )),
    "void_plan": About(
        lambda r: Call("POST", _of(r, "/void"), version=1, json={"reason": "nhập nhầm"})
    ),
    "add_goal": About(lambda r: Call(
        "POST", _of(r, "/goals"), json={"domain": "family", "goal": "Hòa giải"}
    )),
    "add_goal:health": About(lambda r: Call("POST", _of(r, "/goals"), json=_HEALTH)),
    "tell_goal": About(lambda r: Call(
        "POST", _goal(r, "/standing"), version=2, json={"status": "dropped", **_STANDS}
    )),
    "add_intervention": About(
        lambda r: Call("POST", _goal(r, "/interventions"), json={"what": "gặp gia đình"})
    ),
    "tell_intervention": About(lambda r: Call(
        "POST", _goal(r, f"/interventions/{r.more['intervention']}/standing"), version=1,
        json={"status": "stopped", **_STANDS},
    )),
    "review_plan": About(lambda r: Call(
        "POST", _of(r, "/reviews"), json={"held_on": "2026-04-24", "findings": "tốt"}
    )),
    "void_plan_review": About(lambda r: Call(
        "POST", _of(r, f"/reviews/{r.more['plan_review']}/void"), version=1,
        json={"reason": "nhập nhầm"},
    )),
}  # fmt: skip
