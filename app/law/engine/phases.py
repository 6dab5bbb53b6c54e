"""The phases a case tells of, held against those of the book: how long, in which order, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.law.days.calendar import DAY, add_months
from app.law.engine.casefile import day_of, value_at
from app.law.engine.facts import Body
from app.law.shape.figures import Phase
from app.law.shape.parts import Citation, Title

Span = tuple[date, date]
Told = Mapping[str, Sequence[Span]]

_UNITS: Final = {"days": "ngày", "months": "tháng"}


@dataclass(frozen=True, slots=True)
class Remark:
    """What does not fit about a phase, and the article; it bars nothing."""

    code: str
    phase: str
    title: Title
    law: Citation


def letter(phase: str) -> str:
    """The letter of a phase as the decrees have it."""
    return "đ" if phase == "e" else phase


def told(bodies: Iterable[Body], field: str = "phases") -> dict[str, list[Span]]:
    """The stretches of each phase that have ended, each once, in their order."""
    found: dict[str, set[Span]] = {}
    for body in bodies:
        rows = value_at(body, field)
        for row in rows if isinstance(rows, list | tuple) else ():
            start, end = (day_of(value_at(row, key)) for key in ("start", "end"))
            if start is not None and end is not None:
                found.setdefault(str(value_at(row, "phase")), set()).add((start, end))
    return {phase: sorted(spans) for phase, spans in found.items()}


def lasted(spans: Sequence[Span]) -> int:
    """The days of some stretches in their order, first and last included, none of them twice."""
    found, seen = 0, date.min
    for start, end in spans:
        first = max(start, seen + DAY) if seen > date.min else start
        found += max(0, (end - first).days + 1)
        seen = max(seen, end)
    return found


def too_short(phase: Phase, spans: Sequence[Span]) -> Title | None:
    """Say that a phase told did not last as long as it must."""
    if not phase.least or not spans or lasted(spans) >= _days_of(phase.least, spans[0][0]):
        return None
    vi = f"Giai đoạn {letter(phase.code)} phải thực hiện ít nhất {_shown(phase.least)}"
    return Title(vi, f"Phase {letter(phase.code)} must last at least {phase.least}")


def remarks(phases: Iterable[Phase], spans: Told, term_end: date | None) -> Iterator[Remark]:
    """What does not fit, phase by phase; `term_end` is the first day after the term."""
    for phase in phases:
        own = spans.get(phase.code, ())
        if own:
            for code, text in (
                ("phase-too-short", too_short(phase, own)),
                ("phase-too-long", _too_long(phase, own)),
                ("phase-too-early", _too_early(phase, own, spans.get(phase.after, ()))),
                ("phase-too-early", _before_window(phase, own, term_end)),
            ):
                if text is not None:
                    yield Remark(code, phase.code, text, phase.law)


def _too_long(phase: Phase, own: Sequence[Span]) -> Title | None:
    if not phase.most or lasted(own) <= _days_of(phase.most, own[0][0]):
        return None
    vi = f"Giai đoạn {letter(phase.code)} không quá {_shown(phase.most)}"
    return Title(vi, f"Phase {letter(phase.code)} lasts at most {phase.most}")


def _too_early(phase: Phase, own: Sequence[Span], before: Sequence[Span]) -> Title | None:
    if not before or own[0][0] >= max(end for _, end in before):
        return None
    one, two = letter(phase.code), letter(phase.after)
    vi = f"Giai đoạn {one} bắt đầu từ khi kết thúc giai đoạn {two}"
    return Title(vi, f"Phase {one} begins when phase {two} has ended")


def _before_window(phase: Phase, own: Sequence[Span], term_end: date | None) -> Title | None:
    if not phase.last or term_end is None:
        return None
    number, unit = phase.last.split()
    back = add_months(term_end, -int(number)) if unit == "months" else term_end - int(number) * DAY
    if own[0][0] >= back:
        return None
    vi = f"Giai đoạn {letter(phase.code)} thực hiện trong {_shown(phase.last)} cuối của thời hạn"
    return Title(vi, f"Phase {letter(phase.code)} belongs to the last {phase.last} of the term")


def _shown(length: str) -> str:
    number, unit = length.split()
    return f"{number} {_UNITS[unit]}"


def _days_of(length: str, start: date) -> int:
    """So many days, or as many as the months from a day on have."""
    number, unit = length.split()
    until = add_months(start, int(number)) if unit == "months" else start + int(number) * DAY
    return (until - start).days
