"""Who of those that entered voluntarily was later taken to a compulsory file (*bắt buộc*).

`with.into`: the procedures that count, from the day their file is opened.
"""

import sqlalchemy as sa

from app.models.case import LegalCase
from app.services import known
from app.services.question import Question
from app.services.sources.days import vn
from app.services.sources.entries import entries
from app.services.sources.shape import listed


def rows(question: Question) -> sa.Subquery:
    """Select one row a voluntary entry of the period."""
    entry = entries(question, "entered").c
    later = known.table(question, LegalCase).alias("later").c
    moved = (
        sa.exists()
        .where(
            later.client_id == entry.client_id,
            later.procedure.in_(listed(question.said["into"])),
            vn(later.opened_at) >= entry.started_on,
        )
        .correlate(entry.id.table)
    )
    return sa.select(
        entry.id,
        entry.client_id,
        entry.facility,
        entry.started_on.label("day"),
        entry.started_on.label("since"),
        moved.label("reached"),
        sa.false().label("excluded"),
        entry.soft,
        sa.null().cast(sa.Text).label("left_out"),
    ).subquery("escalated")
