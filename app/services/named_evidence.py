"""The screening and the assessor that a step names: read once, told where not told, judged on.

Which fields name them is of the law book (types `screening` and `staff`); what they must agree
with is said by its guards. Absent and hidden rows are refused alike (T2).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.engine.evidence import HeldFact, ScreeningFact, StaffFact
from app.law.engine.facts import Facts
from app.law.guards.evidence import Agreed
from app.law.shape.model import StepRule
from app.models.case import LegalCase
from app.models.screening import Observation, Screening
from app.models.staff import StaffMember
from app.models.unit import Unit
from app.problems import Invalid
from app.services import bodies, staff

Told = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Named:
    """The body as it is to be read, and what it names as plain values."""

    told: Told
    screenings: tuple[ScreeningFact, ...] = ()
    staff: tuple[StaffFact, ...] = ()

    def beside(self, facts: Facts) -> Facts:
        """Return the facts with what the step names."""
        return replace(facts, screenings=self.screenings, staff=self.staff)


def read(ctx: Context, case: LegalCase, given: Told) -> Named:
    """Return what a step names, and the body with what follows from it filled in.

    Only what was not told is filled in: where it was told otherwise the law refuses. Raises
    Invalid for a row that is not of this client, or of nobody within the caller's reach.
    """
    rule, _ = bodies.rule_of(ctx, case.procedure, given)
    ids = dict(_named(rule, given))
    if not ids:
        return Named(given)
    told = dict(given)
    screenings, people = [], []
    for field, (kind, key) in ids.items():
        if kind == "staff":
            person = _person(ctx, field, key)
            people.append(_staff_fact(ctx, person))
            _tell_who(ctx, told, person)
        else:
            fact = _screening_fact(ctx, case, field, key)
            screenings.append(fact)
            _tell_what(rule, told, field, fact)
    return Named(told, tuple(screenings), tuple(people))


def _named(rule: StepRule, given: Told) -> Iterator[tuple[str, tuple[str, UUID]]]:
    """The ids told; what is no id is refused by the form."""
    for ask in rule.asks:
        said = given.get(ask.field)
        if ask.type in {"screening", "staff"} and isinstance(said, str):
            try:
                yield ask.field, (ask.type, UUID(said))
            except ValueError:
                continue


def _tell_what(rule: StepRule, told: dict[str, object], field: str, fact: ScreeningFact) -> None:
    for guard in rule.when:
        params = guard.params
        if isinstance(params, Agreed) and params.field == field:
            told.setdefault(params.count, fact.score)
            choices = (one.code for ask in rule.asks for one in ask.values
                       if ask.field == params.result)  # fmt: skip
            # A finding that concludes nothing is refused by its guard, not as an ill-formed result.
            told.setdefault(
                params.result, fact.band if fact.band in choices else _any(rule, params)
            )


def _any(rule: StepRule, params: Agreed) -> str:
    return next(ask.values[0].code for ask in rule.asks if ask.field == params.result)


def _tell_who(ctx: Context, told: dict[str, object], person: StaffMember) -> None:
    """Name the assessor and the facility as the result paper has them."""
    unit = ctx.session.get(Unit, person.unit)
    known = {
        "assessor": person.full_name,
        "facility_name": person.unit if unit is None else unit.name,
    }
    for field, name in known.items():
        if told.get(field) not in (None, name):
            raise Invalid.at(
                f"/{field}", vi="khác với người xác định đã nêu", en="is not of the assessor named"
            )
        told[field] = name


def _screening_fact(ctx: Context, case: LegalCase, field: str, key: UUID) -> ScreeningFact:
    """Read a screening; the client is locked by the step, and by whoever would void it."""
    statement = sa.select(Screening).where(
        Screening.id == key, Screening.client_id == case.client_id
    )
    seen = ctx.sees(Part.CLINICAL)
    row = ctx.session.scalar(statement) if seen else None
    if row is None:
        raise Invalid.at(f"/{field}", vi="không có trong hồ sơ này", en="is not on this file")
    later = sa.select(sa.func.min(Screening.performed_on)).where(
        Screening.follows == row.id, Screening.voided_at.is_(None)
    )
    first = row.scores[0]
    return ScreeningFact(
        id=str(row.id),
        instrument=row.instrument,
        version=row.instrument_version,
        day=row.performed_on,
        band=str(first["band"]),
        score=int(str(first["score"])),
        voided=row.voided_at is not None,
        followed_on=ctx.session.scalar(later),
        follows=row.follows is not None,
        observed=observed(ctx, row),
    )


def observed(ctx: Context, screening: Screening) -> tuple[tuple[str, date], ...]:
    """Return chart and day of the observation that a screening concludes, oldest first."""
    statement = (
        sa.select(Observation.chart, Observation.observed_on)
        .where(Observation.screening_id == screening.follows, Observation.voided_at.is_(None))
        .order_by(Observation.observed_on, Observation.chart)
    )
    return tuple((row.chart, row.observed_on) for row in ctx.session.execute(statement))


def _person(ctx: Context, field: str, key: UUID) -> StaffMember:
    row = ctx.session.scalar(sa.select(StaffMember).where(StaffMember.id == key))
    if row is None:
        raise Invalid.at(f"/{field}", vi="không có nhân sự này", en="there is no such person")
    return row


def _staff_fact(ctx: Context, person: StaffMember) -> StaffFact:
    every = staff.held(sa.true(), sa.true(), StaffMember.id == person.id)
    return StaffFact(
        id=str(person.id),
        unit=person.unit,
        kinds=tuple(person.kinds),
        employed_from=person.employed_from,
        employed_until=person.employed_until,
        voided=person.voided_at is not None,
        held=tuple(
            HeldFact(row["kind"], row["scope"] or "", row["since"], row["valid_until"])
            for row in ctx.session.execute(every).mappings()
        ),
    )
