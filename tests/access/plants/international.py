"""What a person told of use and life, and of health, in each commune."""

from tests.access.world import Stage, made

TOLD = {
    "stage": "intake", "told_on": "2026-03-09", "main_substance": "heroin",
    "other_substances": ["methamphetamine"], "route": "intravenous", "housing": "stable",
    "work": "unemployed",
}  # fmt: skip
HEALTH = {"stage": "intake", "told_on": "2026-03-10", "injecting": "now", "hiv_tested": True}


def plant(stage: Stage) -> dict[str, str]:
    """Plant two entries: one of the commune, one of the centre's clinician."""
    path = f"/v1/clients/{stage.client}/circumstances"
    told = made(
        stage.desk("commune_official", stage.unit).post(path, json={**TOLD, "case_id": stage.case})
    )
    health = made(stage.desk("centre_clinician", stage.facility).post(path, json=HEALTH))
    return {"circumstance": told["id"], "health_told": health["id"]}
