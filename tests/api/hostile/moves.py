"""A file that came to the commune, a referral that waits, and lawful answers to both."""

from typing import Any

from tests.scenarios.story import CENTRE, PERSON, ok

_AT = "2026-03-09T09:00:00+07:00"
_BEFORE = "2026-03-09T08:00:00+07:00"


def plant(world: Any) -> dict[str, str]:
    there = world.offices("commune_official", "26740")
    body = {
        **PERSON, "full_name": "Vũ Thị Lan", "birth_date": "1985-05-06",
        "residence": {"unit": "26740", "stable": True},
    }  # fmt: skip
    client = f"/v1/clients/{ok(there.post('/v1/clients', json=body))['id']}"
    move = {"to": "00004", "occurred_at": _BEFORE, "reason": "Chuyển"}
    moved = ok(there.post(f"{client}/moves", json=move, version=1))
    # To somebody outside: whoever sent it may write down every answer.
    said = {"provider": "Trung tâm dạy nghề", "purpose": "job", "referred_at": _BEFORE}
    path = f"/v1/clients/{world.file.client['id']}/referrals"
    referral = ok(world.official.post(path, json=said))
    return {"transfer_id": moved["transfer_id"], "referral_id": referral["id"]}


def bodies(world: Any) -> dict[str, tuple[Any, Any]]:
    why = {"reason": "Nhầm xã"}
    return {
        "acknowledge_transfer": (world.official, {"arrived_at": _AT}),
        "refuse_transfer": (world.official, why),
        "lose_transfer": (world.official, why),
        "refer_client": (
            world.official,
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc9", "to_unit": CENTRE, "purpose": "job",
                "referred_at": _AT, "note": "ghi chú", "case_id": world.places["case_id"],
            },
        ),
        "refuse_referral": (world.official, why),
        "finish_referral": (world.official, {"outcome": "Đã có việc"}),
        "revoke_referral": (world.official, why),
    }  # fmt: skip
