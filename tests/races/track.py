"""Two requests at once, held at one line until both stand on it, and the promises afterwards."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from tests.harness.api import SetClock
from tests.scenarios.story import File, Offices

_NUMBERS = count(1)
# One list a place, so that no two people have the same parts in another order.
_SYLLABLES = (
    ("Bùi", "Cao", "Chu", "Dương", "Đặng", "Đỗ", "Hồ", "Lý", "Mai", "Ngô"),
    ("Bá", "Công", "Duy", "Đình", "Gia", "Huy", "Khắc", "Mạnh", "Ngọc", "Quang"),
    ("Tuấn", "Thế", "Trọng", "Trung", "Văn", "Viết", "Việt", "Vĩnh", "Xuân", "Hữu"),
    ("Anh", "Bảo", "Chiến", "Dũng", "Hải", "Khôi", "Lộc", "Nghĩa", "Phong", "Sơn"),
)

# Each finds rows that must not exist, whatever was run (reliability §3.1).
BROKEN_PROMISES = {
    "I-1 one open compulsory case a person": """
        select client_id from legal_case where closed_at is null
        and procedure in ('compulsory', 'compulsory-minor') group by 1 having count(*) > 1""",
    "I-3 one commune holds a file": """
        select c.id from client c left join custody k on k.client_id = c.id
        and k.kind = 'residence' and k.until is null where c.merged_into is null
        group by c.id, c.unit having count(k.id) <> 1 or min(k.unit) <> c.unit""",
    "I-4 the case stands where its last step put it": """
        select k.id from legal_case k join lateral (select to_state, seq from step s
        where s.case_id = k.id order by seq desc limit 1) last on true
        where last.to_state <> k.state""",
    "steps are numbered without a gap": """
        select case_id from step group by 1 having count(*) <> max(seq)""",
    "I-8 a met clock names the step that met it, at its moment": """
        select d.id from deadline d join step s on s.id = d.met_step
        where s.occurred_at <> d.met_at or s.client_id <> d.client_id""",
    "open clocks are where their file is": """
        select d.id from deadline d join client c on c.id = d.client_id
        where d.met_at is null and d.cancelled_at is null and d.unit <> c.unit""",
    "open cases are where their file is": """
        select k.id from legal_case k join client c on c.id = k.client_id
        where k.closed_at is null and k.unit <> c.unit""",
    "open lists are where their file is": """
        select r.id from management_record r join client c on c.id = r.client_id
        where r.until is null and r.unit <> c.unit""",
    "I-16 a number belongs to one file": """
        select identity_hash from client c where identity_hash is not null and not exists (
        select from duplicate_review d where d.client_id = c.id)
        group by 1 having count(*) > 1""",
    "nothing is left behind in a file that was merged away": """
        select c.id from client c where c.merged_into is not null and (
        exists (select from legal_case x where x.client_id = c.id)
        or exists (select from service x where x.client_id = c.id)
        or exists (select from contact x where x.client_id = c.id)
        or exists (select from step x where x.client_id = c.id))""",
    "a key has one answer": """
        select account_id, key from ledger_entry group by 1, 2 having count(*) > 1""",
}


class Track:
    """Files to race about, the starting line, and the look afterwards."""

    def __init__(self, offices: Offices, clock: SetClock, owner_url: str) -> None:
        self.offices, self.clock, self.owner_url = offices, clock, owner_url
        self.threads = ThreadPoolExecutor(4)

    def person(self) -> dict[str, Any]:
        """Particulars nobody has had before, and not like anybody's."""
        number = next(_NUMBERS)
        digits = f"{number:04}"[-4:]
        words = [row[int(digit)] for row, digit in zip(_SYLLABLES, digits, strict=True)]
        born = f"{1930 + number % 70}-{1 + number % 12:02}-{1 + number % 28:02}"
        return {"full_name": " ".join(words), "birth_date": born}

    def file(self, delivered: str = "2026-02-26 09:00") -> File:
        """A person determined addicted."""
        self.clock.set(self.clock.now())
        file = File(self.offices, self.clock).register(delivered, **self.person())
        return file.determined(delivered)

    @contextmanager
    def line(self, client: str, table: str, waiting: int) -> Any:
        """Hold a client's row, or a table that is written to, until so many others wait for a lock.

        Then let all of them go.
        """
        # Whoever looks is there before anybody waits; a new connection a look would take too long.
        with (
            psycopg.connect(self.owner_url, autocommit=True) as looker,
            psycopg.connect(self.owner_url, autocommit=False) as keeper,
        ):
            if table:
                words = SQL("lock table {} in share row exclusive mode").format(Identifier(table))
                keeper.execute(words)
            else:
                keeper.execute("select from client where id = %s for update", (client,))
            yield lambda: _until_waiting(looker, waiting)
            keeper.rollback()

    def race(
        self, acts: Sequence[Callable[[], Any]], client: str = "", table: str = ""
    ) -> list[Any]:
        """Run the acts at once: through one locked row where they share one, or to one table."""
        if not client and not table:
            return [started.result() for started in [self.threads.submit(act) for act in acts]]
        with self.line(client, table, len(acts)) as everybody_waits:
            started = [self.threads.submit(act) for act in acts]
            everybody_waits()
        return [one.result() for one in started]

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What is in the database now."""
        with psycopg.connect(self.owner_url) as connection:
            return connection.execute(statement, values).fetchall()

    def promises_hold(self) -> None:
        """Look for every row that must not be."""
        with psycopg.connect(self.owner_url) as connection:
            for promise, statement in BROKEN_PROMISES.items():
                found = connection.execute(statement).fetchall()
                assert not found, f"{promise}: {found[:3]}"


_WAITING = """
select count(*) from pg_stat_activity
where datname = current_database() and wait_event_type = 'Lock'
"""


def _until_waiting(looker: psycopg.Connection, wanted: int) -> None:
    """Wait until so many sessions stand before a lock; a race that needs fewer goes on anyway."""
    for _ in range(1000):
        [(found,)] = looker.execute(_WAITING).fetchall()
        if found >= wanted:
            return
        time.sleep(0.005)


def statuses(answers: Sequence[Any]) -> list[int]:
    """The answers' statuses, smallest first."""
    return sorted(answer.status_code for answer in answers)
