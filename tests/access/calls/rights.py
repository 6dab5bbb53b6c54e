"""What the matrix asks of requests of the person, corrections, holds and seals."""

from tests.access.calls.shape import About, Call, get, nobody
from tests.access.world import Record

_ASKED = {
    "kind": "access", "content": "Xin xem hồ sơ của tôi",
    "received_at": "2026-11-19T09:00:00+07:00",
}  # fmt: skip
_WHY = {"reason": "nhập nhầm"}
_SEAL = {"ground": "court_order", "reason": "theo quyết định"}


def _of(record: Record, what: str, act: str, body: dict[str, object] | None = None) -> Call:
    path = f"/v1/clients/{record.client}/{what}s/{record.more[what]}/{act}"
    return Call("POST", path, version=1, json=body)


def _right(record: Record) -> dict[str, object]:
    return {
        "record_kind": "client", "record_id": record.client, "field": "ethnicity", "right": "Tày",
        "said_at": "2026-11-19T09:00:00+07:00",
    }  # fmt: skip


CALLS: dict[str, About] = {
    "read_rights": nobody("GET", "/v1/law/rights"),
    "list_requests": About(get("/v1/requests", unit="{unit}")),
    "list_requests_of_client": About(get("/v1/clients/{client}/requests")),
    "receive_request": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/requests", json=_ASKED)
    ),
    "acknowledge_request": About(lambda r: _of(r, "request", "acknowledge")),
    "extend_request": About(lambda r: _of(r, "request", "extend", _WHY)),
    "answer_request": About(lambda r: _of(r, "request", "answer", {"outcome": "granted"})),
    "close_request": About(lambda r: _of(r, "request", "close", _WHY)),
    "void_request": About(lambda r: _of(r, "request", "void", _WHY)),
    # corrections
    "list_corrections": About(get("/v1/clients/{client}/corrections")),
    "propose_correction": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/corrections", json=_right(r))
    ),
    "decide_correction": About(
        lambda r: _of(r, "correction", "decide", {"decision": "refused", **_WHY})
    ),
    "void_correction": About(lambda r: _of(r, "correction", "void", _WHY)),
    # holds, seals, retention
    "list_holds": About(get("/v1/clients/{client}/holds")),
    "place_hold": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/holds", json={**_WHY, "basis": "CV 1"})
    ),
    "lift_hold": About(lambda r: _of(r, "hold", "lift", _WHY)),
    "seal_client": About(
        lambda r: Call("POST", f"/v1/clients/{r.client}/seal", version=r.client_version, json=_SEAL)
    ),
    "list_seals": nobody("GET", "/v1/seals", 1),
    "read_sealed_file": About(
        lambda r: Call(
            "POST", f"/v1/seals/{r.more['seal']}/reading", json={"purpose": "inspection"}
        )
    ),
    "lift_seal": About(
        lambda r: Call("POST", f"/v1/seals/{r.more['seal']}/lift", version=1, json=_WHY)
    ),
    "list_retention": nobody("GET", "/v1/law/retention"),
    "read_retention": About(get("/v1/clients/{client}/retention")),
}
