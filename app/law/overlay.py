"""Lay the dated changes of an edition over the procedures of the edition it builds on."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import cast

from app.law.catalogue_rows import OverrideRow
from app.law.source import Source

Table = dict[str, object]


def lay(
    base: Mapping[str, Source], edition: Source, overrides: list[OverrideRow]
) -> dict[str, Source]:
    """The procedures of an edition: those of its base, with each override applied in turn.

    An override that finds nothing to change is a fault: the row it meant is gone or misspelt.
    """
    laid = dict(base)
    for number, row in enumerate(overrides):
        loc = ("override", number)
        source = laid.get(row.procedure)
        if source is None:
            edition.fail((*loc, "procedure"), f"no procedure {row.procedure!r} to change")
        if source is base[row.procedure]:
            table = copy.deepcopy(dict(source.table))
            source = Source(f"{edition.name} over {source.name}", "", table)
            laid[row.procedure] = source
        problem = _apply(cast("Table", source.table), row)
        if problem:
            edition.fail(loc, problem)
    return laid


def _apply(procedure: Table, row: OverrideRow) -> str:
    """Change one table in place; returns what is wrong, or nothing."""
    if sum((bool(row.set), bool(row.add), row.drop)) != 1:
        return "needs exactly one of set, add, drop"
    steps = cast("list[Table]", procedure["step"])
    if row.step is None:
        return _change_procedure(procedure, steps, row)
    step = next((step for step in steps if step.get("name") == row.step), None)
    if step is None:
        return f"no step {row.step!r} in {row.procedure!r}"
    if row.clock is None:
        return _change(steps, step, row)
    clocks = cast("list[Table]", step.setdefault("starts", []))
    if row.add:
        clocks.append({"clock": row.clock, **row.add})
        return ""
    clock = next((clock for clock in clocks if clock.get("clock") == row.clock), None)
    return f"no clock {row.clock!r} there" if clock is None else _change(clocks, clock, row)


def _change_procedure(procedure: Table, steps: list[Table], row: OverrideRow) -> str:
    if row.drop:
        return "a procedure cannot be dropped"
    if row.add:
        steps.append(dict(row.add))
    procedure.update(row.set)
    return ""


def _change(rows: list[Table], row: Table, override: OverrideRow) -> str:
    if override.add:
        return "add stands alone, or with a step and a clock"
    if override.drop:
        rows.remove(row)
    row.update(override.set)
    return ""
