"""Things that a case or its person may have between two days.

`with.thing`: `plan` (an individual plan, no draft), `screening`, `step` (one of `with.steps`).
"""

from datetime import date

import sqlalchemy as sa

from app.models.case import Step
from app.models.plan import Plan
from app.models.screening import Screening
from app.services import known
from app.services.known import Columns
from app.services.question import Question
from app.services.sources.days import vn
from app.services.sources.moments import stands
from app.services.sources.shape import listed

Day = sa.ColumnElement[date]


def had(question: Question, turn: Columns, first: Day, last: Day) -> sa.ColumnElement[bool]:
    """Tell whether the thing was had between two days, both of them."""
    match question.said["thing"]:
        case "plan":
            plan = known.table(question, Plan).c
            return sa.exists().where(
                plan.case_id == turn.id,
                plan.status != "draft",
                plan.written_on.between(first, last),
                stands(question, plan),
            )
        case "screening":
            screening = known.table(question, Screening).c
            return sa.exists().where(
                screening.client_id == turn.client_id,
                screening.performed_on.between(first, last),
                sa.func.jsonb_array_length(screening.scores) > 0,
                stands(question, screening),
            )
        case _:
            step = known.table(question, Step).c
            return sa.exists().where(
                step.case_id == turn.id,
                step.name.in_(listed(question.said["steps"])),
                vn(step.occurred_at).between(first, last),
            )
