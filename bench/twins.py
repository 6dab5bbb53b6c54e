"""Two files with thousands of rows each become one: over HTTP, and the same rows moved by hand."""

import json
import statistics
import time
from dataclasses import dataclass, field

import psycopg

from app.ids import new_id
from bench.load import ask, request
from bench.place import token, username
from bench.servers import Server

PAIRS, ROWS = 5, 5_000
MERGE_SECONDS = 1.0
# Behind each person: services and contacts, as thirty years of daily care would leave them.
_PLENTY = (
    """
    insert into service (id, client_id, kind, performed_on, unit, province, provenance, late_entry,
        recorded_by, recorded_at)
    select gen_random_uuid(), %(client)s, 'counselling', date '2026-10-01' - n %% 700, %(unit)s,
        %(province)s, 'recorded', false, %(client)s, now() from generate_series(1, %(half)s) n
    """,
    """
    insert into contact (id, client_id, kind, happened_at, outcome, unit, province, provenance,
        late_entry, recorded_by, recorded_at)
    select gen_random_uuid(), %(client)s, 'visit', now() - n * interval '1 hour', 'met', %(unit)s,
        %(province)s, 'recorded', false, %(client)s, now() from generate_series(1, %(half)s) n
    """,
)
# One commune's people without an open case: nothing clashes.
_PEOPLE = """
select c.id, c.unit, c.province from client c
where c.unit = (select unit from client c where not exists (
        select from legal_case k where k.client_id = c.id and k.closed_at is null)
    group by unit order by count(*) desc, unit limit 1)
  and not exists (select from legal_case k where k.client_id = c.id and k.closed_at is null)
order by c.id limit %s
"""


@dataclass(slots=True)
class Taken:
    """Seconds of each merge, undoing and merge by hand."""

    merge: list[float] = field(default_factory=list)
    undo: list[float] = field(default_factory=list)
    hand: list[float] = field(default_factory=list)

    @property
    def slowest(self) -> float:
        """Return the slowest merge."""
        return max(self.merge)


def plant(connection: psycopg.Connection) -> list[tuple[object, ...]]:
    """Give people of one commune `ROWS` rows each; return them, two for each pair, by hand too."""
    people = connection.execute(_PEOPLE, [4 * PAIRS]).fetchall()
    connection.execute("set session_replication_role = replica")
    for client, unit, province in people:
        for statement in _PLENTY:
            connection.execute(
                statement,
                {"client": client, "unit": unit, "province": province, "half": ROWS // 2},
            )
    connection.execute("set session_replication_role = origin")
    connection.commit()
    connection.autocommit = True
    connection.execute("analyze service, contact")
    connection.autocommit = False
    return people


def run(server: Server, owner_url: str) -> Taken:
    """Merge and undo pair after pair, and move the same rows with the fewest statements."""
    taken = Taken()
    with psycopg.connect(owner_url) as connection:
        people = plant(connection)
        for place in range(PAIRS):
            pair = people[2 * place], people[2 * place + 1]
            _over_http(server, pair, taken)
            other = people[2 * (PAIRS + place)][0], people[2 * (PAIRS + place) + 1][0]
            taken.hand.append(_by_hand(connection, *other))
    return taken


def _over_http(server: Server, pair: tuple[tuple[object, ...], ...], taken: Taken) -> None:
    (survivor, unit, _), (merged, *_rest) = pair
    official = token(username("commune_official", str(unit)))
    said = {"survivor": str(survivor), "merged": str(merged)}
    seen = _asked(server, "/v1/merges/preview", official, said)
    wish = {
        **said, "reason": "bench", "id": str(new_id()),
        "survivor_version": seen["survivor"]["version"],
        "merged_version": seen["merged"]["version"],
    }  # fmt: skip
    began = time.perf_counter()
    made = _asked(server, "/v1/merges", official, wish)
    taken.merge.append(time.perf_counter() - began)
    if made["moved"]["contact"] < ROWS // 2:
        raise RuntimeError(f"too little went over: {made['moved']}")
    began = time.perf_counter()
    _asked(
        server, f"/v1/merges/{made['id']}/undo", official, {"reason": "bench"}, 'If-Match: "v1"\r\n'
    )
    taken.undo.append(time.perf_counter() - began)


def _asked(
    server: Server, path: str, bearer: str, said: dict[str, object], headers: str = ""
) -> dict[str, dict[str, int]]:
    status, body = ask(
        server.port, request("POST", path, bearer, json.dumps(said).encode(), headers)
    )
    if status not in {200, 201}:
        raise RuntimeError(f"{path}: {status} {body[:300]!r}")
    answer: dict[str, dict[str, int]] = json.loads(body)
    return answer


def _by_hand(connection: psycopg.Connection, survivor: object, merged: object) -> float:
    """Move the rows of the two tables that hold them, triggers and all, and commit."""
    began = time.perf_counter()
    connection.execute("select audit_append('bench', '{}', null, null, null, '{}')")
    for table in ("service", "contact"):
        connection.execute(
            f"update {table} set client_id = %s, version = version + 1 where client_id = %s",  # noqa: S608
            [survivor, merged],
        )
    connection.commit()
    return time.perf_counter() - began


def lines(taken: Taken) -> list[str]:
    """Return the figures as a table."""
    return [
        f"| {ROWS:,} rows behind each of two people, {PAIRS} pairs | median ms | most ms |",
        "|---|---|---|",
        *(
            f"| {name} | {1000 * statistics.median(times):,.0f} | {1000 * max(times):,.0f} |"
            for name, times in (
                ("merged through the API", taken.merge),
                ("undone through the API", taken.undo),
                ("rows moved by hand", taken.hand),
            )
        ),
    ]
