"""Which steps answer a running clock, and whose work they are.

A clock names the steps that meet it when it starts (`met_by`: a step of its own procedure, or
`procedure:step` of another); a step may also name the clocks it meets (`meets`). A mark is
`procedure:step`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from app.law.engine.office import offices
from app.law.shape.model import Authority, Book, Procedure, StepRule


@dataclass(frozen=True, slots=True)
class Answering:
    """A step that would meet a clock, as an edition has it, and the offices that may take it."""

    procedure: Procedure
    rule: StepRule
    offices: tuple[Authority, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """The steps of a day by their marks.

    Each as the edition of that day has it; one that this edition has no more, as the last edition
    that had it, since a clock of that edition may still run.
    """

    steps: Mapping[str, Answering]
    meeting: Mapping[tuple[str, str], tuple[str, ...]]
    needs: Mapping[str, frozenset[tuple[str, ...]]]
    marks: Mapping[str, frozenset[str]]

    def answers(self, procedure: str, clock: str, met_by: Iterable[str]) -> tuple[str, ...]:
        """The marks of the steps that would meet a clock of a case of this procedure."""
        told = (mark if ":" in mark else f"{procedure}:{mark}" for mark in met_by)
        return tuple(dict.fromkeys((*told, *self.meeting.get((procedure, clock), ()))))

    def of(self, kind: str) -> frozenset[str]:
        """The marks of the steps that an office at a unit of this kind may take."""
        return self.marks.get(kind, frozenset())

    def clocks_of(self, kind: str) -> frozenset[str]:
        """The clocks (`procedure:clock`) that such steps meet by their own word."""
        wanted = self.of(kind)
        return frozenset(
            f"{procedure}:{clock}"
            for (procedure, clock), steps in self.meeting.items()
            if wanted.intersection(steps)
        )

    def may_lack(self, mark: str, held: frozenset[str]) -> bool:
        """Is there an edition in which a paper of the step is not among those held.

        A quick look that never says no wrongly: of whom and by which edition a paper is asked,
        `judge` alone decides.
        """
        return any(held.isdisjoint(papers) for papers in self.needs.get(mark, ()))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What duties are gathered from; a book is known by its hash."""

    hash: str
    edition: str
    book: Book = field(compare=False)


def duties(book: Book, day: date) -> Duties:
    """Gather the steps of every edition; that of the day has the last word."""
    return _gathered(_Asked(book.hash, book.edition_on(day).code, book))


@lru_cache(maxsize=4)
def _gathered(asked: _Asked) -> Duties:
    book, now = asked.book, asked.book.edition(asked.edition)
    steps: dict[str, Answering] = {}
    needs: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    marks: dict[str, set[str]] = defaultdict(set)
    meeting: dict[tuple[str, str], list[str]] = defaultdict(list)
    for edition in sorted(book.editions, key=lambda one: (one.begins <= now.begins, one.begins)):
        for procedure in book.procedures_of(edition.code):
            for rule in procedure.steps.values():
                mark = f"{procedure.code}:{rule.name}"
                steps[mark] = Answering(procedure, rule, offices(book, rule, edition.code))
                needs[mark].update(need.papers for need in rule.needs)
    for mark, found in steps.items():
        for clock in found.rule.meets:
            meeting[found.procedure.code, clock].append(mark)
        for kind in {kind for office in found.offices for kind in office.kinds}:
            marks[kind].add(mark)
    return Duties(
        steps=steps,
        meeting={key: tuple(found) for key, found in meeting.items()},
        needs={mark: frozenset(found) for mark, found in needs.items()},
        marks={kind: frozenset(found) for kind, found in marks.items()},
    )
