"""What shows that a phase was carried out: papers of the case, plans, screenings of the client."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.reading import practice_plans
from app.models.base import Json
from app.models.case import LegalCase, Paper
from app.models.plan import Plan
from app.models.screening import Screening
from app.problems import Invalid

PAPER, PLAN = "paper", "plan"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paper or a row of the file; `record` is the paper that a row is to stand for."""

    kind: str
    id: UUID
    record: str | None = None


def read(
    ctx: Context, case: LegalCase, said: Sequence[Evidence]
) -> tuple[list[Json], frozenset[str]]:
    """Return the evidence as it is kept, and the codes of the records it brings.

    Raises Invalid for what is not of this case or person; absent and hidden alike.
    """
    kept: list[Json] = []
    accepted = practice_plans.plans().accepted()
    for number, one in enumerate(said):
        found = _found(ctx, case, one)
        if found is None:
            raise Invalid.at(
                f"/evidence/{number}/id",
                vi="không có trong hồ sơ này",
                en="is not on this file",
            )
        record = found if one.kind == PAPER else one.record
        stands = one.kind == PAPER or one.kind in accepted.get(record or "", frozenset())
        if record is not None and (not stands or (one.record or record) != record):
            raise Invalid.at(
                f"/evidence/{number}/record",
                vi="không thay cho giấy tờ này được",
                en="does not stand for this record",
            )
        kept.append({"kind": one.kind, "id": str(one.id), "record": record})
    return kept, frozenset(str(one["record"]) for one in kept if one["record"] is not None)


def _found(ctx: Context, case: LegalCase, one: Evidence) -> str | None:
    """Return the code of a paper, or the kind of a row; None where there is none that counts."""
    if one.kind == PAPER:
        paper = sa.select(Paper.code).where(Paper.id == one.id, Paper.case_id == case.id)
        return ctx.session.scalar(paper)
    if one.kind == PLAN:
        row = sa.select(Plan.id).where(
            Plan.id == one.id,
            Plan.case_id == case.id,
            Plan.status != "draft",
            Plan.voided_at.is_(None),
        )
    elif ctx.sees(Part.CLINICAL):
        row = sa.select(Screening.id).where(
            Screening.id == one.id,
            Screening.client_id == case.client_id,
            Screening.voided_at.is_(None),
        )
    else:
        return None
    return None if ctx.session.scalar(row) is None else one.kind
