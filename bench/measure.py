"""The measurements: six acts against the floor, the national figure, and the pure parts."""

import hashlib
import json
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg

from app import db, passwords
from app.house import House
from app.ids import new_id
from app.law.engine.judge import judge
from app.law.reading.loader import lawbook
from app.models.case import LegalCase
from app.services import bodies, subjects
from app.services.facts import facts_of
from app.times import Timekeeper
from app.vault import Vault
from bench.acts import Act
from bench.floor_read import BLIND, ENTERING
from bench.law import timed
from bench.load import Result, ask, drive, request
from bench.place import NATION, token, username
from bench.servers import Server, cpu_of_tree

LINES = 8
MOST_WRITES = 900
PATH = "/v1/indicators/DA1393-1.1?unit=vn&from=2026-01-01&to=2026-12-31"

# What somebody would write who wanted this one figure and nothing else.
FIGURE = """
select count(*) filter (where not out and (h.client_id is not null or r.client_id is not null)),
    count(*) filter (where not out), count(*) filter (where out),
    count(*) filter (where not out and (l.soft or coalesce(
        coalesce(h.soft, r.soft) and coalesce(r.soft, h.soft), false)))
from (select client_id, bool_and(coalesce(closed_reason, '') = 'error') as out,
        bool_or(provenance <> 'recorded') as soft
    from management_record
    where kind = 'addict' and since <= '2026-12-31' and (until is null or until >= '2026-01-01')
    group by client_id) l
left join (select client_id, bool_and(provenance <> 'recorded') as soft from service
    where voided_at is null and performed_on between '2026-01-01' and '2026-12-31'
        and kind in ('counselling', 'screening_examination', 'assessment', 'behaviour_education',
            'treatment', 'rehabilitation')
    group by client_id) h using (client_id)
left join (select client_id, bool_and(provenance <> 'recorded') as soft from legal_case
    where procedure in ('voluntary-home', 'voluntary-centre', 'compulsory', 'compulsory-minor',
            'substitution') and started_on <= '2026-12-31'
        and (closed_at is null or closed_at >= '2026-01-01 00:00+07')
    group by client_id) r using (client_id)
"""


@dataclass(slots=True)
class Side:
    """What one server did for one act, over all rounds."""

    requests: int = 0
    seconds: float = 0.0
    worker_cpu: float = 0.0
    database_cpu: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Return requests a second."""
        return self.requests / self.seconds

    @property
    def worker_us(self) -> float:
        """Return the worker's CPU a request, in µs."""
        return 1e6 * self.worker_cpu / self.requests

    @property
    def database_us(self) -> float:
        """Return the database's CPU a request, in µs."""
        return 1e6 * self.database_cpu / self.requests

    def percentile(self, share: float) -> float:
        """Return a percentile of the latencies in ms."""
        return Result(latencies=self.latencies).percentile(share)

    def add(self, result: Result, worker: float, database: float) -> None:
        """Add one stretch."""
        self.requests += result.count
        self.seconds += result.seconds
        self.worker_cpu += worker
        self.database_cpu += database
        self.latencies += result.latencies
        self.statuses += result.statuses


def stretch(act: Act, server: Server, postmaster: int, side: Side, seconds: float) -> None:
    """Drive one act against one server for a while."""
    worker, database = server.cpu_seconds(), cpu_of_tree(postmaster)
    most = MOST_WRITES if act.status == 201 else 10**9  # noqa: PLR2004 - 201: it writes
    result = drive(server.port, act.requests, lines=LINES, seconds=seconds, most=most)
    side.add(result, server.cpu_seconds() - worker, cpu_of_tree(postmaster) - database)


