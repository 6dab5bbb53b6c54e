"""One thing wrong with the book."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the book: a permanent code, the place, the sentence."""

    code: str
    where: str
    text: str
