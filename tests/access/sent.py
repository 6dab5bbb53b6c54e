"""What callers of the matrix send: bodies that are lawful on the days they name."""

DETERMINATION = {
    "requested_by": "self",
    "requested_at": "2026-02-23T08:00:00+07:00",
    "papers": [{"paper": "determination-application"}],
    "received_at": "2026-02-23T08:30:00+07:00",
    "concluded_at": "2026-02-25T10:00:00+07:00",
    "concluded_on": "2026-02-25",
    "result": "addicted",
    "delivered_at": "2026-02-26T09:00:00+07:00",
    "criteria_met": 4,
}
SIX_CRITERIA = {
    "instrument": "dependence",
    "version": "TT18-2021",
    "on": "2026-03-06",
    "answers": [
        {"item": "craving", "option": "yes"},
        {"item": "control", "option": "yes"},
        *({"item": item, "option": "no"} for item in ("withdrawal", "tolerance", "interests")),
        {"item": "harm", "option": "no"},
    ],
}
OBSERVED = {"on": "2026-03-07", "chart": "opioid"}
DECISION = {
    "name": "decide",
    # Later than the law gives: the deadline is missed, and so may be explained.
    "occurred_at": "2026-03-20T09:00:00+07:00",
    "term_months": 6,
    "decision": {"number": "12/QĐ", "on": "2026-03-20", "signed_by": "Chủ tịch"},
}
BEGINNING = {"name": "begin", "occurred_at": "2026-03-23T09:00:00+07:00"}
COMPLETION = {
    "name": "complete",
    "occurred_at": "2026-09-23T09:00:00+07:00",
    "phases": [
        {"phase": "a", "start": "2026-03-23", "end": "2026-03-26"},
        {"phase": "b", "start": "2026-03-26", "end": "2026-04-10"},
        {"phase": "c", "start": "2026-04-10", "end": "2026-09-20"},
    ],
}


def registration(client: str, **paper: str) -> dict[str, object]:
    """The body that opens a voluntary case at home."""
    codes = ("registration", "determination-result", "identity-copy")
    papers = [{"paper": code, **paper} for code in codes]
    step = {"name": "register", "occurred_at": "2026-03-02T09:00:00+07:00", "papers": papers}
    return {"client_id": client, "procedure": "voluntary-home", "step": step}


def dossier(client: str) -> dict[str, object]:
    """The body that opens a dossier which is due the next day, and lacks papers still."""
    at = "2026-11-19T09:00:00+07:00"
    step = {
        "name": "open_dossier", "occurred_at": at, "detected_at": at, "grounds": ["used_again"],
        "papers": [{"paper": "violation-record"}], "not_criminal": True,
        "without_capacity": False, "pregnant": False, "raising_child": False,
    }  # fmt: skip
    return {"client_id": client, "procedure": "compulsory", "step": step}
