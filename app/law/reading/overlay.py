"""Lay changes over procedures: those of an edition, and those of a procedure told by another.

A procedure with a `base` is its base as each edition has it, with its own changes over it, and
over these the changes that editions make to it by name. So what an edition changes in the base
holds for both, unless the law tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from app.law.reading.catalogue_rows import ChangeRow, DerivedRow, OverrideRow
from app.law.reading.source import Loc, Source, parse

Table = dict[str, object]


class _Nowhere(LookupError):
    """There is nothing to change: the row that was meant is gone or misspelt."""


class _Unfit(ValueError):
    """A change that cannot be made."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change, and where it is written."""

    row: ChangeRow
    source: Source
    loc: Loc


@dataclass(frozen=True, slots=True)
class Sheet:
    """A procedure before it is settled: its file, its base if it has one, the changes so far."""

    source: Source
    base: str = ""
    own: tuple[Change, ...] = ()
    later: tuple[Change, ...] = ()


def sheet(source: Source) -> Sheet:
    """The sheet of a file: whole, or told by its base."""
    if "base" not in source.table:
        return Sheet(source)
    row = parse(source, DerivedRow)
    changes = (Change(change, source, ("override", n)) for n, change in enumerate(row.override))
    return Sheet(source, row.base, tuple(changes))


def lay(
    base: Mapping[str, Sheet], edition: Source, overrides: Sequence[OverrideRow]
) -> dict[str, Sheet]:
    """The sheets of an edition: those of its base, with its overrides added in turn."""
    laid = dict(base)
    for number, row in enumerate(overrides):
        loc = ("override", number)
        if row.procedure not in laid:
            edition.fail((*loc, "procedure"), f"no procedure {row.procedure!r} to change")
        old = laid[row.procedure]
        laid[row.procedure] = replace(old, later=(*old.later, Change(row, edition, loc)))
    return laid


def settle(sheets: Mapping[str, Sheet], *, first: bool) -> dict[str, Source]:
    """The tables of an edition; `first` for one that stands on its own.

    A change that finds nothing is a fault; but in a later edition the base of a derived procedure
    may have lost a step, and what was different about it is lost too.
    """
    settled: dict[str, Source] = {}
    for code, one in sheets.items():
        if not one.base:
            settled[code] = _changed(one.source, one.later) if one.later else one.source
    for code, one in sheets.items():
        if not one.base:
            continue
        under = settled.get(one.base)
        if under is None:
            one.source.fail(("base",), f"no procedure {one.base!r} that stands on its own")
        header = {k: v for k, v in one.source.table.items() if k not in {"base", "override"}}
        name = f"{one.source.name} over {under.name}"
        settled[code] = _changed(
            Source(name, "", {**under.table, **header}), (*one.own, *one.later), lenient=not first
        )
    return {code: settled[code] for code in sheets}


def _changed(source: Source, changes: Sequence[Change], *, lenient: bool = False) -> Source:
    """A copy of a table with changes made to it."""
    table = cast("Table", copied(source.table))
    name = source.name
    for change in changes:
        if change.source.name not in name:
            name = f"{change.source.name} over {name}"
        try:
            _apply(table, change.row)
        except _Unfit as problem:
            change.source.fail(change.loc, str(problem))
        except _Nowhere as problem:
            if isinstance(change.row, OverrideRow) or not lenient:
                change.source.fail(change.loc, str(problem))
    return Source(name, "", table)


def copied(value: object) -> object:
    """A copy of what TOML can say."""
    if isinstance(value, Mapping):
        return {key: copied(inner) for key, inner in value.items()}
    return [copied(inner) for inner in value] if isinstance(value, list) else value


def _apply(procedure: Table, row: ChangeRow) -> None:
    """Change one table in place."""
    if sum((bool(row.set), bool(row.add), row.drop)) != 1:
        raise _Unfit("needs exactly one of set, add, drop")
    if row.after is not None and (not row.add or row.step is not None):
        raise _Unfit("after says where an added step stands")
    steps = cast("list[Table]", procedure["step"])
    if row.state is not None:
        states = cast("list[Table]", procedure["states"])
        _change(states, _find(procedure, states, "code", row.state), row)
    elif row.step is None:
        _change_procedure(procedure, steps, row)
    elif row.clock is None:
        _change(steps, _find(procedure, steps, "name", row.step), row)
    else:
        step = _find(procedure, steps, "name", row.step)
        clocks = cast("list[Table]", step.setdefault("starts", []))
        if row.add:
            clocks.append({"clock": row.clock, **row.add})
        else:
            _change(clocks, _find(step, clocks, "clock", row.clock), row)


def _find(within: Table, rows: list[Table], key: str, name: str) -> Table:
    """The row of that name in a procedure or a step."""
    found = next((row for row in rows if row.get(key) == name), None)
    if found is None:
        kind = {"code": "state", "name": "step"}.get(key, key)
        where = within.get("name") or within.get("code")
        raise _Nowhere(f"no {kind} {name!r} in {where!r}")
    return found


def _change_procedure(procedure: Table, steps: list[Table], row: ChangeRow) -> None:
    if row.drop:
        raise _Unfit("a procedure cannot be dropped")
    if row.add:
        place = len(steps)
        if row.after is not None:
            place = steps.index(_find(procedure, steps, "name", row.after)) + 1
        steps.insert(place, dict(row.add))
    procedure.update(row.set)


def _change(rows: list[Table], row: Table, change: ChangeRow) -> None:
    if change.add:
        raise _Unfit("add stands alone, or with a step and a clock")
    if change.drop:
        rows.remove(row)
    row.update(change.set)
