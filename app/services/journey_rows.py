"""Journeys as rows: one a journey that ran in a period (`GET /v1/exports/journeys`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.context import Context
from app.law.reading.journeys import CentreType, ExitKind, journeys
from app.law.reading.substances import substances
from app.services.journeys import Journey
from app.services.travelled import Sought, Traveller, walk


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """A journey; `days` up to today while it runs."""

    client_id: UUID
    started_on: date
    ended_on: date | None
    days: int
    episodes: int
    forms: list[str]
    centre_type: CentreType
    first: bool
    exit: ExitKind | None
    outcome: str | None
    effective: bool | None
    main_substance: str | None
    icd10: str | None
    icd11: str | None
    soft: bool


def rows(
    ctx: Context, sought: Sought, *, after: tuple[UUID, date] | None, batch: int
) -> Iterator[JourneyRow]:
    """Return journeys by file and day, after the one named; as many as are asked for are read."""
    for person in walk(ctx, sought, batch):
        for journey in person.journeys:
            here = (person.client.id, journey.start)
            if journey.runs_in(sought.since, sought.until) and (after is None or here > after):
                yield _row(ctx, person, journey)


def _row(ctx: Context, person: Traveller, journey: Journey) -> JourneyRow:
    rules = journeys()
    until = journey.end or ctx.today
    main = person.word("main_substance", until)
    code = None if main is None else str(main)
    diagnosis = substances().diagnosis(code, addicted=person.addicted_on(until))
    return JourneyRow(
        client_id=person.client.id,
        started_on=journey.start,
        ended_on=journey.end,
        days=journey.days(ctx.today),
        episodes=len(journey.episodes),
        forms=list(dict.fromkeys(one.procedure for one in journey.episodes)),
        centre_type=rules.centre(journey.episodes[0].procedure),
        first=journey is person.journeys[0],
        exit=journey.exit(rules),
        outcome=None if journey.end is None else journey.last.outcome,
        effective=journey.effective(rules, ctx.today),
        main_substance=code,
        icd10=diagnosis.icd10,
        icd11=diagnosis.icd11,
        soft=journey.soft,
    )
