"""Guards about the criteria that a facility must meet, as an appraisal found them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import Field

from app.law.engine.casefile import value_at
from app.law.engine.scene import Scene
from app.law.guards.kind import GuardKind, Name, Params
from app.law.shape.figures import Circumstance, Criterion, FacilityKind, asked_of, in_force
from app.law.shape.model import Citation, Refusal

_UNKNOWN_VI: Final = "không phải là tiêu chí của luật áp dụng"


class Told(Params):
    """A field of the case, and the value in it that tells a circumstance; any, where none."""

    field: Name
    value: str | None = None


class Criteria(Params):
    """The kind of facility, the field of the appraisal, and how the case tells circumstances."""

    applies: FacilityKind
    where: dict[Circumstance, Told] = Field(default_factory=dict)
    field: Name = "appraisal"


def criteria_of(scene: Scene, params: Criteria) -> tuple[tuple[Criterion, Citation], ...]:
    """The criteria that the law of the act asks of the facility of the case."""
    book, edition = scene.book, scene.procedure.edition
    rows = in_force(book.figures.criteria, book.day_under(edition, scene.day))
    so = [name for name, told in params.where.items() if _is_so(scene, told)]
    return asked_of(rows, params.applies, so)


def _is_so(scene: Scene, told: Told) -> bool:
    found = scene.case_value(told.field)
    if told.value is None:
        return found not in (None, False, "", [], ())
    return told.value in found if isinstance(found, list | tuple) else found == told.value


def _criteria_met(scene: Scene, params: Criteria) -> Refusal | None:
    refusals = [*_not_met(scene, params), *_unknown(scene, params)]
    if not refusals:
        return None
    first, *rest = refusals
    return Refusal(first.code, first.vi, first.en, first.pointer, first.law, tuple(rest))


def _not_met(scene: Scene, params: Criteria) -> Iterator[Refusal]:
    """Every criterion asked that is not met; a paper proves one unless the appraisal says no."""
    found: dict[str, list[tuple[int, bool]]] = {}
    for number, row in _rows(scene, params):
        found.setdefault(str(value_at(row, "criterion")), []).append((number, row["met"] is True))
    papers = scene.papers()
    for criterion, law in criteria_of(scene, params):
        told = found.get(criterion.code, [])
        failed = [number for number, met in told if not met]
        if failed:
            vi, en, pointer = "Không đạt", "not met", f"/{params.field}/{failed[0]}/met"
        elif told or (criterion.proved_by and criterion.proved_by in papers):
            continue
        else:
            vi, en, pointer = "Chưa thẩm định", "not appraised", f"/{params.field}"
        title = criterion.title
        vi = f"{vi} tiêu chí {criterion.code}: {title.vi}"
        yield Refusal("criteria-met", vi, f"{criterion.code} {en}: {title.en}", pointer, law)


def _unknown(scene: Scene, params: Criteria) -> Iterator[Refusal]:
    """Criteria that the law of the act does not have for the kind of facility."""
    book, edition = scene.book, scene.procedure.edition
    rows = in_force(book.figures.criteria, book.day_under(edition, scene.day))
    known = {row.code for row in rows if any(one.to == params.applies for one in row.applies)}
    for number, row in _rows(scene, params):
        code = str(value_at(row, "criterion"))
        if code not in known:
            vi, en = f"{code} {_UNKNOWN_VI}", f"{code} is no criterion of the law that applies"
            yield Refusal("unknown-criterion", vi, en, f"/{params.field}/{number}/criterion")


def _rows(scene: Scene, params: Criteria) -> Iterator[tuple[int, Mapping[str, object]]]:
    rows = scene.value(params.field)
    for number, row in enumerate(rows if isinstance(rows, list | tuple) else ()):
        if isinstance(row, Mapping) and "met" in row:
            yield number, row


CRITERIA_GUARDS: Final[dict[str, GuardKind]] = {
    "criteria_met": GuardKind(Criteria, _criteria_met, reads_body=True),
}
