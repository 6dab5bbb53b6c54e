"""Promises of files that become one."""

from app.problems.family import Invalid, NotFound, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    # The door leads the request on to the file that stayed.
    "file_is_living": (NotFound, "Không tìm thấy", "Not found"),
    "nobody_is_merged_into_themselves": (Invalid, "Là chính hồ sơ này", "It is the same file"),
    "merge_is_of_two_files": (Invalid, "Là chính hồ sơ này", "It is the same file"),
    "non_match_is_of_two_files": (Invalid, "Là chính hồ sơ này", "It is the same file"),
    "one_living_merge_of_a_file": (
        StateConflict,
        "Hồ sơ này đã được gộp",
        "The file was merged already",
    ),
    "merge_undone_with_reason": (
        Invalid,
        "Hoàn tác việc gộp phải có lý do",
        "A merge is undone with a reason",
    ),
    "non_match_withdrawn_with_reason": (
        Invalid,
        "Rút xác nhận phải có lý do",
        "A word is withdrawn with a reason",
    ),
}
