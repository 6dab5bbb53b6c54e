"""The worklist: what a unit must do, by the moment it is due.

Five sources in one order: running clocks that a step of the unit would meet (`owed`), papers
that such a step lacks (`lacking`), files that came and nobody has opened (`arrivals`), transfers
that wait for the unit's answer (`transfer_lists`), and what is to be done beside any clock
(`chores`). Nothing is written: how a clock stands is derived when read.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import load_only

from app.access import Part
from app.context import Context
from app.models.case import LegalCase
from app.models.client import Client
from app.models.deadline import Deadline
from app.models.move import Transfer
from app.services import assignments, units
from app.services.arrivals import Arrival, unopened
from app.services.chores import listed as chores
from app.services.chores.shape import Chore, Code
from app.services.lacking import Lacking, lacking
from app.services.owed import Due, Horizon, Owed, Place, horizon, kind_of, owed
from app.services.transfer_lists import waiting

_Usual = Literal["overdue", "due_today", "due_soon", "missing_paper", "new_file", "transfer"]
Kind = _Usual | Code
Kept = tuple[Deadline, LegalCase]
KINDS: tuple[Kind, ...] = (*get_args(_Usual), *get_args(Code))
# What is shown of a clock and its case: neither the reckoning of the date nor the term.
_SHOWN = (
    load_only(
        Deadline.clock, Deadline.title, Deadline.due_at, Deadline.started_at, Deadline.unit,
        Deadline.advisory, Deadline.unverified, Deadline.legal_basis, Deadline.met_by,
    ),
    load_only(LegalCase.procedure, LegalCase.edition, LegalCase.state),
)  # fmt: skip
_OF_CLOCKS = {"overdue", "due_today", "due_soon"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: of which unit, kind and procedure, how many days ahead, of whom."""

    unit: str | None
    kind: Kind | None
    procedure: str | None
    days: int
    mine: bool = False
    client_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of an item in the list: when it is due (or came), its row, its papers or kind."""

    at: datetime
    id: UUID
    what: str = ""

    @property
    def key(self) -> tuple[datetime, UUID, str]:
        """What the list is ordered by."""
        return self.at, self.id, self.what


@dataclass(frozen=True, slots=True)
class Item:
    """Something to do: a clock, a paper it waits for, a file or a transfer that came, a chore.

    `status` tells how its moment stands to now; None for a file, for which there is no moment.
    """

    kind: Kind
    spot: Spot
    status: Due | None = None
    clock: Owed | None = None
    lacks: Lacking | None = None
    file: Arrival | None = None
    transfer: Transfer | None = None
    chore: Chore | None = None

    @property
    def client_id(self) -> UUID | None:
        """Whose file it is; None for what is about a facility."""
        source = self.transfer or self.file or self.chore or self.clock
        return None if source is None else source.client_id


@dataclass(frozen=True, slots=True)
class Told:
    """What is shown of an item beside itself: its clock, its case, the client's name."""

    item: Item
    clock: Deadline | None
    case: LegalCase | None
    full_name: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A page, and on the first one how many there are of each kind."""

    rows: Sequence[Told]
    counts: Mapping[Kind, int] | None


def page(ctx: Context, wanted: Wanted, *, after: Spot | None, limit: int) -> Found:
    """Return what a unit must do, first due first; the counts look at every kind."""
    place = place_of(ctx, wanted.unit or ctx.actor.unit)
    kinds = set(KINDS) if after is None or wanted.kind is None else {wanted.kind}
    every = _items(ctx, place, wanted, kinds)
    counts = Counter(item.kind for item in every)
    kept = [
        item
        for item in every
        if (wanted.kind is None or item.kind == wanted.kind)
        and (after is None or item.spot.key > after.key)
    ]
    return Found(
        _told(ctx, kept[:limit]), {kind: counts[kind] for kind in KINDS} if after is None else None
    )


def place_of(ctx: Context, unit: str) -> Place:
    """Return a unit as a place of duties; a former commune is what it went into."""
    kind = kind_of(unit)
    codes = units.today(ctx, unit) if kind == "commune" else [unit]
    return Place(unit, kind, tuple(codes))


def _items(ctx: Context, place: Place, wanted: Wanted, kinds: set[Kind]) -> list[Item]:
    """Return the whole list of a unit, of every source, in order."""
    lines, people = horizon(ctx, wanted.days), _people(ctx, wanted)
    papers = "missing_paper" in kinds
    found = list[Item]()
    if papers or kinds & _OF_CLOCKS:
        clocks = owed(ctx, place, procedure=wanted.procedure, before=None if papers else lines.soon)
        if people is not None:
            clocks = [clock for clock in clocks if clock.client_id in people]
        found += _due(clocks, lines)
        found += _lacking(ctx, place, clocks, lines) if papers else []
    # Only clocks and papers are of a procedure.
    if wanted.procedure is None:
        others = _others(ctx, place, lines, kinds)
        found += [item for item in others if people is None or item.client_id in people]
    return sorted(found, key=lambda item: item.spot.key)


def _people(ctx: Context, wanted: Wanted) -> frozenset[UUID | None] | None:
    """Return the people the list is narrowed to; None for everybody and the unit itself."""
    one = None if wanted.client_id is None else frozenset({wanted.client_id})
    if not wanted.mine:
        return one
    mine = frozenset(ctx.session.scalars(assignments.mine(ctx)))
    return mine if one is None else mine & one


def _others(ctx: Context, place: Place, lines: Horizon, kinds: set[Kind]) -> list[Item]:
    """Return what is no clock: files and transfers that came, chores."""
    found = list[Item]()
    if "new_file" in kinds:
        found += [
            Item("new_file", Spot(file.since, file.id), file=file) for file in unopened(ctx, place)
        ]
    if "transfer" in kinds:
        found += [
            Item("transfer", Spot(one.due_at, one.id), lines.due(one.due_at), transfer=one)
            for one in waiting(ctx, place)
        ]
    found += [
        Item(one.kind, Spot(one.due_at, one.id, one.kind), lines.due(one.due_at), chore=one)
        for one in chores.of(ctx, place, kinds, before=lines.soon)
    ]
    return found


def _due(clocks: Sequence[Owed], lines: Horizon) -> list[Item]:
    found = []
    for clock in clocks:
        due = lines.due(clock.due_at)
        if due != "later":
            found.append(Item(due, Spot(clock.due_at, clock.id), due, clock=clock))
    return found


def _lacking(ctx: Context, place: Place, clocks: Sequence[Owed], lines: Horizon) -> list[Item]:
    return [
        Item(
            "missing_paper",
            Spot(one.clock.due_at, one.clock.id, "|".join(one.papers)),
            lines.due(one.clock.due_at),
            clock=one.clock,
            lacks=one,
        )
        for one in lacking(ctx, place, clocks)
    ]


def _told(ctx: Context, items: Sequence[Item]) -> list[Told]:
    """Fetch what is shown of a page, in two statements, and put on record whose files it shows."""
    clocks = clocks_of(ctx, [item.clock.id for item in items if item.clock is not None])
    clients = [item.client_id for item in items]
    names = names_of(ctx, clients)
    ctx.trail.note(clients)
    told = []
    for item in items:
        clock, case = (
            (None, None) if item.clock is None else clocks.get(item.clock.id, (None, None))
        )
        if item.clock is None or clock is not None:  # the file may have moved away meanwhile
            told.append(Told(item, clock, case, names.get(item.client_id)))
    return told


def clocks_of(ctx: Context, ids: Sequence[UUID]) -> Mapping[UUID, Kept]:
    """Return clocks with their cases."""
    statement = (
        sa.select(Deadline, LegalCase)
        .join(LegalCase, LegalCase.id == Deadline.case_id)
        .where(Deadline.id.in_(ids))
        .options(*_SHOWN)
    )
    return {clock.id: (clock, case) for clock, case in ctx.session.execute(statement)}


def names_of(ctx: Context, clients: Sequence[UUID | None]) -> Mapping[UUID | None, str]:
    """Return the names of clients to those who may read identity; nothing to others."""
    ids = {client for client in clients if client is not None}
    if not ids or not ctx.sees(Part.IDENTITY):
        return {}
    rows = ctx.session.execute(sa.select(Client.id, Client.full_name).where(Client.id.in_(ids)))
    return {row.id: row.full_name for row in rows}
