"""A figure as whoever may not open it gets it: small numbers taken out, and what goes with them.

Which cells are withheld is judged in `app/disclosure` over the whole groups of siblings (`Block`),
with every unit's counts, not the caller's reach; here the document loses them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.disclosure.block import (
    DENOMINATOR,
    EXCLUDED,
    GAP,
    NUMERATOR,
    SOFT,
    Block,
    Key,
    Limits,
    split_node,
)
from app.law.reading.suppression import suppression

Document = Mapping[str, Any]
# How a figure is split by place: its rows are figures of other units.
PLACES = frozenset({"commune", "province", "region"})
_PARTS = (DENOMINATOR, NUMERATOR, GAP)
_DERIVED = ("value", "percent", "met", "amount", "over")


def limits() -> Limits:
    """Return the limits of practice."""
    found = suppression()
    return Limits(found.lowest, found.highest, found.together)


@dataclass(frozen=True, slots=True)
class Outside:
    """What is withheld of a block; `only` is the one filter of the question (split, value)."""

    block: Block
    kept: frozenset[Key]
    only: tuple[str, str] | None = None

    def figure(self, document: Document) -> dict[str, Any]:
        """Return the document without what is withheld; `withheld` names what that is.

        Whoever calls has computed it for the very question and moment of the block.
        """
        unit, by = str(document["unit"]), document.get("by")
        told = self._row(document, unit, self.only)
        self._soft(told, unit)
        self._excluded(told, unit)
        # Parts that are not on the grid outside: each would be one more count of the same people.
        told.update(components=[], newest_entry=None, complete_share=None)
        if by in PLACES:
            told["splits"] = list(self._places(told["splits"], self.under(unit, by)))
        elif by:
            self._split(told, unit, str(by))
        return told

    def _row(self, row: Document, unit: str, only: tuple[str, str] | None) -> dict[str, Any]:
        """Take the small parts out of a row, and all that is reckoned from them."""
        gone = [part for part in _PARTS if self._gone(unit, part, only)]
        gone += [name for name in _DERIVED if gone and name in row]
        blank = {name: None for name in gone if name in row}
        return {**row, **blank, "withheld": [name for name in gone if name in row or name == GAP]}

    def _gone(self, unit: str, part: str, only: tuple[str, str] | None) -> bool:
        if only is None:
            return Key(unit, part) in self.kept
        # The denominator of one value is the sum of its parts: told with them or not at all.
        parts = (NUMERATOR, GAP) if part == DENOMINATOR else (part,)
        return any(Key(unit, split_node(each, *only)) in self.kept for each in parts)

    def _soft(self, told: dict[str, Any], unit: str) -> None:
        if self.only or Key(unit, SOFT) in self.kept:
            told.update(soft=None, soft_share=None)
            told["withheld"].append("soft")

    def _excluded(self, told: dict[str, Any], unit: str) -> None:
        """Take out how many were left out, or only why: which reasons there are tells that too."""
        if self.only or Key(unit, EXCLUDED) in self.kept:
            told["excluded"] = []
            told["withheld"].append("excluded")
        elif self._level_gone(unit, EXCLUDED):
            whole = self.block.count(unit, EXCLUDED)
            told["excluded"] = [{"reason": "all", "count": whole}] if whole else []
            told["withheld"].append("reasons")

    def _split(self, told: dict[str, Any], unit: str, dim: str) -> None:
        """Leave a withheld split out wholly: which of its rows there are would tell who is none."""
        known = [level for level in self.block.levels if level.name == dim]
        nodes = [node for level in known for node in level.nodes]
        if not known or any(Key(unit, node) in self.kept for node in nodes):
            told["splits"] = []
            told["withheld"].append("splits")

    def _level_gone(self, unit: str, source: str) -> bool:
        finer = (level for level in self.block.levels if source in level.parts)
        return any(Key(unit, node) in self.kept for level in finer for node in level.nodes)

    def _places(self, rows: Sequence[Document], units: Iterable[str]) -> Iterable[dict[str, Any]]:
        """Return the rows that are there, and those withheld: that one is missing tells nobody."""
        there = {row["key"]: row for row in rows}
        for unit in units:
            key = place_key(unit)
            none = {"key": key, "numerator": 0, "denominator": 0, "value": None, "percent": None}
            told = self._row(there.get(key, none), unit, self.only)
            if key in there or told["withheld"]:
                yield told

    def under(self, unit: str, by: object) -> Iterable[str]:
        """Return the units of a kind under a unit that the block holds, itself if it is one."""
        if _kind(unit) == by:
            yield unit
            return
        for child in self.block.children.get(unit, ()):
            yield from self.under(child, by)


def place_key(unit: str) -> str:
    """Return how a split by place calls a unit: regions by number, others by their own code."""
    return unit.rpartition("|")[2].removeprefix("R")


def _kind(unit: str) -> str:
    """Return what kind of place a code names: by its shape."""
    if unit == "vn":
        return "nation"
    if unit.startswith("R"):
        return "region"
    return "province" if len(unit) == len("01") else "commune"
