"""Referrals in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.move import Referral
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return every referral: what for, and to which unit."""
    statement = (
        sa.select(Referral)
        .where(Referral.client_id == client_id)
        .order_by(Referral.referred_at.desc())
        .limit(MOST)
    )
    return [
        {
            "at": referral.referred_at,
            "kind": "referral",
            "title": referral.purpose,
            "case_id": referral.case_id,
            "ref": referral.state,
            "unit": referral.to_unit,
        }
        for referral in ctx.session.scalars(statement)
    ]
