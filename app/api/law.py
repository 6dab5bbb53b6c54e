"""Routes of the law book."""

from datetime import date
from typing import Annotated

from fastapi import Path, Query

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.law import describe
from app.law.model import Edition
from app.problems import NotFound
from app.schemas.law import (
    DayFilter,
    EditionListOut,
    ProcedureDetailOut,
    ProcedureListOut,
    QuestionListOut,
)

door = Door(prefix="/v1/law", tags=["law"])
ProcedureCode = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,60}$")]


@door.get("/editions", may=Permission.LAW_READ)
def list_editions(ctx: Context) -> EditionListOut:
    """List the editions of the law, each with the acts it was read from."""
    return EditionListOut.model_validate({"items": describe.editions(ctx.lawbook)})


@door.get("/procedures", may=Permission.LAW_READ)
def list_procedures(ctx: Context, when: Annotated[DayFilter, Query()]) -> ProcedureListOut:
    """List the procedures in force on a day."""
    edition = _edition(ctx, when.on)
    return ProcedureListOut.model_validate({"items": describe.procedures(ctx.lawbook, edition)})


@door.get("/procedures/{code}", may=Permission.LAW_READ)
def read_procedure(
    ctx: Context, code: ProcedureCode, when: Annotated[DayFilter, Query()]
) -> ProcedureDetailOut:
    """Read a procedure in full as the edition of a day has it, with a diagram of its states."""
    found = ctx.lawbook.procedures.get((code, _edition(ctx, when.on).code))
    if found is None:
        raise NotFound
    return ProcedureDetailOut.model_validate(describe.procedure(ctx.lawbook, found))


@door.get("/questions", may=Permission.LAW_READ)
def list_questions(ctx: Context) -> QuestionListOut:
    """List the open questions of the law, with the default that decides meanwhile."""
    return QuestionListOut.model_validate({"items": describe.questions(ctx.lawbook)})


def _edition(ctx: Context, on: date | None) -> Edition:
    try:
        return ctx.lawbook.edition_on(on or ctx.today)
    except LookupError:
        raise NotFound from None
