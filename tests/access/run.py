"""Knock at doors, cell by cell, and keep everything that came back."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from structlog.testing import capture_logs

from tests.access.calls import CALLS, ELSEWHERE, Call
from tests.access.world import COLUMNS, PLACES, RECORDS, World
from tests.harness.database import Database

MATRIX = Path(__file__).with_name("matrix")
OFFICIAL = "commune_official"
_TRAIL = sa.text("""
select seq, client_ids from audit_page(9223372036854775807, 3)
where set_config('role', 'hoanhap_nation', true) is not null
""")
_AS_AUDITOR = sa.text(
    "select set_config('role', 'hoanhap_nation', true), set_config('app.audits', 'yes', true),"
    " set_config('app.unit', 'vn', true)"
)
_HEAD = sa.text("select seq from audit_head")
_ITSELF = sa.text("select set_config('role', 'none', true)")


@dataclass(frozen=True)
class Cell:
    """One request and its whole answer."""

    call: str
    record: str
    caller: str
    request: Call
    status: int
    text: str
    headers: str
    request_id: str
    entries: int
    touched: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.call} / {self.record} / {self.caller}"

    @property
    def outcome(self) -> str:
        """The status as the matrix words it; `none`: an answer that holds nobody."""
        if self.status in {401, 403, 404}:
            return str(self.status)
        if self.status in {400, 409, 412, 422}:
            return "law"
        if self.status >= 300:
            return f"unexpected {self.status}"
        return "none" if _EMPTY.search(self.text) else "allow"

    @property
    def plain(self) -> str:
        """The answer with what may differ from another's taken out: request id, the unit asked."""
        text = f"{self.status} {self.headers}\n{self.text}".replace(self.request_id, "…")
        for unit in (*PLACES.values(), ELSEWHERE):
            text = text.replace(unit, "…")
        return _MOMENT.sub("…", text)


# A page of many rates has empty ones beside others, and holds somebody's whole unit none the less.
_EMPTY = re.compile(
    r'^(?!.*"rates":\[).*("items":\[\]|"candidates":\[\]|"denominator":0,)', re.DOTALL
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(\+\d\d:\d\d|Z)")


def policy() -> dict[tuple[str, str, str], str]:
    """Read the matrix: call, record, caller → what must come back."""
    wanted: dict[tuple[str, str, str], str] = {}
    for sheet in sorted(MATRIX.glob("*.csv")):
        with sheet.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                wanted |= {(row["call"], row["record"], name): row[name] for name in COLUMNS}
    return wanted


def cells(
    callers: Iterable[str] = COLUMNS, calls: Iterable[str] = CALLS
) -> Iterator[tuple[str, str, str]]:
    """Return the places of the matrix, in the order they are asked."""
    for call in calls:
        for record in RECORDS if CALLS[call].someone else ("-",):
            for caller in callers:
                yield call, record, caller


class Knocker:
    """Asks cells of one database, each undone afterwards."""

    def __init__(self, world: World, connection: sa.Connection) -> None:
        self.world, self.connection = world, connection

    def ask(self, call: str, record: str, caller: str) -> Cell:
        """Ask one cell."""
        about = self.world.records["random" if record == "-" else record]
        return self.send(CALLS[call].ask(about), caller, call=call, record=record)

    def send(self, request: Call, caller: str, *, call: str = "", record: str = "-") -> Cell:
        """Send one request as a caller, count what it left in the trail, and undo it."""
        outer = self.connection.begin()
        try:
            before = self.connection.scalar(_HEAD)
            answer = self.world.callers[caller].request(
                request.method, request.path, **request.options()
            )
            self.connection.execute(_ITSELF)
            entries = self.connection.scalar(_HEAD) - before
            touched = self._touched() if entries else frozenset()
        finally:
            outer.rollback()
        headers = {
            k: v for k, v in answer.headers.items() if k not in {"x-request-id", "content-length"}
        }
        return Cell(
            call, record, caller, request, answer.status_code, answer.text,
            "\n".join(f"{k}: {v}" for k, v in sorted(headers.items())),
            answer.headers.get("x-request-id", "-"), entries, touched,
        )  # fmt: skip

    def _touched(self) -> frozenset[str]:
        """Return the clients that the newest entry names."""
        self.connection.execute(_AS_AUDITOR)
        newest = self.connection.execute(_TRAIL).first()
        return frozenset(str(client) for client in newest.client_ids)


@dataclass
class Run:
    """The whole matrix, asked once."""

    cells: dict[tuple[str, str, str], Cell]
    logs: str


def run(world: World, database: Database, places: Iterable[tuple[str, str, str]]) -> Run:
    """Ask every place and keep the log lines too, raw, before anything is filtered from them."""
    with capture_logs() as lines, world.cells(database) as connection:
        knocker = Knocker(world, connection)
        asked = {place: knocker.ask(*place) for place in places}
    return Run(asked, "\n".join(map(str, lines)))


def same(knocker, first, second, caller=OFFICIAL):
    """Tell that two requests get the same answer, byte for byte but for what was asked."""
    one, two = (knocker.send(call, caller) for call in (first, second))
    assert one.status >= 400
    assert one.plain == two.plain
    assert (one.entries, two.entries) == (0, 0)
