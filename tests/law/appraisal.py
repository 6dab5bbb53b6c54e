"""What an appraisal tells of a facility: every criterion of its kind met, but for those named."""

from __future__ import annotations

from datetime import date

from app.law.reading.loader import lawbook
from app.law.shape.figures import Circumstance, FacilityKind, asked_of, in_force


def appraised(
    kind: FacilityKind, day: str, *so: Circumstance, failed: str = "", left_out: str = ""
) -> list[dict[str, object]]:
    """The appraisal by the criteria of a day; `failed` and `left_out` list codes."""
    rows = in_force(lawbook().figures.criteria, date.fromisoformat(day))
    return [
        {"criterion": row.code, "met": row.code not in failed.split()}
        for row, _ in asked_of(rows, kind, so)
        if row.code not in left_out.split()
    ]
