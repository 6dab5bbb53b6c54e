"""May this person sleep in this place? Facts and rules in, reasons out; nothing is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.law.engine.finding import Reason
from app.law.shape.figures import FacilityKind
from app.law.shape.parts import Citation, Title
from app.law.shape.separation import Apart

_AGE_UNKNOWN = Title("Chưa có ngày sinh nên chưa xác định được tuổi", "No birth date")


@dataclass(frozen=True, slots=True)
class Lodger:
    """Who is to sleep there. `body_sex` is told where it is not the sex on file."""

    sex: str
    age: int | None
    regime: str
    disease: str = "none"
    body_sex: str | None = None

    def is_of(self, rule: Apart) -> bool | None:
        """Is the person one of those a rule keeps apart; None where that is not known."""
        if rule.fact == "age":
            return None if self.age is None or rule.under is None else self.age < rule.under
        if rule.fact == "body":
            return self.body_sex is not None and self.body_sex != self.sex
        # The area is that of the physical sex (73/2021/QH14, Điều 35 khoản 3).
        sex = self.body_sex or self.sex
        return {"sex": sex, "disease": self.disease, "regime": self.regime}[rule.fact] == rule.of


@dataclass(frozen=True, slots=True)
class Placement:
    """What the rules say of a person in a place."""

    reasons: tuple[Reason, ...]
    legal_basis: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        """Nothing stands against it."""
        return not self.reasons


def judge(
    rules: Iterable[Apart],
    lodger: Lodger,
    keeps: Mapping[str, str | None],
    *,
    day: date,
    facility: FacilityKind | None,
) -> Placement:
    """Judge a person by the rules of a day; `keeps` is whom the place keeps apart, fact by fact."""
    reasons: dict[str, Reason] = {}
    basis = []
    for rule in rules:
        if not rule.asked(day, facility):
            continue
        basis.append(rule.law)
        kept, one = keeps.get(rule.fact) == rule.of, lodger.is_of(rule)
        if one is None:
            against = Reason("age-unknown", _AGE_UNKNOWN, rule.law, "/room_id")
        elif one and not kept and rule.needs_own and rule.own is not None:
            against = Reason(rule.code, rule.own, rule.law, "/room_id")
        elif kept and not one:
            against = Reason(rule.code, rule.other, rule.law, "/room_id")
        else:
            continue
        reasons.setdefault(against.code, against)
    return Placement(tuple(reasons.values()), tuple(dict.fromkeys(basis)))
