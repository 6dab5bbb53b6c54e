"""What the matrix asks of reports."""

from tests.access.calls.shape import About, Call, get, nobody
from tests.access.plants.reports import REPORT, SENT_VERSION

# No report has this id: who may act is told that there is none, everybody else that they may not.
_NONE = "/v1/reports/01a2015f-adb6-79aa-8a45-fd8b9fc69bd7"

CALLS: dict[str, About] = {
    "submit_report:none": nobody("POST", f"{_NONE}/submit", version=1),
    "approve_report:none": nobody("POST", f"{_NONE}/approve", version=1),
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
