"""What a case is expected to have by a day: a plan, a screening, a health check.

`with.of`: whose turn it is: `started` (begun in the period), `ending` (its term ends in the
period), `living` (in a place of `with.places` on the last day, or today). `with.thing`: what is
looked for (`things.py`), from `with.from_days` before that day until `with.to_days` after it; where
the phase `with.stage` has an end on file, until that end. Left out, and shown: what is not due yet,
and a case that ended before its term without being completed.
"""

from datetime import date

import sqlalchemy as sa

from app.models.case import LegalCase
from app.models.phase import PhaseRow
from app.services import known
from app.services.known import Columns
from app.services.question import Question
from app.services.sources import places, things
from app.services.sources.days import vn
from app.services.sources.moments import stands, today
from app.services.sources.shape import listed, whole
from app.services.sources.states import told_once


def rows(question: Question) -> sa.Subquery:
    """Select one row a case; reached is the one that had the thing in time."""
    judged = _judged(question)
    turn, had, said = judged.c, judged.c.had, question.said
    early = ~had & ~turn.stopped & (turn.last > today(question))
    return sa.select(
        turn.id,
        turn.client_id,
        turn.on.label("day"),
        turn.started_on.label("since"),
        had.label("reached"),
        (turn.stopped | early).label("excluded"),
        sa.case((turn.stopped, "ended_before"), (early, "not_due_yet")).label("left_out"),
        turn.soft,
        sa.case((~had, str(said["missing"]))).label("missing"),
        sa.func.coalesce(turn.facility, turn.unit).label("owing"),
    ).subquery("expected")


def _judged(question: Question) -> sa.Subquery:
    """Select the cases whose turn it is, until when, and whether they had the thing.

    The offset keeps the planner from looking once for every column that asks.
    """
    cases, said = _turn(question), question.said
    turn = cases.c
    first = turn.on - whole(said["from_days"])
    last = sa.func.coalesce(_stage_end(question, turn), turn.on + whole(said["to_days"]))
    had = things.had(question, turn, first, last)
    return (
        sa.select(*turn, last.label("last"), had.label("had"))
        .select_from(cases)
        .offset(0)
        .subquery("judged")
    )


def _turn(question: Question) -> sa.Subquery:
    """Select the cases whose turn it is, and the day."""
    said = question.said
    if said["of"] == "living":
        placed = places.of_people(question).c
        return sa.select(
            placed.case_id.label("id"), placed.client_id, placed.started_on, placed.facility,
            placed.unit, sa.func.least(question.until, today(question)).label("on"),
            sa.false().label("stopped"), placed.soft,
        ).subquery("turn")  # fmt: skip
    case = known.table(question, LegalCase).c
    ending = said["of"] == "ending"
    on = case.term_end if ending else case.started_on
    stopped = (vn(case.closed_at) <= on) & case.outcome.is_distinct_from("completed")
    return (
        sa.select(
            case.id, case.client_id, case.started_on, case.facility, case.unit, on.label("on"),
            sa.func.coalesce(stopped, sa.false()).label("stopped"),
            (case.provenance != "recorded").label("soft"),
        )
        .where(
            case.procedure.in_(listed(said["procedures"])),
            case.started_on.is_not(None),
            on.between(question.since, question.until),
            told_once(case),
        )
        .subquery("turn")
    )  # fmt: skip


def _stage_end(question: Question, turn: Columns) -> sa.ColumnElement[date]:
    """Select the day on which the stage ended, where it is on file."""
    stage = question.said.get("stage")
    if stage is None:
        return sa.cast(sa.null(), sa.Date)
    table = known.table(question, PhaseRow)
    phase = table.c
    return (
        sa.select(sa.func.min(phase.ended_on))
        .where(
            phase.case_id == turn.id,
            phase.phase == str(stage),
            phase.ended_on.is_not(None),
            stands(question, phase),
        )
        # Asked inside the question whether the thing was had, too: it is the stage of this case.
        .correlate_except(table)
        .scalar_subquery()
    )
