"""What criteria.toml, phases.toml and norms.toml may say, strict to the last key."""

from datetime import date
from typing import Annotated

from pydantic import Field

from app.law.reading.catalogue_rows import Bearing
from app.law.reading.rows import Code, LawRow, Phase, Ref, Row, TitleRow
from app.law.shape.figures import (
    Bound,
    Circumstance,
    FacilityKind,
    FigureUnit,
    FigureWhere,
    How,
    NormUnit,
    Per,
    Who,
)

Length = Annotated[str, Field(pattern=r"^[1-9][0-9]* (days|months)$")]


class DatedRow(Bearing):
    """A dated row: from its edition (or a later day `begins`) until a later row of its code.

    `until` is the edition that no longer has it, where nothing takes its place.
    """

    edition: Code
    until: Code | None = None
    begins: date | None = None
    title: TitleRow
    law: LawRow
    unverified: bool = False


class AppliesRow(Row):
    """Whom a criterion is asked of."""

    to: FacilityKind
    where: list[Circumstance] = Field(default_factory=list)
    law: LawRow | None = None


class FigureRow(Row):
    """A figure of a criterion."""

    at_least: Annotated[int, Field(gt=0)]
    unit: FigureUnit
    where: FigureWhere = ""


class CriterionRow(DatedRow):
    """A criterion."""

    code: Ref
    applies: Annotated[list[AppliesRow], Field(min_length=1)]
    how: How
    figures: list[FigureRow] = Field(default_factory=list)
    proved_by: Code | None = None


class CriteriaFile(Row):
    """criteria.toml."""

    criterion: list[CriterionRow]


class PhaseRow(DatedRow):
    """A phase."""

    code: Phase
    content: TitleRow
    records: list[Code] = Field(default_factory=list)
    least: Length | None = None
    most: Length | None = None
    after: Phase | None = None
    last: Length | None = None
    to_term_end: bool = False
    by: TitleRow | None = None


class PhasesFile(Row):
    """phases.toml."""

    phase: list[PhaseRow]


class NormRow(DatedRow):
    """A norm."""

    code: Code
    group: Code
    value: Annotated[int | float, Field(gt=0)] | None = None
    bound: Bound = "exactly"
    unit: NormUnit | None = None
    per: Per = ""
    of: Code | None = None
    who: Who = "everyone"


class NormsFile(Row):
    """norms.toml."""

    norm: list[NormRow]
