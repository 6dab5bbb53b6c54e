"""Which cells are withheld, told as cases a reader can reckon by hand."""

import pytest

from app.disclosure.block import Block, Key, Limits, Uneven, levels
from app.disclosure.withhold import withhold
from app.law.reading.suppression import suppression
from tests.disclosure.people import USUAL, Person, counted, invented, tree

WHOLE = levels({})[:1]
PARTED = levels({})[:2]


def communes(**sizes):
    """One province of communes with so many people each."""
    counts = {Key(unit, "denominator"): size for unit, size in sizes.items()}
    counts[Key("01", "denominator")] = sum(sizes.values())
    return Block({"01": None, **dict.fromkeys(sizes, "01")}, WHOLE, counts)


def shut(block, level="denominator"):
    return {unit for unit, node in withhold(block, USUAL) if node == level}


def test_nobody_and_more_than_ten_are_told():
    assert shut(communes(a=0, b=11, c=40)) == set()


def test_a_small_count_is_withheld_with_two_neighbours():
    assert shut(communes(a=50, b=10, c=40, d=50, e=60, f=70)) == {"a", "b", "c"}


def test_neighbours_are_by_code_whatever_their_counts():
    assert shut(communes(a=50, b=60, c=70, d=50, e=60, f=1)) == {"d", "e", "f"}


def test_the_last_of_a_province_join_the_group_before_them():
    assert shut(communes(a=50, b=60, c=70, d=50, e=3)) == {"a", "b", "c", "d", "e"}


def test_three_communes_of_nine_people_together_take_the_smallest_group_along():
    sizes = {"a": 3, "b": 3, "c": 3, "d": 90, "e": 50, "f": 60, "g": 30, "h": 40, "i": 50}
    assert shut(communes(**sizes)) == {"a", "b", "c", "g", "h", "i"}


def test_a_province_of_ten_people_is_withheld_with_all_its_communes():
    assert shut(communes(a=10, b=0, c=0)) == {"01", "a", "b", "c"}


def parted(**sizes):
    """One province of communes with (numerator, gap)."""
    cells = {}
    for unit, (numerator, gap) in [
        *sizes.items(),
        ("01", tuple(map(sum, zip(*sizes.values(), strict=True)))),
    ]:
        cells |= {Key(unit, "numerator"): numerator, Key(unit, "gap"): gap}
        cells[Key(unit, "denominator")] = numerator + gap
    return Block({"01": None, **dict.fromkeys(sizes, "01")}, PARTED, cells)


def test_a_small_gap_withholds_the_numerator_and_leaves_the_denominator():
    block = parted(a=(40, 3), b=(30, 20), c=(25, 25), d=(30, 30), e=(40, 40), f=(50, 50))
    assert shut(block, "denominator") == set()
    assert shut(block, "gap") == shut(block, "numerator") == {"a", "b", "c"}


def test_a_unit_whose_count_is_withheld_is_told_nothing_finer():
    kept = withhold(parted(a=(2, 2), b=(0, 0), c=(20, 20), d=(20, 20)), USUAL)
    assert {node for unit, node in kept if unit == "b"} == {"denominator", "numerator", "gap"}


def test_what_is_told_of_a_unit_is_told_of_those_above_it():
    for seed in range(20):
        parents = tree((3, 4))
        block = counted(invented(seed, parents), parents)
        kept = withhold(block, USUAL)
        assert all(Key(u, node) in kept for p, node in kept for u in block.children.get(p, ()))


def test_no_small_count_is_ever_told():
    for seed in range(20):
        parents = tree((4, 3, 3))
        block = counted(invented(seed, parents), parents)
        told = block.counts.keys() - withhold(block, USUAL)
        assert not [cell for cell in told if USUAL.small(block.count(*cell))]


def test_a_block_of_the_way_down_to_a_unit_judges_it_like_the_whole_tree():
    """A question of one commune need not count the communes of every other province."""
    for seed in range(20):
        parents = tree((4, 5, 3))
        block = counted(invented(seed, parents), parents)
        kept = withhold(block, USUAL)
        way = {u: p for u, p in parents.items() if p in {None, "vn", "R1", "02"}}
        counts = {cell: n for cell, n in block.counts.items() if cell.unit in way}
        part = withhold(Block(way, block.levels, counts), USUAL)
        assert part == {cell for cell in kept if cell.unit in way}


def test_the_order_in_which_units_are_named_changes_nothing():
    parents = tree((3, 4))
    people = invented(5, parents)
    backwards = dict(reversed(parents.items()))
    assert withhold(counted(people, parents), USUAL) == withhold(counted(people, backwards), USUAL)


def test_communes_that_do_not_add_up_to_their_province_are_refused():
    counts = {Key("01", "denominator"): 30, Key("a", "denominator"): 29}
    with pytest.raises(Uneven, match="do not add up"):
        Block({"01": None, "a": "01"}, WHOLE, counts)


def test_a_split_that_forgets_the_unknown_is_refused():
    people = [Person("01000", reached=True, soft=False, sex="unknown", age_band="14")]
    with pytest.raises(Uneven, match="sex does not add up"):
        counted(people, tree((1,)))


def test_the_figures_of_practice_pass_for_no_law():
    found = suppression()
    assert found.unverified is True
    assert (found.lowest, found.highest) == (1, 10)
    assert Limits(found.lowest, found.highest, found.together) == USUAL
    assert "commune_type" not in found.split


def some(commune, times, *, reached, sex="male"):
    return [Person(commune, reached=reached, soft=False, sex=sex, age_band="14")] * times


def splits_told(people, communes):
    block = counted(people, tree((communes,)))
    kept = withhold(block, USUAL)
    return {unit for unit in block.parents if Key(unit, "gap/sex/male") not in kept}


ALIKE = [
    person
    for commune in ("01000", "01001", "01002")
    for reached, sex in ((True, "male"), (False, "male"), (False, "female"))
    for person in some(commune, 20, reached=reached, sex=sex)
]


def test_a_unit_unlike_the_others_is_told_with_a_group_that_shares_its_counts():
    fourth = some("01003", 15, reached=True)
    assert splits_told(ALIKE + fourth, 4) == {"vn", "R1", "01", "01000", "01001", "01002", "01003"}


def test_the_only_unit_told_to_have_a_gap_is_told_no_split_of_it():
    """The others with a gap are withheld: of what is left, it would be the one told."""
    few = [
        *some("01000", 20, reached=True), *some("01000", 6, reached=False),
        *some("01001", 20, reached=True), *some("01001", 5, reached=False),
        *some("01002", 20, reached=True),
    ]  # fmt: skip
    only = [
        *some("01003", 20, reached=True), *some("01003", 20, reached=False),
        *some("01003", 30, reached=False, sex="female"),
    ]  # fmt: skip
    others = [one for number in (4, 5) for one in some(f"0100{number}", 20, reached=True)]
    assert splits_told(few + only + others, 6) == {"vn", "R1", "01"}
