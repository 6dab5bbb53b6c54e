"""An area on one page: the people a commune or a centre has on file, and what it owes them.

A duty is a clock or a chore. The chores of the unit are read once and go back into the statement
that puts the people in order.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from app.context import Context
from app.models.case import LegalCase
from app.models.client import Client, Custody
from app.models.deadline import Deadline
from app.problems import Invalid, NotFound
from app.services import units
from app.services.chores import listed as chores
from app.services.chores.shape import Chore, Code
from app.services.owed import Due, Horizon, Place, horizon, kind_of, running
from app.services.worklist import Kept, clocks_of

# Stands for "no duty" in the order of the list: after every date there is.
NEVER = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a person in the list: the next duty (None comes last), then the name."""

    due_at: datetime | None
    sort_key: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Person:
    """A person on file; `next` is the clock due first that the unit must meet, or the chore."""

    spot: Spot
    full_name: str
    overdue: int
    next: Kept | Chore | None
    cases: Sequence[LegalCase]


@dataclass(frozen=True, slots=True)
class Summary:
    """An area in figures."""

    on_file: int
    with_open_case: int
    cases: Mapping[tuple[str, str, str], int]
    duties: Mapping[Due, int]
    chores: Mapping[Code, int]


@dataclass(frozen=True, slots=True)
class Area:
    """A page of an area; the summary stands on the first one only."""

    unit: units.PlaceDetail
    summary: Summary | None
    people: Sequence[Person]


def page(ctx: Context, unit: str, *, days: int, after: Spot | None, limit: int) -> Area:
    """Return the people of a unit by their next duty, then those who are owed nothing by name.

    Raises NotFound for a unit out of the caller's reach, Invalid for one that is no area.
    """
    shown, place = _place(ctx, unit)
    lines, owed = horizon(ctx, days), chores.of(ctx, place)
    people = _people(ctx, _Asked(place, lines, owed), after, limit)
    ctx.trail.note([person.spot.id for person in people], object_type="unit", detail={"unit": unit})
    return Area(shown, _summary(ctx, place, lines, owed) if after is None else None, people)


