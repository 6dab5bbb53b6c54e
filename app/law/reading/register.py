"""Registers and lists of people as data (`book/registers/*.toml`): by whose rule, of whom.

They hold names, so they are only ever written for callers who hold the files, and never kept.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import tomli
from pydantic import ValidationError

from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.rows import LawRow, Row, TitleRow
from app.law.reading.source import BookError

Builder = Literal["registrations", "listed", "changes", "reconciliation"]


class Named(Row):
    """A code with what it is called; `law` and `begins` where it rests on a rule of some day."""

    code: str
    title: TitleRow
    law: LawRow | None = None
    begins: date | None = None
    clinical: bool = False


class Register(Row):
    """One register: `procedures` and `records` say whose cases and lists it is made of."""

    code: str
    version: str
    begins: date
    title: TitleRow
    law: LawRow
    proposal: bool = False
    builder: Builder
    procedures: list[str] = []
    records: list[str] = []
    notes: list[TitleRow] = []
    named: list[Named] = []

    def called(self, code: str) -> Named | None:
        """Return what a code of this register is called."""
        return next((one for one in self.named if one.code == code), None)


def load(folder: Path = DEFAULT_FOLDER / "registers") -> dict[str, Register]:
    """Read every register; raises BookError naming the file."""
    found: dict[str, Register] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            row = Register.model_validate(tomli.loads(path.read_text("utf-8")))
        except (tomli.TOMLDecodeError, ValidationError) as error:
            message = f"registers/{path.name}: {error}"
            raise BookError(message) from error
        found[row.code] = row
    return found


@cache
def registers() -> dict[str, Register]:
    """The registers of this installation, read once."""
    return load()
