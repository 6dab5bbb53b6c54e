"""What the book says of supports and body tests, beside the procedures."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Code, LawRow, Row, TitleRow, Words
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


class TestRule(Row):
    """Whether people in some procedures may be tested by plan, or unannounced, and by what law."""

    edition: Words
    procedures: list[Code]
    planned: bool
    unplanned: bool
    title: TitleRow
    law: LawRow


class TestRules(Row):
    """When a person may be tested otherwise than on a ground (105/2021 Đ.38; 163/2026 Đ.56)."""

    rule: Annotated[list[TestRule], Field(min_length=1)]

    def on(self, procedure: str | None, editions: Sequence[str]) -> TestRule:
        """The newest row of a procedure among the editions begun; else that of everybody else."""
        begun = [row for row in self.rule if row.edition in editions]
        of_it = [row for row in begun if procedure in row.procedures]
        found = of_it or [row for row in begun if not row.procedures]
        return max(found, key=lambda row: editions.index(row.edition))


@cache
def rules_of_tests(folder: Path = DEFAULT_FOLDER) -> TestRules:
    """The rules of body tests; raises BookError naming file and key."""
    return parse(read(folder, folder / "body_tests.toml"), TestRules)
