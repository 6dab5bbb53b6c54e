"""Three hundred people are handed to another caseworker: one request, and the same by hand."""

import json
import statistics
import time
from dataclasses import dataclass, field

import psycopg

from app.ids import new_id
from bench.load import ask, request
from bench.place import token, username
from bench.servers import Server

PEOPLE, TIMES = 300, 5
HANDOVER_SECONDS = 2.0
ROLES = ("commune_official", "commune_police")
# The commune that holds most files.
_COMMUNE = "select unit, province from client group by 1, 2 order by count(*) desc, 1 limit 1"
_ACCOUNTS = "select username, id::text from account where username = any (%s)"
_END = """
update assignment set until = clock_timestamp(), reason_ended = 'reassigned', version = version + 1
where client_id = any (%(people)s) and unit = %(unit)s and until is null
"""
_GIVE = """
insert into assignment (id, client_id, account_id, unit, province, since, assigned_by)
select * from unnest(%(ids)s::uuid[], %(people)s::uuid[]) as new(id, client_id),
    lateral (select %(account)s::uuid, %(unit)s, %(province)s, clock_timestamp(),
        %(account)s::uuid) rest
"""


@dataclass(slots=True)
class Taken:
    """Seconds of each handing over, through the API and by hand."""

    api: list[float] = field(default_factory=list)
    hand: list[float] = field(default_factory=list)

    @property
    def slowest(self) -> float:
        """Return the slowest one through the API."""
        return max(self.api)


def run(server: Server, owner_url: str) -> Taken:
    """Hand the same people to and fro."""
    taken = Taken()
    with psycopg.connect(owner_url) as connection:
        unit, province = connection.execute(_COMMUNE).fetchone() or ("", "")
        people = [row[0] for row in connection.execute(
            "select id from client where unit = %s order by id limit %s", [unit, PEOPLE]
        )]  # fmt: skip
        names = [username(role, unit) for role in ROLES]
        accounts = dict(connection.execute(_ACCOUNTS, [names]).fetchall())
        for turn in range(TIMES):
            to = accounts[names[turn % 2]]
            taken.api.append(_over_http(server, token(names[0]), people, to))
            said = {"people": people, "unit": unit, "province": province, "account": to}
            taken.hand.append(_by_hand(connection, said))
    return taken


def _over_http(server: Server, bearer: str, people: list[object], account: str) -> float:
    said = json.dumps({"clients": [str(key) for key in people], "account": account}).encode()
    began = time.perf_counter()
    status, body = ask(server.port, request("POST", "/v1/assignments/reassign", bearer, said))
    seconds = time.perf_counter() - began
    if status != 200 or len(json.loads(body)["items"]) != len(people):  # noqa: PLR2004
        raise RuntimeError(f"handing over: {status} {body[:300]!r}")
    return seconds


def _by_hand(connection: psycopg.Connection, said: dict[str, object]) -> float:
    """End what there is and give anew, triggers and all."""
    people = said["people"]
    assert isinstance(people, list)  # noqa: S101 - as `run` makes it
    ids = [new_id() for _ in people]
    began = time.perf_counter()
    connection.execute("select audit_append('bench', '{}', null, null, null, '{}')")
    connection.execute(_END, said)
    connection.execute(_GIVE, {**said, "ids": ids})
    connection.commit()
    return time.perf_counter() - began


def lines(taken: Taken) -> list[str]:
    """Return the figures as a table."""
    return [
        f"| {PEOPLE} people handed to another caseworker | median ms | most ms |",
        "|---|---|---|",
        *(
            f"| {name} | {1000 * statistics.median(times):,.0f} | {1000 * max(times):,.0f} |"
            for name, times in (("in one request", taken.api), ("by hand", taken.hand))
        ),
    ]
