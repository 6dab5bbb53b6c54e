"""Fill a database with invented files: 300,000 clients, 450,000 cases, 1.5 million services.

Patterns are lived through the real services, then copied in bulk (`stories.py`, `stamp.py`). The
same seed gives the same population; only sealed fields differ, since seals use chance. Row
triggers are off while copying, as in a restore; the runner checks a sample afterwards.
"""
# ruff: noqa: S608 - built from constants of the bench only

import argparse
import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import chain, islice, repeat
from pathlib import Path
from uuid import UUID

import psycopg

from app import db, migrate
from app.house import House
from app.law.reading.loader import lawbook
from app.postgres import DATABASE, Cluster
from app.times import VN, Timekeeper
from app.vault import Vault, place
from bench import stamp, stories
from bench.people import Person, people, refuse_other_keys
from bench.place import (
    CLIENTS,
    NATION,
    SEED,
    SERVICES_A_CLIENT,
    VERSION,
    Marker,
    data_dir,
    token,
    username,
)

# Parts of all files; with 1, 2, 2 and 3 cases each they make one and a half cases a client.
SHARES = {"determination": 0.53, "voluntary": 0.38, "compulsory": 0.06, "post-rehab": 0.03}
ROLES = ("commune_official", "commune_police")
TOKENS_UNTIL = datetime(2036, 1, 1, tzinfo=UTC)
MARKER = "bench.json"


def plain(url: str) -> str:
    """Return an address as psycopg reads it."""
    return url.replace("+psycopg", "", 1)


def ready(cluster: Cluster, clients: int = CLIENTS) -> None:
    """Make the database, unless this version of everything made it already."""
    marker = Marker(VERSION, _schema(), clients)
    path = cluster.data_dir / MARKER
    if path.exists() and json.loads(path.read_text()) == asdict(marker):
        migrate.upgrade(cluster.url())  # the moves and the calendar follow the law book
        return
    path.unlink(missing_ok=True)
    with psycopg.connect(plain(cluster.url("postgres")), autocommit=True) as connection:
        connection.execute(f"drop database if exists {DATABASE} with (force)")
        connection.execute(f"create database {DATABASE}")
    migrate.upgrade(cluster.url())
    _fill(cluster, clients)
    path.write_text(json.dumps(asdict(marker)))


def _schema() -> str:
    """Return the revision and the hash of the way there: a draft is edited in place."""
    words = b"".join(path.read_bytes() for path in sorted(migrate.FOLDER.glob("versions/*.py")))
    return f"{migrate.head()} {hashlib.sha256(words).hexdigest()[:12]}"


def _fill(cluster: Cluster, clients: int) -> None:
    clock = Stopwatch()
    with psycopg.connect(plain(cluster.url())) as connection:
        connection.execute("set maintenance_work_mem = '512MB'; set work_mem = '128MB'")
        accounts(connection)
        connection.commit()
        clock.lap("accounts")
        crowd = people(SEED)
        groups = _patterns(cluster, connection, crowd)
        connection.commit()
        clock.lap("patterns")
        told = sum(len(found) for found in groups.values())
        _copies(connection, Vault(cluster.data_dir), crowd, groups, clients - told, clock)
        connection.commit()
        connection.autocommit = True
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")
        clock.lap("analyze")


class Stopwatch:
    """Says how long each part took."""

    def __init__(self) -> None:
        """Start."""
        self._last = time.monotonic()

    def lap(self, what: str) -> None:
        """Print the seconds since the last lap."""
        now = time.monotonic()
        print(f"  {what:24}{now - self._last:6.1f} s", flush=True)
        self._last = now


