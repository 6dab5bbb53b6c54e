"""What share of reviewed facilities meets the conditions, by the last closed review of each.

Decision 1393 counts facilities "reviewed and meeting (or with a plan to meet)"; its text was not
seen. Since a review does not close without a plan, a plan counts only while it is kept.
"""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from app.context import Context
from app.law.reading.standards import Target, standards
from app.models.standard import FacilityReview, Remedy, ReviewFinding
from app.services import standing
from app.services.reviews import CLOSED, UNMET


@dataclass(frozen=True, slots=True)
class ReviewShare:
    """Facilities meeting the conditions, of those reviewed."""

    unit: str
    on: date
    facility_kind: str
    variant: str
    numerator: int
    denominator: int
    target: Target


def share(ctx: Context, unit: str, on: date, facility_kind: str, variant: str) -> ReviewShare:
    """Count the facilities of a unit's list, and those of them that meet the conditions."""
    last = (
        sa.select(FacilityReview.id)
        .where(
            standing.within(ctx, FacilityReview, unit),
            FacilityReview.facility_kind == facility_kind,
            FacilityReview.state == CLOSED,
            FacilityReview.voided_at.is_(None),
            FacilityReview.held_on <= on,
        )
        .ext(distinct_on(FacilityReview.unit))
        .order_by(FacilityReview.unit, FacilityReview.held_on.desc(), FacilityReview.id.desc())
        .subquery()
    )
    wanting = sa.exists().where(
        ReviewFinding.review_id == last.c.id, ReviewFinding.result.in_(UNMET)
    )
    if variant == "met_or_on_plan":
        wanting = wanting.where(~_on_plan(on))
    row = ctx.session.execute(
        sa.select(
            sa.func.count().filter(~wanting).label("meeting"), sa.func.count().label("reviewed")
        ).select_from(last)
    ).one()
    target = standards().of("facilities-meeting")
    return ReviewShare(unit, on, facility_kind, variant, row.meeting, row.reviewed, target)


def _on_plan(on: date) -> sa.ColumnElement[bool]:
    """A finding with remedies, all of them done by the day or not yet due."""
    own = sa.and_(
        Remedy.review_id == ReviewFinding.review_id,
        Remedy.criterion == ReviewFinding.criterion,
        Remedy.voided_at.is_(None),
    )
    undone = sa.or_(Remedy.done_on.is_(None), Remedy.done_on > on)
    late = sa.exists().where(own, Remedy.due_on < on, undone)
    return sa.and_(sa.exists().where(own), ~late)
