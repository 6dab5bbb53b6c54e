"""Small invented populations, and everything that is offered about them."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

from app.disclosure.block import Block, Key, Limits, levels, split_node
from app.disclosure.withhold import withhold

USUAL = Limits(1, 10, 3)
DIMS = {"sex": ("male", "female"), "age_band": ("14", "18", "30")}
REASONS = ("error", "moved")
LEVELS = levels(DIMS, REASONS)


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """One person counted in one commune in one period, or left out for a reason."""

    commune: str
    reached: bool
    soft: bool
    sex: str
    age_band: str
    reason: str | None = None

    def nodes(self):
        if self.reason:
            return ["excluded", split_node("excluded", "reason", self.reason)]
        part = "numerator" if self.reached else "gap"
        splits = [split_node(part, dim, getattr(self, dim)) for dim in DIMS]
        return ["denominator", part, "soft" if self.soft else "firm", *splits]


def tree(communes_of: tuple[int, ...]) -> dict[str, str | None]:
    """`tree((3, 4))`: the nation, one region, two provinces, of three communes and of four."""
    parents: dict[str, str | None] = {"vn": None, "R1": "vn"}
    for number, communes in enumerate(communes_of, start=1):
        parents[f"{number:02}"] = "R1"
        parents |= {f"{number:02}{commune:03}": f"{number:02}" for commune in range(communes)}
    return parents


def counted(people, parents) -> Block:
    """The block of a population: every unit counts all who are under it."""
    counts: Counter[Key] = Counter()
    for person, times in Counter(people).items():
        unit: str | None = person.commune
        while unit is not None:
            for node in person.nodes():
                counts[Key(unit, node)] += times
            unit = parents[unit]
    return Block(parents, LEVELS, counts)


def answers(block: Block, kept: frozenset[Key]) -> dict[Key, int | None]:
    """Everything whoever stands outside can get: each cell, or None where it is withheld."""
    nodes = [node for level in block.levels for node in level.nodes]
    cells = (Key(unit, node) for unit in block.parents for node in nodes)
    return {cell: None if cell in kept else block.count(*cell) for cell in cells}


def told(people, parents, limits=USUAL) -> dict[Key, int | None]:
    block = counted(people, parents)
    return answers(block, withhold(block, limits))


def invented(seed: int, parents, most: int = 45) -> list[Person]:
    """A population from a number: communes of every size, some with hardly anybody."""
    chance = random.Random(seed)
    leaves = sorted(set(parents) - set(parents.values()))
    people = []
    for commune in leaves:
        size = chance.choice([0, chance.randint(1, 12), chance.randint(11, most), most])
        reach, soft, women = (chance.choice([0, 0.1, 0.5, 0.9, 1]) for _ in range(3))
        people += [
            Person(
                commune,
                reached=chance.random() < reach,
                soft=chance.random() < soft,
                sex="female" if chance.random() < women else "male",
                age_band=chance.choice(DIMS["age_band"]),
                reason=chance.choice([*REASONS, *[None] * 8]),
            )
            for _ in range(size)
        ]
    return people


def crowd(seed: int, parents) -> list[Person]:
    """A larger population, where many are counted and some values have hardly anybody."""
    chance = random.Random(seed)
    scale, few = chance.choice([30, 80, 200]), chance.choice([0.05, 0.2, 0.5])
    people = []
    for commune in sorted(set(parents) - set(parents.values())):
        small = chance.random() < few
        size = chance.randint(0, 12) if small else chance.randint(11, scale)
        reach, soft, women, young = (
            chance.choice([0, 1, 0.03, 0.5, 0.97, chance.random()]) for _ in range(4)
        )
        gone = chance.choice([0, 0, 0.1])
        people += [
            Person(
                commune,
                reached=chance.random() < reach,
                soft=chance.random() < soft,
                sex="female" if chance.random() < women else "male",
                age_band="14" if chance.random() < young else chance.choice(["18", "30"]),
                reason=chance.choice(REASONS) if chance.random() < gone else None,
            )
            for _ in range(size)
        ]
    return people
