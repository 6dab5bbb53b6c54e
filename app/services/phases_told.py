"""The phases a step is told agree with those on file: one truth (ADR 0020)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.context import Context
from app.law.engine.phase_acts import PhaseFact, done
from app.models.case import LegalCase
from app.problems import Fault, StateConflict, Text
from app.services import bodies, phases_on_file

Told = Mapping[str, object]
_OTHERWISE = Text(
    "Khác với các giai đoạn đã ghi trong hồ sơ", "Differs from the phases that are on file"
)


@dataclass(frozen=True, slots=True)
class OnFile:
    """A phase as it is on file: since when it goes on, and the stretches of a completed one."""

    going_on: frozenset[str]
    finished: tuple[tuple[str, str], ...]

    def holds(self, start: object, end: object) -> bool:
        """May a step tell this stretch."""
        return start in self.going_on if end is None else (start, end) in self.finished


def agreed(ctx: Context, case: LegalCase, given: Told) -> Told:
    """Return the body of a step with the phases on file that were completed by its day.

    Of a phase that is on file nothing else may be told; of one that is not, the step has the only
    word. Raises StateConflict at the field. Whatever else is wrong, `bodies.read` refuses.
    """
    rule, day = bodies.rule_of(ctx, case.procedure, given)
    fields = [ask.field for ask in rule.asks if ask.type == "phases"]
    known = on_file(ctx, case.id, day) if fields else {}
    if not known:
        return given
    changed = dict(given)
    for field in fields:
        said = given.get(field)
        whole = _joined(said if isinstance(said, list) else [], known, field)
        if whole:
            changed[field] = whole
    return changed


def on_file(ctx: Context, case_id: UUID, day: date) -> dict[str, OnFile]:
    """Return the phases on file as they stood at the end of a day."""
    facts = phases_on_file.facts(phases_on_file.counting(ctx, case_id))
    stood = [_stood(fact, day) for fact in facts if fact.start <= day]
    finished = done(stood)
    return {
        code: OnFile(
            frozenset(str(fact.start) for fact in stood if fact.phase == code and fact.end is None),
            tuple((str(start), str(end)) for start, end in finished.get(code, ())),
        )
        for code in sorted({fact.phase for fact in stood})
    }


def _stood(fact: PhaseFact, day: date) -> PhaseFact:
    over = fact.end is not None and fact.end <= day
    return fact if over else replace(fact, end=None, outcome=None)


def _joined(said: Sequence[object], known: Mapping[str, OnFile], field: str) -> list[object]:
    whole: list[object] = []
    for one in said:
        here = known.get(str(one.get("phase"))) if isinstance(one, dict) else None
        if not isinstance(one, dict) or here is None:
            whole.append(one)
        elif not here.holds(one.get("start"), one.get("end")):
            raise StateConflict(_OTHERWISE, errors=(Fault(f"/{field}", _OTHERWISE),))
        elif one.get("end") is None:
            whole.append(one)
    for code, here in known.items():
        whole += [{"phase": code, "start": start, "end": end} for start, end in here.finished]
    return whole
