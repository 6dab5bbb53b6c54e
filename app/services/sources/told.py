"""How people lived when a cure or treatment ended, or so many months after (*hoàn cảnh*).

`with.field`: what they told; `with.good`: the answers of the numerator; `with.window`: within how
many days of the day asked for an answer may lie, the nearest first. Only who answered is counted:
whoever was not asked, or did not know, is a row of its own among those left out.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.selectable import LateralFromClause

from app.models.circumstance import Circumstance
from app.models.client import Client
from app.services import known
from app.services.known import Columns
from app.services.question import Question
from app.services.sources.entries import anniversary, entries
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row an entry that ended in the period."""
    ended = entries(question, "ended")
    entry, client = ended.c, known.table(question, Client)
    day = anniversary(question, entry.exit_on)
    told = _told(question, entry, day)
    elsewhere = entry.how.in_(listed(question.said["censored"]))
    died = (entry.how == "died") | (client.c.died_on <= day).is_(sa.true())
    early = day > question.known_on
    silent = told.c.answer.is_(None)
    source = sa.outerjoin(ended, client, client.c.id == entry.client_id)
    return (
        sa.select(
            entry.id,
            entry.client_id,
            entry.facility,
            day.label("day"),
            entry.exit_on.label("since"),
            told.c.answer.in_(listed(question.said["good"])).is_(sa.true()).label("reached"),
            (elsewhere | died | early | silent).label("excluded"),
            (entry.soft | sa.func.coalesce(told.c.soft, sa.false())).label("soft"),
            sa.case(
                (died, "died"), (elsewhere, entry.how), (early, "not_followed_yet"),
                (silent, "not_told"),
            ).label("left_out"),
        )
        .select_from(sa.outerjoin(source, told, sa.true()))
        .subquery("told")
    )  # fmt: skip


def _told(question: Question, entry: Columns, day: sa.ColumnElement[Any]) -> LateralFromClause:
    """Select the answer nearest to the day, within the window."""
    said = known.table(question, Circumstance).c
    answer, window = said[str(question.said["field"])], int(str(question.said["window"]))
    return (
        sa.select(answer.label("answer"), (said.provenance != "recorded").label("soft"))
        .where(
            said.client_id == entry.client_id,
            said.voided_at.is_(None),
            said.told_on.between(day - window, day + window),
            answer != "unknown",
        )
        .order_by(sa.func.abs(said.told_on - day), said.told_on.desc(), said.id)
        .limit(1)
        .lateral("nearest")
    )
