"""Who is away from the facility for a while: leave, hospital, court, escape. The steps tell it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.reading import stays as practice
from app.law.reading.rows import TitleRow
from app.models.case import Step


@dataclass(frozen=True, slots=True)
class Absence:
    """Time away; without an end it goes on."""

    kind: str
    title: TitleRow
    since: datetime
    until: datetime | None
    keeps_place: bool

    def within(self, since: datetime, until: datetime | None) -> bool:
        """Does it fall into a stay."""
        begun = until is None or self.since < until
        return begun and (self.until is None or self.until > since)

    def at(self, moment: datetime) -> bool:
        """Does it last at a moment."""
        return self.since <= moment and (self.until is None or self.until > moment)


def of_cases(ctx: Context, cases: Iterable[UUID]) -> Mapping[UUID, list[Absence]]:
    """Return the absences of each case, in one statement."""
    rules = practice.stays().away
    names = {name for rule in rules for name in (*rule.goes, *rule.comes)}
    statement = (
        sa.select(Step.case_id, Step.name, Step.occurred_at)
        .where(Step.case_id.in_(set(cases)), Step.name.in_(names))
        .order_by(Step.case_id, Step.seq)
    )
    acts: dict[UUID, list[tuple[str, datetime]]] = defaultdict(list)
    for row in ctx.session.execute(statement):
        acts[row.case_id].append((row.name, row.occurred_at))
    return {case: [one for rule in rules for one in _told(rule, acts[case])] for case in acts}


def _told(rule: practice.Away, acts: Iterable[tuple[str, datetime]]) -> Iterable[Absence]:
    """Pair each going with the next coming back of its kind."""
    gone: datetime | None = None
    for name, at in acts:
        if name in rule.goes and gone is None:
            gone = at
        elif name in rule.comes and gone is not None:
            yield Absence(rule.kind, rule.title, gone, at, rule.keeps_place)
            gone = None
    if gone is not None:
        yield Absence(rule.kind, rule.title, gone, None, rule.keeps_place)
