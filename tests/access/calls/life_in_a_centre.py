"""What the matrix asks of life in a centre."""

from tests.access.calls.shape import About, Call, get
from tests.access.world import FACILITIES, Record

_WRONG = {"reason": "nhập nhầm"}
_INCIDENT = {
    "kind": "violence", "happened_at": "2026-10-02T03:00:00+07:00", "description": "đánh nhau",
}  # fmt: skip
_GIVEN = {
    "given_at": "2026-10-01T04:00:00+07:00", "given_to": "trực ban", "given_how": "telephone",
}  # fmt: skip
_OUTSIDE = {
    "kind": "visit", "happened_at": "2026-10-02T03:00:00+07:00", "who": "Lê Thị Hoa",
    "relation": "chị",
}  # fmt: skip
_MEASURE = {
    "kind": "warning", "reason": "đánh nhau", "decided_by": "Trần Văn Bình",
    "decided_on": "2026-10-02",
}  # fmt: skip
_BELONGING = {
    "what": "đồng hồ", "receipt_number": "BN-2", "received_at": "2026-10-02T03:00:00+07:00",
}  # fmt: skip
_RELEASE = {
    "released_as": "returned", "released_at": "2026-10-02T03:00:00+07:00", "released_to": "mẹ",
}  # fmt: skip


def facility(record: Record) -> str:
    """The centre of the record's place; one that nobody has where there is no record."""
    return FACILITIES.get(record.place, "F-99-99")


def roll(record: Record) -> dict[str, object]:
    """The month after the planted one, for one person."""
    return {
        "month": "2026-10-01", "decided_by": "Trần Văn Bình", "decided_on": "2026-10-30",
        "grades": [{"client_id": record.client, "grade": "good"}],
    }  # fmt: skip


def about(record: Record, rest: str) -> str:
    return f"/v1/clients/{record.client}/{rest}"


CALLS: dict[str, About] = {
    "list_incidents_of_client": About(get("/v1/clients/{client}/incidents")),
    "list_incidents": About(
        lambda r: Call("GET", "/v1/incidents", params={"unit": facility(r), "status": "open"})
    ),
    "record_incident": About(lambda r: Call("POST", about(r, "incidents"), json=_INCIDENT)),
    "void_incident": About(lambda r: Call(
        "POST", about(r, f"incidents/{r.more['incident']}/void"), version=1, json=_WRONG
    )),
    "give_incident_notice": About(lambda r: Call(
        "POST", about(r, f"incidents/{r.more['incident']}/notices/{r.more['notice']}/given"),
        version=1, json=_GIVEN,
    )),
    "list_outside_contacts": About(get("/v1/clients/{client}/outside-contacts")),
    "record_outside_contact": About(
        lambda r: Call("POST", about(r, "outside-contacts"), json=_OUTSIDE)
    ),
    "void_outside_contact": About(lambda r: Call(
        "POST", about(r, f"outside-contacts/{r.more['outside']}/void"), version=1, json=_WRONG
    )),
    "list_grades": About(get("/v1/clients/{client}/grades")),
    "record_grades": About(
        lambda r: Call("POST", f"/v1/facilities/{facility(r)}/grades", json=roll(r))
    ),
    # On the roll of the caller's own centre: a person out of reach is a line that was refused.
    "record_grades:here": About(
        lambda r: Call("POST", f"/v1/facilities/{FACILITIES['own']}/grades", json=roll(r))
    ),
    "void_grade": About(lambda r: Call(
        "POST", about(r, f"grades/{r.more['grade']}/void"), version=1, json=_WRONG
    )),
    "list_measures": About(get("/v1/clients/{client}/measures")),
    "record_measure": About(lambda r: Call("POST", about(r, "measures"), json=_MEASURE)),
    "end_measure": About(lambda r: Call(
        "POST", about(r, f"measures/{r.more['measure']}/end"), version=1,
        json={"until_on": "2026-10-02"},
    )),
    "void_measure": About(lambda r: Call(
        "POST", about(r, f"measures/{r.more['measure']}/void"), version=1, json=_WRONG
    )),
    "list_belongings": About(get("/v1/clients/{client}/belongings")),
    "record_belonging": About(lambda r: Call("POST", about(r, "belongings"), json=_BELONGING)),
    "release_belonging": About(lambda r: Call(
        "POST", about(r, f"belongings/{r.more['belonging']}/release"), version=1, json=_RELEASE
    )),
    "void_belonging": About(lambda r: Call(
        "POST", about(r, f"belongings/{r.more['belonging']}/void"), version=1, json=_WRONG
    )),
}  # fmt: skip
