"""Staff with a licence, a course and its roll, and a lawful body for every write on them."""

from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import ok

_PERSON = {"full_name": "Lê Thị Hạnh", "kinds": ["doctor"], "employed_from": "2024-01-01"}
_LICENCE = {"kind": "practising_licence", "number": "1", "issuer": "Sở Y tế",
            "issued_on": "2025-01-01"}  # fmt: skip
_COURSE = {
    "code": "TH-1", "title": "Tập huấn", "kind": "rehabilitation", "hours": 8,
    "held_from": "2026-02-02", "held_until": "2026-02-03", "organiser": "Công an tỉnh",
}  # fmt: skip


def plant(world: Any) -> dict[str, str]:
    """Return ids for the paths."""
    official: Caller = world.official
    person = ok(official.post("/v1/staff", json=_PERSON))["id"]
    held = ok(official.post(f"/v1/staff/{person}/credentials", json=_LICENCE))["id"]
    body = {**_COURSE, "roll": [{"staff_id": person, "result": "passed"}]}
    course = ok(official.post("/v1/trainings", json=body))
    return {
        "staff_id": person, "credential_id": held, "training_id": course["id"],
        "seat_id": course["roll"]["lines"][0]["attendance"]["id"],
    }  # fmt: skip


def bodies(world: Any) -> dict[str, tuple[Caller, Any]]:
    """Return what is lawful to send, whole."""
    official: Caller = world.official
    person = world.places["staff_id"]
    why = {"reason": "Nhập nhầm"}
    whole = {
        **_PERSON, "fields": ["medicine"], "account_id": str(official.id),
        "employed_until": "2026-12-31", "note": "ghi chú",
    }  # fmt: skip
    line = {
        "staff_id": person, "result": "passed", "certificate_number": "CN-1",
        "valid_until": "2028-02-03", "note": "ghi chú",
    }  # fmt: skip
    credential = {
        **_LICENCE, "field": "Y khoa", "scope": "Tâm thần", "valid_until": "2030-01-01",
        "note": "ghi chú", "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69b01",
    }  # fmt: skip
    return {
        "create_staff_member": (
            official, {**whole, "unit": "00004", "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69b02"},
        ),
        "change_staff_member": (official, whole),
        "void_staff_member": (official, why),
        "record_credential": (official, credential),
        "void_credential": (official, why),
        "record_training": (
            official,
            {
                **_COURSE, "code": "TH-2", "unit": "00004", "note": "ghi chú", "roll": [line],
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69b03",
            },
        ),
        "void_training": (official, why),
        "record_roll": (official, {"lines": [line]}),
        "void_training_attendance": (official, why),
    }  # fmt: skip
