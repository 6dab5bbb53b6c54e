"""Reviews of facilities: the checklist of the day, what was found, what is to be remedied.

Conditions: 116/2021/NĐ-CP, Điều 6 to 9, 16; 163/2026/NĐ-CP, Điều 66 to 72, 77, 79. A criterion is
kept with the review as the law had it, so that no later law rewrites what was found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.context import Context
from app.ids import new_id
from app.law.shape.figures import Circumstance, FacilityKind, asked_of, in_force
from app.models.standard import FacilityReview, Remedy, ReviewFinding
from app.problems import Invalid, StateConflict, Text
from app.services import standing

DRAFT, CLOSED = "draft", "closed"
UNMET = ("partly", "not_met")
_OPEN = Text(
    "Còn tiêu chí chưa kết luận, hoặc chưa đạt mà chưa có kế hoạch khắc phục",
    "A criterion is open, or is not met without a plan to remedy",
)
_CLOSED = Text("Lần đánh giá đã kết thúc", "The review is closed")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found of one criterion."""

    criterion: str
    result: str
    evidence: str
    measured_value: str | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A review with all that hangs on it."""

    review: FacilityReview
    findings: Sequence[ReviewFinding]
    remedies: Sequence[Remedy]
    recheck: str | None


def page(
    ctx: Context,
    *,
    unit: str | None = None,
    state: str | None = None,
    recheck: str | None = None,
    after: tuple[date, UUID] | None = None,
    limit: int,
) -> list[FacilityReview]:
    """Return reviews of a unit's list, newest first."""
    statement = sa.select(FacilityReview).where(standing.within(ctx, FacilityReview, unit))
    if state is not None:
        statement = statement.where(FacilityReview.state == state)
    if recheck is not None:
        statement = statement.where(_recheck(ctx.today) == recheck)
    if after is not None:
        here = sa.tuple_(FacilityReview.held_on, FacilityReview.id)
        statement = statement.where(here < after)
    statement = statement.order_by(FacilityReview.held_on.desc(), FacilityReview.id.desc())
    return list(ctx.session.scalars(statement.limit(limit)))


def begin(
    ctx: Context,
    *,
    facility: str,
    kind: FacilityKind,
    circumstances: Sequence[Circumstance],
    said: Mapping[str, object],
    key: UUID | None,
) -> FacilityReview:
    """Begin a review with the criteria asked of this facility on the day it is held."""
    where = standing.place(ctx, facility, "/facility")
    if not where.code.startswith("F-"):
        raise Invalid.at("/facility", vi="không phải cơ sở", en="is no facility")
    row = FacilityReview(
        **standing.kept(ctx, key),
        **said,
        unit=where.code,
        province=where.province,
        facility_kind=kind,
        circumstances=sorted(set(circumstances)),
        state=DRAFT,
    )
    standing.refuse_later(ctx, "/held_on", row.held_on)
    row.edition = _edition(ctx, row.held_on)
    findings = list(_checklist(ctx, row, kind, circumstances))
    if not findings:
        raise Invalid.at(
            "/facility_kind", vi="luật ngày đó không có tiêu chí", en="the law had no criteria then"
        )
    _refuse_strange_origin(ctx, row)
    standing.add(ctx, row)
    ctx.session.add_all(findings)
    ctx.session.flush()
    return row


def whole(ctx: Context, review_id: UUID) -> Whole:
    """Return a review with what was found and what is to be remedied."""
    statement = sa.select(FacilityReview, _recheck(ctx.today)).where(FacilityReview.id == review_id)
    standing.found(ctx, FacilityReview, review_id)
    review, recheck = ctx.session.execute(statement).one()
    findings = _findings(ctx, review_id)
    remedies = ctx.session.scalars(
        sa.select(Remedy).where(Remedy.review_id == review_id).order_by(Remedy.due_on, Remedy.id)
    )
    return Whole(review, list(findings.values()), list(remedies), recheck)


def find(ctx: Context, review_id: UUID, version: int, answers: Sequence[Answer]) -> Whole:
    """Tell what was found; a criterion told again is told anew while the review is a draft."""
    review = _draft(ctx, review_id, version)
    findings = _findings(ctx, review_id)
    for number, answer in enumerate(answers):
        row = findings.get(answer.criterion)
        if row is None:
            raise Invalid.at(
                f"/findings/{number}/criterion", vi="không có tiêu chí này", en="is not asked here"
            )
        row.result, row.evidence = answer.result, answer.evidence
        row.measured_value = answer.measured_value
        row.version += 1
        # Told twice in one request is told twice: each is a version of its own.
        ctx.session.flush()
    standing.save(ctx, review, *(answer.criterion for answer in answers))
    return whole(ctx, review_id)


def plan(ctx: Context, review_id: UUID, said: Mapping[str, object], key: UUID | None) -> Remedy:
    """Plan what is to be done about a criterion of a draft."""
    review = standing.found(ctx, FacilityReview, review_id)
    row = Remedy(**standing.kept(ctx, key), **said, review_id=review_id)
    if review.state != DRAFT or review.voided_at is not None:
        raise StateConflict(_CLOSED)
    if row.criterion not in _findings(ctx, review_id):
        raise Invalid.at("/criterion", vi="không có tiêu chí này", en="is not asked here")
    standing.refuse_before("/due_on", row.due_on, review.held_on)
    standing.add(ctx, row)
    return row


