"""Sessions and their rolls under hostile values."""

from typing import Any

ROLL_ID, LINE_ID = "01a2015f-adb6-79aa-8a45-fd8b9fc69bd1", "01a2015f-adb6-79aa-8a45-fd8b9fc69bd2"


def plant(world: Any) -> dict[str, str]:
    """A session with the person on its roll."""
    body = {
        "kind": "class", "held_on": "2026-03-02", "title": "Xóa mù chữ", "hours": 2,
        "attendances": [{"client_id": world.places["client_id"], "presence": "present"}],
    }  # fmt: skip
    done = world.official.post("/v1/activities", json=body)
    assert done.status_code == 201, done.text
    return {
        "activity_id": done.json()["activity"]["id"],
        "attendance_id": done.json()["items"][0]["attendance"]["id"],
    }


def bodies(world: Any) -> dict[str, tuple[Any, Any]]:
    """Every field of a session and of a person on its roll."""
    line = {
        "id": LINE_ID, "client_id": world.places["client_id"], "presence": "present",
        "hours": 1.25, "case_id": world.places["case_id"], "result": "đạt", "mark": 7.5,
        "note": "ghi chú",
    }  # fmt: skip
    session = {
        "id": ROLL_ID, "kind": "vocational_training", "phase": "d", "title": "Nghề hàn",
        "held_on": "2026-03-02", "starts_at": "08:00", "hours": 1.5, "led_by": "Thầy Tư",
        "unit": "00004", "note": "ghi chú", "attendances": [line],
    }  # fmt: skip
    return {
        "record_activity": (world.official, session),
        "record_attendances": (world.official, {"attendances": [line]}),
        "void_attendance": (world.official, {"reason": "Nhập nhầm"}),
    }
