"""Referrals that wait for an answer: the centre's, or the sender's for a provider outside.

How soon is practice (`book/practice/moves.toml`).
"""

import sqlalchemy as sa

from app.access import Part
from app.context import Context
from app.law.shape.model import Title
from app.models.move import Referral
from app.services.chores.shape import CODES, Chore, Kind, Row, Rows, Telling
from app.services.chores.whose import has_people
from app.services.referrals import SENT

_ANSWER = Title("Trả lời giới thiệu, chuyển gửi", "Answer a referral")
_ASK = Title("Ghi trả lời của nơi được giới thiệu", "Write down the answer to a referral")


def select(unit_kind: str) -> Rows | None:
    """Select the referrals that nobody has answered, with whoever is to do it."""
    if not has_people(unit_kind):
        return None
    outside = Referral.to_unit.is_(None)
    return (
        Row(
            id=Referral.id,
            client_id=Referral.client_id,
            case_id=Referral.case_id,
            unit=sa.func.coalesce(Referral.to_unit, Referral.from_unit),
            since=Referral.referred_at,
            due_at=Referral.answer_due_at,
            detail={"provider": Referral.provider},
        )
        .of("referral_due")
        .where(
            Referral.state == SENT,
            sa.or_(
                Referral.to_unit == sa.any_(CODES),
                sa.and_(outside, Referral.from_unit == sa.any_(CODES)),
            ),
        )
    )


def tell(_ctx: Context, chore: Chore) -> Telling:
    """Tell whose answer is waited for."""
    provider: str | None = chore.detail["provider"]
    return Telling(_ANSWER) if provider is None else Telling(_ASK, Title(provider, provider))


KIND = Kind("referral_due", Part.SOCIAL, select, tell)
