"""Requests, corrections, holds and a sealed file, for the hostile corpus."""

from typing import Any

from tests.scenarios.story import File, ok

_AT = "2026-03-02T09:00:00+07:00"
_SEAL = {"ground": "court_order", "reason": "Theo quyết định"}


def plant(world: Any) -> dict[str, str]:
    """One of each; the sealed file is another one, so that everybody still reads the first."""
    official, nation = world.file.as_("commune_official"), world.nation
    client = world.file.client["id"]
    path = f"/v1/clients/{client}"
    asked = {"kind": "access", "content": "Xin xem hồ sơ", "received_at": _AT}
    right = {
        "record_kind": "client", "record_id": client, "field": "ethnicity", "right": "Tày",
        "said_at": _AT,
    }  # fmt: skip
    beside = File(world.offices, world.file.clock)
    beside.register("2026-03-09 09:00", full_name="Lê Thị Hoa", birth_date="1971-07-07")
    sealed = nation.post(f"/v1/clients/{beside.client['id']}/seal", json=_SEAL, version=1)
    hold = {"reason": "Điều tra", "basis": "CV 1"}
    return {
        "request_id": ok(official.post(f"{path}/requests", json=asked))["id"],
        "correction_id": ok(official.post(f"{path}/corrections", json=right))["id"],
        "hold_id": ok(nation.post(f"{path}/holds", json=hold))["id"],
        "seal_id": ok(sealed)["id"],
    }


def bodies(world: Any) -> dict[str, Any]:
    """A lawful body for every write."""
    why = {"reason": "Theo đơn"}
    official, nation = world.official, world.nation
    return {
        "receive_request": (
            official,
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc9", "kind": "delete",
                "content": "Xin xóa", "received_at": _AT, "requester": "representative",
                "representative_basis": "Giấy ủy quyền", "channel": "post",
                "with_processor": True, "note": "ghi chú",
            },
        ),
        "extend_request": (official, {"days": 5, **why}),
        "answer_request": (official, {"outcome": "refused", "ground": "unfounded", **why}),
        "close_request": (official, why),
        "void_request": (official, why),
        "propose_correction": (
            official,
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bca", "record_kind": "contact",
                "record_id": world.places["contact_id"], "field": "note", "right": "Đã gặp",
                "said_at": _AT, "request_id": world.places["request_id"], "note": "ghi chú",
            },
        ),
        "decide_correction": (official, {"decision": "refused", **why}),
        "void_correction": (official, why),
        "place_hold": (nation, {"basis": "CV 2", **why}),
        "lift_hold": (nation, why),
        "seal_client": (nation, _SEAL),
        "read_sealed_file": (nation, {"purpose": "inspection"}),
        "lift_seal": (nation, why),
    }  # fmt: skip
