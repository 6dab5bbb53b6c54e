"""A figure for whoever may not open it: counted over the whole tree of units, small ones withheld.

What is withheld hangs on the siblings of a unit and on those above it, so all are counted, whoever
asks; a period is told as it was known on the day it settled, so that it is told one way for ever
(ADR 0023). What is not offered is answered too, with no number in it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from app.context import Context
from app.disclosure.block import (
    DENOMINATOR,
    EXCLUDED,
    FIRM,
    GAP,
    NUMERATOR,
    SOFT,
    Block,
    Key,
    levels,
    split_node,
)
from app.disclosure.offer import Asked, Terms, grains, not_offered, over, settled_on
from app.disclosure.withhold import withhold
from app.law.reading.indicator import Indicator
from app.law.reading.suppression import suppression
from app.periods import of_year, parse
from app.problems import Invalid
from app.services import figures, indicators, reach, sealed
from app.services.dimensions import DIMENSIONS, UNKNOWN
from app.services.indicators import Answer, Figure
from app.services.question import Question
from app.services.withheld import PLACES, Outside, limits, place_key
from app.times import VN
from app.units import REGIONS, current

Told = dict[str, object]


def guarded(question: Question) -> bool:
    """Tell whether a figure counts people, so that its small numbers are withheld."""
    return question.indicator.personal or question.indicator.of_people


def figure(ctx: Context, question: Question, *, kind: str | None, by: str | None) -> Told:
    """Return a figure as it is told outside; `withheld` says what is not, and why."""
    if by is not None and (by not in question.indicator.splits or by not in DIMENSIONS):
        raise Invalid.at("/query/by", vi="không chia được theo mục này", en="does not split it")
    terms = terms_of(question.indicator)
    asked = _asked(question, kind, by)
    why = _unlike(question) + not_offered(asked, terms, ctx.today)
    if why or asked.period is None:
        empty = Answer(question.indicator, question, None, {}, {}, ctx.now)
        told = figures.document(empty, None, kind=kind, by=by)
        return {**told, "withheld": ["all"], "not_offered": list(why)}
    counted = _counted(ctx, question, grains(asked.period, terms) or (), terms, by)
    return counted.told(ctx, by)


def terms_of(indicator: Indicator) -> Terms:
    """Return what is offered outside of an indicator."""
    practice, events = suppression(), indicator.counts == "events"
    return Terms(
        grain=practice.grain.of(indicator.cycle, events=events),
        additive=events,
        splits=frozenset(practice.split),
        settle_days=practice.settle_days,
    )


def _unlike(question: Question) -> tuple[str, ...]:
    """Sums of amounts are no counts, and other units are of no tree: nothing is proved of them."""
    amounts = question.indicator.measure not in {"share", "count"}
    return ("amounts",) * amounts + ("unit",) * (question.unit not in _tree())


def _asked(question: Question, kind: str | None, by: str | None) -> Asked:
    one = question.indicator
    choices = {
        "variant": question.variant != one.variant[0].code,
        "base": question.base != one.bases[0],
        "kind": kind is not None,
        "as_of": question.as_of is not None,
        "geography": question.geography != "today",
    }
    return Asked(
        period=_period(question),
        split=None if by in PLACES else by,
        filters=question.filters,
        otherwise=frozenset(name for name, made in choices.items() if made),
    )


def _period(question: Question) -> str | None:
    """Return the code of the period whose two days were asked."""
    days = (question.since, question.until)
    periods = of_year(question.until.year)
    return next((one.code for one in periods if (one.since, one.until) == days), None)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A block counted for a question, and what of it is withheld."""

    question: Question
    outside: Outside

    def told(self, ctx: Context, by: str | None) -> Told:
        """Return the document, from the counts of the block alone."""
        question, block, only = self.question, self.outside.block, self.outside.only
        unit = question.unit
        excluded = block.count(unit, EXCLUDED)
        left_out = {"all": excluded} if excluded else {}
        answer = Answer(
            question.indicator,
            question,
            replace(self._figure(unit, only), left_out=left_out),
            {},
            self._splits(by),
            ctx.now,
        )
        told = self.outside.figure(figures.document(answer, None, kind=None, by=by))
        # What was asked was no moment: the period was told as it had settled.
        return {**told, "as_of": None, "not_offered": []}

    def _figure(self, unit: str, only: tuple[str, str] | None) -> Figure:
        block = self.outside.block
        top, gap = (
            block.count(unit, part if only is None else split_node(part, *only))
            for part in (NUMERATOR, GAP)
        )
        soft, excluded = block.count(unit, SOFT), block.count(unit, EXCLUDED)
        measure = self.question.indicator.measure
        return Figure(top, top + gap, excluded, soft, top + gap, measure)

    def _splits(self, by: str | None) -> Mapping[str, Figure]:
        if by is None:
            return {}
        if by in PLACES:
            units = self.outside.under(self.question.unit, by)
            found = {place_key(unit): self._figure(unit, self.outside.only) for unit in units}
            return {key: figure for key, figure in found.items() if figure.counted}
        values = _values(self.outside.block, by)
        found = {value: self._figure(self.question.unit, (by, value)) for value in values}
        return {value: figure for value, figure in found.items() if figure.counted}


