"""Routes of reviews of facilities."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.reviews import (
    CloseIn,
    FindingsIn,
    RemedyDoneIn,
    RemedyIn,
    RemedyOut,
    ReviewDetailOut,
    ReviewFilter,
    ReviewIn,
    ReviewOut,
    ReviewShareFilter,
    ReviewShareOut,
)
from app.schemas.services import VoidIn
from app.services import review_share, reviews, standing
from app.services.shown_reviews import review_share_out, whole_out

door = Door(prefix="/v1/reviews", tags=["standards"])


@door.get("", may=Permission.STANDARD_READ)
def list_reviews(
    ctx: Context,
    filter: Annotated[ReviewFilter, Query()],  # noqa: A002
) -> Page[ReviewOut]:
    """List reviews, newest first; `recheck=overdue` are those whose re-check is late."""
    cursor = Cursor.read(filter)
    day, key = cursor.day("on"), cursor.id("id")
    rows = reviews.page(
        ctx,
        unit=filter.unit,
        state=filter.state,
        recheck=filter.recheck,
        after=None if day is None or key is None else (day, key),
        limit=filter.limit + 1,
    )
    return Page[ReviewOut](
        **page_of(
            rows, filter, ReviewOut.model_validate, lambda row: {"on": row.held_on, "id": row.id}
        )
    )


@door.post("", may=Permission.STANDARD_WRITE, status_code=201, location="/v1/reviews/{id}")
def begin_review(ctx: Context, review: ReviewIn) -> ReviewDetailOut:
    """Begin a review: it asks the criteria of the law of the day it is held, and keeps them."""
    said = review.model_dump(exclude={"id", "facility", "facility_kind", "circumstances"})
    made = reviews.begin(
        ctx,
        facility=review.facility,
        kind=review.facility_kind,
        circumstances=review.circumstances,
        said=said,
        key=review.id,
    )
    return whole_out(reviews.whole(ctx, made.id))


@door.get("/share", may=Permission.STANDARD_READ)
def read_review_share(
    ctx: Context,
    filter: Annotated[ReviewShareFilter, Query()],  # noqa: A002
) -> ReviewShareOut:
    """Tell what share of reviewed facilities meets the conditions, by which reading."""
    unit, on = standing.reached(ctx, filter.unit), filter.on or ctx.today
    found = review_share.share(ctx, unit, on, filter.facility_kind, filter.variant)
    return review_share_out(found)


@door.get("/{review_id}", may=Permission.STANDARD_READ)
def read_review(ctx: Context, review_id: Id) -> ReviewDetailOut:
    """Read a review: findings with their articles, remedies, score, the re-check."""
    return whole_out(reviews.whole(ctx, review_id))


@door.post("/{review_id}/findings", may=Permission.STANDARD_WRITE, versioned=True)
def record_findings(
    ctx: Context, review_id: Id, version: int, findings: FindingsIn
) -> ReviewDetailOut:
    """Tell what was found of some criteria, with evidence."""
    answers = [reviews.Answer(**one.model_dump()) for one in findings.findings]
    return whole_out(reviews.find(ctx, review_id, version, answers))


@door.post("/{review_id}/remedies", may=Permission.STANDARD_WRITE, status_code=201)
def plan_remedy(ctx: Context, review_id: Id, remedy: RemedyIn) -> RemedyOut:
    """Plan what is to be done about a criterion, by whom and by when."""
    made = reviews.plan(ctx, review_id, remedy.model_dump(exclude={"id"}), remedy.id)
    return RemedyOut.model_validate(made)


@door.post("/{review_id}/remedies/{remedy_id}/done", may=Permission.STANDARD_WRITE, versioned=True)
def finish_remedy(
    ctx: Context, review_id: Id, remedy_id: Id, version: int, done: RemedyDoneIn
) -> RemedyOut:
    """Tell that a remedy is done, with evidence; the finding stays as it was."""
    made = reviews.remedied(ctx, review_id, remedy_id, version, done.done_on, done.evidence)
    return RemedyOut.model_validate(made)


@door.post("/{review_id}/close", may=Permission.STANDARD_WRITE, versioned=True)
def close_review(ctx: Context, review_id: Id, version: int, closing: CloseIn) -> ReviewDetailOut:
    """Close a review: no criterion open, none unmet without a plan, a day for the re-check."""
    return whole_out(reviews.close(ctx, review_id, version, closing.recheck_due_on))


@door.post("/{review_id}/void", may=Permission.STANDARD_WRITE, versioned=True)
def void_review(ctx: Context, review_id: Id, version: int, void: VoidIn) -> ReviewOut:
    """Mark a review entered by mistake."""
    return ReviewOut.model_validate(reviews.void(ctx, review_id, version, void.reason))
