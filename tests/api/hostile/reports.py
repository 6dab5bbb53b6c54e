"""A frozen report, and a lawful body for every write about reports."""

from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import ok

_REPORT = {"kind": "coverage", "from": "2026-01-01", "to": "2026-03-01"}


def plant(world: Any) -> dict[str, str]:
    """Return the id of a report the commune has sent up."""
    report = ok(world.official.post("/v1/reports", json=_REPORT))["id"]
    ok(world.official.post(f"/v1/reports/{report}/submit", version=1), 200)
    return {"report_id": report}


def bodies(world: Any) -> dict[str, tuple[Caller, Any]]:
    """Return what is lawful to send, whole."""
    manager: Caller = world.offices("province_manager")
    freezing = {**_REPORT, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd7"}
    return {
        "freeze_report": (world.official, freezing),
        "return_report": (manager, {"reason": "Thiếu số liệu"}),
    }
