"""Types of areas as the API shows them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor

from app.access import Permission
from app.context import Context
from app.law.reading.typology import COUNTED, typology
from app.law.shape.parts import Citation, Title
from app.law.shape.typology import AreaCriterion, Bound, Judged
from app.models.area import AreaClass
from app.services.area_classes import Approval
from app.services.typologies import Area, Report

_PLACES = 10_000
_VERDICTS = {
    "met": Title("Đạt", "Met"),
    "not_met": Title("Không đạt", "Not met"),
    "unknown": Title("Chưa đủ số liệu", "Not known"),
}
_NO_VALUE = Title("chưa có số liệu", "not told")
_HIDDEN = Title("không hiển thị", "not shown")


def report_document(
    ctx: Context, report: Report, approved: Mapping[str, AreaClass]
) -> dict[str, object]:
    """Return a report; of people a caller who may not open figures sees no number of a commune."""
    opens = Permission.INDICATOR_OPEN in ctx.actor.permissions
    rules = typology()
    cited = {one.law.at: one.law for one in rules.classes} | {rules.law.at: rules.law}
    whole = report.whole
    return {
        "unit": report.unit,
        "year": report.year.code,
        "on": report.on,
        "over": report.over,
        "rules": rules.version,
        "legal_basis": [_law(law) for law in cited.values()],
        "whole": whole and _area(whole, approved.get(whole.unit), opens=opens),
        "items": [_area(one, approved.get(one.unit), opens=opens) for one in report.areas],
    }


def approvals_document(year: str, found: Sequence[Approval]) -> dict[str, object]:
    """Return what became of each area."""
    results = [
        {
            "unit": one.area.unit,
            "outcome": one.outcome,
            "class": one.area.appraised.area_class,
            "missing": one.area.appraised.missing,
        }
        for one in found
    ]
    return {
        "year": year,
        "approved": sum(one.outcome == "approved" for one in found),
        "results": results,
    }


def rules_document() -> dict[str, object]:
    """Return the rules, each criterion in words."""
    rules = typology()
    return {
        "rules": rules.version,
        "begins": rules.begins,
        "higher_counts": rules.higher_counts,
        "classes": [
            {
                "code": one.code,
                "level": one.level,
                "title": _text(one.title),
                "at_least": one.at_least,
                "criteria": [criterion.code for criterion in one.criteria],
                "legal_basis": [_law(one.law)],
            }
            for one in rules.classes
        ],
        "criteria": [
            {"code": criterion.code, "text": _text(_asked(criterion))}
            for one in rules.classes
            for criterion in one.criteria
        ],
        "notes": [_note(code) for code in rules.notes],
        "legal_basis": [_law(rules.law)],
    }


def _area(area: Area, approved: AreaClass | None, *, opens: bool) -> dict[str, object]:
    found = area.appraised
    hidden = [] if opens or area.level != "commune" else _of_people(found.values)
    return {
        "unit": area.unit,
        "name": area.name,
        "level": area.level,
        "class": found.area_class,
        "could_be": found.could_be,
        "otherwise": found.otherwise,
        "missing": found.missing,
        "unconfirmed": area.unconfirmed,
        "withheld": hidden,
        "recognised_drug_free": area.drug_free,
        "criteria": [_criterion(one, found.values, hidden) for one in found.criteria],
        "notes": [_note(code) for code in found.notes],
        "approved": approved
        and {
            "class": approved.area_class,
            "rules": approved.rules,
            "approved_at": approved.recorded_at,
        },
    }


def _criterion(
    one: Judged, values: Mapping[str, Fraction | None], hidden: Sequence[str]
) -> dict[str, object]:
    other = one.criterion.besides
    return {
        "code": one.criterion.code,
        "of_class": one.of_class,
        "verdict": one.verdict,
        "bounds": [
            {
                "measure": bound.measure,
                "title": _text(typology().measures[bound.measure].title),
                "from": _number(bound.from_),
                "below": _number(bound.below),
                "value": None if bound.measure in hidden else _number(values[bound.measure]),
            }
            for bound in one.criterion.met_by
        ],
        "besides": other and other[0],
        "besides_at_least": other and other[1],
        "besides_met": one.counted,
        "reason": _text(_reason(one, values, hidden)),
    }


def _reason(one: Judged, values: Mapping[str, Fraction | None], hidden: Sequence[str]) -> Title:
    """Say the verdict with every value beside its threshold."""
    vi, en = [], []
    for bound in one.criterion.met_by:
        title, asked = typology().measures[bound.measure].title, _bound(bound)
        value = _said(bound.measure, values, hidden)
        vi.append(f"{title.vi}: {value.vi} (cần {asked.vi})")
        en.append(f"{title.en}: {value.en} (asked: {asked.en})")
    if one.criterion.besides is not None:
        other, at_least = one.criterion.besides
        vi.append(f"đạt {one.counted} tiêu chí loại {other} (cần {at_least})")
        en.append(f"{one.counted} criteria of type {other} are met (asked: {at_least})")
    verdict = _VERDICTS[one.verdict]
    return Title(f"{verdict.vi}: {'; '.join(vi)}", f"{verdict.en}: {'; '.join(en)}")


def _asked(criterion: AreaCriterion) -> Title:
    """Say what a criterion asks for."""
    measures = typology().measures
    bounds = [(measures[bound.measure].title, _bound(bound)) for bound in criterion.met_by]
    vi = " hoặc ".join(f"{title.vi}: {asked.vi}" for title, asked in bounds)
    en = " or ".join(f"{title.en}: {asked.en}" for title, asked in bounds)
    if criterion.besides is not None:
        other, at_least = criterion.besides
        vi += f"; và đạt từ {at_least} tiêu chí loại {other} trở lên"
        en += f"; and {at_least} criteria of type {other} or more"
    return Title(vi, en)


def _bound(bound: Bound) -> Title:
    vi, en = [], []
    if bound.from_ is not None:
        number = _written(bound.from_)
        vi.append(f"từ {number.vi}" + ("" if bound.below is not None else " trở lên"))
        en.append(f"{number.en} or more")
    if bound.below is not None:
        number = _written(bound.below)
        vi.append(f"dưới {number.vi}")
        en.append(f"less than {number.en}")
    return Title(" đến ".join(vi), ", ".join(en))


def _said(measure: str, values: Mapping[str, Fraction | None], hidden: Sequence[str]) -> Title:
    value = values[measure]
    if measure in hidden:
        return _HIDDEN
    return _NO_VALUE if value is None else _written(value)


def _written(value: Fraction) -> Title:
    number = f"{_number(value):g}"
    return Title(number.replace(".", ","), number)


def _number(value: Fraction | None) -> float | None:
    """Cut off, not rounded: a share below a threshold never looks as if it had reached it."""
    return None if value is None else floor(value * _PLACES) / _PLACES


def _of_people(values: Mapping[str, Fraction | None]) -> list[str]:
    measures = typology().measures
    return [code for code in values if measures[code].part in COUNTED]


def _note(code: str) -> dict[str, object]:
    return {"code": code, "text": _text(typology().notes[code])}


def _text(title: Title) -> dict[str, str]:
    return {"vi": title.vi, "en": title.en}


def _law(law: Citation) -> dict[str, object]:
    return {"act": law.act, "at": law.at, "edition": law.edition, "unverified": law.unverified}