def _place(ctx: Context, unit: str) -> tuple[units.PlaceDetail, Place]:
    """Return the unit and where its duties are; a former commune is what it went into."""
    shown, kind, actor = units.get(ctx, unit), kind_of(unit), ctx.actor
    codes = tuple(one.new_code for one in shown.successors) or (unit,)
    # A former commune may have lain in a province that is no more.
    province = units.placed(ctx, codes[0])[1] if shown.successors else shown.province
    mine = actor.unit in {*codes, province} or actor.unit_kind == "nation"
    if not mine:
        raise NotFound
    if kind in {"province", "nation"}:
        raise Invalid.at(
            "path:unit", vi="phải là một xã hoặc một cơ sở", en="must be a commune or a centre"
        )
    return shown, Place(unit, kind, codes)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of which unit, at which moments, and what is to be done there beside its clocks."""

    place: Place
    lines: Horizon
    chores: Sequence[Chore]


def _people(ctx: Context, asked: _Asked, after: Spot | None, limit: int) -> list[Person]:
    """Return a page of people, each with the next duty and the cases that are open."""
    duty = _next_duties(ctx, asked)
    due = sa.func.coalesce(duty.c.due_at, NEVER)
    order = (due, Client.sort_key, Client.id)
    statement = (
        sa.select(
            Client.id, Client.full_name, Client.sort_key, duty.c.due_at,
            duty.c.id.label("next"), duty.c.chore,
            sa.func.coalesce(duty.c.overdue, 0).label("overdue"),
        )
        .outerjoin(duty, duty.c.client_id == Client.id)
        .where(_held(asked.place))
    )  # fmt: skip
    if after is not None:
        place_after = sa.tuple_(
            sa.literal(after.due_at or NEVER), sa.literal(after.sort_key), sa.literal(after.id)
        )
        statement = statement.where(sa.tuple_(*order) > place_after)
    rows = ctx.session.execute(statement.order_by(*order).limit(limit)).all()
    clocks = clocks_of(ctx, [row.next for row in rows if row.next and row.chore is None])
    beside = {(one.kind, one.id): one for one in asked.chores}
    cases = _open_cases(ctx, [row.id for row in rows])
    return [
        Person(
            Spot(row.due_at, row.sort_key, row.id),
            row.full_name,
            row.overdue,
            clocks.get(row.next) if row.chore is None else beside[row.chore, row.next],
            cases[row.id],
        )
        for row in rows
    ]


def _next_duties(ctx: Context, asked: _Asked) -> sa.Subquery:
    """Select by client what is due first, clock or chore, and how many are overdue."""
    clocks = running(ctx, asked.place).add_columns(
        Deadline.client_id, sa.cast(sa.null(), sa.Text).label("chore")
    )
    beside = _as_table([one for one in asked.chores if one.client_id is not None])
    owed = sa.union_all(clocks, sa.select(beside)).subquery("owed")
    order = (owed.c.due_at, owed.c.id, owed.c.chore)

    def first(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        every: sa.ColumnElement[Any] = sa.func.array_agg(aggregate_order_by(column, *order))[1]
        return every

    return (
        sa.select(
            owed.c.client_id,
            sa.func.min(owed.c.due_at).label("due_at"),
            first(owed.c.id).label("id"),
            first(owed.c.chore).label("chore"),
            sa.func.count().filter(owed.c.due_at < asked.lines.now).label("overdue"),
        )
        .group_by(owed.c.client_id)
        .subquery("duty")
    )


def _as_table(found: Sequence[Chore]) -> sa.TableValuedAlias:
    """Give chores back to the database, as rows that stand beside the clocks."""
    columns: list[tuple[str, sa.types.TypeEngine[Any], list[Any]]] = [
        ("id", sa.Uuid(), [one.id for one in found]),
        ("due_at", sa.DateTime(timezone=True), [one.due_at for one in found]),
        ("client_id", sa.Uuid(), [one.client_id for one in found]),
        ("chore", sa.Text(), [one.kind for one in found]),
    ]
    arrays = (sa.literal(values, ARRAY(kind)) for _, kind, values in columns)
    named = (sa.column(name, kind) for name, kind, _ in columns)
    return sa.func.unnest(*arrays).table_valued(*named).render_derived("beside")


def _open_cases(ctx: Context, clients: Sequence[UUID]) -> Mapping[UUID | None, list[LegalCase]]:
    statement = (
        sa.select(LegalCase)
        .where(LegalCase.client_id.in_(clients), LegalCase.closed_at.is_(None))
        .order_by(LegalCase.opened_at, LegalCase.id)
    )
    found: dict[UUID | None, list[LegalCase]] = defaultdict(list)
    for case in ctx.session.scalars(statement):
        found[case.client_id].append(case)
    return found


def _summary(ctx: Context, place: Place, lines: Horizon, owed: Sequence[Chore]) -> Summary:
    near = Counter(one.kind for one in owed if one.due_at < lines.soon)
    return Summary(
        *_counted(ctx, place),
        _states(ctx, place),
        _duties(ctx, place, lines),
        {code: near[code] for code in chores.KINDS},
    )


def _counted(ctx: Context, place: Place) -> tuple[int, int]:
    """Return how many are on file, and how many of them have a case that is open."""
    opened = (
        sa.exists()
        .where(LegalCase.client_id == Client.id, LegalCase.closed_at.is_(None))
        .correlate(Client)
    )
    statement = sa.select(sa.func.count(), sa.func.count().filter(opened))
    row = ctx.session.execute(statement.select_from(Client).where(_held(place))).one()
    return row[0], row[1]


def _states(ctx: Context, place: Place) -> Mapping[tuple[str, str, str], int]:
    """Return the open cases by procedure, edition and state."""
    what = (LegalCase.procedure, LegalCase.edition, LegalCase.state)
    statement = (
        sa.select(*what, sa.func.count())
        .where(_kept(place), LegalCase.closed_at.is_(None))
        .group_by(*what)
        .order_by(*what)
    )
    return {(row[0], row[1], row[2]): row[3] for row in ctx.session.execute(statement)}


def _duties(ctx: Context, place: Place, lines: Horizon) -> Mapping[Due, int]:
    owed = running(ctx, place).subquery("owed")
    due = owed.c.due_at
    steps: list[tuple[Due, sa.ColumnElement[bool]]] = [
        ("overdue", due < lines.now),
        ("due_today", sa.and_(due >= lines.now, due < lines.today)),
        ("due_soon", sa.and_(due >= lines.today, due < lines.soon)),
        ("later", due >= sa.func.greatest(lines.soon, lines.now)),
    ]
    statement = sa.select(*(sa.func.count().filter(which).label(name) for name, which in steps))
    return Counter(dict(ctx.session.execute(statement.select_from(owed)).mappings().one()))


def _held(place: Place) -> sa.ColumnElement[bool]:
    """Tell whose files a unit holds."""
    if place.kind == "commune":
        return Client.unit.in_(place.codes) & Client.merged_into.is_(None)
    held = sa.select(Custody.client_id).where(Custody.until.is_(None), Custody.unit == place.unit)
    return Client.id.in_(held)


def _kept(place: Place) -> sa.ColumnElement[bool]:
    """Tell which cases are at a unit."""
    if place.kind == "commune":
        return LegalCase.unit.in_(place.codes)
    return (LegalCase.facility if place.kind == "facility" else LegalCase.court) == place.unit
