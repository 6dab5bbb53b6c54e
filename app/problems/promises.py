"""What the database promises by constraint name, and what a caller is told when it refuses.

A name that is not here and is not a key of a table is a fault of ours, never of the caller.
Answers to a uniqueness refusal are neutral: they tell nothing of files out of sight (T32).
"""

from app.problems.family import (
    Invalid,
    NotFound,
    StateConflict,
    Unexpected,
)
from app.problems.kept import PROMISES
from app.problems.refusal import Fault, Problem, Text

KEY_TAKEN = Text("Mã định danh đã được dùng", "The id is in use")
PARENT_UNKNOWN = Text("Không tìm thấy bản ghi được dẫn tới", "A record referred to was not found")
# Columns the caller names in a body; their foreign keys refuse an unknown unit.
UNIT_COLUMNS = ("unit", "residence_unit", "facility", "court", "province")
UNIT_UNKNOWN = Text("Không có đơn vị mang mã này", "There is no unit with this code")


def from_constraint(name: str | None) -> Problem:
    """The refusal behind a violated constraint; `Unexpected` where the name is not known."""
    if name is None:
        return Unexpected()
    if name in PROMISES:
        family, vi, en = PROMISES[name]
        return family(Text(vi, en))
    if name.endswith("_pkey"):
        return StateConflict(KEY_TAKEN)
    if name.endswith("_fkey"):
        if any(f"_{column}_" in name for column in UNIT_COLUMNS):
            return Invalid(errors=(Fault("/unit", UNIT_UNKNOWN),))
        return NotFound(PARENT_UNKNOWN)
    return Unexpected()
