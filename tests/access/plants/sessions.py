"""A session of the centre with the client on its roll, and one of the commune."""

from tests.access.world import Stage, made

SESSION = {
    "kind": "vocational_training", "held_on": "2026-03-10", "title": "Nghề mộc", "hours": 1.5,
}  # fmt: skip
# What is told of each person in the end; nobody else may read it.
RESULTS = {"own": "bào thẳng", "sibling": "đục mộng", "other": "đánh véc ni", "random": "không ai"}


def there(client: str, place: str) -> dict[str, object]:
    """A person who was there for an hour."""
    return {"client_id": client, "presence": "present", "hours": 1, "result": RESULTS[place]}


def plant(stage: Stage) -> dict[str, str]:
    """Plant both sessions; ids of the centre's and of the attendance."""
    centre = stage.desk("centre_caseworker", stage.facility)
    body = {**SESSION, "attendances": [there(stage.client, stage.place)]}
    done = made(centre.post("/v1/activities", json=body))
    commune = stage.desk("commune_official", stage.unit)
    absent = {"client_id": stage.client, "presence": "absent", "case_id": stage.case}
    made(commune.post("/v1/activities", json={
        **SESSION, "kind": "topic", "title": "Luật", "attendances": [absent],
    }))  # fmt: skip
    stage.words.add(RESULTS[stage.place])
    return {
        "activity": done["activity"]["id"],
        "attendance": done["items"][0]["attendance"]["id"],
    }
