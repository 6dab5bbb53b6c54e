"""Make conditions hold or fail that are about who acts and where a place lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.law.engine.office import acting
from tests.law.vectors.situation import AWAY_OF, CENTRE, Draft
from tests.law.vectors.wanted import CannotMend


def _choose(draft: Draft, office: str, *, for_it: bool) -> None:
    """Let somebody act who may take the step, and who records for an office or does not."""
    file, edition = draft.file, draft.procedure.edition
    named = (file.book.authority(office, edition),)
    every = tuple(file.book.authority(code, edition) for code in draft.rule.by)
    for actor in file.actors(draft.rule, edition):
        facts = file.facts(actor, opening=draft.rule.opening)
        if acting(every, facts) and bool(acting(named, facts)) is for_it:
            draft.actor = actor
            return
    raise CannotMend(f"nobody else may act than {office}")


def _acts_as(draft: Draft, params: Any) -> None:
    _choose(draft, params.office, for_it=True)


def _acts_not_as(draft: Draft, params: Any, _end: bool) -> None:
    _choose(draft, params.office, for_it=False)


def _here(draft: Draft, params: Any) -> None:
    draft.body[params.field] = CENTRE


def _there(draft: Draft, params: Any, _end: bool) -> None:
    draft.body[params.field] = AWAY_OF["facility"]


OFFICE_MENDERS: dict[str, Callable[[Draft, Any], None]] = {
    "acts_as": _acts_as,
    "same_province": _here,
}
OFFICE_SPOILERS: dict[str, Callable[[Draft, Any, bool], None]] = {
    "acts_as": _acts_not_as,
    "same_province": _there,
}
