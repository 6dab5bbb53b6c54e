"""A scripted year at a centre and in a commune ends as a plain register beside it says.

Every act goes over HTTP, by the role that would do it, to an application that commits; the
register (`model`) is told of the same acts and shares nothing with it.
"""

import os
from collections import Counter

import pytest
import sqlalchemy as sa

from app.services import audit
from tests.year.acts import LAST
from tests.year.lists import Lists
from tests.year.model import Register
from tests.year.script import STAFF, year
from tests.year.standards import Inspectors, held_to

# Below this some act of the year has nobody to happen to.
LEAST = 30


def size() -> tuple[int, int]:
    """Residents and neighbours: `HOANHAP_TEST_YEAR=300+120`; make soak asks for that many."""
    inside, _, outside = os.environ.get("HOANHAP_TEST_YEAR", "60+30").partition("+")
    return int(inside), int(outside)


@pytest.mark.slow  # a thousand requests and more, each committed
@pytest.mark.timeout(1800)
def test_a_year_ends_as_the_register_says(track):
    hands, register = Inspectors(track.offices, track.clock), Register()
    for act in year(*size()):
        hands.do(act)
        getattr(register, act.name)(act)
    track.promises_hold()
    owner = sa.create_engine(track.owner_url.replace("postgresql:", "postgresql+psycopg:"))
    with owner.connect() as connection:
        verdict = audit.verify(connection)
    owner.dispose()
    assert verdict.fault is None
    assert verdict.entries >= hands.sent
    track.clock.set(LAST)
    Lists(hands, register).everything()
    held_to(hands, STAFF)


def test_the_year_has_every_act_in_it():
    """Also where fewer live it: nothing of the script falls away unseen."""
    least, most = (Counter(act.name for act in year(*n)) for n in ((LEAST, LEAST), (300, 120)))
    assert set(least) == set(most)
    steps = [
        {a.said["name"] for a in year(*n) if a.name == "step"} for n in ((LEAST,) * 2, (300, 120))
    ]
    assert steps[0] == steps[1]
