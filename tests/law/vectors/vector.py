"""One line of a table of vectors, and how a refused one is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from app.law.engine.finding import Finding
from app.law.shape.model import Citation
from tests.law.vectors.situation import Draft


@dataclass(frozen=True)
class Vector:
    """One line of a table; `code` is empty where the step is allowed."""

    step: str
    condition: str
    code: str
    law: Citation
    found: Finding

    @property
    def holds(self) -> bool:
        """Does the engine say what the book does, with this article, and nothing besides?"""
        if not self.code:
            return self.found.allowed and self.law in self.found.legal_basis
        told = {(reason.code, reason.law) for reason in self.found.reasons}
        return not self.found.allowed and (self.code, self.law) in told

    @property
    def besides(self) -> list[str]:
        """Other reasons that the engine gives too."""
        return sorted({reason.code for reason in self.found.reasons} - {self.code})

    @property
    def outcome(self) -> str:
        if not self.code:
            return f"allowed -> {self.found.to_state}"
        return " + ".join([self.code, *self.besides])


@dataclass(frozen=True)
class Gap:
    """A vector the builder cannot make, and why."""

    step: str
    condition: str
    why: str


Told = Iterator[Vector | Gap]


def copy(draft: Draft) -> Draft:
    return replace(draft, body=dict(draft.body))


def refused(
    base: Draft, condition: str, code: str, law: Citation, change: Callable[[Draft], Any]
) -> Vector:
    draft = copy(base)
    change(draft)
    return Vector(base.rule.name, condition, code, law, draft.judged(strict=False))
