"""What a running clock has been through, as JSON in its row: pauses and extensions, each cited.

Both lists only grow, so that the date of a clock can be explained as it was (design §3.4).
"""

from datetime import datetime
from typing import cast

from app.law.days.clock import Extension, Pause, Unit
from app.law.engine.finding import ChangedClock
from app.models.deadline import Deadline


def pauses_of(clock: Deadline) -> tuple[Pause, ...]:
    """Return the stretches in which a clock stood still; the last has no end while it does."""
    return tuple(
        Pause(
            from_=datetime.fromisoformat(str(row["from"])),
            to=None if row["to"] is None else datetime.fromisoformat(str(row["to"])),
            reason=str(row["reason"]),
            law=str(row["law"]),
            reason_en=str(row["reason_en"]),
        )
        for row in clock.pauses
    )


def extensions_of(clock: Deadline) -> tuple[Extension, ...]:
    """Return the lawful lengthenings of a clock, in their order."""
    return tuple(
        Extension(
            by=cast(int, row["by"]),
            unit=cast(Unit, row["unit"]),
            cap=cast(int, row["cap"]),
            used=cast(int, row["used"]),
            law=str(row["law"]),
        )
        for row in clock.extensions
    )


def write(clock: Deadline, change: ChangedClock) -> None:
    """Write onto a clock the pauses and extensions it has had, the newest included."""
    clock.pauses = [
        {
            "from": pause.from_.isoformat(),
            "to": None if pause.to is None else pause.to.isoformat(),
            "reason": pause.reason,
            "reason_en": pause.reason_en,
            "law": pause.law,
        }
        for pause in change.pauses
    ]
    clock.extensions = [
        {"by": one.by, "unit": one.unit, "cap": one.cap, "used": one.used, "law": one.law}
        for one in change.extended_by
    ]
    standing = [pause for pause in change.pauses if pause.to is None]
    clock.paused_at = standing[-1].from_ if standing else None
