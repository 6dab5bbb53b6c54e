"""Routes of accounts of people and of systems."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.accounts import AccountFilter, AccountIn, AccountOut, ApiClientIn, ApiClientOut
from app.schemas.base import Id, Page
from app.services import accounts

door = Door(prefix="/v1", tags=["accounts"])


@door.post(
    "/accounts",
    may=Permission.ACCOUNT_MANAGE,
    status_code=201,
    location="/v1/accounts/{id}",
)
def create_account(ctx: Context, account: AccountIn) -> AccountOut:
    """Make a person's account, within one's own unit and those below it."""
    return AccountOut.model_validate(accounts.create(ctx, account))


@door.get("/accounts", may=Permission.ACCOUNT_MANAGE)
def list_accounts(ctx: Context, chosen: Annotated[AccountFilter, Query()]) -> Page[AccountOut]:
    """List accounts of people and systems by user name."""
    rows = accounts.page(ctx, chosen, after=Cursor.read(chosen).at("username"))
    cut = page_of(rows, chosen, AccountOut.model_validate, lambda row: {"username": row.username})
    return Page[AccountOut](**cut)


@door.get("/accounts/{account_id}", may=Permission.ACCOUNT_MANAGE)
def read_account(ctx: Context, account_id: Id) -> AccountOut:
    """Read one account."""
    return AccountOut.model_validate(accounts.get(ctx, account_id))


@door.post("/accounts/{account_id}/disable", may=Permission.ACCOUNT_MANAGE, versioned=True)
def disable_account(ctx: Context, account_id: Id, version: int) -> AccountOut:
    """Close an account; its sign-ins end with the answer."""
    return AccountOut.model_validate(accounts.disable(ctx, account_id, version=version))


@door.post("/accounts/{account_id}/enable", may=Permission.ACCOUNT_MANAGE, versioned=True)
def enable_account(ctx: Context, account_id: Id, version: int) -> AccountOut:
    """Open a closed account again."""
    return AccountOut.model_validate(accounts.enable(ctx, account_id, version=version))


@door.post("/api-clients", may=Permission.ACCOUNT_MANAGE, status_code=201)
def create_api_client(ctx: Context, client: ApiClientIn) -> ApiClientOut:
    """Let a system in: its id and its secret, which is shown this once."""
    return ApiClientOut.model_validate(accounts.create_client(ctx, client))
