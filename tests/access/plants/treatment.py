"""A record of withdrawal treatment with an entry, and a period of substitution with a dose."""

from tests.access.world import Stage, made

RECORD = {
    "opened_on": "2026-03-10", "substances": ["opioids"], "protocol": "clonidin",
    "severity": "moderate", "doctor": "BS. Bình",
}  # fmt: skip
ENTRY = {"noted_at": "2026-03-11T07:00:00+07:00", "doctor": "BS. Bình", "pulse": 88}
PERIOD = {"medicine": "methadone", "started_on": "2026-04-01"}
DOSE = {"dose_mg": 62.5, "confirmed_on": "2026-04-02", "confirmed_by": "Cơ sở Methadone"}


def plant(stage: Stage) -> dict[str, str]:
    """Plant all four; what only the clinical part tells is the word of the world."""
    clinician = stage.desk("centre_clinician", stage.facility)
    path, secret = f"/v1/clients/{stage.client}", stage.world.clinical
    body = {**RECORD, "case_id": stage.case, "protocol": secret}
    record = made(clinician.post(f"{path}/health-records", json=body))["id"]
    entries = f"{path}/health-records/{record}/entries"
    entry = made(clinician.post(entries, json={**ENTRY, "treatment": secret}))["id"]
    said = {**PERIOD, "dosed_at": secret, "case_id": stage.case}
    period = made(clinician.post(f"{path}/substitutions", json=said))["id"]
    made(clinician.post(f"{path}/substitutions/{period}/doses", json=DOSE))
    return {"health_record": record, "entry": entry, "substitution": period}
