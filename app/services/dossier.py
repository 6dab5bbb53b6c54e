"""The dossier (*hồ sơ*): papers received and issued, and what the steps from here still need."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.models.case import LegalCase, Paper
from app.problems import Invalid, StateConflict
from app.services import cases
from app.services.cited import basis, form_of

_PAPERS = (
    sa.select(Paper)
    .where(Paper.case_id == sa.bindparam("case"))
    .order_by(Paper.recorded_at, Paper.id)
)


def papers(ctx: Context, case_id: UUID) -> Sequence[Paper]:
    """Return the papers of a case in the order they came."""
    cases.get(ctx, case_id)
    return ctx.session.scalars(_PAPERS, {"case": case_id}).all()


def receive(
    ctx: Context,
    case_id: UUID,
    *,
    code: str,
    number: str | None,
    issued_on: date | None,
    issuer: str | None,
    note: str | None,
) -> Paper:
    """Put a paper into the dossier of an open case."""
    case = cases.get(ctx, case_id)
    if case.closed_at is not None:
        raise StateConflict
    if code not in ctx.lawbook.papers:
        raise Invalid.at("/code", vi="không có loại giấy tờ này", en="there is no such paper")
    if issued_on is not None and issued_on > ctx.today:
        raise Invalid.at("/issued_on", vi="chưa đến ngày này", en="lies in the future")
    paper = Paper(
        id=new_id(),
        client_id=case.client_id,
        case_id=case.id,
        code=code,
        form=form_of(ctx.lawbook, code, ctx.lawbook.edition_on(ctx.today).code),
        direction="received",
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        note=note,
        recorded_at=ctx.now,
        recorded_by=ctx.actor.id,
    )
    ctx.session.add(paper)
    ctx.session.flush()
    ctx.trail.note(detail={"paper": code})
    return paper


def of(ctx: Context, case_id: UUID) -> list[dict[str, object]]:
    """Return every paper the steps from the present state need: is it there, and by which article.

    Of papers that may stand for each other, one present is enough. What the law asks only of
    other people is left out: the same finding decides that here and when the step is taken.
    """
    case = cases.get(ctx, case_id)
    held = _at_hand(ctx, case)
    found: dict[tuple[str, ...], dict[str, object]] = {}
    for finding in cases.possible(ctx, case_id, at=None):
        procedure = ctx.lawbook.procedures.get((finding.procedure, finding.edition))
        step = procedure.steps.get(finding.step) if procedure else None
        away = any(reason.code in {"wrong-state", "wrong-edition"} for reason in finding.reasons)
        if step is None or away or finding.procedure != case.procedure:
            continue
        for need in step.needs:
            present = bool(held & set(need.papers))
            if not present and "|".join(need.papers) not in finding.missing:
                continue
            item = found.setdefault(
                need.papers,
                {
                    "paper": " | ".join(need.papers),
                    "title": _title(ctx, need.papers[0]),
                    "form": form_of(ctx.lawbook, need.papers[0], finding.edition),
                    "present": present,
                    "needed_for": [],
                    "legal_basis": basis([need.law]),
                },
            )
            item["needed_for"].append(step.name)  # type: ignore[attr-defined]
    return list(found.values())


def _at_hand(ctx: Context, case: LegalCase) -> set[str]:
    """Return the papers of a case, and those of the client's other cases that serve every case."""
    statement = sa.select(Paper.case_id, Paper.code).where(
        sa.or_(Paper.client_id == case.client_id, Paper.case_id == case.id)
    )
    known = ctx.lawbook.papers
    return {
        code
        for held_in, code in ctx.session.execute(statement)
        if held_in == case.id or (code in known and known[code].shared)
    }


def _title(ctx: Context, code: str) -> dict[str, str]:
    title = ctx.lawbook.papers[code].title
    return {"vi": title.vi, "en": title.en}
