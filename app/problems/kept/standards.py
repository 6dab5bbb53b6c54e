"""Promises of staff, trainings, reviews of facilities, model projects and providers."""

from app.problems.family import Invalid, NotFound, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "staff_kinds_known": (Invalid, "Vị trí việc làm không hợp lệ", "A kind of job is not valid"),
    "staff_fields_known": (Invalid, "Ngành đào tạo không hợp lệ", "A field is not valid"),
    "staff_runs_forward": (
        Invalid,
        "Ngày thôi việc trước ngày vào làm",
        "Work would end before it began",
    ),
    "one_staff_member_per_account": (
        StateConflict,
        "Tài khoản đã gắn với một nhân sự khác",
        "The account belongs to another member of staff",
    ),
    "credential_kind_known": (
        Invalid,
        "Loại văn bằng, chứng chỉ không hợp lệ",
        "The kind of credential is not valid",
    ),
    "credential_level_known": (Invalid, "Trình độ không hợp lệ", "The level is not valid"),
    "diploma_has_level": (Invalid, "Văn bằng phải có trình độ", "A diploma has a level"),
    "licence_has_number": (Invalid, "Giấy phép phải có số", "A licence has a number"),
    "credential_runs_forward": (
        Invalid,
        "Ngày hết hạn trước ngày cấp",
        "It would run out before it was issued",
    ),
    "training_kind_known": (Invalid, "Loại tập huấn không hợp lệ", "The kind is not valid"),
    "training_hours_known": (Invalid, "Số giờ không hợp lệ", "The hours are not valid"),
    "training_runs_forward": (
        Invalid,
        "Ngày kết thúc trước ngày bắt đầu",
        "The course would end before it began",
    ),
    "one_training_per_code": (
        StateConflict,
        "Đơn vị đã có lớp tập huấn mang mã này",
        "The unit has a course with this code",
    ),
    "attendance_result_known": (Invalid, "Kết quả không hợp lệ", "The result is not valid"),
    "certificate_for_who_passed": (
        Invalid,
        "Chỉ người đạt mới có chứng nhận",
        "Only who passed has a certificate",
    ),
    "one_attendance_per_training": (
        StateConflict,
        "Đã có tên trong danh sách lớp",
        "The person is on the roll already",
    ),
    "review_state_known": (Invalid, "Trạng thái không hợp lệ", "The state is not valid"),
    "recheck_after_review": (
        Invalid,
        "Ngày kiểm tra lại phải sau ngày đánh giá",
        "The re-check comes after the review",
    ),
    "one_recheck_per_review": (
        StateConflict,
        "Lần đánh giá này đã có lần kiểm tra lại",
        "The review has its re-check",
    ),
    "review_closes_whole": (
        StateConflict,
        "Còn tiêu chí chưa kết luận, hoặc chưa đạt mà chưa có kế hoạch, ngày kiểm tra lại",
        "A criterion is open, or is not met without a plan to remedy and a day of re-check",
    ),
    "closed_review_is_final": (
        StateConflict,
        "Lần đánh giá đã kết thúc",
        "The review is closed",
    ),
    "finding_result_known": (Invalid, "Kết luận không hợp lệ", "The result is not valid"),
    "finding_has_evidence": (Invalid, "Kết luận phải có minh chứng", "A finding has evidence"),
    "remedy_of_a_finding": (NotFound, "Không tìm thấy", "Not found"),
    "remedy_done_with_evidence": (
        Invalid,
        "Khắc phục xong phải có minh chứng",
        "What is remedied is shown by evidence",
    ),
    "model_region_known": (Invalid, "Vùng từ 1 đến 6", "A region is 1 to 6"),
    "model_kind_known": (Invalid, "Loại mô hình không hợp lệ", "The kind is not valid"),
    "model_state_known": (Invalid, "Trạng thái không hợp lệ", "The state is not valid"),
    "model_effect_is_told": (
        Invalid,
        "Mô hình hiệu quả phải nêu kết quả",
        "A model that works says by what result",
    ),
    "model_runs_forward": (
        Invalid,
        "Ngày kết thúc trước ngày bắt đầu",
        "The model would end before it began",
    ),
    "provider_kind_known": (Invalid, "Loại không hợp lệ", "The kind is not valid"),
    "provider_services_known": (Invalid, "Dịch vụ không hợp lệ", "A service is not valid"),
    "provider_by_case_or_by_hand": (
        Invalid,
        "Nêu vụ việc cấp phép, công bố; nếu không thì số và ngày hiệu lực",
        "Name the case of the licence; else the number and the first day",
    ),
    "provider_case_tells_the_days": (
        Invalid,
        "Vụ việc đã cho biết số và ngày, không nhập lại",
        "The case tells number and days; they are not typed again",
    ),
    "provider_withdrawn_with_reason": (
        Invalid,
        "Thu hồi phải có lý do",
        "What is withdrawn has a reason",
    ),
    "provider_runs_forward": (
        Invalid,
        "Ngày kết thúc trước ngày bắt đầu",
        "It would end before it began",
    ),
    "one_provider_per_case": (
        StateConflict,
        "Vụ việc này đã có trong danh sách",
        "The case is in the register already",
    ),
}
PROMISES |= {
    f"{table}_void_with_reason": (Invalid, "Hủy phải có lý do", "What is voided has a reason")
    for table in (
        "staff_member",
        "credential",
        "training_course",
        "training_attendance",
        "facility_review",
        "remedy",
        "model_project",
        "provider",
    )
}
