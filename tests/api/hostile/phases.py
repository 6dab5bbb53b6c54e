"""A phase that goes on and one that is over, and lawful bodies for what is done with phases."""

from dataclasses import dataclass
from typing import Any

from tests.harness.api import Caller
from tests.scenarios.story import ok

DAY = "2026-03-09"


@dataclass(frozen=True)
class Reopener(Caller):
    """Somebody who, asked to reopen the phase that goes on, reopens the one that is over."""

    going_on: str = ""
    over: str = ""

    def request(self, method: str, path: str, *, version: int | None = None, **rest: Any) -> Any:
        meant = path.replace(self.going_on, self.over)
        return super().request(method, meant, version=version and version + 1, **rest)


def plant(world: Any) -> dict[str, str]:
    path = f"/v1/cases/{world.places['case_id']}/phases"
    over = ok(world.official.post(path, json={"phase": "c", "started_on": DAY}))["id"]
    said = {"ended_on": DAY, "outcome": "interrupted", "reason": "Ốm"}
    ok(world.official.post(f"{path}/{over}/close", json=said, version=1), 200)
    begun = ok(world.official.post(path, json={"phase": "a", "started_on": DAY}))["id"]
    paper = f"/v1/cases/{world.places['case_id']}/papers"
    kept = ok(world.official.post(paper, json={"code": "rehab-plan"}))["id"]
    return {"phase_id": begun, "phase_over": over, "phase_paper": kept}


def bodies(world: Any) -> dict[str, tuple[Caller, Any]]:
    official, why = world.official, {"reason": "Nhập nhầm"}
    reopener = Reopener(
        **vars(official), going_on=world.places["phase_id"], over=world.places["phase_over"]
    )
    paper = {"kind": "paper", "id": world.places["phase_paper"], "record": "rehab-plan"}
    return {
        "begin_phase": (
            official,
            {
                "id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bd5", "phase": "b", "started_on": DAY,
                "carried_out_by": "BS. Bình", "unit": "00004", "note": "ghi chú",
            },
        ),
        "close_phase": (
            official,
            {
                "ended_on": DAY, "outcome": "interrupted", "reason": "Đi viện",
                "evidence": [paper], "carried_out_by": "BS. Bình",
            },
        ),
        "reopen_phase": (reopener, why),
        "void_phase": (official, why),
    }  # fmt: skip
