"""What may be asked from outside: a closed grid. What is not on it, no proof speaks of (ADR 0023).

A figure has one *grain* outside: one kind of period, whose periods do not overlap. Only where its
counts add up over time (events) may a longer civil period be asked; it is told if all its grains
are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.disclosure.block import Key
from app.periods import of_year, parse


@dataclass(frozen=True, slots=True)
class Terms:
    """What of one figure is offered outside: how it is cut in time, and by what it may be split."""

    grain: str
    additive: bool
    splits: frozenset[str]
    settle_days: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question from outside; `otherwise` names every further choice that was made in it."""

    period: str | None
    split: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    otherwise: frozenset[str] = frozenset()


def not_offered(asked: Asked, terms: Terms, today: date) -> tuple[str, ...]:
    """Return what of the question is not on the grid; () if it may be answered."""
    dims = {*asked.filters, *([asked.split] if asked.split else [])}
    found = sorted(dims - terms.splits) + sorted(asked.otherwise)
    if len(dims) > 1:
        found.append("two_splits")
    if asked.period is None or grains(asked.period, terms) is None:
        found.append("period")
    elif settled_on(asked.period, terms) > today:
        found.append("not_settled")
    return tuple(found)


def grains(period: str, terms: Terms) -> tuple[str, ...] | None:
    """Return the periods of the grain that make up a period; None if it is not offered."""
    asked = parse(period)
    if asked.kind == terms.grain:
        return (period,)
    inside = [
        one
        for one in of_year(asked.until.year)
        if one.kind == terms.grain and asked.since <= one.since and one.until <= asked.until
    ]
    whole = inside and inside[0].since == asked.since and inside[-1].until == asked.until
    return tuple(one.code for one in inside) if whole and terms.additive else None


def settled_on(period: str, terms: Terms) -> date:
    """Return the day from which a period is told, as it was known then and for ever."""
    return parse(period).until + timedelta(days=terms.settle_days)


def over(kept: Iterable[frozenset[Key]]) -> frozenset[Key]:
    """Return what is withheld of a period made up of others: what is in one of them."""
    return frozenset[Key]().union(*kept)
