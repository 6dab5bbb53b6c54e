"""The catalogue of deadlines as typed from the readings: `until-d44.txt`, `since-d45.txt`.

A row is `id | RS1 | RS2 | RS3` with `=` (as the column to its left) and `–` (no such duty), as
the readings have it; `x / y` tells RS1b apart where a reading does. Below it the steps:

    procedure: step@from -> step step !late

what starts the clock, what meets it, and the fact of the law when it is missed. `compulsory+` is
the files of adults and of minors. Without `@` it runs from the act; `@before` counts back from
the end of the term, `@end` from its last day; else it is `step:x`, `age:x` or a field.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

EDITIONS: Final = ("d116", "d116-2025-03", "d116-2025-07", "d163")
UNITS: Final = {"H": "hours", "WD": "working_days", "CD": "calendar_days", "M": "months"}
NONE, SAME = "–", "="
FILES: Final = (Path(__file__).parent / "until-d44.txt", Path(__file__).parent / "since-d45.txt")


class Start(NamedTuple):
    """A clock that a step starts, as far as the catalogues tell of it."""

    limit: int
    unit: str
    procedure: str
    step: str
    runs_from: str
    met_by: frozenset[str]
    late: str


class Read(NamedTuple):
    """A clock of an edition, by its id."""

    id: str
    edition: str
    start: Start


@cache
def catalogue() -> tuple[tuple[str, ...], tuple[Read, ...]]:
    """The ids that have a row, and every clock the rows ask for."""
    ids: list[str] = []
    found: list[Read] = []
    limits: dict[str, str] = {}
    for path in FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("D-"):
                code, *cells = line.split(" | ")
                ids.append(code)
                limits = _limits(cells)
            elif line.strip() and not line.strip().startswith("#"):
                for edition, limit in limits.items():
                    found += [Read(ids[-1], edition, start) for start in _starts(line, limit)]
    return tuple(ids), tuple(found)


def _limits(cells: list[str]) -> dict[str, str]:
    """The limit in each edition in which the row runs."""
    first, second, third = cells
    before, _, apart = first.partition(" / ")
    found: dict[str, str] = {}
    told = NONE
    for edition, cell in zip(EDITIONS, (before, apart or SAME, second, third), strict=True):
        told = told if cell == SAME else cell
        if told != NONE:
            found[edition] = told
    return found


def _starts(line: str, limit: str) -> Iterator[Start]:
    home, _, rest = line.strip().partition(": ")
    begin, _, ends = rest.partition(" -> ")
    step, _, told = begin.partition("@")
    met, _, late = ends.partition(" !")
    figure, unit = limit.split()
    kept = {"": "occurred_at", "end": "term_end", "before": "before"}
    runs_from = kept.get(told) or (told if ":" in told else f"field:{told}")
    homes = ("compulsory", "compulsory-minor") if home == "compulsory+" else (home,)
    for procedure in homes:
        met_by = frozenset(met.split())
        yield Start(int(figure), UNITS[unit], procedure, step, runs_from, met_by, late)