def _counted(
    ctx: Context, question: Question, periods: tuple[str, ...], terms: Terms, by: str | None
) -> _Counted:
    """Count each grain as it was known when it had settled; a longer period is their sum."""
    only = next(iter(question.filters.items()), None)
    dim = only[0] if only else (None if by in PLACES else by)
    deep = _deep(question.unit, by)
    found = []
    for code in periods:
        one = parse(code)
        moment = datetime.combine(settled_on(code, terms), time(), VN)
        then = replace(question, since=one.since, until=one.until, as_of=moment)
        found.append(_leaves(ctx, replace(then, unit="vn", filters={}), dim, deep=bool(deep)))
    values = {cell.node.split("/")[2] for counts in found for cell in counts if "/" in cell.node}
    dims = {dim: sorted(values)} if dim else {}
    blocks = [_block(counts, dims, deep) for counts in found]
    kept = over(withhold(block, limits()) for block in blocks)
    whole: Counter[Key] = Counter()
    for counts in found:
        whole.update(counts)
    last = datetime.combine(settled_on(periods[-1], terms), time(), VN)
    outside = Outside(_block(whole, dims, deep), kept, only)
    return _Counted(replace(question, as_of=last), outside)


def _leaves(ctx: Context, question: Question, dim: str | None, *, deep: bool) -> Counter[Key]:
    """Count the nodes of each place: one statement for the parts, one more for a split."""
    places = ("province", "commune") if deep else ("province",)
    indicators.room(ctx)
    counts: Counter[Key] = Counter()
    with sealed.counted(ctx), reach.counting(ctx, wide=True):
        for key, found in indicators.figures(ctx, question, *places).items():
            _add(counts, key or UNKNOWN, found)
        if dim is not None:
            split = indicators.figures(ctx, question, *places, dim)
            for key, found in split.items():
                unit, _, value = key.rpartition("|")
                unit = unit or UNKNOWN  # rows that say no province
                for part, times in ((NUMERATOR, _top(found)), (GAP, _gap(found))):
                    counts[Key(unit, split_node(part, dim, value))] += times
    return counts


def _add(counts: Counter[Key], unit: str, found: Figure) -> None:
    counts[Key(unit, NUMERATOR)] += _top(found)
    counts[Key(unit, GAP)] += _gap(found)
    counts[Key(unit, DENOMINATOR)] += found.counted
    counts[Key(unit, SOFT)] += found.soft
    counts[Key(unit, FIRM)] += found.counted - found.soft
    counts[Key(unit, EXCLUDED)] += found.excluded


def _top(found: Figure) -> int:
    return int(found.numerator)


def _gap(found: Figure) -> int:
    return found.counted - int(found.numerator)


def _deep(unit: str, by: str | None) -> frozenset[str]:
    """Return the provinces whose communes must be judged; of the others none is asked for."""
    parents = _tree()
    if by == "commune" and (unit == "vn" or unit in parents.values()):
        inside = (p for p, above in parents.items() if unit in {p, above, "vn"})
        return frozenset(p for p in inside if p in parents.values())
    return frozenset({str(parents[unit])}) if len(unit) == len("00004") else frozenset()


def _block(leaves: Mapping[Key, int], dims: Mapping[str, list[str]], deep: frozenset[str]) -> Block:
    """Hang what was counted, by `province|unit`, on the tree of today's units."""
    parents = {u: p for u, p in _tree().items() if len(u) < len("00004") or p in deep}
    counts: Counter[Key] = Counter()
    for (place, node), times in leaves.items():
        province, _, unit = place.partition("|")
        own = unit if parents.get(unit) == province else place
        above: str | None = own if province in deep else province
        parents.setdefault(province, "vn")
        if above != province:
            parents.setdefault(own, province)
        while above is not None:
            counts[Key(above, node)] += times
            above = parents[above]
    return Block(parents, levels(dims), counts)


def _tree() -> dict[str, str | None]:
    """Return the parent of each unit: communes, provinces, the six regions, the nation."""
    parents: dict[str, str | None] = {"vn": None}
    for region in REGIONS:
        parents[f"R{region.number}"] = "vn"
        parents |= dict.fromkeys(region.provinces, f"R{region.number}")
    communes = (unit for unit in current() if unit.kind == "commune")
    parents |= {unit.code: unit.province for unit in communes}
    return parents


def _values(block: Block, dim: str) -> list[str]:
    nodes = [node for level in block.levels if level.name == dim for node in level.nodes]
    return sorted({node.split("/")[2] for node in nodes})
