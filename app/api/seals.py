"""Routes of legal holds, seals and retention."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page, PageFilter
from app.schemas.requests import ReasonIn
from app.schemas.seals import (
    FileRetentionOut,
    HoldIn,
    HoldListOut,
    HoldOut,
    RetentionListOut,
    SealedFileOut,
    SealIn,
    SealOut,
    SealReadIn,
)
from app.services import legal_holds, retention, seals
from app.services.shown import client_out

door = Door(tags=["rights"])
_OF_CLIENT = "/v1/clients/{client_id}"


@door.post(_OF_CLIENT + "/holds", may=Permission.FILE_SEAL, status_code=201)
def place_hold(ctx: Context, client_id: Id, hold: HoldIn) -> HoldOut:
    """Put a file on legal hold: nothing of it is deleted or merged away while it stands."""
    made = legal_holds.place(ctx, client_id, reason=hold.reason, basis=hold.basis)
    return HoldOut.model_validate(made)


@door.get(_OF_CLIENT + "/holds", may=Permission.CLIENT_READ)
def list_holds(ctx: Context, client_id: Id) -> HoldListOut:
    """List the holds of a file, newest first, lifted ones too."""
    return HoldListOut.model_validate({"items": legal_holds.of(ctx, client_id)})


@door.post(_OF_CLIENT + "/holds/{hold_id}/lift", may=Permission.FILE_SEAL, versioned=True)
def lift_hold(ctx: Context, client_id: Id, hold_id: Id, version: int, why: ReasonIn) -> HoldOut:
    """Lift a hold; it stays on record."""
    return HoldOut.model_validate(legal_holds.lift(ctx, client_id, hold_id, version, why.reason))


@door.post(_OF_CLIENT + "/seal", may=Permission.FILE_SEAL, status_code=201, versioned=True)
def seal_client(ctx: Context, client_id: Id, version: int, seal: SealIn) -> SealOut:
    """Seal a whole file: from now on it is absent for all but the managers who may open it."""
    made = seals.put(ctx, client_id, version, ground=seal.ground, reason=seal.reason)
    return SealOut.model_validate(made)


@door.get("/v1/seals", may=Permission.FILE_SEAL)
def list_seals(ctx: Context, page: Annotated[PageFilter, Query()]) -> Page[SealOut]:
    """List the seals that stand in the caller's reach, newest first; ids only, no particulars."""
    cursor = Cursor.read(page)
    at, key = cursor.moment("at"), cursor.id("id")
    rows = seals.page(
        ctx, after=None if at is None or key is None else (at, key), limit=page.limit + 1
    )
    return Page[SealOut](
        **page_of(rows, page, SealOut.model_validate, lambda row: {"at": row.set_at, "id": row.id})
    )


@door.post("/v1/seals/{seal_id}/reading", may=Permission.FILE_SEAL)
def read_sealed_file(ctx: Context, seal_id: Id, reading: SealReadIn) -> SealedFileOut:
    """Read a sealed file once, for a purpose that stays on the trail."""
    opened = seals.read(ctx, seal_id, reading.purpose)
    return SealedFileOut.model_validate(
        {
            "seal": SealOut.model_validate(opened.seal),
            "client": client_out(ctx, opened.client, whole=True),
            "timeline": opened.events,
        }
    )


@door.post("/v1/seals/{seal_id}/lift", may=Permission.FILE_SEAL, versioned=True)
def lift_seal(ctx: Context, seal_id: Id, version: int, why: ReasonIn) -> SealOut:
    """Lift a seal: whoever held the file holds it as before."""
    return SealOut.model_validate(seals.lift(ctx, seal_id, version, why.reason))


@door.get("/v1/law/retention", may=Permission.LAW_READ)
def list_retention(ctx: Context) -> RetentionListOut:
    """Tell how long each kind of record is kept, or that the readings state no period."""
    del ctx
    return RetentionListOut.model_validate({"items": retention.table()})


@door.get(_OF_CLIENT + "/retention", may=Permission.CLIENT_READ)
def read_retention(ctx: Context, client_id: Id) -> FileRetentionOut:
    """Tell for each kind of record on a file when it may go, or why it is kept."""
    return FileRetentionOut.model_validate({"items": retention.of(ctx, client_id)})
