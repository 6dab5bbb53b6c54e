"""A determination with everything it can name, under hostile values."""

from typing import Any

from tests.scenarios.story import handed, ok

_ITEMS = ("craving", "control", "withdrawal", "tolerance", "interests", "harm")
_LICENCE = {"kind": "practising_licence", "number": "1", "scope": "Nội khoa", "issuer": "Sở Y tế",
            "issued_on": "2025-01-01"}  # fmt: skip
_TRAINED = {"kind": "determination_certificate", "issuer": "Viện", "issued_on": "2025-01-01"}
_DOCTOR = {"full_name": "Đỗ Thị Hoa", "kinds": ["doctor"], "employed_from": "2025-01-01"}


def plant(world: Any) -> dict[str, str]:
    """A finding that concludes, a qualified assessor, and the id of the result on file."""
    path = f"/v1/clients/{world.places['client_id']}"
    answers = [{"item": item, "option": "yes"} for item in _ITEMS]
    answers.append({"item": "time", "option": "month"})
    finding = {"instrument": "dependence", "version": "TT18-2021", "on": "2026-03-09",
               "unit": "00004", "answers": answers}  # fmt: skip
    doctor = ok(world.official.post("/v1/staff", json=_DOCTOR))["id"]
    for one in (_LICENCE, _TRAINED):
        ok(world.official.post(f"/v1/staff/{doctor}/credentials", json=one))
    rows = ok(world.official.get(f"{path}/determinations"), 200)["items"]
    return {
        "determination_id": rows[0]["id"], "assessor_id": doctor,
        "concluding_id": ok(world.clinic.post(f"{path}/screenings", json=finding))["id"],
    }  # fmt: skip


def bodies(world: Any) -> dict[str, tuple[Any, Any]]:
    """Every field of a determination, by a clinician of the commune's station."""
    at = "2026-03-09T09:00:00+07:00"
    unit = ok(world.official.get("/v1/units/00004"), 200)["name"]
    return {
        "record_determination": (
            world.offices("centre_clinician", "00004"),
            {
                "requested_by": "self", "requested_at": at, "received_at": at, "concluded_at": at,
                "delivered_at": at, "concluded_on": "2026-03-09", "result": "addicted",
                "papers": handed("determination-application"), "assessor": "Đỗ Thị Hoa",
                "facility_name": unit, "criteria_met": 6, "paper_number": "15/PKQ",
                "screening_id": world.places["concluding_id"],
                "assessor_id": world.places["assessor_id"],
            },
        ),
    }  # fmt: skip
