"""What the centre wrote down about the person: one of everything, somebody still to be told."""

from tests.access.world import Stage, made

_AT = "2026-10-01T03:00:00+07:00"


def plant(stage: Stage) -> dict[str, str]:
    """One of each, told by a caseworker of the centre that holds the file."""
    worker = stage.desk("centre_caseworker", stage.facility)
    word = f"vụ việc ở {stage.facility} của {stage.client[-6:]}"
    stage.words.add(word)
    client = f"/v1/clients/{stage.client}"
    incident = made(worker.post(f"{client}/incidents", json={
        "kind": "death", "happened_at": _AT, "description": word,
    }))  # fmt: skip
    outside = made(worker.post(f"{client}/outside-contacts", json={
        "kind": "visit", "happened_at": _AT, "who": "Nguyễn Thị Lan", "relation": word,
    }))  # fmt: skip
    roll = made(worker.post(f"/v1/facilities/{stage.facility}/grades", json={
        "month": "2026-09-01", "decided_by": "Trần Văn Bình", "decided_on": "2026-09-30",
        "grades": [{"client_id": stage.client, "grade": "fair", "reason": word}],
    }))  # fmt: skip
    measure = made(worker.post(f"{client}/measures", json={
        "kind": "special_area", "reason": word, "decided_by": "Trần Văn Bình",
        "decided_on": "2026-10-01", "from_on": "2026-10-01",
    }))  # fmt: skip
    belonging = made(worker.post(f"{client}/belongings", json={
        "what": word, "receipt_number": "BN-1", "received_at": _AT,
    }))  # fmt: skip
    return {
        "incident": incident["id"],
        "notice": incident["notices"][0]["id"],
        "outside": outside["id"],
        "grade": roll["results"][0]["grade"]["id"],
        "measure": measure["id"],
        "belonging": belonging["id"],
    }
