"""The determination everybody of the world has: nothing is made, its id is looked up."""

from tests.access.world import Stage, made


def plant(stage: Stage) -> dict[str, str]:
    official = stage.desk("commune_official", stage.unit)
    rows = made(official.get(f"/v1/clients/{stage.client}/determinations"))["items"]
    return {"determination": rows[0]["id"]}
