"""Promises of withdrawal and substitution treatment."""

from app.problems.family import Invalid, NotFound, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "health_record_and_client": (StateConflict, "Mã định danh đã được dùng", "The id is in use"),
    "one_service_per_health_record": (
        StateConflict,
        "Dịch vụ đã gắn với bệnh án khác",
        "The service belongs to another record",
    ),
    "health_record_substances_told": (
        Invalid,
        "Phải nêu chất đã dùng",
        "The substances must be told",
    ),
    "health_record_severity_known": (Invalid, "Mức độ không hợp lệ", "The severity is not valid"),
    "health_record_outcome_known": (
        Invalid,
        "Kết quả điều trị không hợp lệ",
        "The outcome is not valid",
    ),
    "health_record_closes_with_outcome": (
        Invalid,
        "Đóng bệnh án phải có kết quả, không trước ngày mở",
        "A record closes with an outcome, not before it was opened",
    ),
    "health_record_provenance_known": (
        Invalid,
        "Nguồn số liệu không hợp lệ",
        "The provenance is not valid",
    ),
    "health_record_void_with_reason": (Invalid, "Hủy phải có lý do", "Voiding needs a reason"),
    "one_open_health_record": (
        StateConflict,
        "Đang có bệnh án cắt cơn chưa đóng",
        "A record of withdrawal treatment is open",
    ),
    "health_entry_and_record": (StateConflict, "Mã định danh đã được dùng", "The id is in use"),
    "health_entry_of_a_record_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "health_entry_corrects_one_of_its_record": (
        Invalid,
        "Không phải lần ghi của bệnh án này",
        "It is no entry of this record",
    ),
    "one_correction_per_entry": (
        StateConflict,
        "Lần ghi này đã được đính chính",
        "The entry was corrected already",
    ),
    "health_entry_not_before_recorded": (Invalid, "Chưa xảy ra", "It has not happened yet"),
    "health_entry_tells_something": (Invalid, "Không có nội dung nào", "It tells nothing at all"),
    "health_entry_signs_can_be": (
        Invalid,
        "Dấu hiệu sinh tồn ngoài khoảng có thể",
        "The vital signs are out of range",
    ),
    "substitution_and_client": (StateConflict, "Mã định danh đã được dùng", "The id is in use"),
    "one_service_per_substitution": (
        StateConflict,
        "Dịch vụ đã gắn với đợt điều trị khác",
        "The service belongs to another period",
    ),
    "substitution_medicine_known": (Invalid, "Thuốc không hợp lệ", "The medicine is not valid"),
    "substitution_end_known": (
        Invalid,
        "Lý do kết thúc không hợp lệ",
        "The reason of the end is not valid",
    ),
    "substitution_ends_with_reason": (
        Invalid,
        "Kết thúc phải có lý do, không trước ngày bắt đầu",
        "A period ends with a reason, not before it began",
    ),
    "substitution_periods_do_not_overlap": (
        StateConflict,
        "Trùng với đợt điều trị thay thế khác",
        "It overlaps another period of substitution",
    ),
    "substitution_provenance_known": (
        Invalid,
        "Nguồn số liệu không hợp lệ",
        "The provenance is not valid",
    ),
    "substitution_void_with_reason": (Invalid, "Hủy phải có lý do", "Voiding needs a reason"),
    "one_open_substitution": (
        StateConflict,
        "Đang có đợt điều trị thay thế chưa kết thúc",
        "A period of substitution is open",
    ),
    "dose_of_a_period_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "dose_is_more_than_none": (Invalid, "Liều phải lớn hơn 0", "A dose is more than none"),
}
