"""What a file of the law book may say: the shape of each row, strict to the last key.

The same shapes serve all editions; what a row means is in `model.py`. A list of one may be
written without its brackets where that reads better (`law`, `by`, `term`, `only_if`, `unless`).
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from app.law.clock import Unit
from app.law.model import Decides, EditionChoice, Effect, Reach, TermKind

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


class GuardRow(Row):
    """A guard; every key besides these is a parameter of the guard, checked by its own type."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    guard: Code
    law: LawRow | None = None
    title: TitleRow | None = None
    given: GivenRow | None = None


Laws = Annotated[list[LawRow], BeforeValidator(_in_list), Field(min_length=1)]
Names = Annotated[list[Code], BeforeValidator(_in_list)]
Guards = Annotated[list[GuardRow], BeforeValidator(_as_guards)]


class Conditional(Row):
    """A row that may hold in some cases only."""

    only_if: Guards = []
    unless: Guards = []
    given: GivenRow | None = None


class StateRow(Row):
    """A state of a procedure."""

    code: Code
    title: TitleRow
    final: bool = False


class NeedRow(Conditional):
    """A paper needed: `paper`, or one of `any_of`."""

    paper: Code | None = None
    any_of: list[Code] = []
    law: LawRow | None = None


class IssueRow(Conditional):
    """A paper issued."""

    paper: Code


class ChoiceRow(Row):
    """A value of a field."""

    code: Code
    title: TitleRow


class AskRow(Row):
    """A field of the body."""

    field: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    type: Code
    title: TitleRow
    required: bool = True
    values: list[ChoiceRow] = []
    min: int | None = None
    max: int | None = None
    hint: TitleRow | None = None


class StartRow(Conditional):
    """A clock started; title and law may stand in clocks.toml instead."""

    clock: Ref
    limit: Annotated[int, Field(ge=0)]
    unit: Unit
    from_: Annotated[Words, Field(alias="from")] = "occurred_at"
    met_by: list[Words] = []
    late: Code | Literal[""] = ""
    title: TitleRow | None = None
    law: LawRow | None = None
    advisory: bool = False
    unverified: bool = False
    before_term_end: bool = False


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


class HoldRow(Row):
    """A unit that gets the file."""

    field: Code
    kind: Literal["commune", "facility", "court", "province"]


class ToByRow(Row):
    """A destination that depends on a field."""

    field: Code
    states: dict[str, Code]


class StepRow(Row):
    """A step."""

    id: Ref
    name: Code
    title: TitleRow
    opening: bool = False
    from_: Annotated[list[Code | Literal["*"]], Field(alias="from")] = []
    to: Code | Literal[""] = ""
    to_by: ToByRow | None = None
    by: Names
    papers: list[IssueRow] = []
    needs: list[NeedRow] = []
    when: Guards = []
    asks: list[AskRow] = []
    starts: list[StartRow] = []
    meets: list[Ref] = []
    cancels: list[Ref | Literal["*"]] = []
    term: Annotated[list[TermEffectRow], BeforeValidator(_in_list)] = []
    holds: list[HoldRow] = []
    records: Effect = ""
    ground: Code | Literal[""] = ""
    questions: list[Ref] = []
    note: TitleRow | None = None
    law: Laws
    unverified: bool = False


class ProcedureRow(Row):
    """A procedure file."""

    code: Code
    title: TitleRow
    subject: Literal["client", "facility"] = "client"
    law: Laws
    states: Annotated[list[StateRow], Field(min_length=1)]
    carries: dict[str, Code] = {}
    step: Annotated[list[StepRow], Field(min_length=1)]
    note: TitleRow | None = None
    unverified: bool = False


class OverrideRow(Row):
    """A change of one inherited row: `set` keys of a step or of one of its clocks, drop, or add."""

    procedure: Code
    step: Code | None = None
    clock: Ref | None = None
    set: dict[str, object] = {}
    add: dict[str, object] = {}
    drop: bool = False


class ActRow(Row):
    """An act that makes up the edition."""

    code: Words
    title: TitleRow


class AuthorityRow(Row):
    """An office; in an edition file `edition` is that edition."""

    code: Code
    edition: Code
    title: TitleRow
    roles: list[Code]
    reach: Reach
    kinds: list[Literal["nation", "province", "commune", "facility", "court"]]
    law: LawRow | None = None
    until: Code | Literal[""] = ""
    unverified: bool = False


class EditionRow(Row):
    """An edition file."""

    code: Code
    begins: date
    base: Code | None = None
    title: TitleRow
    acts: Annotated[list[ActRow], Field(min_length=1)]
    override: list[OverrideRow] = []
    authority: list[AuthorityRow] = []


class AuthoritiesFile(Row):
    """authorities.toml."""

    authority: list[AuthorityRow]


class PaperRow(Row):
    """A paper."""

    code: Code
    title: TitleRow
    forms: dict[str, Words] = {}
    law: LawRow | None = None
    shared: bool = False
    unverified: bool = False


class PapersFile(Row):
    """papers.toml."""

    paper: list[PaperRow]


class OriginRow(Row):
    """A term by the completed case."""

    procedures: list[Code]
    months: Annotated[int, Field(gt=0)]


class TermLawRow(Row):
    """A term."""

    code: Code
    edition: Code
    kind: TermKind
    min: int = 0
    max: int = 0
    months: int = 0
    first: int = 0
    again: int = 0
    counts: list[Code] = []
    origin: list[OriginRow] = []
    phases: list[Phase] = []
    question: Ref | Literal[""] = ""
    title: TitleRow | None = None
    law: LawRow
    unverified: bool = False


class NotCountedRow(Row):
    """Whether days away for a reason count."""

    reason: Code
    editions: list[Code]
    counted: bool
    title: TitleRow | None = None
    law: LawRow
    unverified: bool = False


class TermsFile(Row):
    """terms.toml."""

    term: list[TermLawRow]
    not_counted: list[NotCountedRow] = []


class TransitionRow(Row):
    """A transition rule."""

    id: Ref
    decides: Decides
    procedures: list[Code] = []
    when: list[Code] = []
    edition: EditionChoice
    text: TitleRow
    law: LawRow | None = None
    ask: bool = False
    unverified: bool = False


class TransitionFile(Row):
    """transition.toml."""

    rule: list[TransitionRow]


class OptionRow(Row):
    """An answer."""

    code: Code
    text: TitleRow


class QuestionRow(Row):
    """An open question."""

    code: Ref
    text: TitleRow
    options: Annotated[list[OptionRow], Field(min_length=1)]
    default: Code
    law: LawRow | None = None
    unverified: bool = True


class QuestionsFile(Row):
    """questions.toml."""

    question: list[QuestionRow]


class BlindSpotRow(Row):
    """A blind spot."""

    code: Ref
    text: TitleRow


class BlindSpotsFile(Row):
    """blind_spots.toml."""

    blind_spot: list[BlindSpotRow]


class ClockTitleRow(Row):
    """The name and article of a clock, where its rows do not say."""

    code: Ref
    title: TitleRow
    law: LawRow | None = None


class ClocksFile(Row):
    """clocks.toml."""

    clock: list[ClockTitleRow]