def accounts(connection: psycopg.Connection) -> None:
    """Make a court in each province where there is none; two accounts a commune, with tokens."""
    connection.execute("""
        insert into unit (code, name, kind, place_type, parent, province, search_key, valid_from)
        select 'C-' || code || '-bench', 'Tòa án nhân dân khu vực 1 (hư cấu)', 'court', 'tòa án',
            code, code, 'toa an khu vuc 1', date '2025-07-01'
        from unit where kind = 'province'
    """)
    units = connection.execute("select code, kind from unit order by code").fetchall()
    people_at: list[tuple[str, str]] = []
    for code, kind in units:
        if kind == "commune":
            people_at += [(role, code) for role in ROLES]
        elif kind == "court":
            people_at.append(("court_clerk", code))
        elif kind == "nation":
            people_at.append(("nation_manager", code))
    begun = datetime(2025, 7, 1, tzinfo=VN)
    chance = random.Random(SEED)
    ids = [UUID(int=chance.getrandbits(128), version=4) for _ in people_at]
    with connection.cursor().copy(
        "copy account (id, kind, username, full_name, role, unit, secret_hash, created_at)"
        " from stdin"
    ) as copy:
        for key, (role, unit) in zip(ids, people_at, strict=True):
            name = NATION if unit == "vn" else username(role, unit)
            copy.write_row((key, "person", name, "Tài khoản đo", role, unit, "!", begun))
    connection.execute(
        """
        insert into token (hash, kind, family, account_id, issued_at, expires_at)
        select sha256(('bench-' || substr(encode(sha256(username::bytea), 'hex'), 1, 32))::bytea),
            'access', gen_random_uuid(), id, created_at, %s from account
        """,
        [TOKENS_UNTIL],
    )
    _check_tokens(connection)


def _check_tokens(connection: psycopg.Connection) -> None:
    """Make sure SQL and `place.token` mean the same token."""
    found = connection.execute(
        "select from token where hash = sha256(%s::bytea)", [token(NATION).encode()]
    ).fetchone()
    if found is None:
        raise RuntimeError("the token of SQL is not the token of the runner")


def _patterns(
    cluster: Cluster, connection: psycopg.Connection, crowd: Iterator[Person]
) -> Mapping[str, Sequence[UUID]]:
    """Live every story at one commune; return the clients by group."""
    row = connection.execute("""
        select min(u.code), c.code from unit u join unit c on c.kind = 'court'
        and c.province = u.province where u.kind = 'commune' and u.province = '01'
        group by c.code order by c.code limit 1
    """).fetchone()
    commune, court = row or ("", "")
    names = {role: username(role, commune) for role in ROLES}
    stage = stories.Stage(commune, court, {**names, stories.CLERK: username("court_clerk", court)})
    engine = db.engine(cluster.url(), 2)
    house = House(db.sessions(engine), lawbook(), Vault(cluster.data_dir), Timekeeper())
    groups: dict[str, list[UUID]] = {group: [] for group in SHARES}
    try:
        for story, person in zip(stories.stories(stage), crowd, strict=False):
            groups[story.group].append(stories.tell(house, stage, story, person))
    finally:
        engine.dispose()
    return groups


def _copies(
    connection: psycopg.Connection,
    vault: Vault,
    crowd: Iterator[Person],
    groups: Mapping[str, Sequence[UUID]],
    clients: int,
    clock: Stopwatch,
) -> None:
    connection.execute("set session_replication_role = replica")
    connection.execute(stamp.FUNCTIONS + stamp.TWIN)
    later = stamp.secondary_indexes(connection)
    for name, _ in later:
        connection.execute(f"drop index {name}")
    _twins(connection, groups, clients)
    clock.lap("twins")
    _clients(connection, vault, crowd)
    clock.lap("clients")
    for statement in stamp.PATTERNS.split(";"):
        connection.execute(statement)
    for table, words in stamp.TABLES:
        made = connection.execute(words).rowcount
        clock.lap(f"{table} {made:,}")
    told = {"services": SERVICES_A_CLIENT * clients, "clients": clients}
    connection.execute(stamp.SERVICES, told)
    clock.lap("service")
    connection.execute(stamp.CLAIMS)
    for _, definition in later:
        connection.execute(definition)
    clock.lap("indexes")
    connection.execute("set session_replication_role = origin")


