"""What the matrix asks of supports, body tests and monitoring."""

from tests.access.calls.shape import About, Call, get, nobody, unit_of
from tests.access.world import PLACES, Record

_WHY = {"reason": "nhập nhầm"}
SUPPORT = {
    "kind": "job", "need": "cần việc làm", "opened_on": "2026-04-05", "unit": PLACES["own"],
}  # fmt: skip
DONE = {"on": "2026-04-06", "what": "đã giới thiệu", "unit": PLACES["own"], "state": "achieved"}


TEST = {
    "reason": "on_ground", "ground": "traces", "taken_at": "2026-04-05T09:00:00+07:00",
    "result": "negative", "sample": "urine", "unit": PLACES["own"],
}  # fmt: skip
TREATED = {**{key: said for key, said in TEST.items() if key != "ground"}, "reason": "treatment"}


def plan(record: Record) -> dict[str, object]:
    return {
        "case_id": record.case, "set_on": "2026-05-04", "from_on": "2026-05-05",
        "until_on": "2026-06-05", "how_many": 2, "unit": PLACES["own"],
    }  # fmt: skip


def told(record: Record) -> dict[str, object]:
    return {
        "client_id": record.client, "device": "GS-17", "source_id": "1", "kind": "tamper",
        "at": "2026-11-19T10:00:00+07:00",
    }  # fmt: skip


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
    # monitoring
    "receive_monitoring_events": About(
        lambda r: Call("POST", "/v1/monitoring-events", json={"items": [told(r)]})
    ),
    "list_monitoring_events": About(get("/v1/clients/{client}/monitoring-events")),
    # body tests
    "list_tests": About(get("/v1/clients/{client}/tests")),
    "list_tests:treatment": About(get("/v1/clients/{client}/tests", reason="treatment")),
    "read_test_standing": About(get("/v1/clients/{client}/tests/standing")),
    "record_test": About(lambda r: Call("POST", f"/v1/clients/{r.client}/tests", json=TEST)),
    "record_test:treatment": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/tests", json=TREATED)
    ),
    "void_test": About(lambda r: Call(
        "POST", f"/v1/clients/{r.client}/tests/{r.more['test']}/void", version=1, json=_WHY
    )),
    "list_test_plans": About(get("/v1/clients/{client}/test-plans")),
    "record_test_plan": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/test-plans", json=plan(r))
    ),
    "void_test_plan": About(lambda r: Call(
        "POST", f"/v1/clients/{r.client}/test-plans/{r.more['tests']}/void", version=1, json=_WHY
    )),
}  # fmt: skip
