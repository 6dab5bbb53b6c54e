"""Instruments of screening: items, what their options weigh, bands. Files: `instruments/*.toml`.

A version is never changed once it was used: what is different is a new version beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.law.shape.parts import Citation, Title

Scored = Literal["items", "total"]
CountsAs = Literal["screening_examination", "assessment"]
Chart = Literal["opioid", "stimulant", "cannabis"]
# What an answer is where the item is not needed: refused, or taken and counted.
Otherwise = Literal["refused", "optional"]


@dataclass(frozen=True, slots=True)
class Named:
    """A substance or an answer: a code and its words."""

    code: str
    title: Title


@dataclass(frozen=True, slots=True)
class Option:
    """An answer an item takes, and what it weighs."""

    code: str
    title: Title
    value: int


@dataclass(frozen=True, slots=True)
class Needed:
    """When an item must be answered: these items together weigh `at_least`."""

    items: tuple[str, ...]
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question. `whole`: asked once about the person, not once a substance."""

    code: str
    title: Title
    options: Mapping[str, Option]
    counted: bool = True
    whole: bool = False
    not_of: frozenset[str] = frozenset()
    needed: Needed | None = None
    otherwise: Otherwise = "refused"

    def about(self, subject: str) -> bool:
        """Is the item asked about a substance; `""` is the person as a whole."""
        return (subject == "") if self.whole else subject not in self.not_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What a score means. Of the bands that fit, the first one written is meant."""

    code: str
    title: Title
    first: int
    last: int | None = None
    of: frozenset[str] = frozenset()
    not_of: frozenset[str] = frozenset()
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    any_answer: str = ""
    observed: bool | None = None
    why: Title | None = None
    unverified: bool = False

    def holds(self, subject: str, score: int) -> bool:
        """Is a score of a substance within the band's figures."""
        if subject in self.not_of or (self.of and subject not in self.of):
            return False
        return self.first <= score and (self.last is None or score <= self.last)

    @property
    def bare(self) -> bool:
        """Does the band ask for nothing but a score."""
        return not self.when and not self.any_answer and self.observed is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A version of an instrument; `digest` is the hash of its file, kept with every score."""

    code: str
    version: str
    begins: date
    ends: date | None
    title: Title
    source: Title
    reference: str
    law: Citation | None
    unverified: bool
    scored: Scored
    most: int | None
    counts_as: CountsAs
    charts: tuple[Chart, ...]
    subjects: Mapping[str, Named]
    items: Mapping[str, Item]
    bands: tuple[Band, ...]
    digest: str

    def on(self, day: date) -> bool:
        """May the version be used on a day."""
        return self.begins <= day and (self.ends is None or day <= self.ends)

    @property
    def scopes(self) -> tuple[str, ...]:
        """What gets a score: each substance, or the person as a whole."""
        return tuple(self.subjects) or ("",)
