"""Who was again determined addicted within so many months of completing (*tái nghiện*).

A legal finding (163/2026/NĐ-CP, Điều 4 khoản 11), never a positive test. Of the completions of the
period; who cannot have been followed that long, and who died before without it, is left out.
"""

import sqlalchemy as sa

from app.models.case import Determination
from app.models.client import Client
from app.services import known
from app.services.question import Question
from app.services.sources.entries import anniversary, entries


def rows(question: Question) -> sa.Subquery:
    """Select one row a completion."""
    entry = entries(question, "ended").c
    found = known.table(question, Determination).c
    client = known.table(question, Client)
    day = anniversary(question, entry.exit_on)
    again = (
        sa.exists()
        .where(
            found.client_id == entry.client_id,
            found.result == "addicted",
            found.concluded_on > entry.exit_on,
            found.concluded_on <= day,
        )
        .correlate(entry.id.table)
    )
    early = day > question.known_on
    died = sa.not_(again) & (client.c.died_on <= day).is_(sa.true())
    return (
        sa.select(
            entry.id,
            entry.client_id,
            entry.facility,
            entry.exit_on.label("day"),
            entry.exit_on.label("since"),
            again.label("reached"),
            (early | died).label("excluded"),
            entry.soft,
            sa.case((early, "not_followed_yet"), (died, "died")).label("left_out"),
        )
        .select_from(sa.outerjoin(entry.id.table, client, client.c.id == entry.client_id))
        .where(entry.how == "completed")
        .subquery("relapse")
    )
