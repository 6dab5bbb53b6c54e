"""What is judged together: the counts of one figure and one period, for whole groups of siblings.

A block holds a tree of units and, for each unit, the counts of all *nodes*: `denominator`,
`numerator`, `gap`, `numerator/sex/female` … The nodes hang together by *levels*, each of which
parts nodes of the level before into finer ones. Two levels after the same one are never crossed
with each other: nothing is offered by sex and age at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

DENOMINATOR, NUMERATOR, GAP = "denominator", "numerator", "gap"
SOFT, FIRM = "soft", "firm"
EXCLUDED = "excluded"
PARTS = "parts"


class Key(NamedTuple):
    """One cell: a unit, and what is counted there."""

    unit: str
    node: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts from `lowest` to `highest` are small; `together` units stand for each other."""

    lowest: int
    highest: int
    together: int

    def small(self, count: int) -> bool:
        """Tell whether a count is too small to be told."""
        return self.lowest <= count <= self.highest


@dataclass(frozen=True, slots=True)
class Level:
    """One parting of the count: told wholly or not at all for a unit.

    `parts` says what each node of `after` falls into; a level after nothing begins with its own
    nodes, under the key "".
    """

    name: str
    after: str | None
    parts: Mapping[str, tuple[str, ...]]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Return the nodes this level tells."""
        return tuple(node for found in self.parts.values() for node in found)


class Uneven(ValueError):
    """The counts of a block do not add up, so that nothing can be said of what they give back."""


@dataclass(frozen=True)
class Block:
    """Counts of a tree of units; `parents` names each unit's parent, and None for the top.

    Whoever makes a block gives every child of a parent, or none of them.
    """

    parents: Mapping[str, str | None]
    levels: Sequence[Level]
    counts: Mapping[Key, int]

    def __post_init__(self) -> None:
        """Refuse a block that does not add up over units or over levels."""
        self._units_add_up()
        self._levels_add_up()

    @cached_property
    def children(self) -> Mapping[str | None, tuple[str, ...]]:
        """Return the children of each unit in the order of their codes, parents before children."""
        found: dict[str | None, list[str]] = {}
        for unit, parent in sorted(self.parents.items()):
            found.setdefault(parent, []).append(unit)
        ordered: dict[str | None, tuple[str, ...]] = {}
        ahead: list[str | None] = [None]
        while ahead:
            parent = ahead.pop(0)
            if parent in found:
                ordered[parent] = tuple(found[parent])
                ahead.extend(found[parent])
        return ordered

    def count(self, unit: str, node: str) -> int:
        """Return the count of one cell; what is not there is nobody."""
        return self.counts.get(Key(unit, node), 0)

    def total(self, units: Sequence[str], node: str) -> int:
        """Return the count of several units together."""
        return sum(self.count(unit, node) for unit in units)

    def _units_add_up(self) -> None:
        if sum(map(len, self.children.values())) != len(self.parents):
            raise Uneven("a unit hangs on no top")
        nodes = [node for level in self.levels for node in level.nodes]
        for parent, units in self.children.items():
            for node in nodes if parent is not None else []:
                if self.total(units, node) != self.count(str(parent), node):
                    raise Uneven(f"{node}: the units under {parent} do not add up to it")

    def _levels_add_up(self) -> None:
        for level in self.levels:
            for node, parts in level.parts.items() if level.after else []:
                for unit in self.parents:
                    if sum(self.count(unit, part) for part in parts) != self.count(unit, node):
                        raise Uneven(f"{unit}: {level.name} does not add up to {node}")


def levels(dims: Mapping[str, Sequence[str]], reasons: Sequence[str] = ()) -> tuple[Level, ...]:
    """Return the levels of a figure: denominator, its parts, and each split of the parts.

    Each split names all its values, the unknown one too: they must add up to the whole.
    """
    told = [
        Level(DENOMINATOR, None, {"": (DENOMINATOR,)}),
        Level(PARTS, DENOMINATOR, {DENOMINATOR: (NUMERATOR, GAP)}),
        Level(SOFT, DENOMINATOR, {DENOMINATOR: (SOFT, FIRM)}),
    ]
    for dim, values in dims.items():
        parts = {p: tuple(split_node(p, dim, v) for v in values) for p in (NUMERATOR, GAP)}
        told.append(Level(dim, PARTS, parts))
    told.append(Level(EXCLUDED, None, {"": (EXCLUDED,)}))
    if reasons:
        why = tuple(split_node(EXCLUDED, "reason", reason) for reason in reasons)
        told.append(Level("reason", EXCLUDED, {EXCLUDED: why}))
    return tuple(told)


def split_node(part: str, dim: str, value: str) -> str:
    """Return the node of one part of one value of a split."""
    return f"{part}/{dim}/{value}"
