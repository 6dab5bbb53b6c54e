"""Promises of what a determination rests on."""

from app.problems.family import Invalid, StateConflict
from app.problems.refusal import Problem

PROMISES: dict[str, tuple[type[Problem], str, str]] = {
    "one_determination_per_finding": (
        StateConflict,
        "Lần đánh giá này đã có kết luận",
        "A conclusion rests on this finding already",
    ),
    "credentials_of_an_assessor": (
        Invalid,
        "Chứng chỉ phải là của người xác định đã nêu",
        "Credentials are those of the assessor named",
    ),
}
