"""Which class an area is of, from its facts alone (28/2025/QĐ-TTg; `typology.toml`).

A fact that nobody told is never zero: every value it might have is tried, and the class stands only
where all of them give the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product

from app.law.shape.typology import (
    Appraised,
    AreaClass,
    AreaCriterion,
    AreaLevel,
    Judged,
    Measure,
    Typology,
    Verdict,
)

NONE = "none"
_ZERO = Fraction(0)
Facts = Mapping[str, Fraction]
Values = Mapping[str, Fraction]


def appraise(
    rules: Typology, level: AreaLevel, facts: Facts, below: Sequence[Appraised] = ()
) -> Appraised:
    """Judge every criterion of a level's classes, and tell the class.

    `below`: the areas of the next level in it, where a measure counts their classes.
    """
    used = _used(rules, level)
    values = {
        code: _share_below(rules, level, measure, below)
        if measure.counts
        else _value(rules, measure, facts)
        for code, measure in ((code, rules.measures[code]) for code in used)
    }
    known = tuple((code, _bin(rules, level, code, values[code])) for code in used)
    found = _weighed(rules, level, known)
    return Appraised(
        area_class=found.area_class,
        could_be=found.could_be,
        otherwise=found.otherwise,
        criteria=found.criteria,
        values=values,
        missing=_missing(rules, used, values, facts),
        notes=_notes(found, values),
    )


def _share_below(
    rules: Typology, level: AreaLevel, measure: Measure, below: Sequence[Appraised]
) -> Fraction | None:
    """Share of areas of these classes; None while the unknown ones could carry it over a step."""
    if not below:
        return None
    counts = set(measure.counts)
    surely = sum(1 for one in below if set(one.could_be) <= counts)
    perhaps = sum(1 for one in below if set(one.could_be) & counts)
    low, high = (Fraction(100 * n, len(below)) for n in (surely, perhaps))
    same = _bin(rules, level, measure.code, low) == _bin(rules, level, measure.code, high)
    return low if same else None


def _value(rules: Typology, measure: Measure, facts: Facts) -> Fraction | None:
    part = facts.get(measure.part or "")
    if part is None:
        twin = rules.measures[measure.zero_with] if measure.zero_with else None
        return _ZERO if twin is not None and facts.get(twin.part or "") == 0 else None
    if measure.over is None or part == 0:
        return part
    over = facts.get(measure.over)
    return 100 * part / over if over else None


def _missing(
    rules: Typology, used: Sequence[str], values: Mapping[str, Fraction | None], facts: Facts
) -> tuple[str, ...]:
    """The facts nobody told; for a count of classes its own name."""
    absent = [rules.measures[code] for code in used if values[code] is None]
    asked = [name for one in absent for name in (one.part or one.code, one.over) if name]
    return tuple(dict.fromkeys(name for name in asked if facts.get(name) is None))


@lru_cache(maxsize=64)
def _criteria(rules: Typology, level: AreaLevel) -> tuple[tuple[AreaClass, AreaCriterion], ...]:
    return tuple((one, c) for one in rules.of_level(level) for c in one.criteria)


@lru_cache(maxsize=64)
def _used(rules: Typology, level: AreaLevel) -> tuple[str, ...]:
    bounds = (b for _, c in _criteria(rules, level) for b in c.met_by)
    return tuple(dict.fromkeys(bound.measure for bound in bounds))


@lru_cache(maxsize=256)
def _steps(rules: Typology, level: AreaLevel, measure: str) -> tuple[Fraction, ...]:
    """Zero and every threshold of a measure: between two of them nothing changes."""
    bounds = (b for _, c in _criteria(rules, level) for b in c.met_by if b.measure == measure)
    found = {edge for b in bounds for edge in (b.from_, b.below) if edge is not None}
    return tuple(sorted({_ZERO, *found}))


def _bin(
    rules: Typology, level: AreaLevel, measure: str, value: Fraction | None
) -> Fraction | None:
    if value is None:
        return None
    return max(step for step in _steps(rules, level, measure) if step <= value)


Seen = tuple[tuple[tuple[bool, ...], str], ...]
Known = tuple[tuple[str, Fraction | None], ...]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What follows from the steps alone that the measures stand on."""

    area_class: str | None
    could_be: tuple[str, ...]
    otherwise: str | None
    differs: bool
    criteria: tuple[Judged, ...]


