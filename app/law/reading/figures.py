"""Read criteria.toml, phases.toml and norms.toml: every row with the days it is in force."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final, TypedDict, TypeVar

from app.law.reading import figure_rows as rows
from app.law.reading.source import Source, parse, read
from app.law.reading.words import cite, maybe_title, title
from app.law.shape import figures
from app.law.shape.model import Citation, Edition, Title

FILES: Final = ("criteria.toml", "phases.toml", "norms.toml")
RowType = TypeVar("RowType", rows.CriterionRow, rows.PhaseRow, rows.NormRow)


class _Common(TypedDict):
    code: str
    edition: str
    begins: date
    ends: date | None
    title: Title
    law: Citation
    unverified: bool


def read_figures(
    folder: Path, editions: Sequence[Edition], papers: Collection[str]
) -> tuple[figures.Figures, dict[str, tuple[str, ...]]]:
    """The three files, and the rows of the readings that their rows say they stand for."""
    criteria_source, phases_source, norms_source = (read(folder, folder / name) for name in FILES)
    criteria = parse(criteria_source, rows.CriteriaFile).criterion
    phases = parse(phases_source, rows.PhasesFile).phase
    norms = parse(norms_source, rows.NormsFile).norm
    for number, one in enumerate(criteria):
        if one.proved_by is not None and one.proved_by not in papers:
            criteria_source.fail(("criterion", number, "proved_by"), f"no paper {one.proved_by!r}")
    for number, phase in enumerate(phases):
        for paper in phase.records:
            if paper not in papers:
                phases_source.fail(("phase", number, "records"), f"no paper {paper!r}")
    _check_norms(norms_source, norms)
    dated = _Calendar(editions)
    found = figures.Figures(
        tuple(
            _criterion(row, common)
            for row, common in dated.spread(criteria_source, "criterion", criteria)
        ),
        tuple(_phase(row, common) for row, common in dated.spread(phases_source, "phase", phases)),
        tuple(_norm(row, common) for row, common in dated.spread(norms_source, "norm", norms)),
    )
    borne: dict[str, tuple[str, ...]] = {}
    for place, held in (("criteria", criteria), ("phases", phases), ("norms", norms)):
        for row in held:
            for told in row.rows:
                borne[told] = (*borne.get(told, ()), f"{place}/{row.code}")
    return found, borne


class _Calendar:
    """When each row of a file is in force."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self.begins = {edition.code: edition.begins for edition in editions}

    def spread(
        self, source: Source, key: str, found: Sequence[RowType]
    ) -> Iterator[tuple[RowType, _Common]]:
        """Every row with its first and last day: the next row of its code ends it, or `until`."""
        starts = [self._start(source, (key, number), row) for number, row in enumerate(found)]
        of: dict[str, list[date]] = {}
        for number, row in enumerate(found):
            if starts[number] in of.setdefault(row.code, []):
                source.fail((key, number), f"{row.code!r} stands twice from {starts[number]}")
            of[row.code].append(starts[number])
        for number, row in enumerate(found):
            later = [start for start in of[row.code] if start > starts[number]]
            if row.until is not None:
                if self.begins.get(row.until, date.min) <= starts[number]:
                    source.fail((key, number, "until"), f"no later edition {row.until!r}")
                later.append(self.begins[row.until])
            yield (
                row,
                _Common(
                    code=row.code,
                    edition=row.edition,
                    begins=starts[number],
                    ends=min(later) - timedelta(days=1) if later else None,
                    title=title(row.title),
                    law=cite(row.law, row.edition, unverified=row.unverified),
                    unverified=row.unverified or row.law.unverified,
                ),
            )

    def _start(self, source: Source, loc: tuple[str, int], row: rows.DatedRow) -> date:
        begins = self.begins.get(row.edition)
        if begins is None:
            source.fail((*loc, "edition"), f"unknown name {row.edition!r}")
        if row.begins is not None and row.begins <= begins:
            source.fail((*loc, "begins"), f"not after the beginning of {row.edition}")
        return row.begins or begins


def _check_norms(source: Source, norms: Sequence[rows.NormRow]) -> None:
    """A value has a unit, and a share is one of a norm in đồng."""
    sums = {row.code for row in norms if row.unit == "dong"}
    for number, row in enumerate(norms):
        if (row.value is None) != (row.unit is None):
            source.fail(("norm", number, "unit"), "a value needs a unit, and only a value")
        if row.of is not None and (row.of not in sums or row.unit != "share"):
            source.fail(("norm", number, "of"), f"a share of a norm in đồng, not of {row.of!r}")


def _criterion(row: rows.CriterionRow, common: _Common) -> figures.Criterion:
    law = common["law"]
    return figures.Criterion(
        **common,
        applies=tuple(
            figures.Applies(
                one.to,
                tuple(one.where),
                law
                if one.law is None
                else cite(one.law, row.edition, unverified=common["unverified"]),
            )
            for one in row.applies
        ),
        how=row.how,
        figures=tuple(figures.Figure(one.at_least, one.unit, one.where) for one in row.figures),
        proved_by=row.proved_by or "",
    )


def _phase(row: rows.PhaseRow, common: _Common) -> figures.Phase:
    return figures.Phase(
        **common,
        content=title(row.content),
        records=tuple(row.records),
        least=row.least or "",
        most=row.most or "",
        after=row.after or "",
        last=row.last or "",
        to_term_end=row.to_term_end,
        by=maybe_title(row.by),
    )


def _norm(row: rows.NormRow, common: _Common) -> figures.Norm:
    return figures.Norm(
        **common,
        group=row.group,
        value=None if row.value is None else Decimal(str(row.value)),
        bound=row.bound,
        unit=row.unit,
        per=row.per,
        of=row.of or "",
        who=row.who,
    )
