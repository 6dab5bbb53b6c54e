"""Two files side by side: the same person? What differs, what cannot stand beside the other?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

import sqlalchemy as sa

from app.context import Context
from app.matching import Match
from app.models.case import LegalCase
from app.models.client import Client
from app.models.merge import NonMatch
from app.problems import Invalid
from app.services import clients, duplicates
from app.services.facts import SET_ASIDE
from app.services.merging import apart
from app.services.merging.particulars import Particular, compared

# Why two cases cannot stand in one file.
ONE_OPEN, OVERLAP = "one_open_case_per_procedure", "compulsory_periods_do_not_overlap"
# Procedures of which a second may run beside the first (migration 0008).
BESIDE = frozenset({"e-monitoring"})
COMPULSORY = frozenset({"compulsory", "compulsory-minor"})
_ROWS = sa.text("select rows_of_file(cast(:client as uuid))")


@dataclass(frozen=True, slots=True)
class Clash:
    """Two cases that one file cannot hold: one of them is set aside, or the files stay two."""

    why: str
    first: LegalCase
    second: LegalCase


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known before two files become one."""

    survivor: Client
    merged: Client
    match: Match
    particulars: Sequence[Particular]
    rows: dict[str, int]
    clashes: Sequence[Clash]
    told_apart: NonMatch | None


def compare(ctx: Context, survivor_id: UUID, merged_id: UUID, *, lock: bool = False) -> Pair:
    """Lay two files side by side, writing nothing. Raises NotFound where either is out of reach."""
    if survivor_id == merged_id:
        raise Invalid.at("/merged", vi="là chính hồ sơ này", en="is the same file")
    # Always in one order, so that two merges of one pair never wait for each other.
    both = {key: clients.get(ctx, key, lock=lock) for key in sorted((survivor_id, merged_id))}
    ctx.trail.note(both)
    survivor, merged = both[survivor_id], both[merged_id]
    return Pair(
        survivor=survivor,
        merged=merged,
        match=duplicates.likeness(survivor, merged),
        particulars=compared(ctx, survivor, merged),
        rows=_rows(ctx, merged_id),
        clashes=_clashes(ctx, survivor_id, merged_id),
        told_apart=apart.of_pair(ctx, survivor_id, merged_id),
    )


def _rows(ctx: Context, client_id: UUID) -> dict[str, int]:
    """How many rows of each kind would go over."""
    counted: dict[str, int] = ctx.session.scalar(_ROWS, {"client": client_id}) or {}
    return {name: count for name, count in sorted(counted.items()) if count}


def _clashes(ctx: Context, survivor_id: UUID, merged_id: UUID) -> list[Clash]:
    statement = (
        sa.select(LegalCase)
        .where(
            LegalCase.client_id.in_((survivor_id, merged_id)),
            LegalCase.outcome.is_distinct_from(SET_ASIDE),
        )
        .order_by(LegalCase.client_id != survivor_id, LegalCase.opened_at, LegalCase.id)
    )
    cases = ctx.session.scalars(statement).all()
    return [
        Clash(why, one, other)
        for one, other in combinations(cases, 2)
        if one.client_id != other.client_id and (why := _clash(one, other)) is not None
    ]


def _clash(one: LegalCase, other: LegalCase) -> str | None:
    open_both = one.closed_at is None and other.closed_at is None
    compulsory = {one.procedure, other.procedure} <= COMPULSORY
    if open_both and (compulsory or one.procedure == other.procedure not in BESIDE):
        return ONE_OPEN
    if compulsory and _overlap(one.term_start, one.term_end, other.term_start, other.term_end):
        return OVERLAP
    return None


def _overlap(
    start: date | None, end: date | None, other_start: date | None, other_end: date | None
) -> bool:
    """Tell whether two periods, the last day out, share a day."""
    if start is None or end is None or other_start is None or other_end is None:
        return False
    return max(start, other_start) < min(end, other_end)
