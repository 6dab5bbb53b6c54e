"""A support, a test, a plan, and lawful bodies for everything that is said about them."""

from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import ok

_DAY = "2026-03-02"


def plant(world: Any) -> dict[str, str]:
    """Open a support, test the person, plan further tests."""
    client = world.places["client_id"]
    said = {"kind": "loan", "need": "vốn", "opened_on": _DAY, "unit": "00004"}
    made = ok(world.official.post(f"/v1/clients/{client}/supports", json=said))
    police = world.offices("commune_police")
    test = ok(police.post(f"/v1/clients/{client}/tests", json=_TEST))
    plan = ok(police.post(f"/v1/clients/{client}/test-plans", json=_plan(world, "2026-03-09")))
    return {"support_id": made["id"], "test_id": test["id"], "test_plan_id": plan["id"]}


_TEST = {
    "reason": "on_ground", "ground": "tip", "taken_at": "2026-03-02T09:00:00+07:00",
    "result": "positive", "method": "rapid", "sample": "urine", "unit": "00004",
}  # fmt: skip


def _plan(world: Any, until: str) -> dict[str, Any]:
    return {
        "case_id": world.places["case_id"], "set_on": "2026-03-09", "from_on": "2026-03-09",
        "until_on": until, "how_many": 1, "unit": "00004",
    }  # fmt: skip


def bodies(world: Any) -> dict[str, tuple[Caller, Any]]:
    """What may be said of it."""
    case = world.places["case_id"]
    police, why = world.offices("commune_police"), {"reason": "Nhập nhầm"}
    later = {**_plan(world, "2026-04-30"), "set_on": "2026-03-09", "from_on": "2026-03-10"}
    return {
        "receive_monitoring_events": (
            world.offices.desk(None, "00004", scopes=("monitoring:write",)),
            {"items": [{
                "client_id": world.places["client_id"], "device": "GS-17", "source_id": "1",
                "kind": "tamper", "at": "2026-03-02T09:00:00+07:00",
            }]},
        ),
        "record_test": (
            police,
            {
                **_TEST, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc3", "substances": "Heroin",
                "done_by": "Trạm y tế", "paper_number": "05/KQXN", "note": "ghi chú",
                "taken_at": "2026-03-09T09:00:00+07:00", "case_id": case,
            },
        ),
        "void_test": (police, why),
        "record_test_plan": (
            police,
            {
                **later, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc2", "set_by": "Công an phường",
                "paper_number": "1/KH", "note": "ghi chú",
            },
        ),
        "void_test_plan": (police, why),
        "record_support": (
            world.official,
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc5", "kind": "loan", "need": "vay vốn",
                "opened_on": _DAY, "unit": "00004", "provider": "Ngân hàng", "amount": 50000000,
                "follow_up_on": "2026-04-02", "case_id": case, "note": "ghi chú",
            },
        ),
        "record_support_event": (
            world.official,
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc4", "on": _DAY, "what": "đã nộp đơn",
                "unit": "00004", "state": "offered", "provider": "Ngân hàng", "amount": 50000000,
                "follow_up_on": "2026-04-02",
            },
        ),
        "void_support": (world.official, {"reason": "Nhập nhầm"}),
    }  # fmt: skip
