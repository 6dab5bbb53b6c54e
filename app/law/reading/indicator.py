"""Indicator definitions: dated, cited files of the book (`book/indicators/*.toml`).

A definition says who is counted and who of them was reached; the SQL made from it
(`services/indicators.py`) is the only one, so a figure is always the length of its list.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import tomli
from pydantic import Field, ValidationError, model_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import LawRow, Row, TitleRow
from app.law.reading.source import BookError

Base = Literal["ever", "stock"]
Level = Literal["commune", "province", "region", "nation"]


class Target(Row):
    """What the decision asks for, in per cent, and while it asks for it."""

    above: int | None = None
    at_least: int | None = None
    from_: Annotated[date, Field(alias="from")]
    to: date | None = None

    @property
    def share(self) -> float:
        """The target as a share of one, as values are told."""
        return (self.above or self.at_least or 0) / 100

    def met_by(self, numerator: int, denominator: int) -> bool | None:
        """Tell whether a figure meets the target, in whole numbers; None when nobody is counted."""
        if denominator == 0:
            return None
        if self.above is not None:
            return numerator * 100 > self.above * denominator
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


class Exclusion(Row):
    """Whom the definition leaves out, and why."""

    reason: str
    title: TitleRow
    closed: list[str]


class Indicator(Row):
    """One indicator of the set."""

    code: str
    version: str
    begins: date
    ends: date | None = None
    title: TitleRow
    law: LawRow
    levels: list[Level]
    record: Literal["addict", "user", "post_rehab"]
    bases: list[Base]
    target: Target
    age_bands: AgeBands
    kinds: list[str]
    running: dict[str, list[str]] = {}
    variant: list[Variant]
    exclude: list[Exclusion] = []

    @model_validator(mode="after")
    def _groups_are_of_its_kinds(self) -> "Indicator":
        strange = {
            kind
            for variant in self.variant
            for group in variant.groups
            for kind in group
            if kind not in self.kinds
        } | (set(self.running) - set(self.kinds))
        if strange:
            message = f"kinds not in `kinds`: {sorted(strange)}"
            raise ValueError(message)
        return self

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
        found[row.code] = row
    return found


@cache
def definitions() -> dict[str, Indicator]:
    """The definitions of this installation, read once."""
    return load()
