"""What a file of the law book may say: the shape of each row, strict to the last key.

The same shapes serve all editions; what a row means is in `model.py`. A list of one may be
written without its brackets where that reads better (`law`, `by`, `term`, `only_if`, `unless`).
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from app.law.days.clock import Unit
from app.law.shape.model import Effect, ListName

Code = Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]
Ref = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]*$")]
Words = Annotated[str, Field(min_length=1)]
Phase = Literal["a", "b", "c", "d", "e"]


def _in_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _as_guards(value: object) -> object:
    rows = value if isinstance(value, list) else [value]
    return [{"guard": row} if isinstance(row, str) else row for row in rows]


class Row(BaseModel):
    """A table of the book: unknown keys and wrong types are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TitleRow(Row):
    """A text in both languages."""

    vi: Words
    en: Words


class LawRow(Row):
    """A citation."""

    act: Words
    at: Words
    unverified: bool = False


class GivenRow(Row):
    """The answer to an open question that a row depends on."""

    question: Ref
    answer: Code


class ConditionRow(Row):
    """What a row asks; every key besides these is a parameter, checked by the guard's own type."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    guard: Code
    law: LawRow | None = None
    title: TitleRow | None = None


Laws = Annotated[list[LawRow], BeforeValidator(_in_list), Field(min_length=1)]
Names = Annotated[list[Code], BeforeValidator(_in_list)]
Conditions = Annotated[list[ConditionRow], BeforeValidator(_as_guards)]


class Part(Row):
    """A part of a step; `rows` are the rows of the reading it stands for, beside the step's own."""

    rows: list[Ref] = Field(default_factory=list)


class Conditional(Part):
    """A part that may hold in some cases only."""

    only_if: Conditions = Field(default_factory=list)
    unless: Conditions = Field(default_factory=list)
    given: GivenRow | None = None


class GuardRow(Conditional, ConditionRow):
    """A guard of a step, which itself may hold in some cases only."""


Guards = Annotated[list[GuardRow], BeforeValidator(_as_guards)]


class StateRow(Row):
    """A state of a procedure."""

    code: Code
    title: TitleRow
    final: bool = False


class NeedRow(Conditional):
    """A paper needed: `paper`, or one of `any_of`."""

    paper: Code | None = None
    any_of: list[Code] = Field(default_factory=list)
    law: LawRow | None = None


class IssueRow(Conditional):
    """A paper issued; `form` where the step says which of the paper's forms it is."""

    paper: Code
    form: Annotated[str, Field(min_length=1)] | None = None


class ChoiceRow(Part):
    """A value of a field."""

    code: Code
    title: TitleRow


class AskRow(Part):
    """A field of the body."""

    field: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    type: Code
    title: TitleRow
    required: bool = True
    values: list[ChoiceRow] = Field(default_factory=list)
    min: int | None = None
    max: int | None = None
    hint: TitleRow | None = None


class StartRow(Conditional):
    """A clock started; title and law may stand in clocks.toml instead."""

    clock: Ref
    limit: Annotated[int, Field(ge=0)]
    unit: Unit
    from_: Annotated[Words, Field(alias="from")] = "occurred_at"
    met_by: list[Words] = Field(default_factory=list)
    late: Code | Literal[""] = ""
    title: TitleRow | None = None
    law: LawRow | None = None
    advisory: bool = False
    unverified: bool = False
    before_term_end: bool = False


class PauseRow(Conditional):
    """A clock that stands still until a step resumes it."""

    clock: Ref
    law: LawRow | None = None
    unverified: bool = False


class ExtendRow(Conditional):
    """A clock lengthened by a figure or by a field; all lengthenings together up to `cap`."""

    clock: Ref
    by: Annotated[int, Field(ge=1)] | Annotated[str, Field(pattern=r"^field:[a-z][a-z0-9_]*$")]
    unit: Unit
    cap: Annotated[int, Field(ge=1)]
    law: LawRow | None = None
    unverified: bool = False


class DeductRow(Row):
    """Days that another case of the client stood in some states."""

    procedure: Code
    states: Annotated[list[Code], Field(min_length=1)]


class TermEffectRow(Conditional):
    """What a step does to the term."""

    fixes: Code | Literal[""] = ""
    months: str = ""
    start: str = ""
    end: str = ""
    interrupt: str = ""
    resume: str = ""
    reduce_months: str = ""
    deduct_days: str = ""
    deduct_from: DeductRow | None = None
    since: str = ""
    law: LawRow | None = None


class HoldRow(Part):
    """A unit that gets the file."""

    field: Code
    kind: Literal["commune", "facility", "court", "province"]


class ToByRow(Part):
    """A destination that depends on a field."""

    field: Code
    states: dict[str, Code]


class StepRow(Part):
    """A step."""

    id: Ref
    name: Code
    title: TitleRow
    opening: bool = False
    from_: Annotated[list[Code | Literal["*"]], Field(alias="from")] = []
    to: Code | Literal[""] = ""
    to_by: ToByRow | None = None
    by: Names
    papers: list[IssueRow] = Field(default_factory=list)
    needs: list[NeedRow] = Field(default_factory=list)
    when: Guards = Field(default_factory=list)
    asks: list[AskRow] = Field(default_factory=list)
    starts: list[StartRow] = Field(default_factory=list)
    meets: list[Ref] = Field(default_factory=list)
    cancels: list[Ref | Literal["*"]] = Field(default_factory=list)
    pauses: list[PauseRow] = Field(default_factory=list)
    resumes: list[Ref] = Field(default_factory=list)
    extends: list[ExtendRow] = Field(default_factory=list)
    term: Annotated[list[TermEffectRow], BeforeValidator(_in_list)] = Field(default_factory=list)
    holds: list[HoldRow] = Field(default_factory=list)
    records: Effect = ""
    ground: Code | Literal[""] = ""
    questions: list[Ref] = Field(default_factory=list)
    note: TitleRow | None = None
    law: Laws
    unverified: bool = False


class ProcedureRow(Part):
    """A procedure file.

    `keeps`: the list on which a person stands while the measure lasts; `clears`: the lists that
    its completion takes a person off.
    """

    code: Code
    title: TitleRow
    subject: Literal["client", "facility"] = "client"
    keeps: ListName | Literal[""] = ""
    clears: tuple[ListName, ...] = Field(default=(), strict=False)
    law: Laws
    states: Annotated[list[StateRow], Field(min_length=1)]
    carries: dict[str, Code] = Field(default_factory=dict)
    step: Annotated[list[StepRow], Field(min_length=1)]
    note: TitleRow | None = None
    unverified: bool = False
