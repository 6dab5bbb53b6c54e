"""One of the staff of each commune and of each centre, with a licence, a course and its roll."""

from tests.access.world import Stage, made

PERSON = {"full_name": "Phan Thị Sẻ Đồng", "kinds": ["counsellor"], "employed_from": "2024-01-01"}
LICENCE = {
    "kind": "practising_licence", "number": "77", "issuer": "Sở Y tế", "issued_on": "2025-01-01",
    "valid_until": "2027-01-01",
}  # fmt: skip
COURSE = {
    "title": "Tập huấn", "kind": "rehabilitation", "hours": 8, "held_from": "2026-03-02",
    "held_until": "2026-03-03", "organiser": "Công an tỉnh",
}  # fmt: skip


def plant(stage: Stage) -> dict[str, str]:
    """Return the ids; those of the centre begin with `centre_`."""
    planted: dict[str, str] = {}
    for role, unit, mark in (
        ("commune_official", stage.unit, ""),
        ("centre_director", stage.facility, "centre_"),
    ):
        keeper = stage.desk(role, unit)
        person = made(keeper.post("/v1/staff", json=PERSON))["id"]
        held = made(keeper.post(f"/v1/staff/{person}/credentials", json=LICENCE))["id"]
        body = {**COURSE, "code": "TH-1", "roll": [{"staff_id": person, "result": "passed"}]}
        course = made(keeper.post("/v1/trainings", json=body))
        attended = course["roll"]["lines"][0]["attendance"]["id"]
        names = {"staff": person, "credential": held, "training": course["id"],
                 "seat": attended}  # fmt: skip
        planted |= {f"{mark}{name}": key for name, key in names.items()}
    return planted