def remedied(
    ctx: Context, review_id: UUID, remedy_id: UUID, version: int, done_on: date, evidence: str
) -> Remedy:
    """Tell that a remedy is done; it does not change what was found."""
    review = standing.found(ctx, FacilityReview, review_id)
    standing.refuse_foreign(standing.found(ctx, Remedy, remedy_id).review_id, review_id)
    row = standing.locked(ctx, Remedy, remedy_id, version)
    if row.done_on is not None or review.voided_at is not None:
        raise StateConflict
    standing.refuse_later(ctx, "/done_on", done_on)
    standing.refuse_before("/done_on", done_on, review.held_on)
    row.done_on, row.evidence = done_on, evidence
    standing.save(ctx, row, "done_on", "evidence")
    return row


def close(ctx: Context, review_id: UUID, version: int, recheck_due_on: date | None) -> Whole:
    """Close a review: every criterion answered, every unmet one with a plan and a re-check."""
    review = _draft(ctx, review_id, version)
    found = whole(ctx, review_id)
    planned = {row.criterion for row in found.remedies if row.voided_at is None}
    unmet = [row.criterion for row in found.findings if row.result in UNMET]
    unanswered = [row.criterion for row in found.findings if row.result is None]
    bare = [code for code in unmet if code not in planned]
    if unanswered or bare:
        raise StateConflict(_OPEN, extra={"open": unanswered, "without_remedy": bare})
    if unmet and recheck_due_on is None:
        raise Invalid.at("/recheck_due_on", vi="phải có ngày kiểm tra lại", en="must be told")
    if recheck_due_on is not None and recheck_due_on <= review.held_on:
        raise Invalid.at(
            "/recheck_due_on", vi="phải sau ngày đánh giá", en="comes after the review"
        )
    review.state, review.closed_at, review.recheck_due_on = CLOSED, ctx.now, recheck_due_on
    standing.save(ctx, review, "state")
    return whole(ctx, review_id)


def void(ctx: Context, review_id: UUID, version: int, reason: str) -> FacilityReview:
    """Mark a review entered by mistake."""
    return standing.void(ctx, FacilityReview, review_id, version, reason)


def _draft(ctx: Context, review_id: UUID, version: int) -> FacilityReview:
    review = standing.locked(ctx, FacilityReview, review_id, version)
    if review.state != DRAFT:
        raise StateConflict(_CLOSED)
    return review


def _edition(ctx: Context, day: date) -> str:
    try:
        return ctx.lawbook.edition_on(day).code
    except LookupError:
        raise Invalid.at("/held_on", vi="trước luật đầu tiên", en="is before the law") from None


def _checklist(
    ctx: Context, review: FacilityReview, kind: FacilityKind, so: Sequence[Circumstance]
) -> Iterator[ReviewFinding]:
    rows = in_force(ctx.lawbook.figures.criteria, review.held_on)
    for number, (row, law) in enumerate(asked_of(rows, kind, so), start=1):
        yield ReviewFinding(
            id=new_id(),
            review_id=review.id,
            seq=number,
            criterion=row.code,
            title_vi=row.title.vi,
            title_en=row.title.en,
            law_act=law.act,
            law_at=law.at,
            law_edition=law.edition,
            unverified=row.unverified or law.unverified,
            version=1,
        )


def _findings(ctx: Context, review_id: UUID) -> dict[str, ReviewFinding]:
    statement = (
        sa.select(ReviewFinding)
        .where(ReviewFinding.review_id == review_id)
        .order_by(ReviewFinding.seq)
    )
    return {row.criterion: row for row in ctx.session.scalars(statement)}


def _refuse_strange_origin(ctx: Context, row: FacilityReview) -> None:
    """A re-check follows a closed review of the same facility, and is held after it."""
    if row.follows is None:
        return
    origin = ctx.session.scalar(
        sa.select(FacilityReview).where(
            FacilityReview.id == row.follows,
            FacilityReview.unit == row.unit,
            FacilityReview.state == CLOSED,
            FacilityReview.voided_at.is_(None),
        )
    )
    if origin is None or row.held_on <= origin.held_on:
        raise Invalid.at(
            "/follows",
            vi="không phải lần đánh giá trước đã kết thúc của cơ sở",
            en="is no earlier closed review of the facility",
        )


def _recheck(today: date) -> sa.ColumnElement[str | None]:
    """Where the clock of the re-check stands; null where none runs."""
    later = aliased(FacilityReview)
    done = sa.exists().where(
        later.follows == FacilityReview.id, later.state == CLOSED, later.voided_at.is_(None)
    )
    runs = sa.and_(
        FacilityReview.state == CLOSED,
        FacilityReview.voided_at.is_(None),
        FacilityReview.recheck_due_on.is_not(None),
    )
    return sa.case(
        (~runs, None),
        (done, "done"),
        (FacilityReview.recheck_due_on < today, "overdue"),
        else_="due",
    )
