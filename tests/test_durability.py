"""What was acknowledged outlives the death of the server and of the database (reliability D1)."""

import shutil
import tempfile
from pathlib import Path

import pytest

from bench.journal import ACTIONS, Journal, Rig, compared, outlive

CLIENTS, SECONDS, BETWEEN_KILLS = 16, 30, 4


@pytest.fixture
def folder():
    # Not in memory and not pytest's own: the server's user must be able to enter, on a real disk.
    made = Path(tempfile.mkdtemp(prefix="hoanhap-durability-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.mark.slow  # half a minute of work under kills: fewer kills would prove little
def test_nothing_acknowledged_is_lost_or_done_twice_when_server_and_database_are_killed(folder):
    journal = Journal()
    with Rig(folder) as rig:
        kills = outlive(rig, journal, clients=CLIENTS, seconds=SECONDS, pause=BETWEEN_KILLS)
        outcome = compared(rig, journal)
    assert kills >= 4
    assert all(len(journal.of(act)) > 10 for act in ACTIONS)
    assert outcome.clean, outcome
    assert max(rig.ready_after) <= 15
