"""An appraisal of every criterion that the law asks, and one in which a criterion is not met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.law.guards.criteria import criteria_of
from app.law.shape.figures import Applies, Criterion
from app.law.shape.model import Book, Citation, Guard, Procedure
from app.times import vn_day
from tests.law.vectors import forms
from tests.law.vectors.edits import DAY
from tests.law.vectors.situation import Draft, at_nine
from tests.law.vectors.vector import Told, copy, refused


def all_met(draft: Draft, params: Any) -> None:
    draft.body[params.field] = [
        {"criterion": row.code, "met": True} for row, _ in criteria_of(draft.scene(), params)
    ]


def first_not_met(draft: Draft, params: Any, _end: bool) -> None:
    row, _ = criteria_of(draft.scene(), params)[0]
    not_met(draft, params, row.code)


def not_met(draft: Draft, params: Any, code: str) -> None:
    rest = [row for row in draft.body.get(params.field, ()) if row["criterion"] != code]
    draft.body[params.field] = [*rest, {"criterion": code, "met": False}]


def _applying(book: Book, procedure: Procedure, guard: Guard) -> list[tuple[Criterion, Applies]]:
    """Every criterion of the kind that is ever in force under an edition, for each circumstance."""
    edition, params = procedure.edition, guard.params
    begins = book.edition(edition).begins
    found = {
        (row.code, row.begins, one.where): (row, one)
        for row in book.figures.criteria
        for one in row.applies
        if one.to == params.applies and row.on(book.day_under(edition, max(begins, row.begins)))
    }
    return list(found.values())


def criteria_asked(book: Book, procedure: Procedure, guard: Guard) -> set[Citation]:
    """The articles of the criteria that an edition asks of a kind of facility."""
    return {one.law for _, one in _applying(book, procedure, guard)}


def against_criteria(base: Draft, guard: Guard) -> Told:
    """One vector for each criterion: all others are met."""
    for row, one in _applying(base.file.book, base.procedure, guard):
        draft = copy(base)
        for circumstance in one.where:
            told = guard.params.where[circumstance]
            _tell(draft, told.field, told.value)
        if not draft.scene().holds(guard.only):
            _tell(draft, guard.only.unless[0].params.field, "organisation")
        if not row.on(vn_day(draft.at)):
            draft.change(at=at_nine(row.begins + DAY))
            draft.body["decision"] = forms.value(draft.field("decision"), draft.at, draft.file)
        all_met(draft, guard.params)
        where = f" if {', '.join(one.where)}" if one.where else ""
        yield refused(
            draft,
            f"criterion: {row.code}{where}",
            "criteria-met",
            one.law,
            lambda d, code=row.code: not_met(d, guard.params, code),
        )


def _tell(draft: Draft, field: str, value: str | None) -> None:
    """Let the body or an earlier step have told a circumstance."""
    if draft.field(field) is not None:
        draft.body[field] = True if value is None else value
        return
    case = draft.file.case
    assert case is not None
    first, *rest = case.steps
    listed = isinstance(first.body.get(field), list | tuple)
    told = 36 if value is None else [value] if listed else value
    draft.change_case(steps=(replace(first, body={**first.body, field: told}), *rest))


CRITERIA_MENDERS: dict[str, Callable[[Draft, Any], None]] = {"criteria_met": all_met}
CRITERIA_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {"criteria_met": first_not_met}