def same_answers(acts: list[Act], ours: Server, floor: Server) -> None:
    """Refuse to compare unless both sides answer a read alike and a write in the same shape."""
    for act in acts:
        one = next(act.requests)
        other = one if act.status == 200 else next(act.requests)  # noqa: PLR2004
        answers = [json.loads(ask(s.port, r)[1]) for s, r in ((ours, one), (floor, other))]
        left, right = (a if act.status == 200 else _shape(a) for a in answers)  # noqa: PLR2004
        if isinstance(left, dict) and isinstance(right, dict) and "next" in left:
            left["next"] = right["next"] = None  # cursors are bound to their own server
        if left != right:
            raise RuntimeError(f"{act.name}: the floor answers otherwise\n{left}\n{right}")


def _shape(value: object) -> object:
    """Return the keys of a JSON value, however deep."""
    if isinstance(value, dict):
        return {key: _shape(item) for key, item in value.items()}
    return [_shape(item) for item in value[:1]] if isinstance(value, list) else None


def figures(server: Server, app_url: str, times: int) -> tuple[list[float], list[float], bool]:
    """Return the seconds of the national figure through the API and by hand, and if they agree."""
    asked = request("GET", PATH, token(NATION))
    ours, hand, agree = [], [], True
    for _ in range(times + 1):
        began = time.perf_counter()
        status, body = ask(server.port, asked)
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        row = _by_hand(app_url)
        hand.append(time.perf_counter() - began)
        told = json.loads(body)
        agree = agree and status == 200 and _figure(told) == row  # noqa: PLR2004
    return ours[1:], hand[1:], agree


def _figure(told: dict[str, object]) -> tuple[object, ...]:
    excluded = told["excluded"]
    left_out = sum(one["count"] for one in excluded) if isinstance(excluded, list) else 0
    return told["numerator"], told["denominator"], left_out, told["soft"]


def _by_hand(app_url: str) -> tuple[object, ...]:
    """Ask for the figure behind the same walls, with the same memory and no compiled plan."""
    with psycopg.connect(app_url.replace("+psycopg", "", 1)) as connection:
        digest = {"hash": _digest(token(NATION)), "now": Timekeeper().now(), "blind": BLIND}
        connection.execute(ENTERING, digest)
        connection.execute("set local work_mem = '96MB'; set local jit = off")
        return connection.execute(FIGURE).fetchone() or ()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


@dataclass(frozen=True, slots=True)
class Pure:
    """Parts without a server."""

    judge_us: float
    sign_ins: float


def pure(data_dir: Path, app_url: str, case: UUID, unit: str) -> Pure:
    """Measure judging one step on a file of the database, and checking passwords, on one CPU."""
    kept = passwords.hashed("mot cau mat khau de do")
    sign_in = timed(lambda: passwords.matches("mot cau mat khau de do", kept), 20)
    return Pure(
        judge_us=1e6 * _judging(data_dir, app_url, case, unit),
        sign_ins=1 / sign_in,
    )


def _judging(data_dir: Path, app_url: str, case: UUID, unit: str) -> float:
    engine = db.engine(app_url, 1)
    house = House(db.sessions(engine), lawbook(), Vault(data_dir), Timekeeper())
    try:
        with house.sessions() as session:
            digest = _digest(token(username("commune_official", unit)))
            ctx = house.enter(session, token_hash=digest, action="bench", request=new_id())
            found = session.get_one(LegalCase, case)
            subject = subjects.of(ctx, client_id=found.client_id, facility=None)
            facts = facts_of(ctx, subject, case_id=case)
            assert facts.case is not None  # noqa: S101 - the case was just read
            at = facts.case.steps[-1].occurred_at + timedelta(hours=1)
            given = {"name": "begin", "occurred_at": at.isoformat()}
            body = bodies.plain(bodies.read(ctx, found.procedure, given, pointer=""))
            procedure, calendar, now = found.procedure, ctx.calendar, ctx.now
    finally:
        engine.dispose()
    return timed(
        lambda: judge(
            lawbook(), calendar, facts, procedure=procedure, step="begin", body=body, at=at, now=now
        ),
        500,
    )


def machine() -> str:
    """Return the processor and its count, as the kernel names them."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    name = next(line for line in info.splitlines() if line.startswith("model name"))
    return f"{name.partition(':')[2].strip()}, {os.cpu_count()} CPUs"
