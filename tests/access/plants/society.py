"""A support, tests and a plan of tests in each commune, with words nobody else may read."""

import sqlalchemy as sa

from app.ids import new_id
from tests.access.world import Stage, made

_WATCHED = sa.text("""
insert into monitoring_event values (:id, :client, :case, :device, '0', 'tamper', now(),
                                     cast(:id as uuid), now())
""")
_AUDIT = sa.text(
    "select audit_append('planted', array[cast(:client as uuid)], null, null, null, '{}')"
)


def plant(stage: Stage) -> dict[str, str]:
    """Plant what the community part of a file has."""
    official = stage.desk("commune_official", stage.unit)
    need = f"nhu cầu hỗ trợ của {stage.client}"
    stage.words.add(need)
    support = made(official.post(f"/v1/clients/{stage.client}/supports", json={
        "kind": "papers", "need": need, "opened_on": "2026-03-06", "unit": stage.unit,
        "case_id": stage.case,
    }))  # fmt: skip
    device = f"thiết bị của {stage.client}"
    police, tests = stage.desk("commune_police", stage.unit), f"/v1/clients/{stage.client}/tests"
    said = {"taken_at": "2026-04-05T09:00:00+07:00", "result": "positive", "sample": "urine"}
    substances = f"chất phát hiện của {stage.client}"
    stage.words.add(substances)
    test = made(police.post(tests, json={
        **said, "reason": "on_ground", "ground": "traces", "unit": stage.unit,
        "substances": substances,
    }))  # fmt: skip
    made(stage.desk("centre_clinician", stage.facility).post(tests, json={
        **said, "reason": "treatment", "unit": stage.facility, "note": stage.world.clinical,
    }))  # fmt: skip
    plan = made(police.post(f"/v1/clients/{stage.client}/test-plans", json={
        "case_id": stage.case, "set_on": "2026-04-01", "from_on": "2026-04-01",
        "until_on": "2026-04-30", "how_many": 2, "unit": stage.unit,
    }))  # fmt: skip
    # Planted in the wall's own words: the measure of the case is not what the matrix is about.
    with stage.desk.as_nation() as session:
        session.execute(_WATCHED, {"id": new_id(), "client": stage.client, "case": stage.case,
                                   "device": device})  # fmt: skip
        session.execute(_AUDIT, {"client": stage.client})
    return {"support": support["id"], "test": test["id"], "tests": plan["id"]}
