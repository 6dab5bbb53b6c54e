"""Walks over HTTP and on PostgreSQL: the same states, editions, terms, clocks and answers.

Of the walks that an application can be told (see `telling`), those are replayed that between
them come to every state any of them comes to: at least one from each edition.
"""

from __future__ import annotations

import pytest

from tests.law.walks.comparing import same
from tests.law.walks.lives import BOOK, CODES, COUNT, reached, tellable
from tests.law.walks.office import opened, told
from tests.law.walks.wander import Walk

# Replayed from each edition, even where they come to nothing new; and at most.
LEAST, MOST = max(1, COUNT // 80), max(4, COUNT // 8)


def sampled(code: str) -> dict[str, list[Walk]]:
    """Few walks that come to much: each time the one that adds the most states."""
    editions = [
        edition.code for edition in BOOK.editions if (code, edition.code) in BOOK.procedures
    ]
    chosen: dict[str, list[Walk]] = {}
    stood: set[tuple[str, str]] = set()
    left = {edition: list(tellable(code, edition)) for edition in editions}
    for _ in range(MOST):
        for edition, here in left.items():
            best = max(here, key=lambda walk: _worth(walk, stood), default=None)
            few = len(chosen.get(edition, ())) < LEAST
            if best is not None and (few or reached(best) - stood):
                here.remove(best)
                chosen.setdefault(edition, []).append(best)
                stood |= reached(best)
    return chosen


def _worth(walk: Walk, stood: set[tuple[str, str]]) -> tuple[int, int]:
    return len(reached(walk) - stood), -len(walk.told)


@pytest.mark.parametrize("code", CODES)
def test_the_application_walks_the_same_way(sign_in, code):
    chosen = sampled(code)
    stood: set[tuple[str, str]] = set()
    for walk in (walk for here in chosen.values() for walk in here):
        with opened(sign_in) as office:
            for case, draft, found in told(office, walk):
                where = (code, walk.seed, found.edition, found.step, draft.at.isoformat())
                same(office, case, draft, found, where)
        stood |= reached(walk)
    for (name, edition), procedure in BOOK.procedures.items():
        if name == code:
            assert chosen.get(edition), f"no walk from {edition} was replayed"
            root = BOOK.root(edition)
            here = {state for law, state in stood if law == root}
            missing = set(procedure.states) - here
            share = f"{edition}: {len(procedure.states) - len(missing)}/{len(procedure.states)}"
            assert not missing, share
