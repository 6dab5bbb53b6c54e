"""Files that came to a unit from elsewhere and that nobody there has opened yet.

What tells: who gave the custody, and the audit of the file since. No article sets a time for
opening a file, so these carry none; they stay on the list until somebody opens them.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.services.audit import NEWEST
from app.services.owed import Place

# Operations that show a file among others: whoever saw it there has not opened it.
LISTS = (
    "list_activities",
    "list_assignments",
    "list_cases",
    "list_clients",
    "list_deadlines",
    "list_duplicate_reviews",
    "list_incidents",
    "list_indicator_records",
    "list_referrals",
    "list_reminders",
    "list_requests",
    "list_supports",
    "list_transfers",
    "mark_reminder_read",
    "match_client",
    "read_area",
    "read_impact",
    "read_occupancy",
    "read_reminder_digest",
    "read_worklist",
    "reassign_clients",
    "register_client",
    "search_clients",
    "simulate_law",
)
# More entries than any file has.
_ALL = 1_000_000
_CAME = sa.text("""
with came as materialized (
    select k.id, k.client_id, k.unit, k.since
    from custody k join account a on a.id = k.opened_by
    where k.unit = any (:units) and k.until is null and a.unit <> k.unit
      and not exists (select from step s where s.client_id = k.client_id
          and s.recorded_unit = k.unit and s.recorded_at >= k.since)
)
select c.id, c.client_id, c.unit, c.since from came c
where not exists (select from audit_of_client(c.client_id, :newest, :most) e
    where e.unit = c.unit and e.at >= c.since and e.action <> all (:lists))
order by c.since, c.id
""")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file nobody of the unit has opened, and since when it is there."""

    id: UUID
    client_id: UUID
    unit: str
    since: datetime


def unopened(ctx: Context, place: Place) -> list[Arrival]:
    """Return the files that came and wait to be opened, the longest waiting first.

    A province or the nation is given no files to open: they lie at the units below.
    """
    if place.kind in {"province", "nation"}:
        return []
    rows = ctx.session.execute(
        _CAME,
        {"units": list(place.codes), "newest": NEWEST, "most": _ALL, "lists": list(LISTS)},
    )
    return [Arrival(*row) for row in rows]
