"""How far a figure can be trusted: its newest entry, what is complete, what rests on hearsay."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.context import Context
from app.models.client import Client, Custody, ManagementRecord
from app.models.service import Service
from app.services import known, reach, sealed
from app.services.indicators import is_wide
from app.services.known import Columns
from app.services.question import Question
from app.services.spread import under


@dataclass(frozen=True, slots=True)
class Quality:
    """Of the files of a unit, whatever figure is asked of it.

    `newest_entry`: when a service or a list entry of theirs was last entered; None where nothing
    is. `complete`: of the `files`, how many have birth date, ethnicity and identity number.
    """

    newest_entry: datetime | None
    files: int
    complete: int

    @property
    def complete_share(self) -> float | None:
        """The share of complete files; None where there are none."""
        return self.complete / self.files if self.files else None


def of(ctx: Context, question: Question) -> Quality | None:
    """Return the quality of the files of the unit asked of; None where no people are counted."""
    if not question.indicator.personal:
        return None
    with sealed.counted(ctx), reach.counting(ctx, wide=is_wide(question)):
        client = known.table(question, Client)
        whole = (
            client.c.birth_date.is_not(None)
            & client.c.ethnicity.is_not(None)
            & client.c.identity_hash.is_not(None)
        )
        statement = sa.select(
            sa.func.count().label("files"), sa.func.count().filter(whole).label("complete")
        )
        mine = [client.c.merged_into.is_(None), under_unit(question, client.c)]
        row = ctx.session.execute(statement.select_from(client).where(*mine)).one()
        return Quality(_newest(ctx, question), row.files, row.complete)


def under_unit(question: Question, client: Columns) -> sa.ColumnElement[bool]:
    """Tell which files are the unit's own: those a facility holds, or those of a place."""
    if not question.unit.startswith("F-"):
        return under(question.unit, client.unit, client.province)
    return sa.exists().where(
        Custody.client_id == client.id, Custody.until.is_(None), Custody.unit == question.unit
    )


def _newest(ctx: Context, question: Question) -> datetime | None:
    """Return when the newest service or list entry of the unit's people became known."""
    moments = [_last(ctx, question, model) for model in (Service, ManagementRecord)]
    return max((moment for moment in moments if moment is not None), default=None)


def _last(
    ctx: Context, question: Question, model: type[Service] | type[ManagementRecord]
) -> datetime | None:
    statement = sa.select(sa.func.max(model.known_from))
    if question.as_of is not None:
        statement = statement.where(model.known_from <= question.as_of)
    if question.unit != "vn":
        client = known.table(question, Client).c
        mine = [client.id == model.client_id, under_unit(question, client)]
        statement = statement.where(sa.exists().where(*mine))
    return ctx.session.scalar(statement)
