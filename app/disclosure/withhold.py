"""Which cells are withheld: small ones, and enough beside them that nothing gives them back.

Siblings are gathered in groups of at least `together`, by what is told anyway. A group is told a
level wholly or not at all: not, if one of its counts there is small. Whoever moves people about
*within* a group that is not told, and leaves a small count in it, changes no answer: that is why a
withheld count cannot be found (ADR 0023). Where all that is withheld under one parent is itself
small, a further group is withheld with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.disclosure.block import Block, Key, Level, Limits

Group = tuple[str, ...]


def withhold(block: Block, limits: Limits) -> frozenset[Key]:
    """Return the cells of a block that are not told; the same for whoever asks, in any order."""
    told: dict[str | None, set[str]] = {None: set(block.parents)}
    kept: set[Key] = set()
    for level in block.levels:
        open_ = _Judge(block, limits, level, told[level.after]).open_units()
        told[level.name] = open_
        shut = (unit for unit in block.parents if unit not in open_)
        kept.update(Key(unit, node) for unit in shut for node in level.nodes)
    return frozenset(kept)


@dataclass(frozen=True, slots=True)
class _Judge:
    """One level of a block; `before` holds the units whose coarser counts are told."""

    block: Block
    limits: Limits
    level: Level
    before: set[str]

    def open_units(self) -> set[str]:
        """Return the units that are told this level: none under a parent that is not."""
        told: set[str] = set()
        for parent, units in self.block.children.items():
            if parent is None or parent in told:
                told |= self._siblings(parent, units)
        return told

    def _siblings(self, parent: str | None, units: Sequence[str]) -> set[str]:
        here = [unit for unit in units if unit in self.before]
        if parent is None:
            return {unit for unit in here if not self._has_small((unit,))}
        empty = {unit for unit in here if not self._mass(unit)}
        groups = self._groups([unit for unit in here if unit not in empty])
        told = [g for g in groups if not self._has_small(g) and not self._alone(parent, g)]
        return empty.union(*self._without_small_rest(parent, told))

    def _mass(self, unit: str) -> bool:
        """Tell whether there is anybody to part; at the beginning that is not known."""
        sources = self._sources()
        return not sources or any(self.block.count(unit, node) for node in sources)

    def _sources(self) -> tuple[str, ...]:
        return tuple(self.level.parts) if self.level.after else ()

    def _groups(self, units: Sequence[str]) -> list[Group]:
        """Gather units that have people at the same nodes, by code; what is left joins them."""
        alike: dict[tuple[str, ...], Group] = {}
        for unit in units:
            held = tuple(node for node in self._sources() if self.block.count(unit, node))
            alike[held] = (*alike.get(held, ()), unit)
        least = self.limits.together
        groups = [g for all_ in alike.values() if len(all_) >= least for g in _cut(all_, least)]
        few = [unit for all_ in alike.values() if len(all_) < least for unit in all_]
        return self._joined(groups, tuple(sorted(few))) if few else groups

    def _joined(self, groups: list[Group], few: Group) -> list[Group]:
        """Join the few to a group for each node of theirs that too few of them share."""
        for node in self._sources():
            if self._holders(few, node) in range(1, self.limits.together):
                mates = next((g for g in groups if self._holders(g, node)), None)
                if mates:
                    groups.remove(mates)
                    few += mates
        return [*groups, few]

    def _holders(self, group: Group, node: str) -> int:
        return sum(self.block.count(unit, node) > 0 for unit in group)

    def _has_small(self, group: Group) -> bool:
        counts = (self.block.count(unit, node) for unit in group for node in self.level.nodes)
        return any(self.limits.small(count) for count in counts)

    def _alone(self, parent: str, group: Group) -> bool:
        """Tell whether one unit alone has people to part, and others that do are not told."""
        for node in self._sources():
            whole = self.block.count(parent, node)
            if self._holders(group, node) == 1 and self.block.total(group, node) < whole:
                return True
        return False

    def _without_small_rest(self, parent: str, told: list[Group]) -> list[Group]:
        """Take groups away until what is withheld under a parent is nobody or more than a few."""
        told = list(told)
        while node := self._small_rest(parent, told):
            sums = {group: self.block.total(group, node) for group in told}
            told.remove(min((g for g in told if sums[g]), key=lambda g: (sums[g], g)))
        return told

    def _small_rest(self, parent: str, told: Sequence[Group]) -> str | None:
        units = [unit for group in told for unit in group]
        for node in self.level.nodes:
            rest = self.block.count(parent, node) - self.block.total(units, node)
            if self.limits.small(rest):
                return node
        return None


def _cut(units: Group, least: int) -> list[Group]:
    """Cut into groups of `least`; the last takes the rest."""
    cuts = range(0, len(units) - len(units) % least, least)
    groups = [units[at : at + least] for at in cuts]
    return [*groups[:-1], groups[-1] + units[len(groups) * least :]]
