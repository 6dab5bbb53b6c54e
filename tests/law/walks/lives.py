"""The walks of each procedure, made once for all tests; `HOANHAP_TEST_WALKS` says how many."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from app.law.engine.judge import state_in
from app.law.reading.loader import lawbook
from tests.law.walks.past import Past, wanted
from tests.law.walks.telling import silence
from tests.law.walks.wander import Walk, walks

BOOK = lawbook()
COUNT = int(os.environ.get("HOANHAP_TEST_WALKS", "90"))
CODES = sorted({code for code, _ in BOOK.procedures})
# How many pasts are tried for walks that need one, and how many walks set out from each.
PASTS, ROUNDS = 5, 1
AGAIN = max(10, COUNT // 8)
# How many set out from each past for a state that none of those came to.
FARTHER = 30


@cache
def walked(code: str, edition: str) -> list[Walk]:
    """The walks of a procedure that set out under an edition, on a clean file."""
    return list(walks(BOOK, code, BOOK.edition(edition), COUNT))


def reached(walk: Walk) -> set[tuple[str, str]]:
    """The states a walk has come to or gone on from, under one law or the other."""
    stood = set()
    for draft, found in walk.acts:
        root = BOOK.root(found.edition)
        stood.add((root, found.to_state))
        stood.add((root, state_in(draft.procedure, draft.file.case) or ""))
    return {(root, state) for root, state in stood if state}


@cache
def tellable(code: str, edition: str) -> list[Walk]:
    """The walks an application can be told from beginning to end, some with a past."""
    found = walked(code, edition)
    tried: dict[Past | None, None] = {None: None}
    told: list[Walk] = []
    for _ in range(ROUNDS + 1):
        able = [_as_told(walk) for walk in found]
        told += [walk for walk in able if walk]
        pasts = [
            past
            for walk, can in zip(found, able, strict=True)
            if not can
            for past in wanted(walk.told)
            if past not in tried
        ]
        often = sorted(dict.fromkeys(pasts), key=lambda one: -pasts.count(one))[:PASTS]
        tried |= dict.fromkeys(often)
        found = [walk for past in often for walk in _again(code, edition, past)]
    return told + _to_the_rest(code, edition, told, list(tried))


def _to_the_rest(code: str, edition: str, told: list[Walk], pasts: list[Past | None]) -> list[Walk]:
    """Walks to the states that none has come to yet, each tried until one comes there."""
    root = BOOK.root(edition)
    stood = {place for walk in told for place in reached(walk)}
    found: list[Walk] = []
    for state in BOOK.procedures[code, edition].states:
        if (root, state) in stood:
            continue
        for walk in filter(None, map(_as_told, _toward(code, edition, pasts, state))):
            found.append(walk)
            stood |= reached(walk)
            if (root, state) in stood:
                break
    return found


def _toward(code: str, edition: str, pasts: list[Past | None], state: str) -> Iterator[Walk]:
    for past in pasts:
        yield from walks(BOOK, code, BOOK.edition(edition), FARTHER, past, (state,))


def _again(code: str, edition: str, past: Past | None) -> Iterator[Walk]:
    return walks(BOOK, code, BOOK.edition(edition), AGAIN, past)


def _as_told(walk: Walk) -> Walk | None:
    """The walk, or the walk until its case was closed, if an application can be told it."""
    for one in (walk, _to_its_end(walk)):
        if one.acts and one.origin is not None and not silence(one.origin, one.told):
            return one
    return None


def _to_its_end(walk: Walk) -> Walk:
    """The walk without what was done after its case had closed."""
    number = next((n for n, act in enumerate(walk.acts, 1) if act[1].outcome), len(walk.acts))
    acts = walk.acts[:number]
    last = next((n for n, act in enumerate(walk.told, 1) if acts and act is acts[-1]), 0)
    return replace(walk, acts=acts, told=walk.told[:last])
