"""Reports made of indicators: one table for the unit, and one an indicator by the units below."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import sqlalchemy as sa

from app.context import Context
from app.law.reading.indicator import Target
from app.law.reading.report import Report, Table
from app.law.reading.rows import TitleRow
from app.models.unit import Unit
from app.services.indicators import Figure
from app.services.reports.counting import BELOW, PARTS, Told, missing, tell
from app.services.reports.scope import Filled, Scope
from app.sheets.book import Cell, Chart, Column, Row, Sheet, Title

_SUMS = (
    Column("numerator", Title("Tử số", "Numerator"), "int"),
    Column("denominator", Title("Mẫu số", "Denominator"), "int"),
)
# Amounts (days, money) are sums with parts of one.
_AMOUNTS = tuple(Column(column.key, column.title, "decimal") for column in _SUMS)
_PERCENT = Column("percent", Title("Tỷ lệ", "Share"), "percent")
_TRUST = (
    Column("excluded", Title("Không tính", "Left out"), "int"),
    Column("soft", Title("Dựa trên dữ liệu cũ, chưa kiểm", "Historic or unverified"), "int"),
)
_NAMED = (
    Column("name", Title("Mã", "Code")),
    Column("title", Title("Chỉ số", "Indicator")),
    Column("variant", Title("Cách tính", "Reading")),
)
_TARGET = Column("target", Title("Chỉ tiêu", "Target"))
_PLACED = (
    Column("unit", Title("Mã đơn vị", "Code")),
    Column("name", Title("Đơn vị", "Unit")),
)
_SHARE = Title("Tỷ lệ (%)", "Share (%)")
_PROPOSAL = Title("chỉ số đề xuất, chưa ban hành", "a proposed indicator, not issued")
_UNVERIFIED = Title("căn cứ chưa kiểm chứng", "its legal basis is unverified")


def fill(ctx: Context, definition: Report, scope: Scope) -> Filled:
    """Fill every table of a report made of indicators."""
    sheets: list[Sheet] = []
    cohorts: dict[str, str] = {}
    versions: dict[str, str] = {}
    for table in definition.sheet:
        lacking = missing(table.indicators)
        asked = [one for one in table.indicators if one.code not in lacking]
        told = [tell(ctx, one, scope, split=table.by_unit) for one in asked]
        sheets.append(_overview(table, told, lacking))
        if table.by_unit and scope.unit_kind in BELOW:
            below = _below(ctx, scope)
            sheets.extend(_by_unit(one, scope, below) for one in told)
        for one in told:
            versions[one.indicator.code] = one.indicator.version
            for (unit, part), sha in one.cohorts.items():
                cohorts[f"{one.name}/{unit}/{part}"] = sha
    return Filled(tuple(sheets), cohorts, versions)


def _overview(table: Table, told: Sequence[Told], lacking: Sequence[str]) -> Sheet:
    amounts = any(_is_amount(one) for one in told)
    rows: list[Row] = [
        {
            "name": one.name,
            "title": one.indicator.title.vi,
            "variant": _reading(one),
            **_cells(one.whole, amounts=amounts),
            "target": _target(one.indicator.target),
        }
        for one in told
    ]
    return Sheet(
        code=table.code,
        title=_title(table.title),
        columns=(*_NAMED, *_sums(amounts=amounts), _PERCENT, _TARGET, *_TRUST),
        rows=tuple(rows),
        notes=tuple(_notes(told, lacking)),
        chart=Chart("bar", _SHARE, "name", ("percent",)) if rows else None,
        named_by=("name",),
    )


def _by_unit(one: Told, scope: Scope, below: Sequence[tuple[str, str]]) -> Sheet:
    """One indicator by the units below; who is in none of them today is told all the same."""
    nobody = Figure(0, 0, 0, 0, 0, one.indicator.measure)
    amounts = _is_amount(one)
    known = dict(below)
    strays = sorted(set(one.below) - known.keys())
    rows: list[Row] = [
        {
            "unit": code,
            "name": known.get(code, code),
            **_cells(one.below.get(code, nobody), amounts=amounts),
        }
        for code in (*known, *strays)
    ]
    return Sheet(
        code=one.name,
        title=_titled(one),
        columns=(*_PLACED, *_sums(amounts=amounts), _PERCENT, *_TRUST),
        rows=tuple(rows),
        totals=({"unit": scope.unit, "name": "Cộng", **_cells(one.whole, amounts=amounts)},),
        chart=Chart("bar", _SHARE, "name", ("percent",)),
        named_by=("unit",),
    )


def _is_amount(one: Told) -> bool:
    return one.indicator.measure in {"rate", "change"}


def _sums(*, amounts: bool) -> tuple[Column, ...]:
    return _AMOUNTS if amounts else _SUMS


def _cells(figure: Figure | None, *, amounts: bool) -> dict[str, Cell]:
    """Return the cells of a figure; what is only counted is shared by nothing."""
    if figure is None:
        return dict.fromkeys((*PARTS, "percent", "excluded", "soft"))
    as_told = _amount if amounts else int
    alone = figure.measure == "count"
    return {
        "numerator": as_told(figure.numerator),
        "denominator": None if alone else as_told(figure.denominator),
        "percent": figure.percent,
        "excluded": figure.excluded,
        "soft": figure.soft,
    }


def _amount(number: int | Decimal) -> Decimal:
    return Decimal(number).quantize(Decimal("0.01"))


def _titled(one: Told) -> Title:
    """Name a table by its indicator and how it is read: two readings are two tables."""
    title, variant = one.indicator.title, one.indicator.reading(one.question.variant)
    if variant is None or len(one.indicator.variant) == 1:
        return Title(title.vi, title.en)
    return Title(f"{title.vi} – {variant.title.vi}", f"{title.en} – {variant.title.en}")


def _reading(one: Told) -> str:
    variant = one.indicator.reading(one.question.variant)
    return variant.title.vi if variant is not None else one.question.variant


def _target(target: Target | None) -> str | None:
    """Say what is asked for, and until when; a closed target is told as closed."""
    if target is None:
        return None
    signs = ((">", target.above), ("≥", target.at_least), ("<", target.below))
    sign = next(f"{sign} {n}%" for sign, n in signs if n is not None)
    return sign if target.to is None else f"{sign} (đến {target.to:%d/%m/%Y})"


def _notes(told: Sequence[Told], lacking: Sequence[str]) -> Iterator[Title]:
    if lacking:
        codes = ", ".join(lacking)
        yield Title(f"Chưa có số liệu: {codes}", f"No figures yet: {codes}")
    for one in {one.indicator.code: one.indicator for one in told}.values():
        why = [_PROPOSAL] if one.proposal else []
        why += [_UNVERIFIED] if one.law.unverified else []
        for reason in why:
            law = f"{one.law.act}, {one.law.at}"
            yield Title(f"{one.code} ({law}): {reason.vi}", f"{one.code} ({law}): {reason.en}")


def _below(ctx: Context, scope: Scope) -> list[tuple[str, str]]:
    """Return code and name of the units below, of the level that figures are split by."""
    kind = BELOW[scope.unit_kind]
    statement = sa.select(Unit.code, Unit.name).where(Unit.kind == kind).order_by(Unit.code)
    if kind == "commune":
        statement = statement.where(Unit.province == scope.unit)
    return [(row.code, row.name) for row in ctx.session.execute(statement)]


def _title(title: TitleRow) -> Title:
    return Title(title.vi, title.en)
