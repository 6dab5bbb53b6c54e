"""The law book as a lawyer reads it: editions and procedures."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import Filter, LegalBasisOut, LegalDay, Out, TextOut
from app.schemas.law_steps import StateOut, StepRuleOut, TermLawOut


class ActOut(Out):
    """A law, decree or circular."""

    code: str
    title: TextOut


class EditionOut(Out):
    """The rules in force over a period; `ends` is null for the one in force."""

    code: str
    title: TextOut
    begins: date
    ends: date | None
    base: str | None
    acts: list[ActOut]
    procedures: list[str]


class EditionListOut(Out):
    """Every edition, oldest first."""

    items: list[EditionOut]


class ProcedureHeadOut(Out):
    """What stands at the head of a procedure.

    `keeps` is the list a person stands on while it lasts, `clears` those that completing it ends.
    """

    code: str
    edition: str
    title: TextOut
    subject: Literal["client", "facility"]
    keeps: Literal["addict", "user", "post_rehab"] | None
    clears: list[str]
    legal_basis: list[LegalBasisOut]
    unverified: bool


class ProcedureOut(ProcedureHeadOut):
    """A procedure in short, with the names of its steps."""

    steps: list[str]


class ProcedureListOut(Out):
    """The procedures in force on a day."""

    items: list[ProcedureOut]


class ProcedureDetailOut(ProcedureHeadOut):
    """A procedure in full: states, steps with conditions, papers, clocks and bodies, a diagram.

    `carries` maps the names of states under older editions to those of this one.
    """

    states: list[StateOut]
    carries: dict[str, str]
    steps: list[StepRuleOut]
    diagram: Annotated[
        str,
        Field(
            description="A mermaid state diagram",
            examples=["stateDiagram-v2\n  [*] --> registered: Đăng ký\n"],
        ),
    ]
    terms: list[TermLawOut]


class DayFilter(Filter):
    """The day whose law is meant; today when not given."""

    on: LegalDay | None = None
