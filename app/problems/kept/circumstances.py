"""Promises of what is told of a person's circumstances."""

from app.problems.family import Invalid
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "circumstance_stage_known": (Invalid, "Thời điểm không hợp lệ", "The stage is not valid"),
    "circumstance_not_before_told": (
        Invalid,
        "Ngày ghi nhận không thể ở tương lai",
        "What is told cannot lie in the future",
    ),
    "circumstance_main_is_not_among_others": (
        Invalid,
        "Chất chính không ghi lại ở các chất khác",
        "The main substance is not one of the others",
    ),
    "circumstance_days_used_can_be": (
        Invalid,
        "Số ngày sử dụng trong 30 ngày từ 0 đến 30",
        "Days of use in thirty days are 0 to 30",
    ),
    "circumstance_first_use_can_be": (
        Invalid,
        "Tuổi sử dụng lần đầu không hợp lệ",
        "The age of first use is not valid",
    ),
    "circumstance_children_can_be": (
        Invalid,
        "Số con không hợp lệ",
        "The number of children is not valid",
    ),
    "circumstance_injecting_known": (
        Invalid,
        "Tình trạng tiêm chích không hợp lệ",
        "The word on injecting is not valid",
    ),
    "circumstance_lives_with_known": (
        Invalid,
        "Người sống cùng không hợp lệ",
        "With whom the person lives is not valid",
    ),
    "circumstance_housing_known": (Invalid, "Nơi ở không hợp lệ", "The housing is not valid"),
    "circumstance_work_known": (Invalid, "Việc làm không hợp lệ", "The work is not valid"),
    "circumstance_education_known": (
        Invalid,
        "Trình độ học vấn không hợp lệ",
        "The education is not valid",
    ),
    "circumstance_referral_known": (
        Invalid,
        "Nguồn giới thiệu không hợp lệ",
        "The source of referral is not valid",
    ),
    "circumstance_provenance_known": (
        Invalid,
        "Nguồn số liệu không hợp lệ",
        "The provenance is not valid",
    ),
    "circumstance_void_with_reason": (Invalid, "Hủy phải có lý do", "Voiding needs a reason"),
}
