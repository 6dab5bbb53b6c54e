"""The strongest attacker: knows every answer, the whole program, and has endless time.

Two populations with the same answers to everything offered cannot be told apart by anybody. So
what such an attacker cannot find is shown by *witnesses*: for a withheld cell another population
with the very same answers and another count there. They are looked for among the populations that
differ by a move, an exchange or a change of one person or two.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from app.disclosure.block import Block, Key
from app.disclosure.withhold import withhold
from tests.disclosure.people import DIMS, answers, counted


def unfound(people, parents, limits, rule=withhold):
    """Return how many withheld counts of 1 to 10 there are, and those without a witness."""
    block = counted(people, parents)
    kept = rule(block, limits)
    here = answers(block, kept)
    wanted = {cell for cell in kept if limits.small(block.count(*cell))}
    missing = set(wanted)
    for gone, come in neighbours(sorted(set(people), key=repr), parents, kept):
        if not missing:
            break
        change = _change(gone, come, parents)
        hit = missing & change.keys()
        if hit and change.keys() <= kept and _same(block, change, here, limits, rule):
            missing -= hit
    return len(wanted), missing


def _change(gone, come, parents):
    """How each cell's count changes when some people go and others come."""
    change: Counter[Key] = Counter()
    for person, times in [(one, -1) for one in gone] + [(one, 1) for one in come]:
        unit = person.commune
        while unit is not None:
            for node in person.nodes():
                change[Key(unit, node)] += times
            unit = parents[unit]
    return {cell: by for cell, by in change.items() if by}


def _same(block, change, here, limits, rule):
    counts = Counter(dict(block.counts))
    for cell, by in change.items():
        counts[cell] += by
    other = Block(block.parents, block.levels, counts)
    return answers(other, rule(other, limits)) == here


def neighbours(kinds, parents, kept):
    """Who goes and who comes, the likelier first; nobody moves to where all is told."""
    shut = sorted({unit for unit, _ in kept} - set(parents.values()))
    for one in kinds:
        yield from (((one,), (replace(one, commune=unit),)) for unit in shut)
        yield from _changed(one)
    for at, one in enumerate(kinds):
        for other in kinds[at + 1 :]:
            yield from _exchanges(one, other)


def _changed(one):
    yield (), (one,)
    yield (one,), ()
    yield (one,), (replace(one, reached=not one.reached),)
    yield (one,), (replace(one, soft=not one.soft),)
    if one.reason:
        yield (one,), (replace(one, reason="moved" if one.reason == "error" else "error"),)
    for dim, values in DIMS.items():
        yield from (((one,), (replace(one, **{dim: value}),)) for value in values)


def _exchanges(one, other):
    pair = (one, other)
    if one.commune != other.commune:
        there, here = replace(one, commune=other.commune), replace(other, commune=one.commune)
        yield pair, (there, here)
        # How firm an entry is, is told beside the other splits and never crossed with them.
        yield pair, (replace(there, soft=other.soft), replace(here, soft=one.soft))
    for field in ("soft", "reason", *DIMS):
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine != theirs and (one.reason is None) == (other.reason is None):
            yield pair, (replace(one, **{field: theirs}), replace(other, **{field: mine}))
