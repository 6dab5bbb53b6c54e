"""What the matrix asks of supports."""

from tests.access.calls.shape import About, Call, get, nobody, unit_of
from tests.access.world import PLACES, Record

_WHY = {"reason": "nhập nhầm"}
SUPPORT = {
    "kind": "job", "need": "cần việc làm", "opened_on": "2026-04-05", "unit": PLACES["own"],
}  # fmt: skip
DONE = {"on": "2026-04-06", "what": "đã giới thiệu", "unit": PLACES["own"], "state": "achieved"}


def _support(record: Record) -> str:
    return f"/v1/clients/{record.client}/supports/{record.more['support']}"


CALLS: dict[str, About] = {
    "list_supports": About(get("/v1/clients/{client}/supports")),
    "record_support": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/supports", json=SUPPORT)
    ),
    "list_support_events": About(get("/v1/clients/{client}/supports/{support}/events")),
    "record_support_event": About(
        lambda r: Call("POST", f"{_support(r)}/events", version=1, json=DONE)
    ),
    "void_support": About(lambda r: Call("POST", f"{_support(r)}/void", version=1, json=_WHY)),
    "list_supports_of_unit": About(lambda r: Call(
        "GET", "/v1/supports", params={"unit": unit_of(r), "status": "open"}
    )),
    "list_support_kinds": nobody("GET", "/v1/supports/kinds"),
}  # fmt: skip
