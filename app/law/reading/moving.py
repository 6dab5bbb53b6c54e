"""The practice of moves and referrals (`book/practice/moves.toml`); the notice itself is law."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import Row
from app.law.reading.source import parse, read
from app.law.shape.model import Book
from app.law.shape.parts import ClockRule


class Span(Row):
    """How long an answer may take."""

    limit: Annotated[int, Field(ge=1)]
    unit: Literal["hours", "working_days", "calendar_days"]


class MovePractice(Row):
    """Which clock of the law is the notice of a move, and how long answers may take."""

    unverified: bool
    notice_clock: Annotated[str, Field(min_length=1)]
    usual_list: Literal["addict", "user", "post_rehab"]
    referral_answer: Span

    def notices(self, book: Book, edition: str, lists: tuple[str, ...]) -> list[ClockRule]:
        """The rules of the notice, in an edition, for a person on these lists."""
        wanted = lists or (self.usual_list,)
        return [
            rule
            for procedure in book.procedures_of(edition)
            if procedure.keeps in wanted
            for step in procedure.steps.values()
            for rule in step.starts
            if rule.clock == self.notice_clock
        ]


@cache
def moves(folder: Path = DEFAULT_FOLDER) -> MovePractice:
    """The practice of moves; raises BookError naming file and key."""
    return parse(read(folder, folder / "practice" / "moves.toml"), MovePractice)
