"""Which rows of a reading a step stands for: its own, those of its parts, its clocks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from app.law.reading.rows import Part, StepRow


def told_rows(step: StepRow) -> tuple[str, ...]:
    """The rows a step and its parts stand for, each once.

    A row that takes several steps is told by each: `VH13-suspension` is one of `VH13`; `D-11` is
    a whole name.
    """
    found = [step.id, head(step.id), *(start.clock for start in step.starts)]
    for part in _parts(step):
        found += part.rows
    return tuple(dict.fromkeys(found))


def head(ref: str) -> str:
    """The row that an id is a part of: `VH13` of `VH13-suspension`, but `D-11` is a whole name."""
    first, _, tail = ref.partition("-")
    return ref if tail[:1].isdigit() else first


def _parts(step: StepRow) -> Iterator[Part]:
    yield step
    yield from chain(step.papers, step.needs, step.when, step.asks, step.starts)
    yield from chain(step.pauses, step.extends, step.term, step.holds)
    for ask in step.asks:
        yield from ask.values
    if step.to_by is not None:
        yield step.to_by
