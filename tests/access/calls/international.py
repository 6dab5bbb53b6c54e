"""What the matrix asks of circumstances and of exports."""

from tests.access.calls.shape import About, Call, get, nobody
from tests.access.world import Record

_WHY = {"reason": "nhập nhầm"}
_PERIOD = {"from": "2026-01-01", "to": "2026-12-31"}
_YEAR = {"year": "2026"}
LIFE = {"stage": "review", "told_on": "2026-04-05", "housing": "unstable", "work": "employed"}
USE = {"stage": "review", "told_on": "2026-04-05", "main_substance": "heroin"}
HEALTH = {"stage": "review", "told_on": "2026-04-05", "injecting": "ever"}


def _tell(body: dict[str, object]) -> About:
    return About(lambda r: Call("POST", f"/v1/clients/{r.client}/circumstances", json=body))


def _void(record: Record, name: str) -> Call:
    path = f"/v1/clients/{record.client}/circumstances/{record.more[name]}/void"
    return Call("POST", path, version=1, json=_WHY)


CALLS: dict[str, About] = {
    "list_circumstances": About(get("/v1/clients/{client}/circumstances")),
    "record_circumstance": _tell(LIFE),
    "record_circumstance:use": _tell(USE),
    "record_circumstance:health": _tell(HEALTH),
    "void_circumstance": About(lambda r: _void(r, "circumstance")),
    "void_circumstance:health": About(lambda r: _void(r, "health_told")),
    "export_journeys": About(get("/v1/exports/journeys", unit="{unit}", **_PERIOD)),
    "export_journeys:mine": nobody("GET", "/v1/exports/journeys", 1, params=_PERIOD),
    "export_tdi": About(get("/v1/exports/tdi", unit="{unit}", **_YEAR)),
    "export_tdi:mine": nobody("GET", "/v1/exports/tdi", 1, params=_YEAR),
    "list_substances": nobody("GET", "/v1/law/substances"),
}
