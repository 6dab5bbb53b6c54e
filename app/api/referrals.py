"""Routes of referrals: those of a client, and those from and to a unit."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page, PageFilter
from app.schemas.referrals import (
    ReferralFilter,
    ReferralIn,
    ReferralOut,
    ReferralOutcomeIn,
    ReferralReasonIn,
)
from app.services import referrals
from app.services.shown_moves import referral_out

of_client = Door(prefix="/v1/clients/{client_id}/referrals", tags=["referrals"])
door = Door(prefix="/v1/referrals", tags=["referrals"])


@of_client.post("", may=Permission.SERVICE_WRITE, status_code=201)
def refer_client(ctx: Context, client_id: Id, referral: ReferralIn) -> ReferralOut:
    """Send a person to a facility, which sees a card until it answers, or to somebody outside."""
    entry = referrals.Entry(**referral.model_dump())
    return referral_out(ctx, referrals.refer(ctx, client_id, entry))


@of_client.get("", may=Permission.CLIENT_READ)
def list_referrals_of_client(
    ctx: Context, client_id: Id, page: Annotated[PageFilter, Query()]
) -> Page[ReferralOut]:
    """List a client's referrals, newest first; for those who read the social part of a file."""
    cursor = Cursor.read(page)
    at, key = cursor.moment("at"), cursor.id("id")
    after = None if at is None or key is None else (at, key)
    rows = referrals.page_of_client(ctx, client_id, after=after, limit=page.limit + 1)
    return Page[ReferralOut](
        **page_of(
            rows,
            page,
            lambda row: referral_out(ctx, row),
            lambda row: {"at": row.referred_at, "id": row.id},
        )
    )


@door.get("", may=Permission.CLIENT_READ)
def list_referrals(ctx: Context, filter: Annotated[ReferralFilter, Query()]) -> Page[ReferralOut]:  # noqa: A002
    """List what a unit referred and what was referred to it, first due first."""
    cursor = Cursor.read(filter)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = referrals.page(
        ctx,
        unit=filter.unit,
        direction=filter.direction,
        status=filter.status,
        after=None if at is None or key is None else (at, key),
        limit=filter.limit + 1,
    )
    return Page[ReferralOut](
        **page_of(
            rows,
            filter,
            lambda row: referral_out(ctx, row),
            lambda row: {"at": row.answer_due_at, "id": row.id},
        )
    )


@door.get("/{referral_id}", may=Permission.CLIENT_READ)
def read_referral(ctx: Context, referral_id: Id) -> ReferralOut:
    """Read one referral, from either end."""
    return referral_out(ctx, referrals.get(ctx, referral_id))


@door.post("/{referral_id}/accept", may=Permission.SERVICE_WRITE, versioned=True)
def accept_referral(ctx: Context, referral_id: Id, version: int) -> ReferralOut:
    """Say yes: a facility then holds the file, until the referral is done or taken back."""
    return referral_out(ctx, referrals.accept(ctx, referral_id, version))


@door.post("/{referral_id}/refuse", may=Permission.SERVICE_WRITE, versioned=True)
def refuse_referral(
    ctx: Context, referral_id: Id, version: int, why: ReferralReasonIn
) -> ReferralOut:
    """Say no, and why; for a provider outside the sender writes it down."""
    return referral_out(ctx, referrals.refuse(ctx, referral_id, version, why.reason))


@door.post("/{referral_id}/done", may=Permission.SERVICE_WRITE, versioned=True)
def finish_referral(
    ctx: Context, referral_id: Id, version: int, result: ReferralOutcomeIn
) -> ReferralOut:
    """Say what came of it; the custody that the referral gave ends."""
    return referral_out(ctx, referrals.finish(ctx, referral_id, version, result.outcome))


@door.post("/{referral_id}/revoke", may=Permission.SERVICE_WRITE, versioned=True)
def revoke_referral(
    ctx: Context, referral_id: Id, version: int, why: ReferralReasonIn
) -> ReferralOut:
    """Take a referral back; only the unit that sent it may."""
    return referral_out(ctx, referrals.revoke(ctx, referral_id, version, why.reason))
