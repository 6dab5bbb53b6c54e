"""Guards about the five phases of rehabilitation; their lengths stand in `phases.toml`."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.law.calendar import DAY, add_months
from app.law.casefile import day_of, value_at
from app.law.figures import Phase, in_force
from app.law.guard_kind import AnyNames, GuardKind, Params
from app.law.model import Refusal
from app.law.scene import Scene

_UNITS: Final = {"days": "ngày", "months": "tháng"}


class Phases(Params):
    """Phases to have been done; those of the term of the case unless named."""

    phases: AnyNames = ()
    field: str = "phases"


class Lasted(Params):
    """The phases told must have lasted as long as the law asks; of terms of this law only."""

    field: str = "phases"


def phases_of(scene: Scene) -> tuple[Phase, ...]:
    """The phases as the edition of the act has them."""
    book = scene.book
    return in_force(book.figures.phases, book.day_under(scene.procedure.edition, scene.day))


def _phases_done(scene: Scene, params: Phases) -> Refusal | None:
    case, measure = scene.case, scene.measure_before()
    wanted = set(params.phases or (measure.law.phases if measure else ()))
    done = set() if case is None else set(case.phases)
    bodies = [scene.body, *([] if case is None else [step.body for step in case.steps])]
    for body in bodies:
        rows = value_at(body, params.field)
        for row in rows if isinstance(rows, list | tuple) else ():
            if isinstance(row, dict) and row.get("end"):
                done.add(str(row.get("phase")))
    left = sorted(wanted - done)
    if not left:
        return None
    shown = ", ".join("đ" if phase == "e" else phase for phase in left)
    vi = f"Chưa hoàn thành các giai đoạn: {shown}"
    return Refusal("phases-done", vi, f"Phases not done: {', '.join(left)}", f"/{params.field}")


def _phases_lasted(scene: Scene, params: Lasted) -> Refusal | None:
    measure, book = scene.measure_before(), scene.book
    if measure is None or book.root(measure.governing.edition) != book.root(
        scene.procedure.edition
    ):
        return None
    told = _told_phases(scene, params.field)
    for phase in phases_of(scene):
        spans = sorted(told.get(phase.code, ()))
        if phase.least and spans and _days(spans) < _days_of(phase.least, spans[0][0]):
            shown = "đ" if phase.code == "e" else phase.code
            number, unit = phase.least.split()
            vi = f"Giai đoạn {shown} phải thực hiện ít nhất {number} {_UNITS[unit]}"
            en = f"Phase {shown} must last at least {phase.least}"
            return Refusal("phases-lasted", vi, en, f"/{params.field}")
    return None


def _told_phases(scene: Scene, field: str) -> dict[str, set[tuple[date, date]]]:
    """The stretches of each phase, from this body and from earlier steps."""
    bodies = [scene.body, *([] if scene.case is None else [s.body for s in scene.case.steps])]
    found: dict[str, set[tuple[date, date]]] = {}
    for body in bodies:
        rows = value_at(body, field)
        for row in rows if isinstance(rows, list | tuple) else ():
            start, end = (day_of(value_at(row, key)) for key in ("start", "end"))
            if start is not None and end is not None:
                found.setdefault(str(value_at(row, "phase")), set()).add((start, end))
    return found


def _days(spans: list[tuple[date, date]]) -> int:
    """The days of some stretches in their order, first and last included, none of them twice."""
    found, seen = 0, date.min
    for start, end in spans:
        first = max(start, seen + DAY) if seen > date.min else start
        found += max(0, (end - first).days + 1)
        seen = max(seen, end)
    return found


def _days_of(length: str, start: date) -> int:
    """So many days, or as many as the months from a day on have."""
    number, unit = length.split()
    until = add_months(start, int(number)) if unit == "months" else start + int(number) * DAY
    return (until - start).days


PHASE_GUARDS: Final[dict[str, GuardKind]] = {
    "phases_done": GuardKind(Phases, _phases_done, reads_body=True),
    "phases_lasted": GuardKind(Lasted, _phases_lasted, reads_body=True),
}
