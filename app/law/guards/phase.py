"""Guards about the five phases of rehabilitation; their lengths stand in `phases.toml`."""

from __future__ import annotations

from typing import Final

from app.law.engine.casefile import value_at
from app.law.engine.phases import letter, told, too_short
from app.law.engine.scene import Scene
from app.law.guards.kind import AnyNames, GuardKind, Params
from app.law.shape.figures import Phase, in_force
from app.law.shape.model import Refusal


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
    shown = ", ".join(letter(phase) for phase in left)
    vi = f"Chưa hoàn thành các giai đoạn: {shown}"
    return Refusal("phases-done", vi, f"Phases not done: {', '.join(left)}", f"/{params.field}")


def _phases_lasted(scene: Scene, params: Lasted) -> Refusal | None:
    measure, book = scene.measure_before(), scene.book
    if measure is None or book.root(measure.governing.edition) != book.root(
        scene.procedure.edition
    ):
        return None
    bodies = [scene.body, *([] if scene.case is None else [s.body for s in scene.case.steps])]
    spans = told(bodies, params.field)
    for phase in phases_of(scene):
        text = too_short(phase, spans.get(phase.code, ()))
        if text is not None:
            return Refusal("phases-lasted", text.vi, text.en, f"/{params.field}")
    return None


PHASE_GUARDS: Final[dict[str, GuardKind]] = {
    "phases_done": GuardKind(Phases, _phases_done, reads_body=True),
    "phases_lasted": GuardKind(Lasted, _phases_lasted, reads_body=True),
}
