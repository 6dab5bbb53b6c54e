"""Cures and treatments that people entered: from when, until when, and how each was left.

No source of its own: completion, retention, relapse and what follows an end all rest on it. `with`
names the `procedures`, and in `exits` which states of a case mean that the person is out of it, and
how: a case that is still open may be left already (*bỏ trốn*, *tự ý chấm dứt*).
"""

from typing import Any, Final, Literal

import sqlalchemy as sa

from app.models.case import LegalCase, Step
from app.services import known
from app.services.known import Columns
from app.services.question import Question
from app.services.sources.days import months_after, vn
from app.services.sources.shape import listed

Of = Literal["entered", "running", "ended"]
LEFT: Final = "left"


def entries(question: Question, of: Of) -> sa.Subquery:
    """Select the entries that began in the period, ran in it, or ended in it.

    `exit_on` and `how` are null of who is in it still. `facility`: where, so that a centre is asked
    of its own entries and not of who is there today.
    """
    case = known.table(question, LegalCase).c
    closed = case.closed_at.is_not(None)
    # A closed case whose state no list of `exits` names was left.
    how = sa.case(_exits(question), value=case.state, else_=sa.case((closed, LEFT)))
    gone = sa.case((closed, vn(case.closed_at)), (how.is_not(None), _came_to(question, case)))
    return (
        sa.select(
            case.id,
            case.client_id,
            case.started_on,
            case.facility,
            gone.label("exit_on"),
            how.label("how"),
            (case.provenance != "recorded").label("soft"),
        )
        .where(
            case.procedure.in_(listed(question.said["procedures"])),
            case.client_id.is_not(None),
            case.started_on.is_not(None),
            told_once(case),
            _when(question, case, of),
        )
        .subquery("entries")
    )


def told_once(case: Columns) -> sa.ColumnElement[bool]:
    """Tell that a case is not one of two that a merge of files found to be the same."""
    return sa.and_(case.outcome.is_distinct_from("set_aside"))


def anniversary(question: Question, day: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return the day so many months later as the variant follows a person."""
    return months_after(day, int(str(question.said["months"])))


def _exits(question: Question) -> dict[str, str]:
    said = question.said["exits"]
    exits = said if isinstance(said, dict) else {}
    return {state: how for how, states in exits.items() for state in states}


def _came_to(question: Question, case: Columns) -> sa.ColumnElement[Any]:
    """Return the day on which an open case came to the state it is in."""
    step = known.table(question, Step).c
    last = (
        sa.select(sa.func.max(step.occurred_at))
        .where(
            step.case_id == case.id,
            step.to_state == case.state,
            step.from_state != step.to_state,
        )
        .scalar_subquery()
    )
    return sa.func.coalesce(vn(last), case.started_on)


def _when(question: Question, case: Columns, of: Of) -> sa.ColumnElement[bool]:
    if of == "entered":
        return sa.and_(case.started_on.between(question.since, question.until))
    if of == "running":
        not_over = case.closed_at.is_(None) | (case.closed_at >= question.first_moment)
        return sa.and_(case.started_on <= question.until, not_over)
    return sa.and_(case.closed_at >= question.first_moment, case.closed_at < question.last_moment)
