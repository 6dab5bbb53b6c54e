"""Read separation.toml: every rule with the days it is in force, a fault with file and line."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from app.law.reading.loader import DEFAULT_FOLDER, lawbook
from app.law.reading.rows import Code, LawRow, Row, TitleRow
from app.law.reading.source import Source, parse, read
from app.law.reading.words import cite, maybe_title, title
from app.law.shape.figures import FacilityKind
from app.law.shape.separation import Apart, Area, AreaKind, Separation, SeparationFact

# What a fact may be of: what a place may keep apart.
VALUES: Mapping[SeparationFact, frozenset[str]] = MappingProxyType(
    {
        "sex": frozenset({"male", "female"}),
        "age": frozenset({"minor"}),
        "disease": frozenset({"infectious"}),
        "regime": frozenset({"compulsory", "voluntary", "pending"}),
        "body": frozenset({"differs"}),
    }
)


class FacilityRow(Row):
    """The words a unit is entered with, and the kind they mean."""

    kind: FacilityKind
    place_types: Annotated[list[str], Field(min_length=1)]


class DatedLawRow(LawRow):
    """A citation with its edition."""

    edition: Code


class AreaRow(Row):
    """A kind of area."""

    code: AreaKind
    title: TitleRow
    keeps: dict[SeparationFact, str] = Field(default_factory=dict)
    law: Annotated[list[DatedLawRow], Field(min_length=1)]


class ApartRow(Row):
    """A rule."""

    code: Code
    edition: Code
    until: Code | None = None
    to: Annotated[list[FacilityKind], Field(min_length=1)]
    fact: SeparationFact
    of: str
    under: Annotated[int, Field(gt=0)] | None = None
    needs_own: bool = False
    own: TitleRow | None = None
    other: TitleRow
    law: LawRow
    unverified: bool = False


class SeparationFile(Row):
    """separation.toml."""

    facility: list[FacilityRow]
    kind: list[AreaRow]
    rule: list[ApartRow]


@cache
def separation(folder: Path = DEFAULT_FOLDER) -> Separation:
    """The rules on who is kept apart; raises BookError naming file, line and key."""
    source = read(folder, folder / "separation.toml")
    rows = parse(source, SeparationFile)
    begins = {edition.code: edition.begins for edition in lawbook().editions}
    for number, area in enumerate(rows.kind):
        _check(source, ("kind", number, "keeps"), area.keeps)
        if any(law.edition not in begins for law in area.law):
            source.fail(("kind", number, "law"), "unknown edition")
    return Separation(
        rules=tuple(_rule(source, n, row, begins) for n, row in enumerate(rows.rule)),
        areas=MappingProxyType({row.code: _area(row) for row in rows.kind}),
        facilities=MappingProxyType(
            {words: row.kind for row in rows.facility for words in row.place_types}
        ),
    )


def _check(source: Source, loc: tuple[str, int, str], keeps: Mapping[SeparationFact, str]) -> None:
    for fact, of in keeps.items():
        if of not in VALUES[fact]:
            source.fail(loc, f"{fact} is never {of!r}")


def _area(row: AreaRow) -> Area:
    laws = tuple(cite(law, law.edition) for law in row.law)
    return Area(
        row.code,
        title(row.title),
        laws,
        MappingProxyType({str(fact): of for fact, of in row.keeps.items()}),
    )


def _rule(source: Source, number: int, row: ApartRow, begins: Mapping[str, date]) -> Apart:
    _check(source, ("rule", number, "of"), {row.fact: row.of})
    if row.edition not in begins:
        source.fail(("rule", number, "edition"), f"unknown name {row.edition!r}")
    if row.until is not None and begins.get(row.until, date.min) <= begins[row.edition]:
        source.fail(("rule", number, "until"), f"no later edition {row.until!r}")
    if (row.fact == "age") != (row.under is not None):
        source.fail(("rule", number, "under"), "an age, and only an age, is under so many years")
    if row.needs_own != (row.own is not None):
        source.fail(("rule", number, "own"), "what needs a place of its own says so, and only that")
    return Apart(
        code=row.code,
        begins=begins[row.edition],
        ends=None if row.until is None else begins[row.until] - timedelta(days=1),
        to=frozenset(row.to),
        fact=row.fact,
        of=row.of,
        under=row.under,
        needs_own=row.needs_own,
        own=maybe_title(row.own),
        other=title(row.other),
        law=cite(row.law, row.edition, unverified=row.unverified),
    )
