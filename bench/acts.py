"""The acts that are measured: what is asked, from what is on file."""

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import psycopg

from bench.caseload import heaviest
from bench.load import request
from bench.people import people
from bench.place import SEED, token, username

SAMPLE = 3_000
LIMIT = 50
OFFICIAL, POLICE = "commune_official", "commune_police"
# The first page, as it is opened in the morning: with its counts.
WORKLIST, AREA = "/v1/worklist?unit={unit}&limit=50", "/v1/areas/{unit}?limit=50"


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of request: endless where it can be repeated, each once where it changes a file."""

    name: str
    title: str
    status: int
    requests: Iterator[bytes]


def acts(connection: psycopg.Connection) -> list[Act]:
    """Prepare the acts; the requests of each are shared by both sides, no change asked twice."""
    return [
        Act("read", "read one case with its steps", 200, _reads(connection)),
        Act("list", "list a commune's open cases", 200, _lists(connection)),
        Act("worklist", "worklist of 300 open cases", 200, _of_heaviest(connection, WORKLIST)),
        Act("area", "a commune on one page, 300 open cases", 200, _of_heaviest(connection, AREA)),
        Act("step", "take a step", 201, _steps(connection)),
        Act("register", "register a client", 201, _registrations(connection)),
    ]


def _reads(connection: psycopg.Connection) -> Iterator[bytes]:
    rows = connection.execute(
        """
        select id, unit from legal_case tablesample system (5)
        where procedure in ('voluntary-home', 'compulsory') limit %s
        """,
        [SAMPLE],
    ).fetchall()
    return itertools.cycle(
        [request("GET", f"/v1/cases/{key}", _police(unit)) for key, unit in rows]
    )


def _lists(connection: psycopg.Connection) -> Iterator[bytes]:
    rows = connection.execute(
        """
        select unit from legal_case where closed_at is null group by unit having count(*) > 10
        order by unit limit %s
        """,
        [SAMPLE],
    ).fetchall()
    words = f"&open=true&limit={LIMIT}"
    return itertools.cycle(
        [request("GET", f"/v1/cases?unit={unit}{words}", _police(unit)) for (unit,) in rows]
    )


def _of_heaviest(connection: psycopg.Connection, path: str) -> Iterator[bytes]:
    """Ask for a page of the communes that `caseload` has filled, as their police."""
    return itertools.cycle(
        [request("GET", path.format(unit=unit), _police(unit)) for unit in heaviest(connection)]
    )


def _steps(connection: psycopg.Connection) -> Iterator[bytes]:
    """`begin` of a voluntary rehabilitation decided under Decree 163/2026, each case once."""
    rows = connection.execute("""
        select c.id, c.unit, c.version, max(s.occurred_at)
        from legal_case c join step s on s.case_id = c.id
        where c.procedure = 'voluntary-home' and c.state = 'decided' and c.edition = 'd163'
            and c.provenance = 'recorded'
        group by c.id order by md5(c.id::text)
    """).fetchall()
    return _begun(rows)


def _begun(rows: Iterable[tuple[object, str, int, datetime]]) -> Iterator[bytes]:
    for key, unit, version, last in rows:
        at = last + timedelta(hours=1)
        said = {"name": "begin", "occurred_at": at.isoformat(), "provider": "Đội tình nguyện xã"}
        body = json.dumps(said, ensure_ascii=False).encode()
        matching = f'If-Match: "v{version}"\r\n'
        yield request("POST", f"/v1/cases/{key}/steps", _official(unit), body, matching)


def _registrations(connection: psycopg.Connection) -> Iterator[bytes]:
    """New people, each once; likely twins are asked to be looked at by both sides alike."""
    rows = connection.execute("select code from unit where kind = 'commune' order by md5(code)")
    return _registered([code for (code,) in rows.fetchall()])


def _registered(communes: Sequence[str]) -> Iterator[bytes]:
    for person, unit in zip(people(SEED + 2), itertools.cycle(communes), strict=False):
        if person.number is None:
            continue
        said = {
            "full_name": person.full_name,
            "sex": person.sex,
            "birth_date": person.birth_date.isoformat(),
            "identity_number": person.number,
            "phone": person.phone or "0912345678",
            "residence": {"unit": unit, "address": person.address, "stable": True},
        }
        body = json.dumps(said, ensure_ascii=False).encode()
        yield request("POST", "/v1/clients", _police(unit), body)


def _police(unit: str) -> str:
    return token(username(POLICE, unit))


def _official(unit: str) -> str:
    return token(username(OFFICIAL, unit))
