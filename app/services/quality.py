"""How far a figure can be trusted: its newest entry, what is complete, what rests on hearsay."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.context import Context
from app.models.client import Client, ManagementRecord
from app.models.service import Service
from app.services import known, reach, sealed
from app.services.indicators import is_wide, wanted
from app.services.question import Question
from app.services.spread import Spread, under


@dataclass(frozen=True, slots=True)
class Quality:
    """`newest_entry`: when something of the people counted was last entered; None where nothing is.

    `complete`: of the `counted`, how many have birth date, ethnicity and identity number on file.
    """

    newest_entry: datetime | None
    counted: int
    complete: int

    @property
    def complete_share(self) -> float | None:
        """The share of complete files; None when nobody is counted."""
        return self.complete / self.counted if self.counted else None


def of(ctx: Context, question: Question) -> Quality | None:
    """Return the quality of a figure of people; None where it counts anything else."""
    if not question.indicator.personal:
        return None
    with sealed.counted(ctx), reach.counting(ctx, wide=is_wide(question)):
        spread = Spread(question)
        client, where = spread.client, wanted(spread)
        whole = (
            client.birth_date.is_not(None)
            & client.ethnicity.is_not(None)
            & client.identity_hash.is_not(None)
        )
        statement = sa.select(
            sa.func.count().label("counted"), sa.func.count().filter(whole).label("complete")
        )
        statement = statement.select_from(spread.source).where(~spread.rows.c.excluded, *where)
        row = ctx.session.execute(statement).one()
        return Quality(_newest(ctx, question), row.counted, row.complete)


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
        mine = [client.id == model.client_id, under(question.unit, client.unit, client.province)]
        statement = statement.where(sa.exists().where(*mine))
    return ctx.session.scalar(statement)
