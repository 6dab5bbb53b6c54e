"""Calls of what shows many figures at once."""

from tests.access.calls.core import PERIOD
from tests.access.calls.shape import About, get, nobody

CALLS = {
    "read_dashboard": About(get("/v1/dashboard", unit="{unit}", period="2026"), 0),
    "read_dashboard:mine": nobody("GET", "/v1/dashboard"),
    "read_geographies": About(
        get("/v1/indicators/DA1393-1.1/geographies", unit="{unit}", **PERIOD), 0
    ),
}
