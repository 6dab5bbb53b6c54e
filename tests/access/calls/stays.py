"""What the matrix asks of the places of a facility and the stays in them."""

from tests.access.calls.shape import About, Call, fill
from tests.access.world import FACILITIES, Record

AT = "2026-11-19T09:00:00+07:00"


def _house(record: Record) -> str:
    return f"/v1/facilities/{FACILITIES.get(record.place, 'F-99-99')}"


def _read(path: str, **params: str) -> About:
    return About(lambda r: Call("GET", f"{_house(r)}/{path}", params=params))


def _stay(record: Record) -> str:
    return fill("/v1/clients/{client}/stays/{stay}", record)


CALLS: dict[str, About] = {
    "set_capacity": About(lambda r: Call("PUT", f"{_house(r)}/capacity", json={"places": 50})),
    "list_facility_areas": _read("areas"),
    "open_area": About(lambda r: Call("POST", f"{_house(r)}/areas", json={
        "code": "B", "name": "Khu B", "kind": "women", "valid_from": "2026-01-01",
    })),
    "change_area": About(lambda r: Call(
        "PATCH", f"{_house(r)}/areas/{r.more['facility_area']}", version=1, json={"name": "Khu mới"}
    )),
    "list_rooms": _read("rooms"),
    "open_room": About(lambda r: Call("POST", f"{_house(r)}/rooms", json={
        "area_id": r.more["facility_area"], "code": "3", "places": 2, "valid_from": "2026-01-01",
    })),
    "change_room": About(lambda r: Call(
        "PATCH", f"{_house(r)}/rooms/{r.more['room']}", version=1, json={"places": 4}
    )),
    "read_occupancy": _read("occupancy"),
    "list_stays": About(lambda r: Call("GET", f"/v1/clients/{r.client}/stays")),
    # The case is one at home: the law of the place answers, whoever gets so far.
    "place_client": About(lambda r: Call("POST", f"/v1/clients/{r.client}/stays", json={
        "case_id": r.case, "room_id": r.more["room"], "since": AT,
    })),
    "move_stay": About(lambda r: Call(
        "POST", f"{_stay(r)}/moves", version=1, json={"room_id": r.more["other_room"], "at": AT}
    )),
    "end_stay": About(lambda r: Call(
        "POST", f"{_stay(r)}/end", version=1, json={"at": AT, "reason": "discharged"}
    )),
    "void_stay": About(lambda r: Call(
        "POST", f"{_stay(r)}/void", version=1, json={"reason": "nhập nhầm"}
    )),
}  # fmt: skip
