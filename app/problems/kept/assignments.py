"""Promises of who looks after whom."""

from app.problems.family import Invalid, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "one_caseworker_per_unit": (
        StateConflict,
        "Đơn vị này đã phân công người quản lý",
        "Somebody of this unit looks after the person already",
    ),
    "assignment_runs_forward": (
        Invalid,
        "Phân công kết thúc trước khi bắt đầu",
        "The assignment would end before it began",
    ),
    "assignment_ended_with_reason": (
        Invalid,
        "Kết thúc phân công phải có lý do",
        "An assignment ends with a reason",
    ),
}
