"""Indicators by one source each against the SQL somebody would write for that figure alone.

Both sides run in one process, behind the same walls, taking turns; the dashboard is asked for
through the API, once from the kept figures.
"""
# ruff: noqa: S608 - built from constants of the bench only

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import db
from app.commands import tally
from app.house import House
from app.ids import new_id
from app.law.reading.loader import lawbook
from app.periods import parse
from app.services import asking, indicators, sealed
from app.services.signin import token_hash
from app.times import Timekeeper
from app.vault import Vault
from bench.load import ask, request
from bench.place import NATION, token
from bench.servers import Server

PERIOD = parse("2026")
TIMES, DASHBOARD_SECONDS = 1.5, 2.0
DASHBOARD = f"/v1/dashboard?unit=vn&period={PERIOD.code}"

# Numerator, denominator, left out, soft, as one would write them who wanted this one figure only.
_STOCK = """select client_id,
        bool_and(coalesce(closed_reason, '') = 'error'
            or coalesce(until <= '2026-12-31', false)) as out,
        bool_or(provenance <> 'recorded') as soft
    from management_record where kind = 'addict' and since <= '2026-12-31'
    and (until is null or until >= '2026-01-01') group by client_id"""
_CURES = "'voluntary-home', 'voluntary-centre', 'compulsory', 'compulsory-minor'"
_AFTER = "'2027-01-01 00:00+07'::timestamptz"
_ONCE = "outcome is distinct from 'set_aside'"
BY_HAND = {
    ("DA1393-1.2", "any", "ever"): """
        select count(*) filter (where not out and h.client_id is not null),
            count(*) filter (where not out), count(*) filter (where out),
            count(*) filter (where not out and (l.soft or coalesce(h.soft, false)))
        from (select client_id, bool_and(coalesce(closed_reason, '') = 'error') as out,
                bool_or(provenance <> 'recorded') as soft
            from management_record where kind = 'post_rehab' and since <= '2026-12-31'
            and (until is null or until >= '2026-01-01') group by client_id) l
        left join (select client_id, bool_and(provenance <> 'recorded') as soft from service
            where voided_at is null and performed_on between '2026-01-01' and '2026-12-31'
            and kind in ('vocational_training', 'job_support', 'loan', 'reintegration')
            group by client_id) h using (client_id)""",
    ("NTP30-a1", "record", "ever"): """
        select sum(now::int), sum(before::int), count(*) filter (where not now and not before),
            count(*) filter (where soft)
        from (select bool_or(provenance <> 'recorded') as soft,
            bool_or(right_one and (until is null or until > '2026-12-31')) as now,
            bool_or(right_one and since <= '2025-12-31') as before
            from (select *, coalesce(closed_reason, '') <> 'error' as right_one
                from management_record) m
            where kind in ('addict', 'user') and since <= '2026-12-31'
            and (until is null or until > '2025-12-31') group by client_id) l""",
    ("DA2596-5", "people", "ever"): f"""
        select count(*) filter (where free), count(*), 0, count(*) filter (where soft) from (
            select bool_or(procedure in ('voluntary-home', 'voluntary-centre')) as free,
                bool_or(provenance <> 'recorded') as soft
            from legal_case where procedure in ({_CURES}) and started_on <= '2026-12-31'
            and (closed_at is null or closed_at >= '2026-01-01 00:00+07')
            and {_ONCE} group by client_id) c""",
    ("VH-01", "all", "stock"): f"""
        select count(*) filter (where not out), count(*) filter (where not out),
            count(*) filter (where out), count(*) filter (where not out and soft)
        from ({_STOCK}) l""",
    ("VH-05", "all", "ever"): f"""
        select count(*) filter (where first >= '2026-01-01'),
            count(*) filter (where first >= '2026-01-01'),
            count(*) filter (where first < '2026-01-01' and last >= '2026-01-01'),
            count(*) filter (where soft)
        from (select min(d.concluded_on) as first, max(d.concluded_on) as last,
                bool_or(c.provenance <> 'recorded') as soft
            from determination d join legal_case c on c.id = d.case_id
            where d.result = 'addicted' and d.concluded_on <= '2026-12-31' and c.{_ONCE}
            group by d.client_id) f""",
    ("VH-07", "all", "stock"): f"""
        select count(*) filter (where not out and s.client_id is null),
            count(*) filter (where not out), count(*) filter (where out),
            count(*) filter (where soft)
        from ({_STOCK}) l left join (select distinct client_id from legal_case
            where procedure in ('substitution', {_CURES}) and started_on <= '2026-12-31'
            and (closed_at is null or closed_at >= {_AFTER}) and {_ONCE}) s using (client_id)""",
    ("QT-04", "all", "ever"): f"""
        select count(*) filter (where not out and met), count(*) filter (where not out),
            count(*) filter (where out), count(*) filter (where not out and soft)
        from (select met_at is not null and (met_at <= due_at or paused_at is not null) as met,
                met_at is null and (coalesce(cancelled_at <= due_at, false)
                    or cancelled_at is null and (paused_at is not null or due_at > now())) as out,
                d.unverified or coalesce(s.late_entry, false)
                    or c.provenance <> 'recorded' as soft
            from deadline d join legal_case c on c.id = d.case_id
            left join step s on s.id = d.met_step
            where clock = 'D-09' and d.client_id is not null
            and due_at >= '2026-01-01 00:00+07' and due_at < {_AFTER} and c.{_ONCE}) q""",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure: seconds of ours and by hand, each turn, and whether both said the same."""

    code: str
    ours: tuple[float, ...]
    hand: tuple[float, ...]
    agree: bool

    @property
    def times(self) -> float:
        """Our median over the other's."""
        return statistics.median(self.ours) / statistics.median(self.hand)


def rates(folder: Path, url: str, turns: int = 3) -> list[Rate]:
    """Measure each of the figures, ours and by hand in turn."""
    engine = db.engine(url, 1)
    house = House(db.sessions(engine), lawbook(), Vault(folder), Timekeeper())
    try:
        return [_rate(house, *key, hand, turns) for key, hand in BY_HAND.items()]
    finally:
        engine.dispose()


def _rate(house: House, code: str, variant: str, base: str, hand: str, turns: int) -> Rate:
    with house.sessions() as session:
        digest = token_hash(token(NATION))
        ctx = house.enter(session, token_hash=digest, action="bench", request=new_id())
        indicators.room(ctx)
        asked = asking.Asked(PERIOD.since, PERIOD.until, unit="vn", variant=variant, base=base)
        question = asking.ask(ctx, code, asked)

        def ours() -> tuple[float, float]:
            with sealed.counted(ctx):
                figure = indicators.figures(ctx, question)[""]
            return float(figure.numerator), float(figure.denominator)

        taken: tuple[list[float], list[float]] = ([], [])
        agree = True
        for turn in range(turns + 1):
            first, one = _timed(ours)
            second, other = _timed(lambda: _by_hand(session, hand))
            agree = agree and one == other
            if turn:
                taken[0].append(first)
                taken[1].append(second)
    return Rate(f"{code} [{variant}, {base}]", tuple(taken[0]), tuple(taken[1]), agree)


def _by_hand(session: Session, statement: str) -> tuple[float, float]:
    row = session.execute(sa.text(statement)).one()
    return float(row[0] or 0), float(row[1] or 0)


def _timed(act: Callable[[], tuple[float, float]]) -> tuple[float, tuple[float, float]]:
    began = time.perf_counter()
    found = act()
    return time.perf_counter() - began, found


@dataclass(frozen=True, slots=True)
class Board:
    """The nation's dashboard: seconds to keep its figures, and of each reading of the page."""

    keeping: float
    figures: int
    reading: tuple[float, ...]
    lines: int

    @property
    def slowest(self) -> float:
        """The slowest page."""
        return max(self.reading)


def dashboard(server: Server, folder: Path, url: str, times: int = 5) -> Board:
    """Keep every rate of the year by commune, then read the page through the API."""
    engine = db.engine(url, 1)
    house = House(db.sessions(engine), lawbook(), Vault(folder), Timekeeper())
    began = time.perf_counter()
    kept = tally.keep(house, NATION, PERIOD)
    keeping = time.perf_counter() - began
    engine.dispose()
    asked, reading, body = request("GET", DASHBOARD, token(NATION)), [], b""
    for _ in range(times):
        began = time.perf_counter()
        status, body = ask(server.port, asked)
        reading.append(time.perf_counter() - began)
        if status != 200:  # noqa: PLR2004 - OK
            raise RuntimeError(f"the dashboard answered {status}")
    return Board(keeping, kept, tuple(reading), body.count(b'"variant_title"'))


def lines(found: list[Rate], board: Board) -> list[str]:
    """Return the tables of the results."""
    return [
        "| Nation, one figure, one connection | ours ms | by hand ms | times | agree |",
        "|---|---|---|---|---|",
        *(
            f"| {one.code} | {1000 * statistics.median(one.ours):,.0f}"
            f" | {1000 * statistics.median(one.hand):,.0f} | {one.times:.2f}"
            f" | {'yes' if one.agree else 'NO'} |"
            for one in found
        ),
        "",
        "| The nation's dashboard of a year, by province | |",
        "|---|---|",
        f"| lines (rates by each reading) | {board.lines} |",
        f"| keeping all of it by commune ({board.figures:,} rows) | {board.keeping:.1f} s |",
        (
            f"| the page, median of {len(board.reading)} |"
            f" {statistics.median(board.reading):.2f} s (most {board.slowest:.2f} s) |"
        ),
    ]
