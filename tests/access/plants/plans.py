"""A plan in force with one of everything in it, and a draft beside it."""

from tests.access.world import Stage, made

MARK = {"own": "mục tiêu Sơn Ca", "sibling": "mục tiêu Chào Mào", "other": "mục tiêu Cu Gáy"}


def plant(stage: Stage) -> dict[str, str]:
    official, path = stage.desk("commune_official", stage.unit), f"/v1/cases/{stage.case}/plans"
    word = MARK[stage.place]
    stage.words.add(word)
    plan = made(official.post(path, json={
        "written_on": "2026-03-23", "note": word, "goals": [{
            "domain": "family", "goal": word, "interventions": [{"what": word}],
        }],
    }))  # fmt: skip
    goal = plan["goals"][0]
    own = f"{path}/{plan['id']}"
    said = {"status": "open", "on": "2026-03-23"}
    made(official.post(f"{own}/goals/{goal['id']}/standing", json=said, version=1))
    review = made(official.post(f"{own}/reviews", json={"held_on": "2026-04-23", "findings": word}))
    draft = made(official.post(path, json={"written_on": "2026-04-23", "status": "draft"}))
    return {
        "plan": plan["id"], "goal": goal["id"], "intervention": goal["interventions"][0]["id"],
        "plan_review": review["id"], "draft": draft["id"],
    }  # fmt: skip
