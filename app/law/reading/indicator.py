"""Indicator definitions: dated, cited files of the book (`book/indicators/*.toml`).

A definition says who is counted and who of them was reached. `source` names the one SQL
definition behind it (`services/sources/`), `with` its parameters; so a figure is always the length
of its list.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import tomli
from pydantic import Field, ValidationError, model_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import LawRow, Row, TitleRow
from app.law.reading.source import BookError

Base = Literal["ever", "stock"]
Level = Literal["facility", "commune", "province", "region", "nation"]
Cycle = Literal["month", "quarter", "half", "year", "police_year"]
Counts = Literal["people", "cases", "events", "facilities", "staff", "units", "amounts"]
# share: reached of counted; count: how many; rate and change: sum of amounts over sum of others.
Part = Literal["legal", "clinical", "social", "monitoring"]
Measure = Literal["share", "count", "rate", "change"]
PERSONAL = (
    "sex", "age_band", "ethnicity", "substance", "form", "turn", "commune_type",
)  # fmt: skip
PLACES = ("commune", "province", "region")


class Target(Row):
    """What the decision asks for, in per cent, and while it asks for it."""

    above: int | None = None
    at_least: int | None = None
    below: int | None = None
    from_: Annotated[date, Field(alias="from")]
    to: date | None = None

    @property
    def share(self) -> float:
        """The target as a share of one, as values are told."""
        return next((n for n in (self.above, self.at_least, self.below) if n is not None), 0) / 100

    def met_by(self, numerator: Decimal | float, denominator: Decimal | float) -> bool | None:
        """Tell whether a figure meets the target, in whole numbers; None when nobody is counted."""
        if denominator == 0:
            return None
        if self.above is not None:
            return numerator * 100 > self.above * denominator
        if self.below is not None:
            return numerator * 100 < self.below * denominator
        return self.at_least is not None and numerator * 100 >= self.at_least * denominator


class AgeBands(Row):
    """The official age bands: the first completed year of each."""

    from_: Annotated[list[int], Field(alias="from", min_length=1)]
    law: LawRow


class Variant(Row):
    """A reading of the sentence: every group must be reached by one of its kinds."""

    code: str
    title: TitleRow
    groups: list[list[str]] = []
    each: bool = False
    with_: Annotated[dict[str, object], Field(alias="with")] = {}


class Exclusion(Row):
    """Whom the definition leaves out, and why."""

    reason: str
    title: TitleRow
    closed: list[str] = []


class Published(Row):
    """A value of an earlier year, as it was published; without one, what was said of it."""

    year: int
    value: float | None = None
    note: TitleRow | None = None


class Indicator(Row):
    """One indicator of the set."""

    code: str
    version: str
    begins: date
    ends: date | None = None
    title: TitleRow
    numerator: TitleRow
    denominator: TitleRow | None = None
    law: LawRow
    # A proposal of this house where no official set was found; said wherever the figure is shown.
    proposal: bool = False
    series: str
    counts: Counts = "people"
    # Its amounts are people, though its rows are not: outside it is guarded as people are.
    of_people: bool = False
    measure: Measure = "share"
    per: int = 1
    cycle: list[Cycle]
    levels: list[Level]
    source: str
    with_: Annotated[dict[str, object], Field(alias="with")] = {}
    bases: list[Base] = ["ever"]
    target: Target | None = None
    age_bands: AgeBands | None = None
    kinds: list[str] = []
    variant: list[Variant]
    exclude: list[Exclusion] = []
    published: list[Published] = []
    # What must never be read without these others beside it.
    beside: list[str] = []
    # The part of the file its list tells of; who does not read that part reads the figure alone.
    part: Part | None = None

    @model_validator(mode="after")
    def _groups_are_of_its_kinds(self) -> "Indicator":
        strange = {
            kind
            for variant in self.variant
            for group in variant.groups
            for kind in group
            if kind not in self.kinds
        }
        if strange:
            message = f"kinds not in `kinds`: {sorted(strange)}"
            raise ValueError(message)
        return self

    @property
    def personal(self) -> bool:
        """Tell whether its rows are of people, so that they split by what a person is."""
        return self.counts in {"people", "cases", "events"}

    @property
    def splits(self) -> tuple[str, ...]:
        """The dimensions it can be split by."""
        return (*PLACES, *PERSONAL) if self.personal else PLACES

    def reading(self, variant: str) -> Variant | None:
        """Return the variant of that code."""
        return next((v for v in self.variant if v.code == variant), None)


def load(folder: Path = DEFAULT_FOLDER / "indicators") -> dict[str, Indicator]:
    """Read every definition; raises BookError naming the file."""
    found: dict[str, Indicator] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            row = Indicator.model_validate(tomli.loads(path.read_text("utf-8")))
        except (tomli.TOMLDecodeError, ValidationError) as error:
            message = f"indicators/{path.name}: {error}"
            raise BookError(message) from error
        if path.stem != row.code:
            message = f"indicators/{path.name}: the file is called after its code {row.code}"
            raise BookError(message)
        found[row.code] = row
    return found


@cache
def definitions() -> dict[str, Indicator]:
    """The definitions of this installation, read once."""
    return load()
