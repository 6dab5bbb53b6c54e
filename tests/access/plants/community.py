"""A support in each commune, with a need nobody else may read."""

from tests.access.world import Stage, made


def plant(stage: Stage) -> dict[str, str]:
    """Plant what the community part of a file has."""
    official = stage.desk("commune_official", stage.unit)
    need = f"nhu cầu hỗ trợ của {stage.client}"
    stage.words.add(need)
    support = made(official.post(f"/v1/clients/{stage.client}/supports", json={
        "kind": "papers", "need": need, "opened_on": "2026-03-06", "unit": stage.unit,
        "case_id": stage.case,
    }))  # fmt: skip
    return {"support": support["id"]}
