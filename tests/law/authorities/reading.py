"""The authority of each act as typed from the readings: `offices.txt`, `acts.txt`."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parent
NONE, SAME, DOUBT = "–", "=", " ?"


class Office(NamedTuple):
    """An office as the decrees call it, and the accounts that record for it."""

    title: str
    roles: frozenset[str]


class Read(NamedTuple):
    """Who is the authority for an act on a day: nobody where there is no such act."""

    procedure: str
    step: str
    day: date
    offices: frozenset[Office]
    doubtful: bool


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@cache
def offices() -> dict[str, Office]:
    """The offices by the words of the table."""
    found = {}
    for line in _lines("offices.txt"):
        word, _, told = line.partition(" = ")
        title, _, roles = told.partition(" | ")
        found[word] = Office(title, frozenset(roles.split()))
    return found


@cache
def acts() -> tuple[Read, ...]:
    """Every act on every day of the head of the table."""
    head, *lines = _lines("acts.txt")
    columns = [[date.fromisoformat(day) for day in cell.split()] for cell in head.split(" | ")]
    found: list[Read] = []
    for line in lines:
        if line.startswith("  "):
            act, *cells = line.strip().split(" | ")
            found += _row(act, cells, columns)
    return tuple(found)


def _row(act: str, cells: list[str], columns: list[list[date]]) -> list[Read]:
    procedure, _, step = act.partition(":")
    found, told = [], NONE
    for cell, days in zip(cells, columns, strict=True):
        told = told if cell == SAME else cell
        words = [] if told == NONE else told.removesuffix(DOUBT).split(" + ")
        who = frozenset(offices()[word] for word in words)
        found += [Read(procedure, step, day, who, told.endswith(DOUBT)) for day in days]
    return found
