"""A support, and lawful bodies for everything that is said about it."""

from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import ok

_DAY = "2026-03-02"


def plant(world: Any) -> dict[str, str]:
    """Open a support."""
    client = world.places["client_id"]
    said = {"kind": "loan", "need": "vốn", "opened_on": _DAY, "unit": "00004"}
    made = ok(world.official.post(f"/v1/clients/{client}/supports", json=said))
    return {"support_id": made["id"]}


def bodies(world: Any) -> dict[str, tuple[Caller, Any]]:
    """What may be said of it."""
    case = world.places["case_id"]
    return {
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
