"""Whose case it is: a client's, or a facility's (a licence, a publication)."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.engine.facts import ClientFacts, Precision
from app.models.client import Client
from app.models.unit import Unit
from app.problems import NotFound
from app.services import clients

# One opening or step at a time for a facility; a client's file is locked by its own row.
_ONE_AT_A_TIME = sa.text("select pg_advisory_xact_lock(hashtextextended(:code, 1))")


@dataclass(frozen=True, slots=True)
class Subject:
    """A client's file or a facility, and where its cases are held."""

    client: Client | None
    facility: str | None
    unit: str
    province: str

    @property
    def client_id(self) -> UUID | None:
        """The client, if it is one."""
        return None if self.client is None else self.client.id

    def facts(self) -> ClientFacts:
        """What the law asks about a person; nothing of a facility."""
        client = self.client
        if client is None:
            return ClientFacts(residence_unit=self.unit)
        return ClientFacts(
            birth_date=client.birth_date,
            birth_precision=_precision(client.birth_precision),
            sex=client.sex,
            citizenship=client.citizenship,
            residence_stable=client.residence_stable,
            residence_unit=client.residence_unit,
        )


def of(
    ctx: Context, *, client_id: UUID | None, facility: str | None, lock: bool = False
) -> Subject:
    """Return the subject within the caller's reach. Raises NotFound, hidden or absent alike."""
    if client_id is not None:
        client = clients.get(ctx, client_id, lock=lock)
        return Subject(client, None, client.unit, client.province)
    unit = None if facility is None else ctx.session.get(Unit, facility)
    actor = ctx.actor
    if (
        unit is None
        or unit.kind != "facility"
        or not (actor.unit_kind == "nation" or actor.unit in {unit.code, unit.province})
    ):
        raise NotFound
    if lock:
        ctx.session.execute(_ONE_AT_A_TIME, {"code": unit.code})
    ctx.trail.note(object_type="unit", detail={"unit": unit.code})
    return Subject(None, unit.code, unit.code, unit.province or "")


def _precision(value: str) -> Precision:
    return "month" if value == "month" else "year" if value == "year" else "day"
