"""Walks over HTTP and on PostgreSQL: the same states, editions, terms, clocks and answers.

Of the walks that an application can be told (see `telling`), those are replayed that between
them stand in every state any of them stands in.
"""

from __future__ import annotations

import pytest

from tests.law.walks.comparing import same
from tests.law.walks.lives import BOOK, COUNT, tellable
from tests.law.walks.office import opened, told
from tests.law.walks.wander import Walk

MOST = max(1, COUNT // 16)
PLACES = list(BOOK.procedures)


def reached(walk: Walk) -> set[tuple[str, str]]:
    return {(found.edition, found.to_state) for _, found in walk.acts}


def sampled(code: str, edition: str) -> list[Walk]:
    """Few walks that reach much: each time the one that adds the most states."""
    left, chosen, stood = list(tellable(code, edition)), [], set()
    while left and len(chosen) < MOST:
        best = max(left, key=lambda walk: (len(reached(walk) - stood), -len(walk.told)))
        if chosen and not reached(best) - stood:
            break
        left.remove(best)
        chosen.append(best)
        stood |= reached(best)
    return chosen


@pytest.mark.parametrize(("code", "edition"), PLACES)
def test_the_application_walks_the_same_way(sign_in, code, edition):
    chosen = sampled(code, edition)
    assert chosen, "no walk can be told to the application"
    for walk in chosen:
        with opened(sign_in) as office:
            for case, _before, draft, found in told(office, walk):
                where = (code, walk.seed, found.edition, found.step, draft.at.isoformat())
                same(office, case, draft, found, where)
