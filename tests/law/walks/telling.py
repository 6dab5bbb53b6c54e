"""What an application cannot be told of a walk: things that are on file without an act.

It can be told that a person was determined addicted, or that a residence is no longer stable, and
an installation can be given other answers. The rest cannot be said over HTTP:
- another case that no step opened or closed (`past` makes such cases real where it can);
- a result that is taken back: a determination on record stays on record;
- a missed clock of another case that no step started;
- phases of the plan outside of the steps, which are historic data;
- a second case of a procedure while one is open, where the law says nothing against it (body tests,
  determinations): the database promises that a person has one open case of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.law.engine.facts import CaseFacts, ClientFacts
from app.law.engine.finding import Finding
from tests.law.vectors.situation import Draft, Situation, recorded

Acts = list[tuple[Draft, Finding]]


def put_aside(file: Situation) -> Situation:
    """The file when another case is to be opened: the one at hand is another case now."""
    if file.case is None:
        return file
    return replace(file, others=(*file.others, file.case), case=None)


def taken_up(file: Situation, case: str) -> Situation:
    """The file with another of its cases at hand."""
    every = put_aside(file).others
    at_hand = next(one for one in every if one.id == case)
    return replace(file, case=at_hand, others=tuple(one for one in every if one.id != case))


def beside(origin: Situation, acts: Acts) -> Iterator[tuple[Situation, Draft, Finding]]:
    """Every act with the file as the acts before it have left it."""
    before = origin
    for draft, found in acts:
        yield before, draft, found
        before = recorded(draft, found)


def silence(origin: Situation, acts: Acts) -> str:
    """Why a row of acts cannot be told to an application; empty when it can."""
    return next(
        filter(None, (untold(before, draft) for before, draft, _ in beside(origin, acts))), ""
    )


def untold(before: Situation, draft: Draft) -> str:
    """What the file of a draft holds that neither acts nor anything one can say put there."""
    file, known = draft.file, before.determinations
    added = file.determinations[len(known) :]
    wrong = {
        "another case": _cases(file).keys() != _cases(before).keys(),
        "a case changed without a step": _cases(file) != _cases(before),
        "a determination taken back": file.determinations[: len(known)] != known,
        "a determination nobody was told of": any(new.notified_at is None for new in added),
        "a clock of another case": file.clocks != before.clocks,
        "a second open case of its kind": draft.rule.opening and _is_open(file, draft),
        "another person": _person(file) != _person(before),
    }
    return next((why for why, so in wrong.items() if so), "")


def _cases(file: Situation) -> dict[str, CaseFacts]:
    return {case.id: case for case in put_aside(file).others}


def _is_open(file: Situation, draft: Draft) -> bool:
    """Has the person an open case of the procedure; the database keeps one of each at a time."""
    kind = draft.procedure.code
    return any(case.procedure == kind and case.open_at(draft.at) for case in file.others)


def _person(file: Situation) -> ClientFacts:
    """Who it is; whether they live anywhere can be told again."""
    return replace(file.client, residence_stable=True)
