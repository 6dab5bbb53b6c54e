"""Steps taken in the period: admissions, completions, decisions of courts, files sent back.

`with.marks`: rows of `kind` and what makes a step one of it (`marks.py`), the first that fits;
`with.label`: a field of the body that is told in the list. A count is of the kinds asked for; a
share is of all steps marked, reached are those of the kinds asked for.
"""

import sqlalchemy as sa

from app.models.case import LegalCase, Step
from app.services import known
from app.services.question import Question
from app.services.sources import marks
from app.services.sources.area_told import NOTHING
from app.services.sources.days import vn
from app.services.sources.moments import happened
from app.services.sources.shape import asked, tabled
from app.services.sources.states import told_once


def rows(question: Question) -> sa.Subquery:
    """Select one row a step marked that was taken in the period."""
    found = _marked(question)
    wanted = asked(question)
    of_kind = found.c.kind.in_(sorted(wanted)) if wanted else sa.true()
    counted = question.indicator.measure == "count"
    return (
        sa.select(found, (sa.true() if counted else of_kind).label("reached"))
        .where(*([found.c.kind.is_not(None), of_kind] if counted else [found.c.kind.is_not(None)]))
        .subquery("events")
    )


def _marked(question: Question) -> sa.Subquery:
    marked = tabled(question.said["marks"])
    step, case = known.table(question, Step), known.table(question, LegalCase)
    whens = [(marks.made(mark, step.c, case.c), str(mark["kind"])) for mark in marked]
    label = question.said.get("label")
    told = sa.null() if label is None else step.c.body[str(label)].astext
    return (
        sa.select(
            step.c.id,
            step.c.client_id,
            vn(step.c.occurred_at).label("day"),
            vn(step.c.occurred_at).label("since"),
            sa.false().label("excluded"),
            NOTHING.label("left_out"),
            (step.c.late_entry | (case.c.provenance != "recorded")).label("soft"),
            sa.case(*whens).label("kind"),
            sa.cast(told, sa.Text).label("label"),
        )
        .select_from(sa.join(step, case, case.c.id == step.c.case_id))
        .where(
            step.c.name.in_(marks.names(marked)),
            happened(question, step.c.occurred_at),
            step.c.client_id.is_not(None),
            told_once(case.c),
        )
        .subquery("marked")
    )
