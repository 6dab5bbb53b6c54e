"""Ids of reminders crossed, mine with theirs."""

import pytest

from tests.access.calls import Call
from tests.access.run import OFFICIAL, same
from tests.access.world import PLACES


@pytest.mark.parametrize("place", PLACES)
def test_only_the_unit_it_is_for_marks_a_reminder_as_read(world, knocker, place):
    def read(record):
        return Call("POST", f"/v1/reminders/{record.more['reminder']}/read")

    mine = read(world.records[place])
    if place == "own":
        assert knocker.send(mine, OFFICIAL).status == 200
    else:
        same(knocker, mine, read(world.records["random"]))
