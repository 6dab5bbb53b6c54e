"""Figures of the book changed on trial: a limit, a term, an office, a parameter of a condition.

A patch changes what the files say before they are checked, so that a patched book has passed the
very checks of the real one. A change to an edition holds in the editions that rest on it too,
where they have not a figure of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, cast

from app.law.days.clock import Unit
from app.law.reading.overlay import Table, copied
from app.law.reading.source import BookError, Source
from app.law.shape.model import Edition, TermLaw

TERM_FIGURES: Final = ("min", "max", "months", "first", "again")
TermFigureName = Literal["min", "max", "months", "first", "again"]
Laid = dict[str, dict[str, Source]]


class PatchError(BookError):
    """A change that finds nothing to change, or leaves a book that does not hold together."""


@dataclass(frozen=True, slots=True)
class ClockChange:
    """Another length of a clock that a step starts."""

    edition: str
    procedure: str
    step: str
    clock: str
    limit: int
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """Other offices for a step."""

    edition: str
    procedure: str
    step: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuardChange:
    """Another figure in a condition of a step; `place` tells conditions of one name apart."""

    edition: str
    procedure: str
    step: str
    guard: str
    param: str
    value: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class TermChange:
    """Another figure of a term, in months."""

    edition: str
    term: str
    figure: TermFigureName
    value: int


StepChange = ClockChange | OfficeChange | GuardChange
Change = StepChange | TermChange
Patch = tuple[Change, ...]
UNPATCHED: Final[Patch] = ()


def patch_procedures(laid: Laid, editions: Sequence[Edition], patch: Patch) -> Laid:
    """The tables of every edition with the changes of a patch; the given ones stay as they are."""
    patched = {code: dict(sources) for code, sources in laid.items()}
    for change in patch:
        if isinstance(change, TermChange):
            continue
        sources = patched.get(change.edition, {})
        if change.procedure not in sources:
            raise PatchError(f"{change.edition} has no procedure {change.procedure!r}")
        was = _figure(sources[change.procedure], change)
        if was is None:
            raise PatchError(f"there is nothing to change at {_where(change)}")
        for code in _resting(editions, change.edition):
            source = patched[code].get(change.procedure)
            if source is not None and _figure(source, change) == was:
                patched[code][change.procedure] = _with(source, change)
    return patched


def patch_terms(
    terms: Sequence[TermLaw], editions: Sequence[Edition], patch: Patch
) -> tuple[TermLaw, ...]:
    """The terms with the changes of a patch; one that begins with another edition gets a row."""
    codes = [edition.code for edition in editions]
    found = list(terms)
    for change in patch:
        if not isinstance(change, TermChange):
            continue
        upto = codes[: codes.index(change.edition) + 1] if change.edition in codes else []
        rows = [row for row in found if row.code == change.term and row.edition in upto]
        old = max(rows, key=lambda row: codes.index(row.edition), default=None)
        if old is None or not getattr(old, change.figure):
            raise PatchError(f"{change.edition} has no {change.figure!r} of {change.term!r}")
        new = replace(_with_figure(old, change), edition=change.edition)
        if new.kind == "between" and new.min > new.max:
            raise PatchError(f"{change.term}: {new.min} > {new.max}")
        if old.edition == change.edition:
            found.remove(old)
        found.append(new)
    return tuple(found)


def _with_figure(row: TermLaw, change: TermChange) -> TermLaw:
    figures: Mapping[TermFigureName, Callable[[], TermLaw]] = {
        "min": lambda: replace(row, min=change.value),
        "max": lambda: replace(row, max=change.value),
        "months": lambda: replace(row, months=change.value),
        "first": lambda: replace(row, first=change.value),
        "again": lambda: replace(row, again=change.value),
    }
    return figures[change.figure]()


def _resting(editions: Sequence[Edition], code: str) -> list[str]:
    """An edition and those that rest on it, in their order."""
    found = [code]
    found += [edition.code for edition in editions if edition.base in found]
    return list(dict.fromkeys(found))


def _where(change: StepChange) -> str:
    what = ""
    if isinstance(change, ClockChange):
        what = f", clock {change.clock}"
    elif isinstance(change, GuardChange):
        what = f", {change.param!r} of {change.guard!r}"
    return f"{change.edition} {change.procedure}:{change.step}{what}"


def _figure(source: Source, change: StepChange) -> object:
    """What stands now in the place of a change; None when there is no such place."""
    rows = _rows(source.table, change)
    match change:
        case ClockChange():
            return [(row.get("limit"), row.get("unit")) for row in rows] or None
        case OfficeChange():
            return rows[0].get("by") if rows else None
        case GuardChange():
            return rows[0].get(change.param) if rows else None


def _with(source: Source, change: StepChange) -> Source:
    """A copy of a table with one change made to it."""
    table = cast("Table", copied(source.table))
    for row in _rows(table, change):
        match change:
            case ClockChange():
                row["limit"] = change.limit
                row["unit"] = change.unit or row["unit"]
            case OfficeChange():
                row["by"] = list(change.by)
            case GuardChange():
                row[change.param] = change.value
    return Source(f"patch over {source.name}", "", table)


def _rows(table: Mapping[str, object], change: StepChange) -> list[Table]:
    """The rows a change is about: the step, its clocks of that code, or one of its conditions."""
    steps = [step for step in cast("list[Table]", table["step"]) if step.get("name") == change.step]
    if not steps or isinstance(change, OfficeChange):
        return steps
    if isinstance(change, ClockChange):
        clocks = cast("list[Table]", steps[0].get("starts", []))
        return [clock for clock in clocks if clock.get("clock") == change.clock]
    when = steps[0].get("when", [])
    rows = cast("list[object]", when if isinstance(when, list) else [when])
    tables = [cast("Table", row) for row in rows if isinstance(row, dict)]
    named = [row for row in tables if row.get("guard") == change.guard]
    return named[change.place : change.place + 1]
