"""A phase that goes on and one that is over, with what showed it."""

from tests.access.world import Stage, made

MARK = {"own": "thầy Sáo Sậu", "sibling": "thầy Bói Cá", "other": "thầy Bìm Bịp"}


def plant(stage: Stage) -> dict[str, str]:
    official = stage.desk("commune_official", stage.unit)
    path, word = f"/v1/cases/{stage.case}", MARK[stage.place]
    stage.words.add(word)
    paper = made(official.post(f"{path}/papers", json={"code": "rehab-plan"}))["id"]
    said = {"phase": "e", "started_on": "2026-03-23", "carried_out_by": word}
    over = made(official.post(f"{path}/phases", json=said))["id"]
    made(official.post(f"{path}/phases/{over}/close", version=1, json={
        "ended_on": "2026-03-24", "outcome": "interrupted", "reason": word,
        "evidence": [{"kind": "paper", "id": paper}],
    }))  # fmt: skip
    begun = made(official.post(f"{path}/phases", json={"phase": "d", "started_on": "2026-03-23"}))
    return {"phase": begun["id"], "over": over, "paper": paper}
