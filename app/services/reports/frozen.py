"""A report frozen: what is signed of it, and whether the signature still holds.

The signed message is the one spelling (`sheets/canonical.py`) of `document`: the figures with
everything that says what they rest on. How the report was decided later is no part of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.ids import new_id
from app.law.reading.report import Report as Definition
from app.models.report import Report
from app.problems import Invalid, NotFound, NotPermitted
from app.services.reports import filling
from app.services.reports.scope import Filled, Scope
from app.sheets.book import Book
from app.sheets.canonical import canonical, digest, from_plain, to_plain
from app.signing import Signer, Verdict

_FORMAT = "hoanhap-report/1"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be frozen; `cut_off`: as it was known then, None for now."""

    kind: str
    since: date
    until: date
    cut_off: datetime | None = None
    replaces: UUID | None = None


def freeze(ctx: Context, asked: Asked, *, key: UUID | None = None) -> Report:
    """Fill a report of the caller's own unit and sign it. Raises Invalid."""
    definition = filling.definition(asked.kind)
    scope = Scope(ctx.actor.unit, ctx.actor.unit_kind, asked.since, asked.until, asked.cut_off)
    cut_off = asked.cut_off or ctx.now
    _refuse_what_is_not_to_be_reported(ctx, definition, scope)
    _refuse_strange_origin(ctx, asked.kind, asked.replaces)
    filled = filling.fill(ctx, definition, scope)
    book = filling.bind(ctx, definition, scope, filled, cut_off)
    row = Report(
        id=key or new_id(),
        kind=asked.kind,
        unit=scope.unit,
        province=ctx.actor.province,
        period_from=asked.since,
        period_to=asked.until,
        replaces=asked.replaces,
        definitions={asked.kind: definition.version, **filled.definitions},
        rule_set_hash=ctx.lawbook.hash,
        figures=to_plain(book),
        state="frozen",
        version=1,
        cut_off=cut_off,
        made_by=ctx.actor.id,
        made_at=ctx.now,
    )
    _sign(ctx, row, filled)
    ctx.session.add(row)
    ctx.session.flush()
    # What is answered is what is kept: the figures as they come back from the database.
    ctx.session.refresh(row)
    ctx.trail.note(object_type="report", object_id=row.id, detail={"kind": asked.kind})
    return row


def _sign(ctx: Context, row: Report, filled: Filled) -> None:
    row.cohorts = dict(filled.cohorts)
    row.cohort_hash = digest(filled.cohorts)
    told = document(row)
    signer = Signer(ctx.vault.folder)
    row.content_hash, row.key_id = digest(told), signer.primary
    row.signature = signer.sign(canonical(told))


def document(row: Report) -> Mapping[str, object]:
    """Return what is signed of a report."""
    return {
        "format": _FORMAT,
        "id": str(row.id),
        "kind": row.kind,
        "unit": row.unit,
        "province": row.province,
        "period": {"from": row.period_from, "to": row.period_to},
        "cut_off": row.cut_off,
        "replaces": None if row.replaces is None else str(row.replaces),
        "definitions": row.definitions,
        "rule_set_hash": row.rule_set_hash,
        "cohorts": row.cohorts,
        "cohort_hash": row.cohort_hash,
        "figures": row.figures,
        "made_by": str(row.made_by),
        "made_at": row.made_at,
    }


def verdict(ctx: Context, row: Report) -> Verdict:
    """Tell whether the report is, byte for byte, what was signed."""
    told = document(row)
    found = Signer(ctx.vault.folder).verify(row.key_id, row.signature, canonical(told))
    if found == "valid" and (digest(told), digest(row.cohorts)) != (
        row.content_hash,
        row.cohort_hash,
    ):
        return "broken"
    return found


def book(row: Report) -> Book:
    """Return the frozen figures as a document to be written to a file."""
    return from_plain(row.figures)


def _refuse_what_is_not_to_be_reported(ctx: Context, definition: Definition, scope: Scope) -> None:
    if scope.unit_kind not in definition.levels:
        raise Invalid.at("/kind", vi="không phải báo cáo của cấp này", en="is not of this level")
    if scope.since > scope.until:
        raise Invalid.at("/to", vi="trước ngày đầu kỳ", en="is before the first day")
    if scope.since > ctx.today:
        raise Invalid.at("/from", vi="kỳ chưa bắt đầu", en="the period has not begun")
    if scope.as_of is not None and scope.as_of > ctx.now:
        raise Invalid.at("/cut_off", vi="ở tương lai", en="is in the future")


def _refuse_strange_origin(ctx: Context, kind: str, replaces: UUID | None) -> None:
    """A report replaces a returned one of the same unit and kind. Raises NotFound or Invalid."""
    if replaces is None:
        return
    old = ctx.session.scalar(sa.select(Report).where(Report.id == replaces))
    if old is None:
        raise NotFound
    if old.unit != ctx.actor.unit:
        raise NotPermitted
    if old.kind != kind or old.state != "returned":
        raise Invalid.at(
            "/replaces", vi="không phải báo cáo bị trả lại cùng loại", en="is no returned report"
        )
