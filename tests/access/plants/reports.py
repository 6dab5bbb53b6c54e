"""Two frozen reports of each commune, one of them submitted."""

from tests.access.world import Stage, made

REPORT = {"kind": "coverage", "from": "2026-01-01", "to": "2026-06-30"}
# Submitting makes the second version of a report.
SENT_VERSION = 2


def plant(stage: Stage) -> dict[str, str]:
    """Return the ids."""
    official = stage.desk("commune_official", stage.unit)
    kept = made(official.post("/v1/reports", json=REPORT))["id"]
    sent = made(official.post("/v1/reports", json=REPORT))["id"]
    made(official.post(f"/v1/reports/{sent}/submit", version=1))
    return {"report": kept, "report_sent": sent}
