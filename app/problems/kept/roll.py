"""Promises of sessions, attendances and certificates."""

from app.problems.family import Invalid, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "activity_told_whole": (StateConflict, "Mã định danh đã được dùng", "The id is in use"),
    "activity_kind_known": (
        Invalid,
        "Loại hoạt động không hợp lệ",
        "The kind of session is not valid",
    ),
    "activity_phase_known": (Invalid, "Giai đoạn không hợp lệ", "The phase is not valid"),
    "activity_time_known": (Invalid, "Giờ bắt đầu không hợp lệ", "The hour is not valid"),
    "activity_hours_in_quarters": (
        Invalid,
        "Số giờ tính theo phần tư giờ, tối đa 24",
        "Hours are told in quarters, at most 24",
    ),
    "attendance_tells_of_its_session": (
        StateConflict,
        "Điểm danh không khớp với buổi",
        "The attendance does not tell of its session",
    ),
    "one_service_per_attendance": (
        StateConflict,
        "Dịch vụ đã gắn với lần tham gia khác",
        "The service belongs to another attendance",
    ),
    "one_attendance_per_session": (
        StateConflict,
        "Người này đã có trong danh sách của buổi",
        "The person is on the roll of the session already",
    ),
    "attendance_presence_known": (
        Invalid,
        "Điểm danh không hợp lệ",
        "The presence is not valid",
    ),
    "attendance_counts_when_present": (
        Invalid,
        "Chỉ người có mặt mới có giờ",
        "Only who was there has hours",
    ),
    "attendance_hours_in_quarters": (
        Invalid,
        "Số giờ tính theo phần tư giờ, tối đa 24",
        "Hours are told in quarters, at most 24",
    ),
    "attendance_mark_in_range": (Invalid, "Điểm từ 0 đến 10", "A mark is from 0 to 10"),
    "attendance_provenance_known": (
        Invalid,
        "Nguồn số liệu không hợp lệ",
        "The provenance is not valid",
    ),
    "attendance_void_with_reason": (
        Invalid,
        "Hủy phải có lý do",
        "Voiding needs a reason",
    ),
    "certificate_kind_known": (
        Invalid,
        "Loại chứng chỉ không hợp lệ",
        "The kind of certificate is not valid",
    ),
    "certificate_hours_told": (Invalid, "Số giờ không hợp lệ", "The hours are not valid"),
    "one_certificate_per_number": (
        StateConflict,
        "Chứng chỉ này đã có trong hồ sơ",
        "The certificate is on file already",
    ),
    "one_service_per_certificate": (
        StateConflict,
        "Dịch vụ đã gắn với chứng chỉ khác",
        "The service belongs to another certificate",
    ),
    "certificate_provenance_known": (
        Invalid,
        "Nguồn số liệu không hợp lệ",
        "The provenance is not valid",
    ),
    "certificate_void_with_reason": (
        Invalid,
        "Hủy phải có lý do",
        "Voiding needs a reason",
    ),
    "entry_is_never_rewritten": (
        StateConflict,
        "Nội dung đã ghi không sửa được, hãy hủy và ghi lại",
        "What was entered is not changed: void it and enter it anew",
    ),
}
