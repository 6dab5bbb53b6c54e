"""Files that became one, in the life of a file."""

from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.models.merge import Merge
from app.services.events.shape import MOST, Event


def of(ctx: Context, client_id: UUID) -> list[Event]:
    """Return when another file became part of this one, and when it was parted again."""
    statement = (
        sa.select(Merge)
        .where(Merge.client_id == client_id)
        .order_by(Merge.merged_at.desc())
        .limit(MOST)
    )
    found: list[Event] = []
    for made in ctx.session.scalars(statement):
        found.append({"at": made.merged_at, "kind": "merge", "title": made.reason})
        if made.undone_at is not None:
            found.append({"at": made.undone_at, "kind": "unmerge", "title": made.undo_reason})
    return found
