"""Routes of staff and their credentials."""

from typing import Annotated

from fastapi import Query

from app.access import Permission
from app.api.door import Door
from app.api.paging import Cursor, page_of
from app.context import Context
from app.schemas.base import Id, Page
from app.schemas.services import VoidIn
from app.schemas.staff import (
    CredentialFilter,
    CredentialIn,
    CredentialOut,
    StaffChangeIn,
    StaffFilter,
    StaffIn,
    StaffOut,
)
from app.services import staff

door = Door(prefix="/v1/staff", tags=["staff"])


@door.get("", may=Permission.STAFF_READ)
def list_staff(
    ctx: Context,
    filter: Annotated[StaffFilter, Query()],  # noqa: A002
) -> Page[StaffOut]:
    """List the staff of a unit; of a province or the nation, of all below it in reach."""
    rows = staff.page(
        ctx,
        unit=filter.unit,
        kind=filter.kind,
        expiring_before=filter.expiring_before,
        after=Cursor.read(filter).id("id"),
        limit=filter.limit + 1,
    )
    return Page[StaffOut](
        **page_of(rows, filter, StaffOut.model_validate, lambda row: {"id": row.id})
    )


@door.post("", may=Permission.STAFF_WRITE, status_code=201, location="/v1/staff/{id}")
def create_staff_member(ctx: Context, staff_member: StaffIn) -> StaffOut:
    """Enter somebody who works at a unit in reach."""
    said = staff_member.model_dump(exclude={"id", "unit"})
    made = staff.create(ctx, unit=staff_member.unit, said=said, key=staff_member.id)
    return StaffOut.model_validate(made)


@door.get("/{staff_id}", may=Permission.STAFF_READ)
def read_staff_member(ctx: Context, staff_id: Id) -> StaffOut:
    """Read one of the staff."""
    return StaffOut.model_validate(staff.get(ctx, staff_id))


@door.patch("/{staff_id}", may=Permission.STAFF_WRITE)
def change_staff_member(
    ctx: Context, staff_id: Id, version: int, change: StaffChangeIn
) -> StaffOut:
    """Change what is known of somebody; the unit is fixed."""
    said = change.model_dump(exclude_unset=True)
    return StaffOut.model_validate(staff.change(ctx, staff_id, version, said))


@door.post("/{staff_id}/void", may=Permission.STAFF_WRITE, versioned=True)
def void_staff_member(ctx: Context, staff_id: Id, version: int, void: VoidIn) -> StaffOut:
    """Mark somebody entered by mistake; who left has a last day instead."""
    return StaffOut.model_validate(staff.void(ctx, staff_id, version, void.reason))


@door.get("/{staff_id}/credentials", may=Permission.STAFF_READ)
def list_credentials(
    ctx: Context,
    staff_id: Id,
    filter: Annotated[CredentialFilter, Query()],  # noqa: A002
) -> Page[CredentialOut]:
    """List somebody's diplomas, licences and certificates, newest first."""
    cursor = Cursor.read(filter)
    day, key = cursor.day("on"), cursor.id("id")
    rows = staff.credentials(
        ctx,
        staff_id,
        on=filter.on,
        after=None if day is None or key is None else (day, key),
        limit=filter.limit + 1,
    )
    return Page[CredentialOut](
        **page_of(
            rows,
            filter,
            CredentialOut.model_validate,
            lambda row: {"on": row.issued_on, "id": row.id},
        )
    )


@door.post("/{staff_id}/credentials", may=Permission.STAFF_WRITE, status_code=201)
def record_credential(ctx: Context, staff_id: Id, credential: CredentialIn) -> CredentialOut:
    """Enter a diploma, a licence or a certificate."""
    said = credential.model_dump(exclude={"id"})
    made = staff.add_credential(ctx, staff_id, said, credential.id)
    return CredentialOut.model_validate(made)


@door.post(
    "/{staff_id}/credentials/{credential_id}/void", may=Permission.STAFF_WRITE, versioned=True
)
def void_credential(
    ctx: Context, staff_id: Id, credential_id: Id, version: int, void: VoidIn
) -> CredentialOut:
    """Mark a credential entered by mistake."""
    made = staff.void_credential(ctx, staff_id, credential_id, version, void.reason)
    return CredentialOut.model_validate(made)
