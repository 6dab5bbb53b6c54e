"""Read `instruments/*.toml`: every version of every instrument, each in a file of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from app.law.reading.rows import Code, LawRow, Ref, Row, TitleRow, Words
from app.law.reading.source import Source, parse, read
from app.law.reading.words import maybe_cite, maybe_title, title
from app.law.shape import instruments as shape
from app.law.shape.model import Title

Figure = Annotated[int, Field(ge=0, le=1000)]


class NamedRow(Row):
    """A code and its words."""

    code: Code
    title: TitleRow


class NeededRow(Row):
    """When an item must be answered."""

    items: Annotated[list[Code], Field(min_length=1)]
    at_least: Annotated[int, Field(gt=0)]


class ItemRow(NamedRow):
    """An item."""

    options: Annotated[dict[Code, Figure], Field(min_length=2)]
    counted: bool = True
    whole: bool = False
    not_of: list[Code] = Field(default_factory=list)
    needed: NeededRow | None = None
    otherwise: shape.Otherwise = "refused"


class BandRow(NamedRow):
    """A band."""

    first: Annotated[Figure, Field(alias="from")]
    to: Figure | None = None
    of: list[Code] = Field(default_factory=list)
    not_of: list[Code] = Field(default_factory=list)
    when: dict[Code, list[Code]] = Field(default_factory=dict)
    any: Code | None = None
    observed: bool | None = None
    why: TitleRow | None = None
    unverified: bool = False


class SourceRow(Row):
    """Whose instrument it is."""

    title: TitleRow
    reference: Words


class InstrumentRow(NamedRow):
    """A version of an instrument."""

    version: Ref
    begins: date
    ends: date | None = None
    source: SourceRow
    law: LawRow | None = None
    edition: Code | None = None
    unverified: bool = False
    scored: shape.Scored
    most: Annotated[int | None, Field(gt=0)] = None
    counts_as: shape.CountsAs
    charts: list[shape.Chart] = Field(default_factory=list)
    subject: list[NamedRow] = Field(default_factory=list)
    answer: list[NamedRow] = Field(default_factory=list)
    item: list[ItemRow] = Field(default_factory=list)
    band: Annotated[list[BandRow], Field(min_length=1)]


def read_instruments(
    folder: Path, editions: Collection[str]
) -> Mapping[tuple[str, str], shape.Instrument]:
    """Every version by code and version. Raises BookError with file and line."""
    found: dict[tuple[str, str], shape.Instrument] = {}
    for path in sorted((folder / "instruments").glob("*.toml")):
        source = read(folder, path)
        row = parse(source, InstrumentRow)
        if (row.code, row.version) in found:
            source.fail(("version",), f"{row.code} {row.version} stands twice")
        if (row.law is None) != (row.edition is None):
            source.fail(("law",), "an article is read in an edition, and only an article")
        if row.edition is not None and row.edition not in editions:
            source.fail(("edition",), f"unknown name {row.edition!r}")
        _check_names(source, row)
        found[row.code, row.version] = _instrument(source, row)
    return MappingProxyType(found)


def _check_names(source: Source, row: InstrumentRow) -> None:
    """Refuse a name that stands nowhere, or twice; and items of what takes a total."""
    subjects, answers = [one.code for one in row.subject], [one.code for one in row.answer]
    items = [one.code for one in row.item]
    for key, codes in (("subject", subjects), ("answer", answers), ("item", items)):
        if len(codes) != len(set(codes)):
            source.fail((key,), "a code stands twice")
    if (row.scored == "total") != (not items) or (row.scored == "total") != (row.most is not None):
        source.fail(("scored",), "items are scored, or a total with its `most` is taken")
    for number, item in enumerate(row.item):
        place = ("item", number)
        _known(source, (*place, "options"), item.options, answers)
        _known(source, (*place, "not_of"), item.not_of, subjects)
        if item.needed is not None:
            # Only of items before it: the answers are judged from the first to the last.
            _known(source, (*place, "needed"), item.needed.items, items[:number])
    for number, band in enumerate(row.band):
        at = ("band", number)
        _known(source, (*at, "of"), [*band.of, *band.not_of], subjects)
        _known(source, (*at, "when"), band.when, items)
        _known(source, (*at, "any"), [band.any] if band.any else [], answers)
        for code, options in band.when.items():
            _known(source, (*at, "when"), options, row.item[items.index(code)].options)


def _known(
    source: Source, loc: tuple[int | str, ...], names: Collection[str], known: Collection[str]
) -> None:
    for name in names:
        if name not in known:
            source.fail(loc, f"unknown name {name!r}")


def _instrument(source: Source, row: InstrumentRow) -> shape.Instrument:
    answers = {one.code: title(one.title) for one in row.answer}
    return shape.Instrument(
        code=row.code,
        version=row.version,
        begins=row.begins,
        ends=row.ends,
        title=title(row.title),
        source=title(row.source.title),
        reference=row.source.reference,
        law=maybe_cite(row.law, row.edition or "", unverified=row.unverified),
        unverified=row.unverified,
        scored=row.scored,
        most=row.most,
        counts_as=row.counts_as,
        charts=tuple(row.charts),
        subjects={one.code: shape.Named(one.code, title(one.title)) for one in row.subject},
        items={one.code: _item(one, answers) for one in row.item},
        bands=tuple(_band(one) for one in row.band),
        digest=hashlib.sha256(source.text.encode()).hexdigest(),
    )


def _item(row: ItemRow, answers: Mapping[str, Title]) -> shape.Item:
    needed = row.needed
    return shape.Item(
        code=row.code,
        title=title(row.title),
        options={
            code: shape.Option(code, answers[code], value) for code, value in row.options.items()
        },
        counted=row.counted,
        whole=row.whole,
        not_of=frozenset(row.not_of),
        needed=None if needed is None else shape.Needed(tuple(needed.items), needed.at_least),
        otherwise=row.otherwise,
    )


def _band(row: BandRow) -> shape.Band:
    return shape.Band(
        code=row.code,
        title=title(row.title),
        first=row.first,
        last=row.to,
        of=frozenset(row.of),
        not_of=frozenset(row.not_of),
        when={item: frozenset(options) for item, options in row.when.items()},
        any_answer=row.any or "",
        observed=row.observed,
        why=maybe_title(row.why),
        unverified=row.unverified,
    )