@lru_cache(maxsize=8192)
def _weighed(rules: Typology, level: AreaLevel, known: Known) -> _Weighed:
    """Weigh an area; thousands of areas stand on a few hundred sets of steps."""
    seen = _possible(rules, level, known, higher_counts=rules.higher_counts)
    other = _possible(rules, level, known, higher_counts=not rules.higher_counts)
    could_be, otherwise = (_classes(rules, level, one) for one in (seen, other))
    area_class = could_be[0] if len(could_be) == 1 else None
    differs = area_class is not None and otherwise != could_be
    judged = tuple(
        Judged(of.code, criterion, _all(truths), None if counted is None else min(counted))
        for (of, criterion), truths, counted in zip(
            _criteria(rules, level), _columns(seen), _counted(rules, level, seen), strict=True
        )
    )
    only_other = otherwise[0] if differs and len(otherwise) == 1 else None
    return _Weighed(area_class, could_be, only_other, differs, judged)


def _possible(
    rules: Typology,
    level: AreaLevel,
    known: Known,
    *,
    higher_counts: bool,
) -> Seen:
    """What the criteria and the class would be for every value the missing measures may have."""
    names = [code for code, _ in known]
    choices = [_steps(rules, level, code) if step is None else (step,) for code, step in known]
    seen = {
        _judge(rules, level, dict(zip(names, chosen, strict=True)), higher_counts=higher_counts)
        for chosen in product(*choices)
    }
    return tuple(sorted(seen))


def _judge(
    rules: Typology, level: AreaLevel, values: Values, *, higher_counts: bool
) -> tuple[tuple[bool, ...], str]:
    """Judge an area whose every measure is known. A lower class first: a higher one may ask it."""
    met: dict[str, dict[str, bool]] = {}
    for one in reversed(rules.of_level(level)):
        met[one.code] = {
            c.code: _is_met(c, values, met, open_above=higher_counts) for c in one.criteria
        }
    truths = tuple(met[one.code][c.code] for one, c in _criteria(rules, level))
    holds = (o.code for o in rules.of_level(level) if sum(met[o.code].values()) >= o.at_least)
    return truths, next(holds, NONE)


def _is_met(
    criterion: AreaCriterion,
    values: Values,
    met: Mapping[str, Mapping[str, bool]],
    *,
    open_above: bool,
) -> bool:
    if not any(b.holds(values[b.measure], open_above=open_above) for b in criterion.met_by):
        return False
    if criterion.besides is None:
        return True
    other, at_least = criterion.besides
    return sum(met[other].values()) >= at_least


def _columns(seen: Seen) -> list[tuple[bool, ...]]:
    return list(zip(*(truths for truths, _ in seen), strict=True))


def _counted(rules: Typology, level: AreaLevel, seen: Seen) -> list[list[int] | None]:
    """How many criteria of the other class are met, for the criteria that ask for it."""
    owners = [one.code for one, _ in _criteria(rules, level)]
    found: list[list[int] | None] = []
    for _, criterion in _criteria(rules, level):
        asked = criterion.besides
        found.append(
            None
            if asked is None
            else [
                sum(t for t, owner in zip(truths, owners, strict=True) if owner == asked[0])
                for truths, _ in seen
            ]
        )
    return found


def _classes(rules: Typology, level: AreaLevel, seen: Seen) -> tuple[str, ...]:
    order = [*(one.code for one in rules.of_level(level)), NONE]
    return tuple(code for code in order if any(code == found for _, found in seen))


def _all(truths: Sequence[bool]) -> Verdict:
    if all(truths):
        return "met"
    return "unknown" if any(truths) else "not_met"


def _notes(found: _Weighed, values: Mapping[str, Fraction | None]) -> tuple[str, ...]:
    """What a reader must know beside the class."""
    own = [
        one for one in found.criteria if one.of_class == found.area_class and one.verdict == "met"
    ]
    zero = own and all(
        any(values[b.measure] == 0 and b.from_ is None for b in one.criterion.met_by) for one in own
    )
    return (
        *(["zero-is-below"] if zero else []),
        *(["higher-criteria"] if found.differs else []),
    )
