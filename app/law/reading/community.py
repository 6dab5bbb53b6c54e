"""What supports of a person in the community are, and what they count as (`book/practice`)."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, LawRow, Row, TitleRow
from app.law.reading.source import parse, read


class SupportKind(Row):
    """A kind of support, where the law names it, and the service an achieved one is."""

    code: Code
    title: TitleRow
    counts_as: Code | None = None
    law: list[LawRow]


class SupportPractice(Row):
    """The kinds of support, each once."""

    unverified: bool
    kind: Annotated[list[SupportKind], Field(min_length=1)]

    @field_validator("kind")
    @classmethod
    def _once(cls, kinds: list[SupportKind]) -> list[SupportKind]:
        if len({kind.code for kind in kinds}) < len(kinds):
            raise ValueError("each kind stands once")
        return kinds

    def of(self, code: str) -> SupportKind:
        """The kind with a code that is known."""
        return next(kind for kind in self.kind if kind.code == code)


@cache
def supports(folder: Path = DEFAULT_FOLDER) -> SupportPractice:
    """The practice of supports; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "supports.toml"), SupportPractice)
