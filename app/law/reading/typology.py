"""Read typology.toml: the types of areas, a fault with file and line."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BeforeValidator, Field

from app.law.reading.area_facts import area_facts
from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, LawRow, Row, TitleRow, Words
from app.law.reading.source import Source, parse, read
from app.law.reading.words import cite, title
from app.law.shape.typology import (
    AreaClass,
    AreaCriterion,
    AreaLevel,
    Bound,
    Measure,
    Typology,
)

# What the service counts by itself: nobody types it.
COUNTED = frozenset({"people_on_record"})


def _exact(value: object) -> object:
    """A number as it is written: 0.05 is five hundredths, not what a float makes of it."""
    return Decimal(str(value)) if isinstance(value, int | float) else value


Exact = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0)]


class MeasureRow(Row):
    """A measure."""

    code: Code
    part: Code | None = None
    over: Code | None = None
    counts: Annotated[list[Words], Field(default_factory=list)]
    zero_with: Code | None = None
    title: TitleRow


class BoundRow(Row):
    """A bound."""

    measure: Code
    from_: Annotated[Exact | None, Field(alias="from")] = None
    below: Exact | None = None


class BesidesRow(Row):
    """So many criteria of another class."""

    of: Annotated[Words, Field(alias="class")]
    at_least: Annotated[int, Field(ge=1)]


class CriterionRow(Row):
    """A criterion."""

    code: Words
    met_by: Annotated[list[BoundRow], Field(min_length=1)]
    besides: BesidesRow | None = None


class ClassRow(Row):
    """A class."""

    code: Words
    level: AreaLevel
    at_least: Annotated[int, Field(ge=1)]
    title: TitleRow
    law: LawRow
    criterion: Annotated[list[CriterionRow], Field(min_length=1)]


class NoteRow(Row):
    """A note."""

    code: Code
    title: TitleRow


class TypologyFile(Row):
    """typology.toml."""

    version: Words
    begins: date
    law: LawRow
    higher_counts: bool
    measure: list[MeasureRow]
    of_class: Annotated[list[ClassRow], Field(alias="class")]
    note: list[NoteRow]


@cache
def typology(folder: Path = DEFAULT_FOLDER) -> Typology:
    """The types of areas; raises BookError naming file, line and key."""
    source = read(folder, folder / "typology.toml")
    rows = parse(source, TypologyFile)
    _check_measures(source, rows)
    _check_classes(source, rows)
    return Typology(
        version=rows.version,
        begins=rows.begins,
        law=cite(rows.law, rows.version),
        higher_counts=rows.higher_counts,
        measures=MappingProxyType({row.code: _measure(row) for row in rows.measure}),
        classes=tuple(_class(row, rows.version) for row in rows.of_class),
        notes=MappingProxyType({row.code: title(row.title) for row in rows.note}),
    )


def _check_measures(source: Source, rows: TypologyFile) -> None:
    """Every measure rests on a fact there is, or on what is counted."""
    known = {fact.code for fact in area_facts().fact} | COUNTED
    codes, classes = ({row.code for row in group} for group in (rows.measure, rows.of_class))
    for number, row in enumerate(rows.measure):
        if (row.part is None) != bool(row.counts) or set(row.counts) - classes:
            source.fail(("measure", number), "is a fact, or counts classes there are")
        for name in (row.part, row.over):
            if name is not None and name not in known:
                source.fail(("measure", number, "part"), f"no fact {name!r}")
        if row.zero_with is not None and row.zero_with not in codes:
            source.fail(("measure", number, "zero_with"), f"no measure {row.zero_with!r}")


def _check_classes(source: Source, rows: TypologyFile) -> None:
    """Criteria name measures there are, and classes below their own; each can be reached."""
    measures = {row.code for row in rows.measure}
    for number, row in enumerate(rows.of_class):
        below = {later.code for later in rows.of_class[number + 1 :] if later.level == row.level}
        if row.at_least > len(row.criterion):
            source.fail(("class", number, "at_least"), "more than there are criteria")
        for criterion in row.criterion:
            for bound in criterion.met_by:
                if bound.measure not in measures:
                    source.fail(("class", number), f"no measure {bound.measure!r}")
                if bound.from_ is None and bound.below is None:
                    source.fail(("class", number), f"{criterion.code}: a bound bounds something")
            if criterion.besides is not None and criterion.besides.of not in below:
                source.fail(("class", number), f"{criterion.code}: asks for a class below its own")


def _measure(row: MeasureRow) -> Measure:
    counts = tuple(row.counts)
    return Measure(row.code, row.part, row.over, counts, row.zero_with, title(row.title))


def _class(row: ClassRow, version: str) -> AreaClass:
    criteria = tuple(
        AreaCriterion(
            code=one.code,
            met_by=tuple(_bound(bound) for bound in one.met_by),
            besides=None if one.besides is None else (one.besides.of, one.besides.at_least),
        )
        for one in row.criterion
    )
    return AreaClass(
        code=row.code,
        level=row.level,
        at_least=row.at_least,
        title=title(row.title),
        law=cite(row.law, version),
        criteria=criteria,
    )


def _bound(row: BoundRow) -> Bound:
    from_, below = (None if v is None else Fraction(v) for v in (row.from_, row.below))
    return Bound(row.measure, from_, below)
