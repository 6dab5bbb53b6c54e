"""What the matrix asks of curves."""

from tests.access.calls.shape import About, get, nobody

_PERIOD = {"from": "2026-01-01", "to": "2026-06-30"}
_CURVE = "/v1/indicators/KQ-02/curve"

CALLS: dict[str, About] = {
    "read_indicator_curve": About(get(_CURVE, unit="{unit}", **_PERIOD), 0),
    "read_indicator_curve:mine": nobody("GET", _CURVE, params=_PERIOD),
}
