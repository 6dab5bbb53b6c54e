"""What the files beside the procedures may say: editions, offices, papers, terms, questions."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from app.law.reading.rows import Code, LawRow, Phase, Ref, Row, TitleRow, Words
from app.law.shape.model import Decides, EditionChoice, Reach, TermKind

Borne = Annotated[str, Field(pattern=r"^[a-z0-9-]+:[A-Za-z0-9][A-Za-z0-9._-]*$")]


class Bearing(Row):
    """A row beside the procedures; `rows` are those of the readings it stands for: `d163:EX8`."""

    rows: list[Borne] = Field(default_factory=list)


class ChangeRow(Row):
    """A change of one inherited row: of a step, of one of its clocks, of a state, of the header.

    Exactly one of `set` (its keys), `drop`, and `add` (a step, or a clock of a step). An added
    step stands behind the step `after`, or at the end.
    """

    state: Code | None = None
    step: Code | None = None
    clock: Ref | None = None
    after: Code | None = None
    set: dict[str, object] = Field(default_factory=dict)
    add: dict[str, object] = Field(default_factory=dict)
    drop: bool = False


class OverrideRow(ChangeRow):
    """A change by an edition."""

    procedure: Code


class DerivedRow(Row):
    """A procedure file that stands on another: its own header, and the steps that differ."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    base: Code
    override: list[ChangeRow] = Field(default_factory=list)


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
    override: list[OverrideRow] = Field(default_factory=list)
    authority: list[AuthorityRow] = Field(default_factory=list)


class AuthoritiesFile(Row):
    """authorities.toml."""

    authority: list[AuthorityRow]


class PaperRow(Bearing):
    """A paper."""

    code: Code
    title: TitleRow
    forms: dict[str, Words] = Field(default_factory=dict)
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


class TermLawRow(Bearing):
    """A term."""

    code: Code
    edition: Code
    kind: TermKind
    min: int = 0
    max: int = 0
    months: int = 0
    first: int = 0
    again: int = 0
    counts: list[Code] = Field(default_factory=list)
    origin: list[OriginRow] = Field(default_factory=list)
    phases: list[Phase] = Field(default_factory=list)
    question: Ref | Literal[""] = ""
    title: TitleRow | None = None
    law: LawRow
    unverified: bool = False


class NotCountedRow(Bearing):
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
    not_counted: list[NotCountedRow] = Field(default_factory=list)


class TransitionRow(Bearing):
    """A transition rule."""

    id: Ref
    decides: Decides
    procedures: list[Code] = Field(default_factory=list)
    when: list[Code] = Field(default_factory=list)
    edition: EditionChoice
    field: str = ""
    steps: list[Annotated[str, Field(pattern=r"^[a-z-]+:[a-z0-9_]+$")]] = Field(
        default_factory=list
    )
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


class QuestionRow(Bearing):
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


class BlindSpotRow(Bearing):
    """A blind spot: what is left out, the article that says it, the reason in `text`."""

    code: Ref
    text: TitleRow
    law: LawRow


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
