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
from app.services.known import Columns
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
    finding, remedy = ReviewFinding.__table__.c, Remedy.__table__.c
    wanting = is_wanting(last.c.id, finding, remedy, on=on, variant=variant)
    row = ctx.session.execute(
        sa.select(
            sa.func.count().filter(~wanting).label("meeting"), sa.func.count().label("reviewed")
        ).select_from(last)
    ).one()
    target = standards().of("facilities-meeting")
    return ReviewShare(unit, on, facility_kind, variant, row.meeting, row.reviewed, target)


def is_wanting(
    review: sa.ColumnElement[object], finding: Columns, remedy: Columns, *, on: date, variant: str
) -> sa.ColumnElement[bool]:
    """Tell of reviews whether a criterion is not met: the one definition, whatever it reads."""
    wanting = sa.exists().where(finding.review_id == review, finding.result.in_(UNMET))
    if variant == "met_or_on_plan":
        wanting = wanting.where(~_on_plan(finding, remedy, on))
    return wanting


def _on_plan(finding: Columns, remedy: Columns, on: date) -> sa.ColumnElement[bool]:
    """A finding with remedies, all of them done by the day or not yet due."""
    own = sa.and_(
        remedy.review_id == finding.review_id,
        remedy.criterion == finding.criterion,
        remedy.voided_at.is_(None),
    )
    undone = sa.or_(remedy.done_on.is_(None), remedy.done_on > on)
    late = sa.exists().where(own, remedy.due_on < on, undone)
    return sa.and_(sa.exists().where(own), ~late)
