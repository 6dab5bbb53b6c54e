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
    "test_reason_known": (
        Invalid,
        "Lý do xét nghiệm không hợp lệ",
        "The reason of the test is not valid",
    ),
    "test_names_its_plan": (
        Invalid,
        "Xét nghiệm theo kế hoạch, và chỉ xét nghiệm đó, phải nêu kế hoạch",
        "A planned test, and no other, names its plan",
    ),
    "test_names_its_ground": (
        Invalid,
        "Xét nghiệm khi có căn cứ, và chỉ xét nghiệm đó, phải nêu căn cứ",
        "A test on a ground, and no other, names its ground",
    ),
    "test_ground_known": (Invalid, "Căn cứ không hợp lệ", "The ground is not valid"),
    "test_result_known": (Invalid, "Kết quả không hợp lệ", "The result is not valid"),
    "test_method_known": (Invalid, "Phương pháp không hợp lệ", "The method is not valid"),
    "test_sample_known": (Invalid, "Mẫu xét nghiệm không hợp lệ", "The sample is not valid"),
    "test_has_a_sample_unless_refused": (
        Invalid,
        "Phải ghi mẫu xét nghiệm, trừ khi người đó không chấp hành",
        "A sample is told unless the test was refused",
    ),
    "test_not_before_recorded": (
        Invalid,
        "Xét nghiệm không thể xảy ra trong tương lai",
        "A test cannot lie in the future",
    ),
    "test_void_with_reason": (
        Invalid,
        "Hủy xét nghiệm phải có lý do",
        "A test is voided with a reason",
    ),
    "test_by_a_plan_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "test_tells_of_a_step_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "test_is_never_rewritten": (
        StateConflict,
        "Kết quả, kế hoạch xét nghiệm đã ghi không sửa được",
        "A recorded test or plan is not changed",
    ),
    "one_test_per_step": (
        StateConflict,
        "Bước này đã gắn với một xét nghiệm",
        "The step tells of a test already",
    ),
    "test_plan_runs_forward": (
        Invalid,
        "Kế hoạch kết thúc trước ngày bắt đầu",
        "The plan would end before it began",
    ),
    "test_plan_fits_its_days": (
        Invalid,
        "Số lần xét nghiệm nhiều hơn số ngày của kế hoạch",
        "More tests than the plan has days",
    ),
    "test_plans_do_not_overlap": (
        StateConflict,
        "Đã có kế hoạch xét nghiệm trong thời gian này",
        "A plan of tests covers these days already",
    ),
    "one_event_per_device_and_id": (
        StateConflict,
        "Mã sự kiện của thiết bị đã được dùng",
        "The device's id of the event is in use",
    ),
    "monitoring_not_before_recorded": (
        Invalid,
        "Sự kiện không thể xảy ra trong tương lai",
        "An event cannot lie in the future",
    ),
    "test_plan_void_with_reason": (
        Invalid,
        "Hủy kế hoạch phải có lý do",
        "A plan is voided with a reason",
    ),
}
