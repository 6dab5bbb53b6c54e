"""Units: finding them, today's and former ones, and following a former commune to its successor."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.context import Context
from app.models.unit import FormerUnit, Unit, UnitSuccessor
from app.names import search_key
from app.problems import Fault, Invalid, NotFound, Text
from app.units import on


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of any day, in one shape."""

    code: str
    name: str
    kind: str
    place_type: str | None
    parent: str | None
    province: str | None
    region: int | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Successor:
    """What became of a former unit; `part` means it was divided among several."""

    old_code: str
    new_code: str
    new_name: str
    changed_on: date
    share: str


@dataclass(frozen=True, slots=True)
class PlaceDetail(Place):
    """A unit with its place in the dated old → new map."""

    successors: tuple[Successor, ...]
    predecessors: tuple[Successor, ...]


_TODAY = sa.select(
    Unit.code, Unit.name, Unit.kind, Unit.place_type, Unit.parent, Unit.province, Unit.region,
    Unit.valid_from, sa.cast(None, sa.Date).label("valid_to"),
)  # fmt: skip
_FORMER = sa.select(
    FormerUnit.code, FormerUnit.name, FormerUnit.kind,
    sa.cast(None, sa.Text).label("place_type"), FormerUnit.parent, FormerUnit.province,
    sa.cast(None, sa.SmallInteger).label("region"), FormerUnit.valid_from, FormerUnit.valid_to,
)  # fmt: skip
_MAP = sa.select(
    UnitSuccessor.old_code, UnitSuccessor.new_code, Unit.name.label("new_name"),
    UnitSuccessor.changed_on, UnitSuccessor.share,
).join(Unit, Unit.code == UnitSuccessor.new_code)  # fmt: skip


def get(ctx: Context, code: str, *, on: date | None = None) -> PlaceDetail:
    """Return a unit as it is on a day (today when not given), with its successors.

    Raises NotFound when no unit had that code then.
    """
    day = on or ctx.today
    statement = _on(day).where(sa.column("code") == code)
    row = ctx.session.execute(statement).mappings().first()
    if row is None and on is None:
        row = ctx.session.execute(_FORMER.where(FormerUnit.code == code)).mappings().first()
    if row is None:
        raise NotFound
    former = row["valid_to"] is not None
    after = _map(ctx, UnitSuccessor.old_code == code) if former else ()
    before = () if former else _map(ctx, UnitSuccessor.new_code == code)
    return PlaceDetail(**row, successors=after, predecessors=before)


def page(
    ctx: Context,
    *,
    parent: str | None = None,
    kind: str | None = None,
    on: date | None = None,
    search: str | None = None,
    after: str | None = None,
    limit: int,
) -> list[Place]:
    """Return units in the order of their codes, as they are on a day."""
    statement = _on(on or ctx.today)
    if parent is not None:
        statement = statement.where(sa.column("parent") == parent)
    if kind is not None:
        statement = statement.where(sa.column("kind") == kind)
    if after is not None:
        statement = statement.where(sa.column("code") > after)
    if search is None:
        rows = ctx.session.execute(statement.order_by(sa.column("code")).limit(limit)).mappings()
        return [Place(**row) for row in rows]
    wanted = search_key(search)
    rows = ctx.session.execute(statement.order_by(sa.column("code"))).mappings()
    return [Place(**row) for row in rows if wanted in search_key(row["name"])][:limit]


@dataclass(frozen=True, slots=True)
class Body:
    """A facility or court to enter."""

    code: str
    kind: str
    name: str
    place_type: str
    valid_from: date


def create(ctx: Context, body: Body) -> PlaceDetail:
    """Enter a facility or a court of a province within the caller's reach.

    Raises Invalid when code, kind and province do not agree, StateConflict when the code is taken.
    """
    province = body.code[2:4]
    if body.code[0] != body.kind[0].upper():
        raise Invalid.at("/code", vi="mã không khớp với loại", en="code and kind do not agree")
    above = ctx.session.get(Unit, province)
    if above is None or (ctx.actor.unit_kind == "province" and ctx.actor.unit != province):
        raise Invalid.at("/code", vi="không thuộc địa bàn", en="not a province in your reach")
    ctx.session.add(
        Unit(
            code=body.code,
            name=body.name,
            kind=body.kind,
            place_type=body.place_type,
            parent=province,
            province=province,
            region=above.region,
            search_key=search_key(body.name),
            valid_from=body.valid_from,
        )
    )
    ctx.session.flush()
    ctx.trail.note(object_type="unit", detail={"code": body.code})
    return get(ctx, body.code)


