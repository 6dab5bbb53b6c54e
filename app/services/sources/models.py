"""Models of rehabilitation running on the last day of the period, and those judged to work."""

import sqlalchemy as sa

from app.models.standard import ModelProject
from app.services import known
from app.services.model_projects import EFFECTIVE
from app.services.question import Question
from app.services.sources.area_told import NOBODY, NOTHING

_RUNS = ("running", EFFECTIVE)


def rows(question: Question) -> sa.Subquery:
    """Select one row a model."""
    model = known.table(question, ModelProject).c
    works = model.state == EFFECTIVE
    return (
        sa.select(
            model.id,
            NOBODY.label("client_id"),
            model.unit,
            model.province,
            model.name.label("label"),
            sa.literal(question.until).label("day"),
            works.label("reached"),
            sa.false().label("excluded"),
            NOTHING.label("left_out"),
            sa.false().label("soft"),
            sa.case((~works, sa.literal("result"))).label("missing"),
        )
        .where(
            model.voided_at.is_(None),
            model.state.in_(_RUNS),
            model.runs_from <= question.until,
            model.runs_until.is_(None) | (model.runs_until >= question.until),
        )
        .subquery("models_asked")
    )
