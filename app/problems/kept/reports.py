"""Promises of reports."""

from app.problems.family import Invalid, NotPermitted, StateConflict
from app.problems.refusal import Problem

_ODD = "Báo cáo không hợp lệ", "The report does not hold together"

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "report_runs_forward": (
        Invalid,
        "Ngày cuối kỳ trước ngày đầu kỳ",
        "The last day of the period is before the first",
    ),
    "report_is_not_of_the_future": (Invalid, *_ODD),
    "report_is_signed": (Invalid, *_ODD),
    "report_replaced_once": (
        StateConflict,
        "Báo cáo bị trả lại này đã có báo cáo thay thế",
        "The returned report has been replaced already",
    ),
    "report_state_known": (Invalid, *_ODD),
    "report_submitted_by_somebody": (Invalid, *_ODD),
    "report_decided_by_somebody": (Invalid, *_ODD),
    "report_decided_by_another": (
        NotPermitted,
        "Người lập hoặc người trình không được duyệt, trả lại",
        "Whoever made or submitted a report does not decide on it",
    ),
    "report_returned_with_reason": (
        Invalid,
        "Trả lại phải có lý do",
        "A report is returned with a reason",
    ),
    "report_is_frozen": (
        StateConflict,
        "Báo cáo đã chốt, không sửa được",
        "The report is frozen and does not change",
    ),
    "report_moves_forward": (
        StateConflict,
        "Báo cáo không ở trạng thái cho phép việc này",
        "The report is not in a state that allows this",
    ),
    "report_decided_by_unit_above": (
        NotPermitted,
        "Chỉ đơn vị cấp trên duyệt hoặc trả lại báo cáo",
        "Only the unit above decides on a report",
    ),
}
