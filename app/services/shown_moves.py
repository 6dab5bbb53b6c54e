"""Transfers and referrals as the API shows them."""

from app.access import Part
from app.context import Context
from app.models.move import Referral, Transfer
from app.schemas.referrals import ReferralOut
from app.schemas.transfers import TransferOut
from app.services import referrals, transfers

_TOLD = ("address", "overdue", "notice_late", "full_name", "birth_year")


def transfer_out(ctx: Context, transfer: Transfer, *, whole: bool = False) -> TransferOut:
    """Return a transfer; who the person is only to those who read identity."""
    known = ctx.sees(Part.IDENTITY)
    due, sent = transfer.notice_due_at, transfer.sent_at
    return TransferOut.model_validate(
        {
            **{n: getattr(transfer, n) for n in TransferOut.model_fields if n not in _TOLD},
            "full_name": transfer.full_name if known else None,
            "birth_year": transfer.birth_year if known else None,
            "address": transfers.opened_address(ctx, transfer) if whole else None,
            "overdue": transfer.state == transfers.IN_TRANSIT and transfer.due_at < ctx.now,
            "notice_late": due is not None and due < sent,
        }
    )


def referral_out(ctx: Context, referral: Referral) -> ReferralOut:
    """Return a referral; who the person is only to those who read identity."""
    known = ctx.sees(Part.IDENTITY)
    told = {n: getattr(referral, n) for n in ReferralOut.model_fields if n not in _TOLD}
    return ReferralOut.model_validate(
        {
            **told,
            "full_name": referral.full_name if known else None,
            "birth_year": referral.birth_year if known else None,
            "overdue": referral.state == referrals.SENT and referral.answer_due_at < ctx.now,
        }
    )
