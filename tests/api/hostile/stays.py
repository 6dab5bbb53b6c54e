"""A centre with an area, two rooms and somebody asleep; a lawful body for every write there."""

from tests.scenarios.lodging import PLACES, area, lodged, room
from tests.scenarios.story import ok

FROM = "2026-01-01"


def plant(world):
    """Ids for the paths; the case and the other room are named in bodies."""
    director = world.offices("centre_director")
    held_in = area(director)
    one, two = room(director, held_in, "1"), room(director, held_in, "2")
    case = lodged(world.offices.desk, world.places["client_id"])
    body = {"case_id": case, "room_id": one["id"], "since": "2026-03-05T09:00:00+07:00"}
    stay = ok(world.nation.post(f"/v1/clients/{world.places['client_id']}/stays", json=body))
    world.lodging = {"case_id": case, "room_id": two["id"]}
    return {
        "facility": PLACES.rpartition("/")[2], "area_id": held_in["id"], "room_id": one["id"],
        "stay_id": stay["id"],
    }  # fmt: skip


def bodies(world):
    """Whoever may write, and what."""
    nation, at = world.nation, "2026-03-08T09:00:00+07:00"
    keeps = {"sex": "female", "age": "minor", "disease": "infectious", "regime": "voluntary"}
    said = {"code": "B", "name": "Khu B", "places": 9, "valid_from": FROM,
            "valid_until": "2027-01-01"}  # fmt: skip
    return {
        "set_capacity": (nation, {"places": 50}),
        "open_area": (
            nation,
            {"id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd1", "kind": "living", **said, **keeps},
        ),
        "change_area": (nation, {"name": "Khu nam", "places": 30}),
        "open_room": (
            nation,
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd2", "area_id": world.places["area_id"],
                "body": "differs", **said, **keeps,
            },
        ),
        "change_room": (nation, {"name": "Phòng 1", "places": 4}),
        "place_client": (
            nation,
            {
                **world.lodging, "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd3",
                "since": "2026-03-03T09:00:00+07:00", "until": "2026-03-04T09:00:00+07:00",
                "reason_ended": "hospital", "disease": "none", "body_sex": "male",
                "note": "ghi chú",
            },
        ),
        "move_stay": (
            nation,
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd4", "room_id": world.lodging["room_id"],
                "at": at, "disease": "none", "body_sex": "male", "note": "ghi chú",
            },
        ),
        "end_stay": (nation, {"at": at, "reason": "discharged"}),
        "void_stay": (nation, {"reason": "Nhập nhầm"}),
    }  # fmt: skip
