"""The walks of each procedure, made once for all tests; `HOANHAP_TEST_WALKS` says how many."""

from __future__ import annotations

import os
from functools import cache

from app.law.loader import lawbook
from tests.law.walks.past import Past, wanted
from tests.law.walks.telling import silence
from tests.law.walks.wander import Walk, walks

BOOK = lawbook()
COUNT = int(os.environ.get("HOANHAP_TEST_WALKS", "80"))
CODES = sorted({code for code, _ in BOOK.procedures})
# How many pasts are tried for walks that need one, and how many walks set out from each.
PASTS, ROUNDS = 5, 2
AGAIN = max(12, COUNT // 6)


@cache
def walked(code: str, edition: str) -> list[Walk]:
    """The walks of a procedure that set out under an edition, on a clean file."""
    return list(walks(BOOK, code, BOOK.edition(edition), COUNT))


@cache
def tellable(code: str, edition: str) -> list[Walk]:
    """The walks an application can be told from beginning to end, some with a past."""
    found = walked(code, edition)
    tried: set[Past] = set()
    told = []
    for _ in range(ROUNDS + 1):
        told += [walk for walk in found if walk.acts and not silence(walk.origin, walk.told)]
        pasts = [
            past
            for walk in found
            if silence(walk.origin, walk.told)
            for past in wanted(walk.told)
            if past not in tried
        ]
        often = sorted(dict.fromkeys(pasts), key=lambda one: -pasts.count(one))[:PASTS]
        tried |= set(often)
        found = [
            walk
            for past in often
            for walk in walks(BOOK, code, BOOK.edition(edition), AGAIN, past)
        ]
    return told
