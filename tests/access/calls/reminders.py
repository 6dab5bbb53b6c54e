"""What the matrix asks of reminders."""

from tests.access.calls.shape import About, Call, get, nobody

CALLS = {
    "list_reminders": About(get("/v1/reminders", unit="{unit}")),
    "list_reminders:mine": nobody("GET", "/v1/reminders", 1),
    "list_reminders:theirs": About(get("/v1/reminders", unit="{unit}", mine="true")),
    "read_reminder_digest": About(get("/v1/reminders/digest", unit="{unit}")),
    "read_reminder_digest:mine": nobody("GET", "/v1/reminders/digest", 1),
    "mark_reminder_read": About(lambda r: Call("POST", f"/v1/reminders/{r.more['reminder']}/read")),
}  # fmt: skip
