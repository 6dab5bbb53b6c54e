"""Promises of incidents and notices, the outside, grades, measures and belongings."""

from app.problems.family import Invalid, NotFound, StateConflict
from app.problems.refusal import Problem

_WHY = (Invalid, "Hủy bản ghi phải có lý do", "An entry is voided with a reason")
_FROM = (Invalid, "Nguồn của bản ghi không hợp lệ", "The provenance is not valid")
_NOT_YET = (Invalid, "Việc chưa xảy ra", "It has not happened yet")
_KIND = (Invalid, "Loại không hợp lệ", "The kind is not valid")
_COUNT = (Invalid, "Số lượng không hợp lệ", "The count is not valid")

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "told_in_a_centre_stays": (
        StateConflict,
        "Nội dung đã ghi không sửa được",
        "What was told is not changed",
    ),
    # incidents
    "incident_kind_known": _KIND,
    "incident_injured_counted": _COUNT,
    "incident_not_before_it": _NOT_YET,
    "incident_provenance_known": _FROM,
    "incident_void_with_reason": _WHY,
    "incident_and_client": (StateConflict, "Vụ việc đã có", "The incident is on file already"),
    "notice_of_an_incident_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "one_notice_per_duty": (
        StateConflict,
        "Nghĩa vụ thông báo này đã có",
        "The duty to tell is on file already",
    ),
    "notice_is_given_whole": (
        Invalid,
        "Phải ghi đủ thời điểm, người nhận và cách thông báo",
        "Moment, receiver and manner are told together",
    ),
    "notice_not_before_given": _NOT_YET,
    "notice_how_known": (Invalid, "Cách thông báo không hợp lệ", "The manner is not valid"),
    "notice_is_given_once": (
        StateConflict,
        "Thông báo này đã được gửi",
        "The notice was given already",
    ),
    # what comes from outside
    "outside_contact_kind_known": _KIND,
    "outside_contact_counted": _COUNT,
    "outside_contact_not_before_it": _NOT_YET,
    "outside_contact_provenance_known": _FROM,
    "outside_contact_void_with_reason": _WHY,
    # grades and measures
    "grade_known": (Invalid, "Xếp loại không hợp lệ", "The grade is not valid"),
    "grade_of_a_whole_month": (
        Invalid,
        "Tháng phải ghi bằng ngày đầu tháng",
        "A month is told by its first day",
    ),
    "grade_not_before_its_month": (
        Invalid,
        "Ngày xếp loại trước tháng được xếp loại",
        "The grade would be given before its month",
    ),
    "one_living_grade_per_month": (
        StateConflict,
        "Tháng này đã xếp loại",
        "This month has been graded",
    ),
    "monthly_grade_provenance_known": _FROM,
    "monthly_grade_void_with_reason": _WHY,
    "measure_kind_known": _KIND,
    "measure_sort_known": _KIND,
    "special_area_has_a_beginning": (
        Invalid,
        "Chỉ việc đưa vào khu quản lý đặc biệt có ngày bắt đầu, và phải có",
        "Placement in the special area has a first day, and only that",
    ),
    "measure_runs_forward": (
        Invalid,
        "Ngày kết thúc trước ngày bắt đầu",
        "The measure would end before it began",
    ),
    "measure_is_ended_once": (
        StateConflict,
        "Ngày kết thúc đã được ghi",
        "The last day was told already",
    ),
    "conduct_measure_provenance_known": _FROM,
    "conduct_measure_void_with_reason": _WHY,
    # belongings
    "belonging_counted": _COUNT,
    "belonging_not_before_it": _NOT_YET,
    "belonging_released_whole": (
        Invalid,
        "Phải ghi đủ hình thức, thời điểm và người nhận",
        "Manner, moment and receiver are told together",
    ),
    "belonging_release_known": (Invalid, "Hình thức không hợp lệ", "The manner is not valid"),
    "belonging_released_after_it": (
        Invalid,
        "Trước khi nhận đồ vật",
        "It would be handed on before it was received",
    ),
    "belonging_is_released_once": (
        StateConflict,
        "Đồ vật này đã được giải quyết",
        "It was handed on already",
    ),
    "belonging_provenance_known": _FROM,
    "belonging_void_with_reason": _WHY,
}
