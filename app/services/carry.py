"""Carry out what the law engine found: step, papers, custody, lists, clocks, the case itself."""

from datetime import date

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.law.engine.finding import Finding
from app.law.shape.fields import StepBody
from app.models.case import LegalCase, Paper, Step
from app.models.client import Client, Custody
from app.models.unit import Unit
from app.problems import Invalid
from app.services import bodies, clocks, concluded, moves, records
from app.services.cited import basis, form_of, term_document
from app.times import vn_day

# Bodies that hold a file beside its commune while a case is with them.
BODIES = ("court", "facility")
_HOLDS = sa.text(
    "select exists (select from holders(cast(:client as uuid)) h"
    " where h.unit = :unit and h.until is null)"
)


def onto(ctx: Context, case: LegalCase, finding: Finding, body: StepBody) -> None:
    """Write onto the case what the step changes in it: one UPDATE, one version."""
    case.state = finding.to_state
    case.edition = finding.case_edition
    case.unverified = bool(case.unverified) or finding.unverified
    if finding.records == "started":
        case.started_on = vn_day(body.occurred_at)
    if finding.term is not None:
        case.term = term_document(finding.term)
        case.term_start, case.term_end = finding.term.start, finding.term.end
    for kind, code in finding.holds:
        if kind in BODIES:
            _unit(ctx, kind, code)
            setattr(case, kind, code)
    if finding.closes:
        case.closed_at, case.outcome = body.occurred_at, finding.outcome or finding.to_state


def out(
    ctx: Context,
    client: Client | None,
    case: LegalCase,
    finding: Finding,
    body: StepBody,
    *,
    seq: int,
) -> Step:
    """Write everything else one allowed step brings about, in the order the law tells it."""
    step = _step(ctx, case, finding, body, seq)
    _papers(ctx, case, step, finding, body)
    _custody(ctx, case, finding)
    if client is not None:
        _effects(ctx, client, case, step, finding, body)
    clocks.follow(ctx, case, step, finding)
    if finding.closes:
        clocks.stop(ctx, case, step, finding)
    ctx.session.flush()
    for kind, code in finding.holds:
        if kind == "commune" and client is not None:
            moves.hand_over(ctx, client, to=code, at=body.occurred_at, ref=finding.ref)
    ctx.trail.note(
        [case.client_id],
        object_type="case",
        object_id=case.id,
        detail={"step": finding.step, "ref": finding.ref, "edition": finding.edition},
    )
    return step


def _step(ctx: Context, case: LegalCase, finding: Finding, body: StepBody, seq: int) -> Step:
    before = _state_before(ctx, case, seq)
    step = Step(
        id=new_id(),
        client_id=case.client_id,
        case_id=case.id,
        seq=seq,
        name=finding.step,
        ref=finding.ref,
        from_state=before,
        to_state=finding.to_state,
        edition=finding.edition,
        authority=finding.authority,
        occurred_at=body.occurred_at,
        recorded_at=ctx.now,
        recorded_by=ctx.actor.id,
        recorded_role=ctx.actor.role or "api_client",
        recorded_unit=ctx.actor.unit,
        body=bodies.stored(body),
        legal_basis=basis(finding.legal_basis),
        answers=dict(finding.answers),
        late_entry=finding.late_entry,
        unverified=finding.unverified,
        note=body.note,
    )
    ctx.session.add(step)
    ctx.session.flush()
    return step


def _state_before(ctx: Context, case: LegalCase, seq: int) -> str:
    statement = sa.select(Step.to_state).where(Step.case_id == case.id, Step.seq == seq - 1)
    return "" if seq == 1 else ctx.session.scalar(statement) or ""


