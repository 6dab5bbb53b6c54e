"""The result paper of a determination, told from the file as it stood at the conclusion.

Nothing in it changes afterwards: the finding cannot be voided while a determination rests on it,
and the credentials were kept with the result.
"""

from collections.abc import Iterator
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.shape import wording
from app.law.shape.instruments import Instrument
from app.law.shape.model import Title
from app.models.base import Json
from app.models.case import Determination, LegalCase, Paper, Step
from app.models.client import Client
from app.models.screening import Screening
from app.problems import NotFound, NotPermitted
from app.schemas.determinations import DeterminationOut
from app.schemas.result_papers import ResultPaperOut
from app.services import clients, named_evidence
from app.services.shown import client_out

_RESULT = "result"
_PERSON = ("full_name", "birth_date", "birth_precision", "sex")


def of(ctx: Context, client_id: UUID, determination_id: UUID) -> ResultPaperOut:
    """Return what the paper says; criteria and observation to readers of the clinical part."""
    client = clients.get(ctx, client_id)
    if not ctx.actor.parts:
        raise NotPermitted
    found, case, step = _on_file(ctx, client, determination_id)
    procedure = ctx.lawbook.procedure(case.procedure, step.edition)
    conclusion = wording.of_value(procedure, _RESULT, found.result)
    ctx.trail.note(object_type="determination", object_id=found.id, detail={"paper": True})
    return ResultPaperOut.model_validate(
        {
            "paper": _head(ctx, step),
            "person": _person(ctx, client),
            "assessor": {
                "full_name": found.assessor,
                "facility": found.facility,
                "staff_id": found.assessor_id,
                "credentials": found.qualified_by,
            },
            "requested_at": case.opened_at,
            "determination": DeterminationOut.model_validate(found),
            "conclusion": _title(conclusion),
            "finding": _finding(ctx, found) if ctx.sees(Part.CLINICAL) else None,
            "legal_basis": step.legal_basis,
            "unverified": step.unverified,
        }
    )


def _on_file(
    ctx: Context, client: Client, determination_id: UUID
) -> tuple[Determination, LegalCase, Step]:
    statement = (
        sa.select(Determination, LegalCase, Step)
        .join(LegalCase, LegalCase.id == Determination.case_id)
        .join(Step, Step.id == Determination.step_id)
        .where(Determination.id == determination_id, Determination.client_id == client.id)
    )
    row = ctx.session.execute(statement).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1], row[2]


def _head(ctx: Context, step: Step) -> Json:
    """The paper as the step issued it."""
    issued = sa.select(Paper).where(Paper.step_id == step.id, Paper.direction == "issued")
    paper = ctx.session.scalars(issued.order_by(Paper.id)).first()
    if paper is None:
        raise NotFound
    return {
        "code": paper.code,
        "title": _title(wording.of_paper(ctx.lawbook, paper.code)),
        "form": paper.form,
        "number": paper.number,
        "issued_on": paper.issued_on,
    }


def _person(ctx: Context, client: Client) -> Json:
    shown = client_out(ctx, client)
    return {
        "client_id": client.id,
        **{name: getattr(shown, name) for name in _PERSON},
        "identity_number": shown.identity_number,
        "residence_unit": client.residence_unit,
    }


def _finding(ctx: Context, found: Determination) -> Json | None:
    statement = sa.select(Screening).where(
        Screening.id == found.screening_id, Screening.client_id == found.client_id
    )
    screening = ctx.session.scalar(statement)
    if screening is None:
        return None
    key = screening.instrument, screening.instrument_version
    instrument = ctx.lawbook.instruments.get(key)
    days = named_evidence.observed(ctx, screening)
    return {
        "screening_id": screening.id,
        "instrument": screening.instrument,
        "instrument_version": screening.instrument_version,
        "performed_on": screening.performed_on,
        "criteria": list(_criteria(instrument, screening)),
        "observation": [{"on": day, "chart": chart} for chart, day in days],
        "because": screening.scores[0]["because"],
    }


def _criteria(instrument: Instrument | None, screening: Screening) -> Iterator[Json]:
    """Each criterion with its answer, in the words of the instrument where the book has it."""
    for answer in screening.answers:
        code, said = str(answer["item"]), str(answer["option"])
        item = instrument.items.get(code) if instrument else None
        option = item.options.get(said) if item else None
        yield {
            "code": code,
            "title": _title(item.title if item else Title(code, code)),
            "option": said,
            "option_title": _title(option.title if option else Title(said, said)),
            "counted": item is None or item.counted,
        }


def _title(title: Title) -> dict[str, str]:
    return {"vi": title.vi, "en": title.en}
