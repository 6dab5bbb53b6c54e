"""A request, a correction, a hold, a lifted seal; and beside the file one that is sealed."""

from tests.access.world import Stage, made
from tests.harness.api import Caller


def plant(stage: Stage) -> dict[str, str]:
    """Received the day before the matrix asks, so that nothing of it is overdue."""
    official, nation = stage.desk("commune_official", stage.unit), stage.desk("nation_manager")
    path = f"/v1/clients/{stage.client}"
    asked = f"yêu cầu của {stage.client}"
    request = made(official.post(f"{path}/requests", json={
        "kind": "access", "content": asked, "received_at": "2026-11-19T09:00:00+07:00",
    }))  # fmt: skip
    stage.words.add(asked)
    correction = made(official.post(f"{path}/corrections", json={
        "record_kind": "client", "record_id": stage.client, "field": "ethnicity",
        "right": "Mường", "said_at": "2026-11-19T09:00:00+07:00",
    }))  # fmt: skip
    hold = made(nation.post(f"{path}/holds", json={"reason": "điều tra", "basis": "CV 2"}))
    again = _sealed(nation, stage.client)
    made(nation.post(f"/v1/seals/{again}/lift", version=1, json={"reason": "quản lý lại"}))
    beside = made(official.post("/v1/clients", json={
        "full_name": f"Phùng Niêm {stage.place.title()}", "sex": "female",
        "birth_date": "1971-07-07", "residence": {"unit": stage.unit, "stable": True},
    }))  # fmt: skip
    return {
        "request": request["id"], "correction": correction["id"], "hold": hold["id"],
        "seal": _sealed(nation, beside["id"]),
    }  # fmt: skip


def _sealed(nation: Caller, client: str) -> str:
    path = f"/v1/clients/{client}"
    version = made(nation.get(path))["version"]
    body = {"ground": "other", "reason": "niêm phong"}
    return made(nation.post(f"{path}/seal", version=version, json=body))["id"]
