"""Routes of the instruments of screening."""

from app.access import Permission
from app.api.door import Door
from app.context import Context
from app.law.pages.instruments import instruments
from app.schemas.screenings import InstrumentListOut

door = Door(prefix="/v1/instruments", tags=["screenings"])


@door.get("", may=Permission.LAW_READ)
def list_instruments(ctx: Context) -> InstrumentListOut:
    """List every version of every instrument: items, what options weigh, bands, source."""
    return InstrumentListOut.model_validate({"items": instruments(ctx.lawbook)})
