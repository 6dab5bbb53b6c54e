"""Who looks after whom, among the hostile bodies."""

from tests.scenarios.story import ok


def plant(world):
    path = f"/v1/clients/{world.file.client['id']}/assignments"
    ok(world.official.post(path, json={"account": str(world.official.id)}))
    return {}


def bodies(world):
    said = {"account": str(world.official.id), "reason": "Nghỉ phép"}
    return {
        "assign_client": (world.official, said),
        "reassign_clients": (world.official, {**said, "clients": [world.file.client["id"]]}),
    }
