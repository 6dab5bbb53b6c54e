"""Reports as offices make, send and read them."""

from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import Offices, ok

HALF = {"from": "2026-01-01", "to": "2026-06-30"}


def freeze(caller: Caller, kind: str = "coverage", **said: Any) -> Any:
    """Freeze a report of the caller's unit."""
    return ok(caller.post("/v1/reports", json={"kind": kind, **HALF, **said}))


def act(caller: Caller, report: Any, what: str, **said: Any) -> Any:
    """Submit, approve or return a report; the answer, whatever it is."""
    body = {"json": said} if said else {}
    path = f"/v1/reports/{report['id']}/{what}"
    return caller.post(path, version=report["version"], **body)


def verify(caller: Caller, report: Any) -> Any:
    """What verifying finds."""
    return ok(caller.get(f"/v1/reports/{report['id']}/verify"), 200)


def file(caller: Caller, report: Any, format: str, **params: Any) -> bytes:  # noqa: A002
    """A report written to a file."""
    path = f"/v1/reports/{report['id']}/file"
    answer = caller.get(path, params={"format": format, **params})
    assert answer.status_code == 200, answer.text
    return answer.content


def rows(report: Any, sheet: str) -> dict[str, Any]:
    """Rows of a table of a report, by name."""
    table = next(one for one in report["figures"]["sheets"] if one["code"] == sheet)
    return {
        ".".join(str(row[key]) for key in table["named_by"]): row
        for row in (*table["rows"], *table["totals"])
    }


def second(offices: Offices, role: str, unit: str) -> Caller:
    """Another person in a role at a unit, beside the one who is usually asked."""
    return offices.desk(role, unit)
