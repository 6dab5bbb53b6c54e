"""Promises of reminders."""

from app.problems.family import Invalid, StateConflict
from app.problems.refusal import Problem

_ODD = "Lời nhắc không hợp lệ", "The reminder does not hold together"

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "reminder_at_most_once": (
        StateConflict,
        "Lời nhắc này đã có",
        "There is this reminder already",
    ),
    "reminder_kind_known": (Invalid, *_ODD),
    "reminder_is_about_one_thing": (Invalid, *_ODD),
    "reminder_stage_known": (Invalid, *_ODD),
    "reminder_read_by_somebody": (Invalid, *_ODD),
    "reminder_closed_with_reason": (
        Invalid,
        "Kết thúc lời nhắc phải có lý do",
        "A reminder ends with a reason",
    ),
    "reminder_reason_known": (Invalid, *_ODD),
}
