"""What the matrix asks of withdrawal and substitution treatment."""

from tests.access.calls.shape import About, Call, get
from tests.access.plants.treatment import DOSE, ENTRY, RECORD
from tests.access.world import Record

_BEFORE = {
    "medicine": "buprenorphine", "started_on": "2026-02-01", "ended_on": "2026-02-10",
    "end_reason": "moved_site",
}  # fmt: skip


def _record(record: Record, act: str = "") -> str:
    path = f"/v1/clients/{record.client}/health-records"
    return f"{path}/{record.more['health_record']}/{act}" if act else path


def _period(record: Record, act: str = "") -> str:
    path = f"/v1/clients/{record.client}/substitutions"
    return f"{path}/{record.more['substitution']}/{act}" if act else path


def _after(record: Record) -> dict[str, object]:
    """One is open at a time: that one told again is answered as it stands."""
    return {
        **RECORD, "id": record.more["health_record"], "protocol": "ghi chú lâm sàng Vành Khuyên",
        "case_id": record.case,
    }  # fmt: skip


CALLS: dict[str, About] = {
    "list_health_records": About(get("/v1/clients/{client}/health-records")),
    "open_health_record": About(lambda r: Call("POST", _record(r), json=_after(r))),
    "close_health_record": About(lambda r: Call(
        "POST", _record(r, "close"), version=1,
        json={"closed_on": "2026-03-25", "outcome": "completed"},
    )),
    "void_health_record": About(lambda r: Call(
        "POST", _record(r, "void"), version=1, json={"reason": "nhập nhầm"}
    )),
    "record_health_entry": About(lambda r: Call("POST", _record(r, "entries"), json=ENTRY)),
    "list_health_entries": About(
        get("/v1/clients/{client}/health-records/{health_record}/entries")
    ),
    "list_substitutions": About(get("/v1/clients/{client}/substitutions")),
    "record_substitution": About(lambda r: Call("POST", _period(r), json=_BEFORE)),
    "confirm_dose": About(lambda r: Call("POST", _period(r, "doses"), json=DOSE)),
    "end_substitution": About(lambda r: Call(
        "POST", _period(r, "end"), version=1,
        json={"ended_on": "2026-05-01", "end_reason": "completed"},
    )),
    "void_substitution": About(lambda r: Call(
        "POST", _period(r, "void"), version=1, json={"reason": "nhập nhầm"}
    )),
}  # fmt: skip
