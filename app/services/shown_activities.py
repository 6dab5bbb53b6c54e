"""Sessions and their rolls as the API shows them."""

from collections.abc import Sequence

from app.models.activity import ActivitySession, Attendance
from app.problems import Problem, cite
from app.schemas.activities import ActivityDetailOut, ActivityOut, AttendanceOut, RollOut
from app.services.rolls import Result


def roll_out(session: ActivitySession, results: Sequence[Result]) -> RollOut:
    """Return a session with what came of each person."""
    return RollOut.model_validate(
        {
            "activity": ActivityOut.model_validate(session),
            "items": [
                {
                    "client_id": one.client_id,
                    "outcome": "recorded" if one.problem is None else "refused",
                    "attendance": one.attendance and AttendanceOut.model_validate(one.attendance),
                    "problem": one.problem and _problem(one.problem),
                }
                for one in results
            ],
        }
    )


def detail_out(session: ActivitySession, rows: Sequence[Attendance]) -> ActivityDetailOut:
    """Return a session with its roll."""
    return ActivityDetailOut(
        **ActivityOut.model_validate(session).model_dump(),
        attendances=[AttendanceOut.model_validate(row) for row in rows],
    )


def _problem(problem: Problem) -> dict[str, object]:
    fault = problem.errors[0] if problem.errors else None
    said = fault.detail if fault else problem.detail or problem.title
    return {
        "code": problem.code,
        "pointer": fault.pointer if fault else "",
        "detail": {"vi": said.vi, "en": said.en},
        "legal_basis": [cite(law) for law in problem.legal_basis],
    }
