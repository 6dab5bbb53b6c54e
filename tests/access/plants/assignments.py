"""An account of the commune looks after the client."""

from tests.access.world import Stage, made


def plant(stage: Stage) -> dict[str, str]:
    official = stage.desk("commune_official", stage.unit)
    path = f"/v1/clients/{stage.client}/assignments"
    made(official.post(path, json={"account": str(official.id)}))
    return {"carer": str(official.id)}
