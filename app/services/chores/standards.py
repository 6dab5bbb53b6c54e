"""What follows from a review of a facility: remedies the facility owes, re-checks the province.

Days agreed at the review; the article of a remedy is that of the criterion that was not met.
"""

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.access import Permission
from app.context import Context
from app.law.shape.model import Title
from app.models.standard import FacilityReview, Remedy, ReviewFinding
from app.services.chores.shape import UNIT, Chore, Kind, Row, Rows, Telling, evening, morning
from app.services.reviews import CLOSED

_RECHECK = Title("Kiểm tra lại cơ sở sau khắc phục", "Check a facility again")


def remedies(unit_kind: str) -> Rows | None:
    """Select the remedies a facility has not carried out."""
    if unit_kind != "facility":
        return None
    return (
        Row(
            id=Remedy.id,
            unit=FacilityReview.unit,
            since=morning(FacilityReview.held_on),
            due_at=evening(Remedy.due_on),
            detail={
                "vi": ReviewFinding.title_vi,
                "en": ReviewFinding.title_en,
                "act": ReviewFinding.law_act,
                "at": ReviewFinding.law_at,
                "edition": ReviewFinding.law_edition,
                "unverified": ReviewFinding.unverified,
            },
        )
        .of("remedy_due")
        .join_from(Remedy, FacilityReview, FacilityReview.id == Remedy.review_id)
        .join(
            ReviewFinding,
            sa.and_(
                ReviewFinding.review_id == Remedy.review_id,
                ReviewFinding.criterion == Remedy.criterion,
            ),
        )
        .where(
            FacilityReview.unit == UNIT,
            FacilityReview.voided_at.is_(None),
            Remedy.voided_at.is_(None),
            Remedy.done_on.is_(None),
        )
    )


def rechecks(unit_kind: str) -> Rows | None:
    """Select the reviews a province must follow with another, as `reviews.page` tells it."""
    if unit_kind != "province":
        return None
    later = aliased(FacilityReview)
    done = sa.exists().where(
        later.follows == FacilityReview.id, later.state == CLOSED, later.voided_at.is_(None)
    )
    return (
        Row(
            id=FacilityReview.id,
            unit=FacilityReview.unit,
            since=morning(FacilityReview.held_on),
            due_at=evening(FacilityReview.recheck_due_on),
        )
        .of("recheck_due")
        .where(
            FacilityReview.province == UNIT,
            FacilityReview.state == CLOSED,
            FacilityReview.voided_at.is_(None),
            FacilityReview.recheck_due_on.is_not(None),
            ~done,
        )
    )


def tell_remedy(_ctx: Context, chore: Chore) -> Telling:
    """Name the criterion, with its article as it was that day."""
    said = chore.detail
    law = {name: said[name] for name in ("act", "at", "edition", "unverified")}
    title = Title(f"Khắc phục: {said['vi']}", f"Remedy: {said['en']}")
    return Telling(title, legal_basis=[law], unverified=said["unverified"])


def tell_recheck(_ctx: Context, _chore: Chore) -> Telling:
    """A re-check has one name."""
    return Telling(_RECHECK)


REMEDY = Kind("remedy_due", Permission.STANDARD_READ, remedies, tell_remedy)
RECHECK = Kind("recheck_due", Permission.STANDARD_READ, rechecks, tell_recheck)
