"""What the matrix asks of reports."""

from tests.access.calls.shape import About, Call, get, nobody
from tests.access.plants.reports import REPORT, SENT_VERSION

CALLS: dict[str, About] = {
    "list_report_definitions": nobody("GET", "/v1/reports/definitions"),
    "list_report_keys": nobody("GET", "/v1/reports/keys"),
    "list_reports": About(get("/v1/reports", unit="{unit}"), 0),
    # Of one's own unit alone; a report of coverage is of no facility.
    "freeze_report": nobody("POST", "/v1/reports", 1, json=REPORT),
    "read_report": About(get("/v1/reports/{report}"), 0),
    "read_report_file": About(get("/v1/reports/{report}/file", format="csv")),
    "verify_report": About(get("/v1/reports/{report}/verify")),
    "submit_report": About(
        lambda r: Call("POST", f"/v1/reports/{r.more['report']}/submit", version=1)
    ),
    "approve_report": About(
        lambda r: Call("POST", f"/v1/reports/{r.more['report_sent']}/approve", version=SENT_VERSION)
    ),
    "return_report": About(
        lambda r: Call(
            "POST",
            f"/v1/reports/{r.more['report_sent']}/return",
            version=SENT_VERSION,
            json={"reason": "Thiếu số liệu"},
        )
    ),
}
