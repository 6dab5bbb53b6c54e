"""Every name a procedure may use, gathered from the whole book before any procedure is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.law.reading.catalogue import Shelf
from app.law.reading.catalogue_rows import ClockTitleRow
from app.law.reading.rows import ProcedureRow


@dataclass(frozen=True, slots=True)
class Known:
    """The names, by kind. `steps` holds every step of each procedure in any edition."""

    procedures: Mapping[str, frozenset[str]]
    steps: frozenset[str]
    clocks: frozenset[str]
    papers: frozenset[str]
    terms: frozenset[str]
    absences: frozenset[str]
    authorities: frozenset[str]
    questions: Mapping[str, frozenset[str]]
    clock_titles: Mapping[str, ClockTitleRow]


def gather(rows: Iterable[ProcedureRow], shelf: Shelf) -> Known:
    """Collect the names of all editions, catalogues and open questions."""
    steps: dict[str, set[str]] = {}
    clocks: set[str] = set()
    for row in rows:
        steps.setdefault(row.code, set()).update(step.name for step in row.step)
        clocks.update(clock.clock for step in row.step for clock in step.starts)
    return Known(
        procedures={code: frozenset(names) for code, names in steps.items()},
        steps=frozenset(name for names in steps.values() for name in names),
        clocks=frozenset(clocks),
        papers=frozenset(shelf.papers),
        terms=frozenset(term.code for term in shelf.terms),
        absences=frozenset(absence.reason for absence in shelf.absences),
        authorities=frozenset(office.code for office in shelf.authorities),
        questions={
            code: frozenset(option.code for option in question.options)
            for code, question in shelf.questions.items()
        },
        clock_titles=shelf.clock_titles,
    )
