"""A report verified: its signature, the rules since, and what would be counted otherwise.

A frozen report verifies for ever: signature and figures never depend on what is on file today.
The differences say what the same question gives as known at its cut-off, and as known now.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from app.context import Context
from app.law.reading.indicator import definitions
from app.law.reading.report import reports
from app.models.report import Report
from app.models.unit import Unit
from app.problems import Problem
from app.services.reports import filling, frozen
from app.services.reports.scope import Scope
from app.sheets.canonical import to_plain
from app.signing import Verdict


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is otherwise now; None where it was not there, or is no more."""

    path: str
    frozen: str | int | None
    now: str | int | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A report against the same question asked again; `done` is false where it cannot be."""

    done: bool
    figures: Sequence[Difference] = ()
    # Parts of figures whose people are others, also where their number is the same.
    people: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """Everything there is to say of a report."""

    signature: Verdict
    rule_set_changed: bool
    definitions_changed: Sequence[Difference]
    at_cut_off: Compared
    now: Compared


def verify(ctx: Context, row: Report) -> Verified:
    """Verify a report, and count again as known at its cut-off and as known now."""
    kind = ctx.session.scalar(sa.select(Unit.kind).where(Unit.code == row.unit))
    scope = Scope(row.unit, kind or "", row.period_from, row.period_to)
    ctx.trail.note(object_type="report", object_id=row.id)
    return Verified(
        signature=frozen.verdict(ctx, row),
        rule_set_changed=row.rule_set_hash != ctx.lawbook.hash,
        definitions_changed=list(_definitions(row)),
        at_cut_off=_again(ctx, row, replace(scope, as_of=row.cut_off)),
        now=_again(ctx, row, scope),
    )


def _definitions(row: Report) -> Iterator[Difference]:
    """Tell which definitions have another version today, or are no more."""
    today = {code: one.version for code, one in definitions().items()}
    today |= {code: one.version for code, one in reports().items()}
    for code, version in sorted(row.definitions.items()):
        if today.get(code) != version:
            yield Difference(code, str(version), today.get(code))


def _again(ctx: Context, row: Report, scope: Scope) -> Compared:
    definition = reports().get(row.kind)
    if definition is None or not scope.unit_kind:
        return Compared(done=False)
    try:
        # A savepoint: whatever sight the counting had is given back when it is refused.
        with ctx.session.begin_nested():
            filled = filling.fill(ctx, definition, scope)
    except Problem:
        # A unit that is no more, or an indicator that no longer has this reading.
        return Compared(done=False)
    book = filling.bind(ctx, definition, scope, filled, row.cut_off)
    before, after = cells(row.figures), cells(to_plain(book))
    changed = [
        Difference(path, before.get(path), after.get(path))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    ]
    told = {**dict.fromkeys(row.cohorts), **dict.fromkeys(filled.cohorts)}
    others = [path for path in told if row.cohorts.get(path) != filled.cohorts.get(path)]
    return Compared(done=True, figures=changed, people=sorted(others))


def cells(kept: Mapping[str, Any]) -> dict[str, str | int | None]:
    """Return every figure of a kept book by its path: sheet, row, column."""
    return {
        f"{sheet['code']}/{_row_name(sheet, row, number)}/{column['key']}": row[column["key"]]
        for sheet in kept["sheets"]
        for number, row in enumerate((*sheet["rows"], *sheet["totals"]))
        for column in sheet["columns"]
        if column["key"] not in sheet["named_by"]
    }


def _row_name(sheet: Mapping[str, Any], row: Mapping[str, Any], number: int) -> str:
    names = [str(row[key]) for key in sheet["named_by"] if row[key] is not None]
    return ".".join(names) or str(number)
