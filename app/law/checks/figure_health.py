"""Are the figures beside the procedures whole? Criteria are asked, phases and bases have no gap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, get_args

from app.law.checks.fault import Fault
from app.law.guards.criteria import Criteria
from app.law.reading.rows import Phase
from app.law.shape.figures import Criterion, Dated, in_force
from app.law.shape.model import Book, Edition, Guard, Procedure, StepRule

_PHASES: Final = frozenset(get_args(Phase))


def figure_faults(book: Book) -> Iterator[Fault]:
    """Every fault of criteria.toml, phases.toml and norms.toml that only the whole can tell."""
    figures = book.figures
    for place, rows in (
        ("criteria.toml", figures.criteria),
        ("phases.toml", figures.phases),
        ("norms.toml", figures.norms),
    ):
        yield from _titles(place, rows)
    for edition in book.editions:
        yield from _phases(book, edition)
    yield from _bases(book)
    for procedure in book.procedures.values():
        for step in procedure.steps.values():
            for guard in step.when:
                if isinstance(guard.params, Criteria):
                    yield from _asked(book, procedure, step, guard, guard.params)


def _titles(place: str, rows: tuple[Dated, ...]) -> Iterator[Fault]:
    """A title is Vietnamese, which shows in its letters."""
    for row in rows:
        if row.title.vi == row.title.en or row.title.vi.isascii():
            yield Fault("title-not-vietnamese", f"{place}:{row.code}", row.title.vi)


def _phases(book: Book, edition: Edition) -> Iterator[Fault]:
    """Each of the five phases is told in every edition."""
    told = {row.code for row in in_force(book.figures.phases, edition.begins)}
    for code in sorted(_PHASES - told):
        yield Fault("edition-without-phase", f"phases.toml:{edition.code}", f"no phase {code}")


def _bases(book: Book) -> Iterator[Fault]:
    """What a share is of has no gap from its first day on, as long as a share is taken of it."""
    norms = book.figures.norms
    for norm in norms:
        for base in norms:
            if base.code != norm.of or base.ends is None:
                continue
            day = base.ends + timedelta(days=1)
            if norm.on(day) and not any(row.on(day) for row in norms if row.code == norm.of):
                text = f"no {norm.of} from {day} on"
                yield Fault("norm-without-base", f"norms.toml:{norm.code}", text)


def _asked(
    book: Book, procedure: Procedure, step: StepRule, guard: Guard, params: Criteria
) -> Iterator[Fault]:
    """A step that asks for criteria can be told of them: an appraisal, every circumstance."""
    where = f"{procedure.edition}/{procedure.code}:{step.name}"
    if not any(ask.field == params.field and ask.type == "appraisal" for ask in step.asks):
        yield Fault("appraisal-not-asked", where, f"{guard.name} reads {params.field!r}")
    found = [row for row in book.figures.criteria if _under(book, procedure.edition, row)]
    wanted = [one for row in found for one in row.applies if one.to == params.applies]
    if not wanted:
        yield Fault("kind-without-criteria", where, params.applies)
    for name in sorted({name for one in wanted for name in one.where} - set(params.where)):
        yield Fault("circumstance-not-told", where, name)


def _under(book: Book, edition: str, row: Criterion) -> bool:
    """Is a criterion in force on some day of an edition."""
    begins = book.edition(edition).begins
    return row.on(book.day_under(edition, max(begins, row.begins)))
