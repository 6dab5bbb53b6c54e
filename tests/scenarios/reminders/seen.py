"""Reminders as a unit reads them, and as they lie in the table."""

from dataclasses import dataclass
from typing import Any

import psycopg

from tests.scenarios.story import ok

_ROWS = """
select coalesce(d.clock, r.kind), r.stage, r.unit, to_char(r.remind_on, 'MM-DD'), r.closed_reason
from reminder r left join deadline d on d.id = r.deadline_id
where %s::text is null or coalesce(d.clock, r.kind) = %s
order by r.due_at, r.remind_on, r.unit, r.made_at
"""


@dataclass(frozen=True)
class Rows:
    """Reads the table as its owner."""

    connection: psycopg.Connection

    def __call__(self, what: str | None = None) -> list[tuple[str, ...]]:
        """What each reminder is of, its stage, unit, day, and why it ended."""
        return self.connection.execute(_ROWS, (what, what)).fetchall()

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, values).fetchall()


def listed(caller: Any, **params: object) -> list[dict[str, Any]]:
    """The reminders a caller reads."""
    return ok(caller.get("/v1/reminders", params=params), 200)["items"]


def stages(caller: Any, **params: object) -> list[tuple[str, str]]:
    """What each is of and its stage, due first at the head."""
    found = [(row["clock"] or row["kind"], row["stage"]) for row in listed(caller, **params)]
    return found[::-1]


def digest(caller: Any, **params: object) -> dict[str, Any]:
    return ok(caller.get("/v1/reminders/digest", params=params), 200)
