"""No combination of what is offered outside gives a withheld count back."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.disclosure.block import Block, Key, Level, Limits
from app.disclosure.offer import over
from app.disclosure.withhold import withhold
from tests.disclosure import attack
from tests.disclosure.people import USUAL, answers, counted, crowd, invented, tree
from tests.disclosure.worlds import unfound

TREES = [(3,), (3, 4), (2, 5), (1, 3), (5,)]
QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
LONGER = (("2026-H1", QUARTERS[:2]), ("2026-H2", QUARTERS[2:]), ("2026", QUARTERS))
PERIODS = tuple((quarter, ()) for quarter in QUARTERS) + LONGER


def only_the_small(block, limits):
    """What suppression without a complement would withhold."""
    return frozenset(cell for cell, count in block.counts.items() if limits.small(count))


def year(seed, parents):
    """Four quarters of events, as blocks, and the half years and the year they make."""
    blocks = {
        quarter: counted(invented(seed * 4 + number, parents), parents)
        for number, quarter in enumerate(QUARTERS)
    }
    for longer, quarters in LONGER:
        counts = {}
        for quarter in quarters:
            for cell, count in blocks[quarter].counts.items():
                counts[cell] = counts.get(cell, 0) + count
        blocks[longer] = Block(parents, blocks[QUARTERS[0]].levels, counts)
    return blocks


def attacked(blocks, rule, longer):
    """Return the small counts given back, and how many small counts are withheld."""
    kept = {quarter: rule(blocks[quarter], USUAL) for quarter in QUARTERS}
    kept |= {
        name: longer(blocks[name], [kept[quarter] for quarter in quarters])
        for name, quarters in LONGER
    }
    told = {
        (period, *cell): count
        for period, block in blocks.items()
        for cell, count in answers(block, kept[period]).items()
    }
    small = {
        (period, *cell): blocks[period].count(*cell)
        for period, cells in kept.items()
        for cell in cells
        if USUAL.small(blocks[period].count(*cell))
    }
    broken = attack.found(told, list(attack.identities(blocks["2026"], PERIODS)))
    return {cell: count for cell, count in broken.items() if cell in small}, small


@pytest.mark.parametrize(("seed", "communes"), list(enumerate([(3,), (3, 4), (1, 3)])))
def test_no_sum_over_units_splits_and_periods_gives_a_small_count_back(seed, communes):
    blocks = year(seed, tree(communes))
    back, small = attacked(blocks, withhold, lambda _, kept: over(kept))
    assert len(small) > 50
    assert back == {}


def test_the_attack_wins_without_the_complement():
    blocks = year(1, tree((3, 4)))
    back, small = attacked(blocks, only_the_small, lambda block, _: only_the_small(block, USUAL))
    assert len(back) > 20
    assert all(small[cell] == count for cell, count in back.items())


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.sampled_from(TREES), st.sampled_from([2, 3]))
def test_whoever_knows_the_program_cannot_tell_a_withheld_count_from_another(
    seed, communes, together
):
    parents = tree(communes)
    _, missing = unfound(crowd(seed, parents), parents, Limits(1, 10, together))
    assert missing == set()


def test_whoever_knows_the_program_wins_without_the_complement():
    parents = tree((3, 4))
    wanted, missing = unfound(crowd(2, parents), parents, USUAL, rule=only_the_small)
    assert len(missing) > wanted / 4


def small_world(parents, most, levels):
    """Every table of up to `most` people: in each commune any number at each last node."""
    leaves = sorted(set(parents) - set(parents.values()))
    last = levels[-1].nodes
    cells = [Key(*cell) for cell in product(leaves, last)]
    for counts in _up_to(most, len(cells)):
        yield _summed(parents, levels, dict(zip(cells, counts, strict=True)))


def _up_to(most, places):
    if places == 0:
        yield ()
        return
    for first in range(most + 1):
        yield from ((first, *rest) for rest in _up_to(most - first, places - 1))


def _summed(parents, levels, cells):
    for level in reversed(levels):
        for node, parts in level.parts.items() if level.after else ():
            for unit in {unit for unit, _ in cells}:
                cells[Key(unit, node)] = sum(cells[Key(unit, part)] for part in parts)
    counts = {}
    for (unit, node), count in cells.items():
        above = unit
        while above is not None:
            counts[Key(above, node)] = counts.get(Key(above, node), 0) + count
            above = parents[above]
    return Block(parents, levels, counts)


WHOLE = Level("denominator", None, {"": ("all",)})
PARTED = Level("parts", "denominator", {"all": ("yes", "no")})
SPLIT = Level("sex", "parts", {"yes": ("yes/f", "yes/m"), "no": ("no/all",)})
FLAT = {"vn": None, "a": "vn", "b": "vn", "c": "vn"}
DEEP = {"vn": None, "1": "vn", "2": "vn", "1a": "1", "1b": "1", "2a": "2", "2b": "2"}
PAIR = {"vn": None, "a": "vn", "b": "vn"}


@pytest.mark.parametrize(
    ("parents", "most", "levels", "limits"),
    [
        (FLAT, 26, [WHOLE], Limits(1, 10, 3)),
        (FLAT, 8, [WHOLE, PARTED], Limits(1, 2, 2)),
        (FLAT, 8, [WHOLE, PARTED], Limits(1, 2, 3)),
        (DEEP, 12, [WHOLE], Limits(1, 2, 2)),
        (PAIR, 8, [WHOLE, PARTED, SPLIT], Limits(1, 2, 2)),
    ],
)
@pytest.mark.parametrize("rule", [withhold, only_the_small])
def test_in_a_small_world_every_table_is_tried(parents, most, levels, limits, rule):
    """Tables with the same answers are one to the attacker: among them a withheld cell has as many
    counts as are small, ten where the limit is ten; elsewhere it is lower, to try every table.
    """
    seen: dict[tuple, list[set[int]]] = {}
    for block in small_world(parents, most, levels):
        told = answers(block, rule(block, limits))
        heap = seen.setdefault(tuple(told.values()), [set() for _ in told])
        for counts, cell in zip(heap, told, strict=True):
            counts.add(block.count(*cell))
    fewest = min(
        len(counts)
        for told, heap in seen.items()
        for answer, counts in zip(told, heap, strict=True)
        if answer is None and any(map(limits.small, counts))
    )
    assert (fewest >= limits.highest) == (rule is withhold)
