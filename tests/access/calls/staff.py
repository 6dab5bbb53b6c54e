"""What the matrix asks of staff, their credentials and their courses."""

from tests.access.calls.shape import About, Call, get, unit_of
from tests.access.plants.staff import COURSE, LICENCE, PERSON
from tests.access.world import FACILITIES, Record

_WHY = {"reason": "nhập nhầm"}
_NEW = {**PERSON, "full_name": "Đỗ Văn Mới"}


def _act(path: str, **rest: object) -> About:
    """An act on what was planted: `{staff}` and the like in the path."""
    return About(
        lambda r: Call("POST", path.format(**r.more), **rest)  # type: ignore[arg-type]
    )


def _line(record: Record) -> dict[str, object]:
    return {"lines": [{"staff_id": record.more["staff"], "result": "passed"}]}


def _centre(record: Record) -> str:
    return FACILITIES.get(record.place, "F-99-01")


CALLS: dict[str, About] = {
    # First: the mutant of a permission is seen by 404 where 403 was, at whatever unit.
    "void_staff_member": _act("/v1/staff/{staff}/void", version=1, json=_WHY),
    "list_staff": About(get("/v1/staff", unit="{unit}"), 0),
    "list_staff:centre": About(
        lambda r: Call("GET", "/v1/staff", params={"unit": _centre(r)}), 0
    ),
    "list_staff:expiring": About(
        get("/v1/staff", unit="{unit}", expiring_before="2030-01-01"), 0
    ),
    "create_staff_member": About(
        lambda r: Call("POST", "/v1/staff", json={**_NEW, "unit": unit_of(r)})
    ),
    "read_staff_member": About(get("/v1/staff/{staff}"), 0),
    "read_staff_member:centre": About(get("/v1/staff/{centre_staff}"), 0),
    "change_staff_member": About(lambda r: Call(
        "PATCH", f"/v1/staff/{r.more['staff']}", version=1, json={"note": "x"}
    )),
    "list_credentials": About(get("/v1/staff/{staff}/credentials"), 0),
    "record_credential": _act("/v1/staff/{staff}/credentials", json=LICENCE),
    "record_credential:centre": _act("/v1/staff/{centre_staff}/credentials", json=LICENCE),
    "void_credential": _act(
        "/v1/staff/{staff}/credentials/{credential}/void", version=1, json=_WHY
    ),
    "list_expiring": About(get("/v1/staff/expiring", unit="{unit}", before="2030-01-01"), 0),
    "read_trained_share": About(get("/v1/staff/trained-share", unit="{unit}"), 0),
    "list_trained_staff": About(get("/v1/staff/trained-share/staff", unit="{unit}"), 0),
    "list_trainings": About(get("/v1/trainings", unit="{unit}"), 0),
    "record_training": About(lambda r: Call(
        "POST", "/v1/trainings", json={**COURSE, "code": "TH-2", "unit": unit_of(r)}
    )),
    "void_training": _act("/v1/trainings/{training}/void", version=1, json=_WHY),
    "list_roll": About(get("/v1/trainings/{training}/roll"), 0),
    "record_roll": About(
        lambda r: Call("POST", f"/v1/trainings/{r.more['training']}/roll", json=_line(r))
    ),
    "void_training_attendance": _act(
        "/v1/trainings/{training}/roll/{seat}/void", version=1, json=_WHY
    ),
}  # fmt: skip
