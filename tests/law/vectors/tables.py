"""The vectors as readable tables, one for each procedure of each edition.

    python -m tests.law.vectors.tables

writes them anew after the law has changed; what changed then shows in the diff. An edition that
stands on another one lists only the lines that differ from it: `-` no longer, `+` from now on.
"""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path

from app.law.reading.loader import lawbook
from app.law.shape.model import Procedure
from tests.law.vectors.vector import Gap, Vector
from tests.law.vectors.vectors import vectors

FOLDER = Path(__file__).parent / "tables"
COMMAND = "python -m tests.law.vectors.tables"
HEAD = "step | condition | outcome | article"


@cache
def made(code: str, edition: str) -> tuple[Vector | Gap, ...]:
    """The vectors of one procedure of one edition; made once a process."""
    book = lawbook()
    return tuple(vectors(book, book.procedures[code, edition]))


def line(row: Vector) -> str:
    mark = " [?]" if row.law.unverified else ""
    return f"{row.step} | {row.condition} | {row.outcome} | {row.law.act}, {row.law.at}{mark}"


def whole(code: str, edition: str) -> list[str]:
    return [line(row) for row in made(code, edition) if isinstance(row, Vector)]


def table(procedure: Procedure) -> str:
    """The table as it is committed."""
    lines = whole(procedure.code, procedure.edition)
    base = lawbook().edition(procedure.edition).base
    if base is None or (procedure.code, base) not in lawbook().procedures:
        return "\n".join([HEAD, *lines]) + "\n"
    differ = [
        row
        for row in difflib.ndiff(whole(procedure.code, base), lines)
        if row.startswith(("- ", "+ "))
    ]
    return "\n".join([f"{HEAD} (against {base})", *(differ or ["no difference"])]) + "\n"


def path(procedure: Procedure) -> Path:
    return FOLDER / f"{procedure.edition}.{procedure.code}.txt"


def write() -> None:
    """Write every table; one whose procedure is gone goes too."""
    FOLDER.mkdir(exist_ok=True)
    kept = set()
    for procedure in lawbook().procedures.values():
        path(procedure).write_text(table(procedure), encoding="utf-8")
        kept.add(path(procedure))
    for old in set(FOLDER.glob("*.txt")) - kept:
        old.unlink()


if __name__ == "__main__":
    write()
