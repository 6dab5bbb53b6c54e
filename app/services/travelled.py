"""Who went through treatment under a unit, with their journeys and what they told: for exports.

A row is whoever has a file here: of a merged person the cases lie in the one file that stayed. A
case set aside in a merge is told by the other and left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.reading.journeys import JourneyPractice, journeys
from app.models.case import Determination, LegalCase, Step
from app.models.circumstance import Circumstance
from app.models.client import Client
from app.problems import NotPermitted
from app.services.journeys import Episode, Journey, join
from app.services.spread import under
from app.times import VN, vn_day

_RECORDED: Final = "recorded"
Told = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sought:
    """Whose journeys: under a unit, in a period, from a file on. `begun`: they begin in it."""

    unit: str
    since: date
    until: date
    begun: bool = False
    since_file: UUID | None = None


@dataclass(frozen=True, slots=True)
class Traveller:
    """One person: all their journeys, what they told in the order it was told, when addicted."""

    client: Client
    journeys: Sequence[Journey]
    told: Sequence[Told]
    addicted_since: date | None

    def word(self, item: str, until: date) -> object:
        """The latest word on an item up to a day; None where nobody told it."""
        for entry in reversed(self.told):
            if entry["told_on"] <= until and entry[item] is not None:  # type: ignore[operator]
                return entry[item]
        return None

    def addicted_on(self, day: date) -> bool:
        """Tell whether the person was determined addicted by a day."""
        return self.addicted_since is not None and self.addicted_since <= day


def walk(ctx: Context, sought: Sought, batch: int) -> Iterator[Traveller]:
    """Go through the people in the order of their files, so many at a time.

    Raises NotPermitted without the legal part of files, which is what tells of cures.
    """
    if not ctx.sees(Part.LEGAL):
        raise NotPermitted
    rules, place = journeys(), sought.since_file
    first = True
    while first or place is not None:
        people = ctx.session.scalars(_people(sought, rules, place, first=first).limit(batch)).all()
        yield from _with_all(ctx, rules, people)
        place = people[-1].id if len(people) == batch else None
        first = False


def _people(
    sought: Sought, rules: JourneyPractice, place: UUID | None, *, first: bool
) -> sa.Select[Client]:
    """Select whoever may have a journey in the period; a gap at its edge may hide one."""
    gap = timedelta(days=0 if sought.begun else rules.gap_days)
    ran = _counted(rules) & (LegalCase.started_on <= sought.until + gap)
    if sought.begun:
        ran = ran & (LegalCase.started_on >= sought.since)
    else:
        edge = datetime.combine(sought.since - gap, time(), VN)
        ran = ran & (LegalCase.closed_at.is_(None) | (LegalCase.closed_at >= edge))
    statement = sa.select(Client).where(
        sa.exists().where(LegalCase.client_id == Client.id, ran), _within(sought.unit)
    )
    if place is not None:
        statement = statement.where(Client.id >= place if first else Client.id > place)
    return statement.order_by(Client.id)


def _within(unit: str) -> sa.ColumnElement[bool]:
    if unit.startswith("F-"):
        return sa.exists().where(LegalCase.client_id == Client.id, LegalCase.facility == unit)
    return under(
        unit, sa.type_coerce(Client.unit, sa.Text), sa.type_coerce(Client.province, sa.Text)
    )


def _counted(rules: JourneyPractice) -> sa.ColumnElement[bool]:
    return (
        LegalCase.procedure.in_(rules.procedures)
        & LegalCase.started_on.is_not(None)
        & (sa.func.coalesce(LegalCase.outcome, "") != "set_aside")
    )


def _with_all(
    ctx: Context, rules: JourneyPractice, people: Sequence[Client]
) -> Iterator[Traveller]:
    ids = [client.id for client in people]
    episodes = _episodes(ctx, rules, ids)
    told, addicted = _told(ctx, ids), _addicted(ctx, ids)
    for client in people:
        yield Traveller(
            client,
            join(episodes[client.id], rules.gap_days),
            told[client.id],
            addicted.get(client.id),
        )


def _episodes(
    ctx: Context, rules: JourneyPractice, ids: Sequence[UUID]
) -> Mapping[UUID, list[Episode]]:
    case, over = LegalCase, _over(rules, ids)
    statement = (
        sa.select(
            case.client_id, case.procedure, case.started_on,
            sa.func.least(case.closed_at, over.c.at).label("ended_at"),
            sa.func.coalesce(case.outcome, case.state).label("outcome"),
            (case.unverified | (case.provenance != _RECORDED)).label("soft"),
        )
        .outerjoin(over, over.c.case_id == case.id)
        .where(case.client_id.in_(ids), _counted(rules))
    )  # fmt: skip
    found: defaultdict[UUID, list[Episode]] = defaultdict(list)
    for row in ctx.session.execute(statement):
        end = None if row.ended_at is None else vn_day(row.ended_at)
        outcome = None if end is None else row.outcome
        found[row.client_id].append(
            Episode(row.procedure, row.started_on, end, outcome, soft=row.soft)
        )
    return found


def _over(rules: JourneyPractice, ids: Sequence[UUID]) -> sa.Subquery:
    """Select when the treatment of a case was over, before the case was."""
    return (
        sa.select(Step.case_id, sa.func.max(Step.occurred_at).label("at"))
        .where(
            Step.client_id.in_(ids),
            Step.to_state.in_(rules.over),
            Step.from_state.not_in(rules.over),
        )
        .group_by(Step.case_id)
        .subquery("over")
    )


def _told(ctx: Context, ids: Sequence[UUID]) -> Mapping[UUID, list[Told]]:
    table = Circumstance.__table__
    statement = (
        sa.select(*(column for column in table.c if column.name != "known_from"))
        .where(table.c.client_id.in_(ids), table.c.voided_at.is_(None))
        .order_by(table.c.client_id, table.c.told_on, table.c.id)
    )
    found: defaultdict[UUID, list[Told]] = defaultdict(list)
    for row in ctx.session.execute(statement).mappings():
        found[row["client_id"]].append(dict(row))
    return found


def _addicted(ctx: Context, ids: Sequence[UUID]) -> Mapping[UUID, date]:
    """The first day on which each was found addicted."""
    statement = (
        sa.select(Determination.client_id, sa.func.min(Determination.concluded_on).label("day"))
        .where(Determination.client_id.in_(ids), Determination.result == "addicted")
        .group_by(Determination.client_id)
    )
    return {row.client_id: row.day for row in ctx.session.execute(statement)}
