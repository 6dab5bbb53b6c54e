"""What sessions and certificates count as (`book/practice/activities.toml`): practice, not law."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, Row, TitleRow
from app.law.reading.source import parse, read


class SessionKind(Row):
    """A kind of session: the service each attendance is counted as; `work`: work therapy."""

    kind: Code
    counts_as: Code
    work: bool = False
    title: TitleRow


class CertificateKind(Row):
    """A kind of certificate, and the service it is counted as, if any."""

    kind: Code
    counts_as: Code | None = None
    title: TitleRow


class ActivityPractice(Row):
    """What sessions and certificates count as."""

    unverified: bool
    session: Annotated[list[SessionKind], Field(min_length=1)]
    certificate: Annotated[list[CertificateKind], Field(min_length=1)]

    def of(self, kind: str) -> SessionKind:
        """The row of a kind of session; the schema knows no kind that has none (a test looks)."""
        return next(row for row in self.session if row.kind == kind)

    def certificate_of(self, kind: str) -> CertificateKind:
        """The row of a kind of certificate."""
        return next(row for row in self.certificate if row.kind == kind)

    @property
    def work(self) -> list[str]:
        """The kinds whose hours are held against the norms of work."""
        return [row.kind for row in self.session if row.work]


@cache
def activities(folder: Path = DEFAULT_FOLDER) -> ActivityPractice:
    """The practice of sessions; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "activities.toml"), ActivityPractice)
