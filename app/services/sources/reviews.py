"""Facilities, and whether the last closed review found the conditions met (`review_share.py`).

`with.facility_kinds`: which facilities; `with.reading`: `met`, or `met_or_on_plan` (what is not met
is on a plan that is kept). Who was never reviewed is in the denominator and is not reached.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from app.models.standard import FacilityReview, Remedy, ReviewFinding
from app.models.unit import Unit
from app.services import known, review_share
from app.services.question import Question
from app.services.reviews import CLOSED
from app.services.sources.area_told import NOBODY, NOTHING
from app.services.sources.units import which


def rows(question: Question) -> sa.Subquery:
    """Select one row a facility."""
    unit, last = Unit.__table__.c, _last(question)
    # What a closed review found is final, so it is the same at every later moment.
    finding, remedy = ReviewFinding.__table__.c, known.table(question, Remedy).c
    reading = str(question.said["reading"])
    wanting = review_share.is_wanting(
        last.c.id, finding, remedy, on=question.until, variant=reading
    )
    missing = sa.case(
        (last.c.id.is_(None), sa.literal("review")), (wanting, sa.literal("conditions"))
    )
    return (
        sa.select(
            unit.code.label("id"),
            NOBODY.label("client_id"),
            unit.code.label("unit"),
            unit.province,
            unit.name.label("label"),
            sa.literal(question.until).label("day"),
            missing.is_(None).label("reached"),
            sa.false().label("excluded"),
            NOTHING.label("left_out"),
            sa.false().label("soft"),
            missing.label("missing"),
        )
        .select_from(sa.outerjoin(Unit.__table__, last, last.c.unit == unit.code))
        .where(*which(question))
        .subquery("facilities_asked")
    )


def _last(question: Question) -> sa.Subquery:
    """The last review by the last day of the period, of those closed at the moment asked."""
    review = known.table(question, FacilityReview).c
    closed = [] if question.as_of is None else [review.closed_at <= question.as_of]
    return (
        sa.select(review.id, review.unit)
        .where(
            review.state == CLOSED,
            review.voided_at.is_(None),
            review.held_on <= question.until,
            *closed,
        )
        .ext(distinct_on(review.unit))
        .order_by(review.unit, review.held_on.desc(), review.id.desc())
        .subquery("last_review")
    )
