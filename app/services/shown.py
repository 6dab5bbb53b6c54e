"""Records as the API shows them: with their titles from the law, masked where they must be."""

from collections.abc import Sequence

from app import identity
from app.context import Context
from app.law.engine.finding import Finding
from app.law.shape.fields import body_schema
from app.law.shape.model import Procedure, Title
from app.models.case import LegalCase, Paper, Step
from app.models.client import Client
from app.models.service import Service
from app.schemas.cases import ActionOut, CaseDetailOut, PaperOut, StepOut
from app.schemas.clients import ClientOut
from app.schemas.deadlines import DeadlineOut, ExplanationOut
from app.schemas.services import ServiceOut
from app.services import clients, clocks, services
from app.services.cited import basis

_UNKNOWN = Title("Không rõ", "Unknown")


def client_out(ctx: Context, client: Client, *, whole: bool = False) -> ClientOut:
    """Return a client; `whole` shows the identity number, the cautions and who holds the file."""
    number = clients.revealed(ctx, client, "identity")
    shown = {
        name: getattr(client, name)
        for name in ClientOut.model_fields
        if name not in {"residence", "identity_number", "phone", "cautions", "custody"}
    }
    cautions: Sequence[identity.Caution] = ()
    if whole and number is not None:
        cautions = identity.check(number, client.birth_date, client.sex, today=ctx.today)
    return ClientOut.model_validate(
        {
            **shown,
            "identity_number": number if whole or number is None else identity.mask(number),
            "phone": clients.revealed(ctx, client, "phone") if whole else None,
            "residence": {
                "unit": client.residence_unit,
                "address": clients.revealed(ctx, client, "address") if whole else None,
                "stable": client.residence_stable,
            },
            "cautions": [
                {"field": c.field, "code": c.code, "vi": c.vi, "en": c.en} for c in cautions
            ],
            "custody": clients.holders(ctx, client.id) if whole else [],
        }
    )


def case_out(ctx: Context, case: LegalCase, steps: Sequence[Step]) -> CaseDetailOut:
    """Return a case with its steps and the titles its edition gives them."""
    procedure = _procedure(ctx, case)
    state = procedure.states.get(case.state) if procedure else None
    return CaseDetailOut.model_validate(
        {
            **{name: getattr(case, name) for name in _CASE_FIELDS},
            "title": _title(procedure.title if procedure else _UNKNOWN),
            "state_title": _title(state.title if state else _UNKNOWN),
            "steps": [step_out(ctx, case, step) for step in steps],
        }
    )


def step_out(ctx: Context, case: LegalCase, step: Step) -> StepOut:
    """Return a step with the title the edition of its day gave it."""
    procedure = ctx.lawbook.procedures.get((case.procedure, step.edition))
    rule = procedure.steps.get(step.name) if procedure else None
    return StepOut.model_validate(
        {
            **{name: getattr(step, name) for name in _STEP_FIELDS},
            "title": _title(rule.title if rule else _UNKNOWN),
        }
    )


def action_out(ctx: Context, finding: Finding) -> ActionOut:
    """Return a finding: allowed or why not, with the body the step asks for."""
    procedure = ctx.lawbook.procedures.get((finding.procedure, finding.edition))
    rule = procedure.steps.get(finding.step) if procedure else None
    return ActionOut.model_validate(
        {
            "procedure": finding.procedure,
            "name": finding.step,
            "ref": finding.ref,
            "title": _title(finding.title),
            "edition": finding.edition,
            "allowed": finding.allowed,
            "reasons": [
                {
                    "code": reason.code,
                    "title": {"vi": reason.title.vi, "en": reason.title.en},
                    "law": basis([reason.law])[0] if reason.law is not None else None,
                    "pointer": reason.pointer,
                }
                for reason in finding.reasons
            ],
            "legal_basis": basis(finding.legal_basis),
            "missing": list(finding.missing),
            "unverified": finding.unverified,
            "body": body_schema(procedure, rule) if procedure and rule else {},
        }
    )


def paper_out(ctx: Context, paper: Paper) -> PaperOut:
    """Return a paper with its title."""
    known = ctx.lawbook.papers.get(paper.code)
    return PaperOut.model_validate(
        {
            **{n: getattr(paper, n) for n in PaperOut.model_fields if n != "title"},
            "title": _title(known.title) if known else None,
        }
    )


def service_out(ctx: Context, service: Service) -> ServiceOut:
    """Return a service; what was written about it only to those of its part of the file."""
    shown = ServiceOut.model_validate(service)
    return shown.model_copy(update={"note": services.note_seen(ctx, service)})


def deadline_out(reading: clocks.Reading) -> DeadlineOut:
    """Return a clock as it stands now."""
    return DeadlineOut.model_validate(
        {
            **{
                name: getattr(reading.clock, name)
                for name in DeadlineOut.model_fields
                if name not in {"status", "late"}
            },
            "status": reading.status,
            "late": reading.late,
        }
    )


def explanation_out(ctx: Context, reading: clocks.Reading) -> ExplanationOut:
    """Return how a date came about."""
    clock = reading.clock
    started = ctx.session.get_one(Step, clock.started_by)
    return ExplanationOut.model_validate(
        {
            "deadline": deadline_out(reading),
            "trigger": f"{started.ref} {started.name}",
            "limit": clock.span,
            "unit": clock.span_unit,
            "days": clock.explanation.get("days", []),
            "unverified": clock.explanation.get("unverified", False),
            "pauses": clock.pauses,
            "extensions": clock.extensions,
            "changes": clocks.changes(ctx, clock.id),
        }
    )


_CASE_FIELDS = tuple(
    name for name in CaseDetailOut.model_fields if name not in {"title", "state_title", "steps"}
)
_STEP_FIELDS = tuple(name for name in StepOut.model_fields if name != "title")


def _procedure(ctx: Context, case: LegalCase) -> Procedure | None:
    return ctx.lawbook.procedures.get((case.procedure, case.edition))


def _title(title: Title) -> dict[str, str]:
    return {"vi": title.vi, "en": title.en}
