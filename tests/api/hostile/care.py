"""Withdrawal and substitution treatment under hostile values, told by a clinic's program."""

from typing import Any

_RECORD = {
    "opened_on": "2026-03-02", "substances": ["opioids"], "protocol": "clonidin",
    "severity": "mild", "doctor": "BS. Bình", "unit": "00004", "note": "ghi chú",
}  # fmt: skip
_ENTRY = {
    "noted_at": "2026-03-02T08:00:00+07:00", "pulse": 80, "systolic": 120, "diastolic": 80,
    "respiration": 18, "temperature": 37.5, "findings": "vã mồ hôi", "treatment": "diazepam",
    "doctor": "BS. Bình",
}  # fmt: skip
_PERIOD = {
    "medicine": "methadone", "started_on": "2026-03-02", "dosed_at": "Cơ sở khác", "unit": "00004",
    "note": "ghi chú",
}  # fmt: skip
_DOSE = {"dose_mg": 40.5, "confirmed_on": "2026-03-03", "confirmed_by": "Cơ sở khác"}


def plant(world: Any) -> dict[str, str]:
    """An open record with an entry, and an open period."""
    path = f"/v1/clients/{world.places['client_id']}"
    record = world.clinic.post(f"{path}/health-records", json=_RECORD)
    assert record.status_code == 201, record.text
    entries = f"{path}/health-records/{record.json()['id']}/entries"
    entry = world.clinic.post(entries, json=_ENTRY)
    assert entry.status_code == 201, entry.text
    period = world.clinic.post(f"{path}/substitutions", json=_PERIOD)
    assert period.status_code == 201, period.text
    return {
        "health_record_id": record.json()["id"],
        "substitution_id": period.json()["id"],
        "_entry": entry.json()["id"],
    }


def bodies(world: Any) -> dict[str, tuple[Any, Any]]:
    """Every field; what is open already is told again, as one at most is open."""
    case, why = world.places["case_id"], {"reason": "Nhập nhầm"}
    again = {**_RECORD, "id": world.places["health_record_id"]}
    entry = {
        **_ENTRY, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bf1", "corrects": world.places["_entry"],
    }  # fmt: skip
    before = {
        **_PERIOD, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bf2", "started_on": "2026-01-05",
        "ended_on": "2026-02-05", "end_reason": "moved_site", "case_id": case,
    }  # fmt: skip
    said = {
        "open_health_record": again,
        "close_health_record": {"closed_on": "2026-03-05", "outcome": "completed"},
        "void_health_record": why,
        "record_health_entry": entry,
        "record_substitution": before,
        "confirm_dose": _DOSE,
        "end_substitution": {"ended_on": "2026-03-05", "end_reason": "completed"},
        "void_substitution": why,
    }
    return {name: (world.clinic, body) for name, body in said.items()}
