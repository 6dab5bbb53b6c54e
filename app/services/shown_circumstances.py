"""Circumstances as the API shows them: the items of the parts the caller reads."""

from app.access import CIRCUMSTANCE_PARTS
from app.context import Context
from app.models.circumstance import Circumstance
from app.schemas.circumstances import CircumstanceOut
from app.services import circumstances


def circumstance_out(ctx: Context, row: Circumstance) -> CircumstanceOut:
    """Return what was told, without what the caller does not read."""
    seen = circumstances.parts_seen(ctx)
    hidden = {name: None for name, part in CIRCUMSTANCE_PARTS.items() if part not in seen}
    return CircumstanceOut.model_validate(row).model_copy(update={**hidden, "parts": seen})
