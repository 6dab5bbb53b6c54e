"""Life in a centre under the hostile corpus: the centre holds the file and has told one of each."""

from typing import Any

import sqlalchemy as sa

from app.ids import new_id
from tests.api.hostile_world import World
from tests.harness.api import Caller
from tests.scenarios.story import CENTRE, ok

AT = "2026-03-02T09:00:00+07:00"
_HOLD = sa.text("""
insert into custody values (:id, :client, :unit, '01', 'facility', now(), null, 'planted', :id)
on conflict do nothing
""")
_AUDIT = sa.text("select audit_append('planted', '{}', null, null, null, '{}')")
_INCIDENT = {"kind": "death", "happened_at": AT, "description": "tai nạn"}
_OUTSIDE = {"kind": "visit", "happened_at": AT, "who": "Nguyễn Thị Lan", "relation": "mẹ"}
_MEASURE = {
    "kind": "special_area", "reason": "đánh nhau", "decided_by": "Trần Văn Bình",
    "decided_on": "2026-03-01", "from_on": "2026-03-01",
}  # fmt: skip
_BELONGING = {"what": "điện thoại", "receipt_number": "BN-1", "received_at": AT}


def plant(world: World) -> dict[str, str]:
    """Let the centre hold the file, and tell one of each."""
    client = world.places["client_id"]
    with world.offices.desk.as_nation() as session:
        session.execute(_HOLD, {"id": new_id(), "client": client, "unit": CENTRE})
        session.execute(_AUDIT)
    worker, path = _worker(world), f"/v1/clients/{client}"
    incident = ok(worker.post(f"{path}/incidents", json=_INCIDENT))
    outside = ok(worker.post(f"{path}/outside-contacts", json=_OUTSIDE))
    roll = ok(worker.post(f"/v1/facilities/{CENTRE}/grades", json=_roll(client, "2026-02")), 200)
    measure = ok(worker.post(f"{path}/measures", json=_MEASURE))
    belonging = ok(worker.post(f"{path}/belongings", json=_BELONGING))
    return {
        "incident_id": incident["id"], "notice_id": incident["notices"][0]["id"],
        "outside_contact_id": outside["id"], "facility": CENTRE,
        "grade_id": roll["results"][0]["grade"]["id"], "measure_id": measure["id"],
        "belonging_id": belonging["id"],
    }  # fmt: skip


def bodies(world: World) -> dict[str, tuple[Caller, Any]]:
    """A lawful body for every write."""
    worker, why = _worker(world), {"reason": "Nhập nhầm"}
    about = {"case_id": world.places["case_id"], "note": "ghi chú"}
    return {
        "record_incident": (worker, {
            **_INCIDENT, **about, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd1", "place": "nhà ăn",
            "injured": 1, "told_by": "Nguyễn Văn Bình",
        }),
        "void_incident": (worker, why),
        "give_incident_notice": (worker, {
            "given_at": AT, "given_to": "Viện kiểm sát", "given_how": "letter",
        }),
        "record_outside_contact": (worker, {
            **_OUTSIDE, **about, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd2", "minutes": 60,
            "visitors": 2, "what": "quà", "allowed_by": "Trần Văn Bình",
        }),
        "void_outside_contact": (worker, why),
        "record_grades": (worker, _roll(world.places["client_id"], "2026-01", **about,
                                        id="01a2015f-adb6-79aa-8a45-fd8b9fc69bd3")),
        "void_grade": (worker, why),
        "record_measure": (worker, {
            **_MEASURE, **about, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd4",
            "decision_number": "5/QĐ-CSCN", "until_on": "2026-03-02",
        }),
        "end_measure": (worker, {"until_on": "2026-03-02"}),
        "void_measure": (worker, why),
        "record_belonging": (worker, {
            **_BELONGING, **about, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd5", "quantity": 2,
            "value_dong": 500_000,
        }),
        "release_belonging": (worker, {
            "released_as": "returned", "released_at": AT, "released_to": "người nhà",
            "released_note": "đủ",
        }),
        "void_belonging": (worker, why),
    }  # fmt: skip


def _roll(client: str, month: str, **said: str) -> dict[str, Any]:
    line = {"client_id": client, "grade": "fair", "reason": "chấp hành tốt", **said}
    return {
        "month": f"{month}-01", "decided_by": "Trần Văn Bình", "decided_on": "2026-03-01",
        "grades": [line],
    }  # fmt: skip


def _worker(world: World) -> Caller:
    return world.offices("centre_director")
