"""Where an act should lead, and what the way there must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.law.shape.model import Guard, Only
from tests.law.vectors.situation import Body
from tests.law.vectors.wanted import Wanted


class NoWay(Exception):
    """The builder found no lawful way; the text says where it stood still."""


@dataclass(frozen=True)
class Route:
    """What a way must hold besides reaching a state."""

    pass_by: tuple[frozenset[str], ...] = ()
    shun: frozenset[str] = frozenset()
    wishes: tuple[tuple[str, Any, str], ...] = ()

    def told(self) -> Body:
        """What the fields on the way are to say."""
        return {name: value for name, value, _ in self.wishes}

    def wider(self, wanted: Wanted) -> list[Route]:
        """The routes that give what is wanted.

        Where two steps want a field to say different things, one of the two is shunned.
        """
        pass_by = self.pass_by
        if wanted.steps and wanted.steps not in pass_by:
            pass_by = (*pass_by, wanted.steps)
        clash = {by for name, value, by in self.wishes if wanted.wishes.get(name, value) != value}
        kept = [row for row in self.wishes if row[0] not in wanted.wishes]
        wishes = (*kept, *((name, value, wanted.by) for name, value in wanted.wishes.items()))
        made = [Route(pass_by, self.shun | wanted.shun | clash, wishes)]
        if clash:
            made.append(replace(self, shun=self.shun | {wanted.by}))
        return [route for route in made if route != self]


@dataclass(frozen=True)
class Aim:
    """Where one act should lead, and which conditions of a row should hold or fail there."""

    to: str = ""
    hold: tuple[Guard, ...] = ()
    fail: tuple[Guard, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    wishes: Mapping[str, Any] = field(default_factory=dict)
    not_before: datetime | None = None

    @classmethod
    def of(cls, only: Only, **rest: Any) -> Aim:
        answers = ((only.given.question, only.given.answer),) if only.given else ()
        return cls(hold=only.if_, fail=only.unless, answers=answers, **rest)
