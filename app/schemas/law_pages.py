"""What stands beside the procedures: offices, papers, terms, deadlines, transition, questions."""

from app.schemas.base import LegalBasisOut, Out, TextOut
from app.schemas.law_steps import ClockRuleOut, TermLawOut


class PowerOut(Out):
    """A step an office may take."""

    procedure: str
    step: str
    title: TextOut


class AuthorityOut(Out):
    """An office: since which edition, who records for it, what it may do.

    `reach` is whose cases: those of its own unit, of every unit it covers, or any.
    """

    code: str
    since: str
    title: TextOut
    roles: list[str]
    unit_kinds: list[str]
    reach: str
    powers: list[PowerOut]
    legal_basis: list[LegalBasisOut]
    unverified: bool


class AuthorityListOut(Out):
    """Every office with a power on a day."""

    items: list[AuthorityOut]


class PaperRuleOut(Out):
    """A paper, its form number, and the steps that issue or need it.

    `shared`: one on file in any case of the client will do.
    """

    code: str
    title: TextOut
    form: str | None
    shared: bool
    issued_by: list[str]
    needed_by: list[str]
    legal_basis: list[LegalBasisOut]
    unverified: bool


class PaperRuleListOut(Out):
    """Every paper of the procedures on a day."""

    items: list[PaperRuleOut]


class AbsenceOut(Out):
    """Whether days away for a reason count as served."""

    reason: str
    title: TextOut | None
    counted: bool
    legal_basis: list[LegalBasisOut]
    unverified: bool


class TermRulesOut(Out):
    """How long each measure lasts, and which days away count."""

    terms: list[TermLawOut]
    absences: list[AbsenceOut]


class CatalogueClockOut(ClockRuleOut):
    """A deadline with the step that starts it."""

    procedure: str
    step: str
    step_title: TextOut


class ClockListOut(Out):
    """The catalogue of deadlines on a day."""

    items: list[CatalogueClockOut]


class SaidOut(Out):
    """A name of the engine, and what it says."""

    code: str
    text: TextOut


class TransitionRuleOut(Out):
    """Which edition governs a case that lives under two; the first row that fits decides.

    `steps` are those the row is for; where it `decides` by `steps`, their conditions carry it.
    `ask`: the law is silent, a human should confirm; `answer` is what this installation says.
    """

    id: str
    decides: SaidOut
    procedures: list[str]
    when: list[SaidOut]
    edition: SaidOut
    field: str | None
    steps: list[str]
    text: TextOut
    ask: bool
    answer: str | None
    legal_basis: list[LegalBasisOut]
    unverified: bool


class TransitionOut(Out):
    """The rows on transition, in the order they are tried."""

    items: list[TransitionRuleOut]


class OptionOut(Out):
    """An answer one can defend."""

    code: str
    text: TextOut


class QuestionOut(Out):
    """What the law leaves open; `answer` is the one in use, `decides` where it does."""

    code: str
    text: TextOut
    options: list[OptionOut]
    default: str
    answer: str
    decides: list[str]
    legal_basis: list[LegalBasisOut]
    unverified: bool


class QuestionListOut(Out):
    """Open questions of the law with the answers one can defend and the one in use."""

    items: list[QuestionOut]