def _papers(ctx: Context, case: LegalCase, step: Step, finding: Finding, body: StepBody) -> None:
    received = [
        {
            "code": paper.paper, "number": paper.number, "issued_on": paper.issued_on,
            "issuer": paper.issuer, "note": paper.note, "direction": "received",
            "form": form_of(ctx.lawbook, paper.paper, finding.edition),
        }
        for paper in body.papers
    ]  # fmt: skip
    decision = getattr(body, "decision", None)
    issued = [
        {
            "code": paper.paper, "form": paper.form or None, "direction": "issued",
            "number": decision.number if decision else bodies.text(body, "paper_number"),
            "issued_on": decision.on if decision else vn_day(body.occurred_at),
            "issuer": decision.signed_by if decision else None,
        }
        for paper in finding.papers_issued
    ]  # fmt: skip
    for paper in [*received, *issued]:
        ctx.session.add(
            Paper(
                id=new_id(),
                client_id=case.client_id,
                case_id=case.id,
                step_id=step.id,
                recorded_at=ctx.now,
                recorded_by=ctx.actor.id,
                **paper,
            )
        )


def _custody(ctx: Context, case: LegalCase, finding: Finding) -> None:
    """Let the court or facility named in the step hold the file too."""
    for kind, code in finding.holds:
        if kind in BODIES and not ctx.session.scalar(
            _HOLDS, {"client": case.client_id, "unit": code}
        ):
            ctx.session.add(
                Custody(
                    id=new_id(),
                    client_id=case.client_id,
                    unit=code,
                    province=_unit(ctx, kind, code).province or "",
                    kind=kind,
                    since=ctx.now,
                    reason=f"{case.procedure}:{finding.step}",
                    opened_by=ctx.actor.id,
                )
            )


def _unit(ctx: Context, kind: str, code: str) -> Unit:
    unit = ctx.session.get(Unit, code)
    if unit is None or unit.kind != kind:
        raise Invalid.at(f"/{kind}", vi="không có đơn vị này", en="there is no such unit")
    return unit


def _effects(
    ctx: Context,
    client: Client,
    case: LegalCase,
    step: Step,
    finding: Finding,
    body: StepBody,
) -> None:
    """What a step means beside its case: a determination, a list, the end of one."""
    day = vn_day(body.occurred_at)
    procedure = ctx.lawbook.procedure(case.procedure, finding.edition)
    match finding.records:
        case "determination":
            _determination(ctx, client, case, step, body)
        case "completed":
            records.close(ctx, client.id, procedure.clears, on=day, reason="completed")
        case "death":
            client.died_on = day
            client.updated_at = ctx.now
            client.version += 1
            records.close(ctx, client.id, ("addict", "user", "post_rehab"), on=day, reason="died")
        case _:
            pass
    if procedure.keeps:
        _listed(ctx, client, case, finding, procedure.keeps, day)


def _listed(
    ctx: Context, client: Client, case: LegalCase, finding: Finding, kind: str, day: date
) -> None:
    """A measure that is a list of its own stands on it while it lasts.

    That is from the start of its term; of one without a term, from its opening.
    """
    if finding.closes:
        records.close(ctx, client.id, (kind,), on=day, reason=finding.to_state)
    elif finding.term is not None:
        _list(ctx, client, case, kind, finding.term.start)
    elif finding.opening and not _has_term(ctx, case):
        _list(ctx, client, case, kind, day)


def _has_term(ctx: Context, case: LegalCase) -> bool:
    steps = ctx.lawbook.procedure(case.procedure, case.edition).steps.values()
    return any(term.fixes for step in steps for term in step.term)


def _determination(
    ctx: Context, client: Client, case: LegalCase, step: Step, body: StepBody
) -> None:
    """Keep the result, and later the moment it was delivered; the addicted stand on the list."""
    found = concluded.keep(ctx, client.id, case, step, body)
    if found is not None and found.result == "addicted":
        _list(ctx, client, case, "addict", found.concluded_on)


def _list(ctx: Context, client: Client, case: LegalCase, kind: str, since: date) -> None:
    records.open_record(
        ctx,
        client.id,
        kind,
        unit=case.unit,
        province=case.province,
        since=since,
        case_id=case.id,
        provenance="historic" if case.provenance == "historic" else "recorded",
    )
