"""The one clock of the program, and Viet Nam's day.

Moments are aware and in UTC; legal days are Viet Nam's calendar days (UTC+7, no summer time).
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VN = ZoneInfo("Asia/Ho_Chi_Minh")


def vn_day(moment: datetime) -> date:
    """Return the calendar day it is in Viet Nam at this aware moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment must carry its offset from UTC")
    return moment.astimezone(VN).date()


class Timekeeper:
    """Tell the moment and the day; every other part of the program asks here.

    Given a start, the clock runs on from that moment at the ordinary pace (demonstrations, tests).
    """

    def __init__(self, start: datetime | None = None) -> None:
        """Start at the aware moment given, or follow the machine's clock."""
        if start is not None and start.tzinfo is None:
            raise ValueError("the clock must start at a moment that carries its offset from UTC")
        # Only demonstrations and tests set a start, so a step of the machine's clock does no harm.
        self._ahead = None if start is None else start - datetime.now(UTC)

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        moment = datetime.now(UTC)
        return moment if self._ahead is None else moment + self._ahead

    def today(self) -> date:
        """Return today's date in Viet Nam."""
        return vn_day(self.now())
