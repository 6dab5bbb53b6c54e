"""The law book as a lawyer reads it: editions, procedures, steps, open questions."""

from datetime import date

from app.schemas.base import Filter, LegalDay, Out, TextOut


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


class ProcedureOut(Out):
    """A procedure in short."""

    code: str
    edition: str
    title: TextOut
    subject: str
    legal_basis: list[dict[str, object]]
    unverified: bool
    steps: list[str]


class ProcedureListOut(Out):
    """The procedures in force on a day."""

    items: list[ProcedureOut]


class ProcedureDetailOut(Out):
    """A procedure in full: states, steps with conditions, papers, clocks and bodies, a diagram."""

    code: str
    edition: str
    title: TextOut
    subject: str
    legal_basis: list[dict[str, object]]
    unverified: bool
    states: list[dict[str, object]]
    carries: dict[str, str]
    steps: list[dict[str, object]]
    diagram: str
    terms: list[dict[str, object]]


class QuestionListOut(Out):
    """Open questions of the law with the answers one can defend and the default used."""

    items: list[dict[str, object]]


class DayFilter(Filter):
    """The day whose law is meant; today when not given."""

    on: LegalDay | None = None
