"""What the matrix asks of registers: lists with names, and the lists against each other."""

from tests.access.calls.shape import About, get, nobody

_YEAR = {"from": "2025-12-15", "to": "2026-12-14"}

CALLS: dict[str, About] = {
    "list_registers": nobody("GET", "/v1/registers"),
    "read_register": About(get("/v1/registers/L120-48", unit="{unit}", **_YEAR)),
    "read_reconciliation": About(
        get("/v1/registers/reconciliation", unit="{unit}", on="2026-11-20")
    ),
}
