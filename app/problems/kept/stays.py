"""Promises of the places of a facility and the stays in them."""

from app.problems.family import Invalid, NoPlace, NotFound, StateConflict
from app.problems.refusal import Problem

_NOT_KEPT = (
    Invalid,
    "Đối tượng ở riêng không hợp lệ",
    "What the place keeps apart is not valid",
)
_NO_PLACES = (Invalid, "Số chỗ không hợp lệ", "The number of places is not valid")
_BACKWARDS = (
    Invalid,
    "Ngày kết thúc trước ngày bắt đầu",
    "It would end before it began",
)

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "area_sex_known": _NOT_KEPT,
    "area_age_known": _NOT_KEPT,
    "area_disease_known": _NOT_KEPT,
    "area_regime_known": _NOT_KEPT,
    "room_sex_known": _NOT_KEPT,
    "room_age_known": _NOT_KEPT,
    "room_disease_known": _NOT_KEPT,
    "room_regime_known": _NOT_KEPT,
    "room_body_known": _NOT_KEPT,
    "area_kind_known": (Invalid, "Loại khu không hợp lệ", "The kind of area is not valid"),
    "facility_places_counted": _NO_PLACES,
    "area_places_counted": _NO_PLACES,
    "room_places_counted": _NO_PLACES,
    "area_runs_forward": _BACKWARDS,
    "room_runs_forward": _BACKWARDS,
    "stay_runs_forward": _BACKWARDS,
    "one_area_per_code": (
        StateConflict,
        "Cơ sở đã có khu mang mã này",
        "The facility has an area of this code",
    ),
    "one_room_per_code": (
        StateConflict,
        "Khu đã có phòng mang mã này",
        "The area has a room of this code",
    ),
    "room_of_an_area_of_its_facility": (
        Invalid,
        "Không phải khu của cơ sở này",
        "Not an area of this facility",
    ),
    "place_keeps_what_it_is": (
        StateConflict,
        "Khu, phòng không đổi đối tượng: hãy đóng và mở khu, phòng khác",
        "A place stays what it is: close it and open another",
    ),
    "place_holds_its_people": (
        StateConflict,
        "Còn người đang ở: không đóng được, không giảm số chỗ xuống dưới số người",
        "People live there: it is neither closed nor made smaller than their number",
    ),
    "room_has_a_place": (NoPlace, "Phòng đã hết chỗ", "The room is full"),
    "area_has_a_place": (NoPlace, "Khu đã hết chỗ", "The area is full"),
    "facility_has_a_place": (NoPlace, "Cơ sở đã hết chỗ", "The facility is full"),
    "room_in_use_that_day": (
        Invalid,
        "Phòng không dùng vào ngày này",
        "The room is not in use that day",
    ),
    "stay_in_a_room_of_its_facility": (
        Invalid,
        "Không có phòng này",
        "There is no such room",
    ),
    "stay_is_where_the_case_is": (
        Invalid,
        "Không phải vụ việc ở cơ sở này",
        "Not a case at this facility",
    ),
    "stay_continues_one_of_its_client": (NotFound, "Không tìm thấy", "Not found"),
    "one_stay_continues_it": (
        StateConflict,
        "Lần ở này đã được chuyển phòng",
        "The person was moved on from this stay already",
    ),
    "one_stay_at_a_time": (
        StateConflict,
        "Người này đang có chỗ ở khác trong thời gian đó",
        "The person has another place at that time",
    ),
    "stay_is_never_rewritten": (
        StateConflict,
        "Lần ở đã ghi không sửa được",
        "A recorded stay is not changed",
    ),
    "stay_regime_known": (Invalid, "Chế độ không hợp lệ", "The regime is not valid"),
    "stay_disease_known": (Invalid, "Nhóm bệnh không hợp lệ", "The disease is not valid"),
    "stay_body_sex_known": (Invalid, "Giới tính không hợp lệ", "The sex is not valid"),
    "stay_reason_known": (Invalid, "Lý do không hợp lệ", "The reason is not valid"),
    "stay_ended_with_reason": (
        Invalid,
        "Kết thúc lần ở phải có lý do",
        "A stay is ended with a reason",
    ),
    "stay_not_before_recorded": (
        Invalid,
        "Lần ở không thể bắt đầu trong tương lai",
        "A stay cannot begin in the future",
    ),
    "stay_void_with_reason": (
        Invalid,
        "Hủy lần ở phải có lý do",
        "A stay is voided with a reason",
    ),
}
