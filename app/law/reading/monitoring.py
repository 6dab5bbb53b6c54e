"""What an e-monitoring device may tell, and how long that is kept (`practice/monitoring.toml`)."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, LawRow, Row, TitleRow
from app.law.reading.source import parse, read


class EventKind(Row):
    """A kind of event, whether the measure needs it, and where the law says so."""

    code: Code
    title: TitleRow
    needed: bool
    law: LawRow


class MonitoringPractice(Row):
    """The kinds of events, the days they are kept, and the procedure they belong to."""

    unverified: bool
    keep_days: Annotated[int, Field(ge=1)]
    procedure: Code
    kind: Annotated[list[EventKind], Field(min_length=1)]

    def needs(self, code: str) -> bool:
        """Tell whether the measure needs events of a kind; of an unknown one it does not."""
        return any(kind.code == code and kind.needed for kind in self.kind)


@cache
def monitoring(folder: Path = DEFAULT_FOLDER) -> MonitoringPractice:
    """The practice of monitoring; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "monitoring.toml"), MonitoringPractice)
