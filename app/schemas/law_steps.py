"""The parts of a procedure as a lawyer reads them: in words, cited, marked where unverified."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from app.schemas.base import LegalBasisOut, Out, TextOut

Unit = Literal["hours", "working_days", "calendar_days", "months"]


class StateOut(Out):
    """A state; a final one closes the case and is its outcome."""

    code: str
    title: TextOut
    final: bool


class OfficeOut(Out):
    """An office that may take a step, and the roles that record for it."""

    code: str
    title: TextOut
    roles: list[str]
    legal_basis: list[LegalBasisOut]
    unverified: bool


class PlainConditionOut(Out):
    """A condition in words; `refusal` is what a refusal says where the book says it itself."""

    guard: str
    text: TextOut
    refusal: TextOut | None
    params: dict[str, object]
    legal_basis: list[LegalBasisOut]
    unverified: bool


class GivenOut(Out):
    """The answer to an open question under which a row holds."""

    question: str
    answer: str


class ConditionalOut(Out):
    """When a row holds: all of `only_if`, none of `unless`."""

    only_if: list[PlainConditionOut]
    unless: list[PlainConditionOut]
    given: GivenOut | None


class ConditionOut(PlainConditionOut, ConditionalOut):
    """A condition of a step, and when it is asked at all."""


class PaperNameOut(Out):
    """A paper by name."""

    paper: str
    title: TextOut


class NeedOut(ConditionalOut):
    """A paper that must be in the dossier or come with the step; any one of several will do."""

    any_of: list[PaperNameOut]
    legal_basis: list[LegalBasisOut]


class IssueOut(ConditionalOut):
    """A paper the step issues, with the number of its form."""

    paper: str
    title: TextOut
    form: str | None


class ClockRuleOut(Out):
    """A deadline: how long, from what moment, met by which steps, what fact arises when missed.

    `advisory`: a time to wait or a limit that the law in force does not set; it is never breached.
    """

    model_config = ConfigDict(populate_by_name=True)

    clock: str
    title: TextOut
    limit: int
    unit: Unit
    from_: Annotated[str, Field(alias="from", examples=["occurred_at", "field:received_at"])]
    before_term_end: bool
    met_by: list[str]
    late: str | None
    advisory: bool
    legal_basis: list[LegalBasisOut]
    unverified: bool


class StartedClockOut(ClockRuleOut, ConditionalOut):
    """A deadline that a step starts."""


class PauseOut(ConditionalOut):
    """A deadline that stands still from this step on."""

    clock: str
    legal_basis: list[LegalBasisOut]
    unverified: bool


class ExtensionOut(ConditionalOut):
    """A deadline the step lengthens, by a figure or a field; `cap` holds for all lengthenings."""

    clock: str
    by: int | None
    field: str | None
    unit: Unit
    cap: int
    legal_basis: list[LegalBasisOut]
    unverified: bool


class DestinationOut(Out):
    """The state a step leads to, by the answer in a field."""

    field: str
    states: dict[str, str]


class HoldOut(Out):
    """A field that names the unit which from now on holds the file too."""

    field: str
    kind: str


class DaysInOut(Out):
    """Days that another case of the client stood in some states."""

    procedure: str
    states: list[str]


class TermEffectOut(ConditionalOut):
    """What a step does to the term of its case."""

    fixes: str | None
    months: str | None
    start: str | None
    end: str | None
    interrupt: str | None
    resume: str | None
    reduce_months: str | None
    deduct_days: str | None
    deduct_from: DaysInOut | None
    since: str | None


class StepRuleOut(Out):
    """One legal act: who, from where, on which papers and conditions, and what follows from it.

    `ref` is its row in the reading of the law, `rows` every row it stands for; `body` the JSON
    Schema of what it asks.
    """

    model_config = ConfigDict(populate_by_name=True)

    ref: str
    rows: list[str]
    name: str
    title: TextOut
    note: TextOut | None
    opening: bool
    from_: Annotated[list[str], Field(alias="from")]
    to: list[str]
    to_by: DestinationOut | None
    by: list[OfficeOut]
    needs: list[NeedOut]
    papers: list[IssueOut]
    conditions: list[ConditionOut]
    starts: list[StartedClockOut]
    pauses: list[PauseOut]
    resumes: list[str]
    extends: list[ExtensionOut]
    meets: list[str]
    cancels: list[str]
    term: list[TermEffectOut]
    holds: list[HoldOut]
    records: str | None
    ground: str | None
    questions: list[str]
    legal_basis: list[LegalBasisOut]
    unverified: bool
    body: dict[str, object]


class OriginOut(Out):
    """The length after the completion of some procedures."""

    procedures: list[str]
    months: int


class TermLawOut(Out):
    """How long a measure lasts, in months, and which phases it must hold."""

    code: str
    edition: str
    title: TextOut | None
    kind: Literal["between", "by_count", "by_origin", "fixed"]
    min: int | None
    max: int | None
    months: int | None
    first: int | None
    again: int | None
    counts: Annotated[list[str], Field(description="Procedures that count as an earlier time")]
    origins: list[OriginOut]
    phases: list[str]
    question: str | None
    legal_basis: list[LegalBasisOut]
    unverified: bool
