"""Promises of supports, body tests and monitoring."""

from app.problems.family import Invalid, NotFound, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "support_kind_known": (
        Invalid,
        "Loại hỗ trợ không hợp lệ",
        "The kind of support is not valid",
    ),
    "support_state_known": (
        Invalid,
        "Trạng thái hỗ trợ không hợp lệ",
        "The state of the support is not valid",
    ),
    "support_amount_of_a_loan": (
        Invalid,
        "Số tiền chỉ ghi cho vay vốn và phải lớn hơn 0",
        "An amount is told of a loan only, and is above zero",
    ),
    "support_outcome_has_its_day": (
        Invalid,
        "Kết quả hỗ trợ phải có ngày",
        "The outcome of a support has its day",
    ),
    "support_runs_forward": (
        Invalid,
        "Ngày thực hiện trước ngày đã ghi trước đó",
        "It would lie before what was done earlier",
    ),
    "support_follows_up_while_open": (
        Invalid,
        "Chỉ hẹn ngày theo dõi khi hỗ trợ chưa kết thúc, từ ngày mở trở đi",
        "A day to follow up is agreed while the support is open, from the day it was opened on",
    ),
    "support_is_served_when_achieved": (
        StateConflict,
        "Chỉ hỗ trợ đã đạt mới được tính là dịch vụ",
        "Only an achieved support counts as a service",
    ),
    "support_void_with_reason": (
        Invalid,
        "Hủy hỗ trợ phải có lý do",
        "A support is voided with a reason",
    ),
    "support_outcome_is_final": (
        StateConflict,
        "Kết quả hỗ trợ đã ghi không sửa được",
        "The outcome of a support is not changed",
    ),
    "one_support_per_service": (
        StateConflict,
        "Dịch vụ này đã gắn với một hỗ trợ",
        "The service tells of a support already",
    ),
    "one_support_event_per_place": (
        StateConflict,
        "Hỗ trợ vừa có thay đổi khác, hãy đọc lại",
        "The support just changed, read it again",
    ),
    "support_event_of_a_support_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
}
