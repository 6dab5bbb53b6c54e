"""What the matrix asks of the phases of a case."""

from tests.access.calls.shape import About, Call
from tests.access.world import Record

_WHY = {"reason": "nhập nhầm"}


def _of(record: Record, rest: str, phase: str = "phase") -> str:
    return f"/v1/cases/{record.case}/phases/{record.more[phase]}/{rest}"


CALLS = {
    "begin_phase": About(lambda r: Call(
        "POST", f"/v1/cases/{r.case}/phases", json={"phase": "c", "started_on": "2026-04-24"}
    )),
    "close_phase": About(lambda r: Call(
        "POST", _of(r, "close"), version=1, json={"ended_on": "2026-04-24", "outcome": "completed"}
    )),
    "reopen_phase": About(lambda r: Call("POST", _of(r, "reopen", "over"), version=2, json=_WHY)),
    "void_phase": About(lambda r: Call("POST", _of(r, "void"), version=1, json=_WHY)),
}  # fmt: skip