def resolve(ctx: Context, code: str, *, as_of: date | None, pointer: str) -> Unit:
    """Return the commune of today that a code names, following one successor and never guessing.

    `as_of` is the day of the list the code was taken from; without it the code is one of today's,
    or one that only a former list has. Raises Invalid, with the choices, when the old commune was
    divided (Resolution 202/2025/QH15 and the resolutions of each province).
    """
    unit = ctx.session.get(Unit, code) if as_of is None or as_of >= _since(ctx, code) else None
    if unit is not None:
        if unit.kind != "commune":
            raise Invalid.at(pointer, vi="phải là mã xã, phường, đặc khu", en="must be a commune")
        return unit
    choices = _map(ctx, UnitSuccessor.old_code == code)
    if not choices:
        raise Invalid.at(pointer, vi="không có đơn vị này", en="there is no such unit")
    if len(choices) > 1:
        raise Invalid(
            detail=Text(
                "Xã cũ đã chia vào nhiều xã mới: hãy chọn một",
                "The former commune was divided among several: choose one",
            ),
            errors=(
                Fault(
                    pointer, Text("mã cũ ứng với nhiều xã mới", "the code has several successors")
                ),
            ),
            extra={"choices": [{"code": c.new_code, "name": c.new_name} for c in choices]},
        )
    return ctx.session.get_one(Unit, choices[0].new_code)


def former(ctx: Context, code: str, as_of: date | None) -> dict[str, object]:
    """Return what a file keeps of a commune that has ended: its code then, and its last day."""
    if as_of is None:
        return {}
    statement = sa.select(sa.func.min(FormerUnit.valid_to)).where(
        FormerUnit.code == code, FormerUnit.kind == "commune", FormerUnit.valid_to >= as_of
    )
    last = ctx.session.scalar(statement)
    return {} if last is None else {"former_unit": code, "former_unit_until": last}


def within(ctx: Context, code: str) -> str | None:
    """Return the kind of a unit, or of the successor of a former one; None when unknown."""
    return ctx.session.scalar(sa.select(Unit.kind).where(Unit.code == code))


def placed(ctx: Context, code: str) -> tuple[str | None, str | None]:
    """Return kind and province of a unit of today; twice None when there is none."""
    row = ctx.session.execute(sa.select(Unit.kind, Unit.province).where(Unit.code == code)).first()
    return (None, None) if row is None else (row.kind, row.province)


def successors(ctx: Context, code: str) -> list[str]:
    """Return the codes of today's communes that a former commune went into."""
    return [row.new_code for row in _map(ctx, UnitSuccessor.old_code == code)]


def today(ctx: Context, code: str) -> list[str]:
    """Return the communes of today a code stands for: itself, or what a former one went into."""
    if code == ctx.actor.unit or within(ctx, code) is not None:
        return [code]
    return successors(ctx, code)


def there_on(day: date) -> sa.ColumnElement[bool]:
    """Tell of the units of today which were there on a day, be it under another title.

    A province that became a city, and a commune that became a ward, begin anew by their dates
    and are the same place by their codes.
    """
    before = {unit.code for unit in on(day) if unit.valid_to is not None}
    begun: sa.ColumnElement[bool] = Unit.valid_from <= day
    return begun | Unit.code.in_(sorted(before))


def _since(ctx: Context, code: str) -> date:
    since = ctx.session.scalar(sa.select(Unit.valid_from).where(Unit.code == code))
    return since or date.min


def _on(day: date) -> sa.Select[tuple[object, ...]]:
    """Select the units of a day: those of today that had begun, and former ones not yet ended."""
    today = _TODAY.where(Unit.valid_from <= day)
    former = _FORMER.where(
        FormerUnit.valid_to >= day,
        sa.or_(FormerUnit.valid_from.is_(None), FormerUnit.valid_from <= day),
    )
    return sa.select(sa.union_all(today, former).subquery())


def _map(ctx: Context, which: sa.ColumnElement[bool]) -> tuple[Successor, ...]:
    rows = ctx.session.execute(_MAP.where(which).order_by(UnitSuccessor.old_code, Unit.code))
    return tuple(Successor(**row) for row in rows.mappings())
