"""Routes of screenings, and of the days of observation that follow one."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.law.engine.scoring import Answer
from app.schemas.base import Id, Page
from app.schemas.screenings import (
    ObservationIn,
    ObservationListOut,
    ObservationOut,
    ScreeningFilter,
    ScreeningIn,
    ScreeningOut,
)
from app.schemas.services import VoidIn
from app.services import observations, screenings

door = Door(prefix="/v1/clients/{client_id}/screenings", tags=["screenings"])


@door.post("", may=Permission.SERVICE_WRITE, status_code=201)
def record_screening(ctx: Context, client_id: Id, screening: ScreeningIn) -> ScreeningOut:
    """Record an instrument put to a client: it is scored here, and counted as a service."""
    entry = screenings.Entry(
        **screening.model_dump(exclude={"answers", "scores"}),
        answers=[Answer(**one.model_dump()) for one in screening.answers],
        scores=[screenings.Said(**one.model_dump()) for one in screening.scores],
    )
    return ScreeningOut.model_validate(screenings.record(ctx, client_id, entry))


@door.get("", may=Permission.CLIENT_READ)
def list_screenings(
    ctx: Context,
    client_id: Id,
    filter: Annotated[ScreeningFilter, Query()],  # noqa: A002
) -> Page[ScreeningOut]:
    """List a client's screenings with answers and scores, newest first; clinical part only."""
    rows = screenings.page(
        ctx,
        client_id,
        instrument=filter.instrument,
        after=Cursor.read(filter).values,
        limit=filter.limit + 1,
    )
    return Page[ScreeningOut](
        **page_of(
            rows,
            filter,
            ScreeningOut.model_validate,
            lambda s: {"on": s.performed_on, "id": s.id},
        )
    )


@door.post("/{screening_id}/void", may=Permission.SERVICE_WRITE, versioned=True)
def void_screening(
    ctx: Context, client_id: Id, screening_id: Id, version: int, void: VoidIn
) -> ScreeningOut:
    """Mark a screening entered by mistake, and the service it was counted as."""
    row = screenings.void(ctx, client_id, screening_id, version, void.reason)
    return ScreeningOut.model_validate(row)


@door.post("/{screening_id}/observations", may=Permission.SERVICE_WRITE, status_code=201)
def record_observation(
    ctx: Context, client_id: Id, screening_id: Id, observation: ObservationIn
) -> ObservationOut:
    """Record a day of clinical observation, after criteria that did not tell."""
    entry = observations.Entry(**observation.model_dump())
    return ObservationOut.model_validate(observations.record(ctx, client_id, screening_id, entry))


@door.get("/{screening_id}/observations", may=Permission.CLIENT_READ)
def list_observations(ctx: Context, client_id: Id, screening_id: Id) -> ObservationListOut:
    """List the days of observation after a screening, oldest first; clinical part only."""
    rows = observations.of_screening(ctx, client_id, screening_id)
    return ObservationListOut(items=[ObservationOut.model_validate(row) for row in rows])


@door.post(
    "/{screening_id}/observations/{observation_id}/void",
    may=Permission.SERVICE_WRITE,
    versioned=True,
)
def void_observation(
    ctx: Context, client_id: Id, screening_id: Id, observation_id: Id, version: int, void: VoidIn
) -> ObservationOut:
    """Mark a day of observation entered by mistake."""
    row = observations.void(ctx, client_id, screening_id, observation_id, version, void.reason)
    return ObservationOut.model_validate(row)
