"""A lawful body for every write on the yearly facts of units and the types of areas."""

from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import ok

_LINE = {"unit": "00004", "fact": "plant_area_m2", "value": 2, "note": "ghi chú"}


def plant(world: Any) -> dict[str, str]:
    """Return ids for the paths."""
    manager: Caller = world.offices("province_manager")
    first = {"year": "2024-P", "source": "Báo cáo", "lines": [_LINE]}
    made = ok(manager.post("/v1/area-facts", json=first), 200)["lines"][0]["entry"]
    return {"area_fact": made["id"]}


def bodies(world: Any) -> dict[str, tuple[Caller, Any]]:
    """Return what is lawful to send, whole."""
    manager: Caller = world.offices("province_manager")
    correction = {
        "fact": "plant_area_m2", "year": "2024-P", "value": 3,
        "source": "Đính chính", "note": "đếm lại",
        "corrects": world.places["area_fact"], "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69c11",
    }  # fmt: skip
    return {
        "enter_area_fact": (manager, correction),
        "enter_area_facts": (
            manager, {"year": "2025-P", "source": "Báo cáo", "lines": [_LINE]},
        ),
        "confirm_area_facts": (manager, {"ids": [world.places["area_fact"]]}),
        "confirm_typology": (
            manager, {"unit": "00004", "year": "2025-P", "units": ["00004"]},
        ),
    }  # fmt: skip
