"""Grounds to refuse a request of the person, and what on file shows them (`book/rights.toml`)."""

from collections.abc import Callable
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.reading.rights import rights
from app.law.shape.parts import Citation
from app.models.case import LegalCase
from app.models.client import ManagementRecord
from app.models.rights import SubjectRequest
from app.problems import Invalid, OnHold, StateConflict, Text
from app.services import legal_holds, request_clocks


def on_list(ctx: Context, client_id: UUID) -> bool:
    """Tell whether the person stands on a list now."""
    row = ManagementRecord
    statement = sa.select(row.id).where(row.client_id == client_id, row.until.is_(None))
    return ctx.session.scalar(statement.limit(1)) is not None


def open_case(ctx: Context, client_id: UUID) -> bool:
    """Tell whether a case of the person is open."""
    row = LegalCase
    statement = sa.select(row.id).where(row.client_id == client_id, row.closed_at.is_(None))
    return ctx.session.scalar(statement.limit(1)) is not None


# What the book calls a thing on file, and how it is looked up.
ON_FILE: dict[str, Callable[[Context, UUID], bool]] = {
    "on_hold": legal_holds.stands,
    "on_list": on_list,
    "open_case": open_case,
}


def refuse_barred(ctx: Context, request: SubjectRequest) -> None:
    """Refuse to grant what may not be granted now. Raises OnHold or StateConflict, cited."""
    barring = [ground for ground in rights().ground if request.kind in ground.bars]
    # A hold first: it is somebody's order about this very file.
    for ground in sorted(barring, key=lambda ground: "on_hold" not in ground.when):
        found = [name for name in ground.when if ON_FILE[name](ctx, request.client_id)]
        if not found:
            continue
        if "on_hold" in found:
            raise OnHold
        law = None
        if ground.law is not None:
            law = Citation(**ground.law.model_dump(), edition=request_clocks.EDITION)
        raise StateConflict(
            Text(ground.title.vi, ground.title.en),
            legal_basis=() if law is None else (law,),
            extra={"ground": ground.code},
        )


def cited(code: str | None, reason: str | None) -> list[dict[str, object]]:
    """Return what a refusal rests on. Raises Invalid without a ground of the book and a reason."""
    ground = None if code is None else rights().ground_of(code)
    if ground is None:
        raise Invalid.at("/ground", vi="phải là căn cứ đã biết", en="must be a known ground")
    if reason is None:
        raise Invalid.at("/reason", vi="từ chối phải có lý do", en="a refusal has a reason")
    return request_clocks.cited(ground.law)
