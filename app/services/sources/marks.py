"""Steps that mean something, as a definition names them.

A mark is a row of `steps`, where it says so the `procedures`, and where a field of the step's body
tells them apart `field` and its `values`.
"""

from collections.abc import Mapping

import sqlalchemy as sa

from app.services.known import Columns
from app.services.sources.shape import listed

Mark = Mapping[str, object]


def made(mark: Mark, step: Columns, case: Columns) -> sa.ColumnElement[bool]:
    """Tell whether a step of a case is what the mark says."""
    parts = [step.name.in_(listed(mark["steps"]))]
    if "procedures" in mark:
        parts.append(case.procedure.in_(listed(mark["procedures"])))
    if "field" in mark:
        parts.append(step.body[str(mark["field"])].astext.in_(listed(mark["values"])))
    return sa.and_(*parts)


def names(marks: list[Mark]) -> list[str]:
    """Return the names of all steps marked, to look at no others."""
    return sorted({name for mark in marks for name in listed(mark["steps"])})
