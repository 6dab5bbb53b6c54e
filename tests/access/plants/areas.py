"""Facts of each commune for the police year 2025, one of them confirmed, and its class approved."""

from tests.access.world import Stage, made

YEAR = "2025-P"
FACTS = {"resident_population": 20000, "dens": 1, "offenders_arrested": 0, "plants": 0,
         "on_listed_route": 0}  # fmt: skip


def lines(unit: str, facts: dict[str, int] = FACTS) -> dict[str, object]:
    """The body that tells facts of one unit."""
    told = [{"unit": unit, "fact": fact, "value": value} for fact, value in facts.items()]
    return {"year": YEAR, "source": "Báo cáo 45", "lines": told}


def plant(stage: Stage) -> dict[str, str]:
    """Return the ids: of a fact nobody confirmed, and of one that was."""
    manager = stage.desk("province_manager", stage.facility[2:4])
    told = made(manager.post("/v1/area-facts", json=lines(stage.unit)))["lines"]
    ids = [line["entry"]["id"] for line in told]
    made(manager.post("/v1/area-facts/confirmations", json={"ids": [ids[1]]}))
    done = {"unit": stage.unit, "year": YEAR}
    assert made(manager.post("/v1/typology/confirmations", json=done))["approved"] == 1
    return {"area_fact": ids[0], "area_fact_confirmed": ids[1]}
