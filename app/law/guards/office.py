"""Guards about who acts where: the office an answer calls for, the province a place lies in."""

from __future__ import annotations

import re
from typing import Final

from app.law.engine.office import acting, offices
from app.law.engine.scene import Scene
from app.law.guards.kind import GuardKind, Name, Params
from app.law.shape.model import Refusal

_CODE: Final = re.compile(r"(?:[FC]-)?([0-9]{2})(?:-|$)")


class Office(Params):
    """An office of the step that alone may act; said with `only_if` for some cases."""

    office: Name


class Place(Params):
    """A field that names a facility."""

    field: Name


def province_of(unit: str) -> str:
    """The province a unit's code tells: `01` of `01` and of `F-01-07`; empty for others."""
    found = _CODE.match(unit)
    return found.group(1) if found else ""


def _acts_as(scene: Scene, params: Office) -> Refusal | None:
    edition = scene.procedure.edition
    office = scene.book.authority(params.office, edition)
    # Who records for none of the offices of the step is refused for that already.
    if acting(offices(scene.book, scene.rule, edition), scene.facts) is None:
        return None
    if acting((office,), scene.facts) is not None:
        return None
    vi = f"Thẩm quyền thuộc về: {office.title.vi}"
    return Refusal("acts-as", vi, f"Only for: {office.title.en}")


def _same_province(scene: Scene, params: Place) -> Refusal | None:
    case, named = scene.case, scene.value(params.field)
    here = province_of((case.facility if case else None) or "")
    here = here or (case.province if case else scene.facts.province)
    if isinstance(named, str) and province_of(named) == here:
        return None
    vi, en = "Cơ sở không thuộc cùng tỉnh, thành phố", "The facility lies in another province"
    return Refusal("same-province", vi, en, f"/{params.field}")


OFFICE_GUARDS: Final[dict[str, GuardKind]] = {
    "acts_as": GuardKind(Office, _acts_as),
    "same_province": GuardKind(Place, _same_province, reads_body=True),
}