def _twins(
    connection: psycopg.Connection, groups: Mapping[str, Sequence[UUID]], clients: int
) -> None:
    """Deal patterns and communes to the files: a few communes are large, as in life."""
    chance = random.Random(SEED + 1)
    communes = connection.execute(
        """
        select u.code, u.province, c.code, p.id, o.id, k.id
        from unit u
        join (select province, min(code) as code from unit where kind = 'court' group by 1) c
            on c.province = u.province
        join account p on p.unit = u.code and p.role = 'commune_police'
        join account o on o.unit = u.code and o.role = 'commune_official'
        join account k on k.unit = c.code
        where u.kind = 'commune' order by u.code
        """
    ).fetchall()
    weights = [0.4 + chance.expovariate(1.6) for _ in communes]
    deck = list(_deck(groups, clients))
    chance.shuffle(deck)
    homes = chance.choices(communes, weights, k=clients)
    with connection.cursor().copy("copy twin from stdin") as copy:
        for n, (pattern, home) in enumerate(zip(deck, homes, strict=True)):
            unit, province, court, police, official, clerk = home
            late = timedelta(seconds=chance.randrange(3 * 3600))
            copy.write_row((n, None, pattern, unit, province, court, police, official, clerk, late))
    connection.execute(f"update twin set client = pg_temp.bid(n, {stamp.CLIENT}, 0)")


def _deck(groups: Mapping[str, Sequence[UUID]], clients: int) -> Iterator[UUID]:
    """Yield a pattern a client, each group in its share and evenly inside."""
    counts = Counter({group: int(clients * share) for group, share in SHARES.items()})
    counts["determination"] += clients - counts.total()
    for group, patterns in groups.items():
        endless = chain.from_iterable(repeat(patterns))
        yield from islice(endless, counts[group])


def _clients(connection: psycopg.Connection, vault: Vault, crowd: Iterator[Person]) -> None:
    twins = connection.execute("""
        select w.client, w.unit, w.province, w.police, p.created_at + w.jitter
        from twin w join client p on p.id = w.pattern order by w.n
    """).fetchall()
    with connection.cursor().copy(
        "copy client (id, full_name, name_key, parts_key, sort_key, sex, birth_date,"
        " birth_precision, identity_sealed, identity_hash, address_sealed, residence_unit,"
        " residence_stable, unit, province, phone_sealed, ethnicity, provenance, created_at,"
        " created_by, updated_at) from stdin"
    ) as copy:
        for number, ((key, unit, province, police, at), one) in enumerate(
            zip(twins, crowd, strict=False)
        ):
            if number % 10_000 == 0:
                refuse_other_keys(one)
            hashed = (
                None if one.number is None else vault.blind_index("client.identity", one.number)
            )
            copy.write_row((
                key, one.full_name, one.name_key, one.parts_key, one.sort_key, one.sex,
                one.birth_date, "day", _sealed(vault, key, "identity", one.number), hashed,
                _sealed(vault, key, "address", one.address), unit, one.stable, unit, province,
                _sealed(vault, key, "phone", one.phone), "Kinh", "recorded", at, police, at,
            ))  # fmt: skip


def _sealed(vault: Vault, key: UUID, field: str, text: str | None) -> bytes | None:
    return None if text is None else vault.seal(text, place("client", key, field))


def main() -> None:
    """Generate from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", type=Path, default=data_dir())
    parser.add_argument("--clients", type=int, default=CLIENTS)
    chosen = parser.parse_args()
    began = time.monotonic()
    with Cluster(chosen.data_dir) as cluster:
        ready(cluster, chosen.clients)
    print(f"ready after {time.monotonic() - began:.0f} s in {chosen.data_dir}")


if __name__ == "__main__":
    main()
