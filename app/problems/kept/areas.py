"""Promises of the yearly facts of units and of the classes of areas."""

from app.problems.family import Invalid, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "area_fact_of_a_province_or_the_nation": (
        Invalid,
        "Số liệu phải thuộc một tỉnh hoặc cả nước",
        "A fact is of a province or of the nation",
    ),
    "area_fact_year_kind_known": (Invalid, "Loại năm không hợp lệ", "The kind of year is unknown"),
    "area_fact_year_known": (Invalid, "Năm không hợp lệ", "The year is not valid"),
    "area_fact_never_negative": (Invalid, "Không nhận số âm", "It is never negative"),
    "area_fact_withdrawn_with_reason": (
        Invalid,
        "Rút số liệu phải nêu bản đính chính và lý do",
        "A value is withdrawn by a correction that says why",
    ),
    "area_fact_confirmed_by_somebody": (
        Invalid,
        "Xác nhận phải có người xác nhận",
        "A confirmation has who confirmed",
    ),
    "area_fact_corrects_its_like": (
        Invalid,
        "Chỉ đính chính số liệu cùng đơn vị, cùng năm, cùng loại",
        "A correction is of the same unit, year and fact",
    ),
    "one_area_fact_per_year": (
        StateConflict,
        "Đơn vị đã có số liệu này cho năm đó; hãy đính chính",
        "The unit has this fact for the year already: correct it",
    ),
    "one_correction_per_area_fact": (
        StateConflict,
        "Số liệu này đã được đính chính; hãy đính chính bản mới nhất",
        "It was corrected already: correct the newest entry",
    ),
    "confirmed_fact_is_final": (
        StateConflict,
        "Số liệu đã được xác nhận",
        "The fact is confirmed",
    ),
    "confirmed_fact_is_corrected_above": (
        StateConflict,
        "Số liệu đã xác nhận thì cấp xác nhận đính chính",
        "What is confirmed is corrected by who may confirm",
    ),
    "area_class_level_known": (Invalid, "Cấp không hợp lệ", "The level is not valid"),
    "area_class_year_known": (Invalid, "Năm không hợp lệ", "The year is not valid"),
    "area_class_known": (Invalid, "Loại không hợp lệ", "The class is not valid"),
    "area_class_of_its_level": (
        Invalid,
        "Loại không thuộc cấp này",
        "The class is not of this level",
    ),
    "area_class_corrects_its_like": (
        Invalid,
        "Chỉ thay loại của cùng đơn vị, cùng năm",
        "A class is corrected for the same unit and year",
    ),
    "one_area_class_per_year": (
        StateConflict,
        "Đơn vị đã được phê duyệt loại cho năm đó",
        "The unit's class of the year is approved already",
    ),
    "one_correction_per_area_class": (
        StateConflict,
        "Loại này đã được thay; hãy xem bản mới nhất",
        "The class was replaced already: look at the newest",
    ),
}
