"""Papers that a dossier lacks for a step that a running clock waits for, and that is possible now.

Of all the papers of the steps from here (`dossier.of`) only those that something is owed on: a
certificate of death is possible for everybody at a centre, and missing from no living dossier.
Whether a paper is asked for, and whether the step is possible, is the finding of `judge`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.law.engine.facts import Facts
from app.law.engine.finding import Finding
from app.law.engine.judge import UnknownStep, judge
from app.law.shape.model import Citation, Title
from app.models.case import Paper
from app.services.gathered import facts_of_many
from app.services.owed import Owed, Place, known

# A step that only these stand against is possible as soon as the paper is there; which of the
# unit's officers takes it is settled by whose step it is (`owed.running`).
_NO_BAR = {"missing-paper", "wrong-authority"}


@dataclass(frozen=True, slots=True)
class Lacking:
    """A paper, or several that may stand for each other, and the clock that waits for it."""

    clock: Owed
    papers: tuple[str, ...]
    edition: str
    reason: Title
    law: Citation
    marks: tuple[str, ...]


def lacking(ctx: Context, place: Place, clocks: Sequence[Owed]) -> list[Lacking]:
    """Return what the dossiers of open cases lack, each paper of a case once, at its first clock.

    `clocks` are those the unit must meet, the first due at the head.
    """
    waiting = _waiting(ctx, place, clocks)
    if not waiting:
        return []
    suspects = _suspects(ctx, waiting)
    facts = facts_of_many(ctx, suspects) if suspects else {}
    found: dict[tuple[UUID, str], Lacking] = {}
    for case_id, marks in suspects.items():
        for mark, clock in marks.items():
            for one in _found(ctx, facts.get(case_id), mark, clock):
                key = case_id, "|".join(one.papers)
                first = found.get(key)
                # The same paper may be wanted for one step more: the clock due first stays.
                found[key] = replace(first, marks=(*first.marks, mark)) if first else one
    return list(found.values())


def _waiting(ctx: Context, place: Place, clocks: Sequence[Owed]) -> Mapping[UUID, dict[str, Owed]]:
    """Return by case the steps of its own procedure that clocks wait for, if they need papers."""
    steps = known(ctx)
    ours = steps.of(place.kind)
    waiting: dict[UUID, dict[str, Owed]] = defaultdict(dict)
    for clock in clocks:
        for mark in clock.marks if clock.in_open_case else ():
            own = mark.startswith(f"{clock.procedure}:") and mark in ours
            if own and steps.needs.get(mark):
                waiting[clock.case_id].setdefault(mark, clock)
    return waiting


def _suspects(ctx: Context, waiting: Mapping[UUID, dict[str, Owed]]) -> dict[UUID, dict[str, Owed]]:
    """Leave out the dossiers that hold all that any edition could ask: most of them, cheaply."""
    steps, own, shared = known(ctx), *_held(ctx, waiting)
    suspects: dict[UUID, dict[str, Owed]] = {}
    for case_id, marks in waiting.items():
        client = next(iter(marks.values())).client_id
        held = own[case_id] | shared[client]
        doubtful = {m: clock for m, clock in marks.items() if steps.may_lack(m, frozenset(held))}
        if doubtful:
            suspects[case_id] = doubtful
    return suspects


def _held(
    ctx: Context, waiting: Mapping[UUID, dict[str, Owed]]
) -> tuple[Mapping[UUID, set[str]], Mapping[UUID | None, set[str]]]:
    """Return the papers by case, and by client those that count for every case."""
    clients = {clock.client_id for marks in waiting.values() for clock in marks.values()}
    mine = Paper.client_id.in_([client for client in clients if client is not None])
    rows = sa.select(Paper.case_id, Paper.client_id, Paper.code).where(
        mine | Paper.case_id.in_(waiting)
    )
    own: dict[UUID, set[str]] = defaultdict(set)
    shared: dict[UUID | None, set[str]] = defaultdict(set)
    for case_id, client, code in ctx.session.execute(rows.distinct()):
        own[case_id].add(code)
        paper = ctx.lawbook.papers.get(code)
        if client is not None and paper is not None and paper.shared:
            shared[client].add(code)
    return own, shared


def _found(ctx: Context, facts: Facts | None, mark: str, clock: Owed) -> list[Lacking]:
    """Return what one step lacks, if nothing but papers stands against it."""
    finding = None if facts is None else _judged(ctx, facts, mark)
    if finding is None or {reason.code for reason in finding.reasons} - _NO_BAR:
        return []
    reasons = [reason for reason in finding.reasons if reason.code == "missing-paper"]
    return [
        Lacking(clock, tuple(papers.split("|")), finding.edition, reason.title, reason.law, (mark,))
        for papers, reason in zip(finding.missing, reasons, strict=True)
        if reason.law is not None
    ]


def _judged(ctx: Context, facts: Facts, mark: str) -> Finding | None:
    procedure, _, step = mark.partition(":")
    try:
        return judge(
            ctx.lawbook,
            ctx.calendar,
            facts,
            procedure=procedure,
            step=step,
            body=None,
            at=ctx.now,
            now=ctx.now,
        )
    except UnknownStep:
        return None
