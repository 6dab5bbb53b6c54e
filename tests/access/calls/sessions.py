"""What the matrix asks of sessions and their rolls."""

from tests.access.calls.shape import About, Call, get
from tests.access.plants.sessions import SESSION, there
from tests.access.world import Record


def _session(record: Record) -> dict[str, object]:
    """Held where the caller works: a caller without a unit of its own cannot."""
    return {
        **SESSION,
        "title": "Buổi khác",
        "attendances": [{"client_id": record.client, "presence": "absent"}],
    }


CALLS: dict[str, About] = {
    "record_activity": About(lambda r: Call("POST", "/v1/activities", json=_session(r))),
    "record_attendances": About(lambda r: Call(
        "POST", f"/v1/activities/{r.more['activity']}/attendances",
        json={"attendances": [there(r.client, r.place)]},
    )),
    "list_activities": About(get("/v1/activities", unit="{unit}")),
    "read_activity": About(get("/v1/activities/{activity}")),
    "list_attendances": About(get("/v1/clients/{client}/activities")),
    "read_hours": About(get("/v1/clients/{client}/activities/hours")),
    "void_attendance": About(lambda r: Call(
        "POST", f"/v1/clients/{r.client}/activities/{r.more['attendance']}/void", version=1,
        json={"reason": "nhập nhầm"},
    )),
}  # fmt: skip
