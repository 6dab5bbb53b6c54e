"""A round of the worker reminds the commune of what is due about the client."""

import sqlalchemy as sa

from app import jobs, migrate
from tests.access.world import Stage

_NEWEST = sa.text("""
select id::text from reminder where client_id = cast(:client as uuid) and unit = :unit
  and kind = 'deadline' and closed_at is null order by due_at, id limit 1
""")


def plant(stage: Stage) -> dict[str, str]:
    house = stage.world.house
    serving = house.sessions.kw["bind"].url
    worker = serving.set(username=migrate.WORKER_ROLE).render_as_string(hide_password=False)
    with jobs.duty(worker, house.lawbook, house.clock) as duty:
        duty.once()
    with stage.desk.as_nation() as session:
        found = session.scalar(_NEWEST, {"client": stage.client, "unit": stage.unit})
    return {"reminder": found}
