"""Several commands on one data directory share one server, whoever came first.

Slow throughout (about a second each): real servers and real processes.
"""

import os
import signal
from contextlib import suppress

import psycopg
import pytest

from app.postgres import postmaster, shared_cluster
from app.postgres.home import pgdata_of

from .conftest import ask, command, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.database]


def answers(url):
    with suppress(psycopg.OperationalError):
        return ask(url, "select 1") == (1,)
    return False


def test_a_second_command_attaches_to_the_running_server(data_dir, binaries):
    with (
        shared_cluster(data_dir, binaries=binaries) as first,
        command(data_dir, binaries) as second,
    ):
        assert first.supervises
        assert second.stdout.readline() == "attached\n"
        server = postmaster.read_note(pgdata_of(data_dir)).pid
        second.communicate("")
        assert second.returncode == 0
        assert postmaster.read_note(pgdata_of(data_dir)).pid == server
        assert answers(first.url())


def test_commands_that_start_together_make_one_server(data_dir, binaries):
    with (
        command(data_dir, binaries) as one,
        command(data_dir, binaries) as two,
        command(data_dir, binaries) as three,
    ):
        said = sorted(child.stdout.readline() for child in (one, two, three))
    assert said == ["attached\n", "attached\n", "supervises\n"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["ended", "killed"])
def test_the_one_that_stays_takes_the_server_over(data_dir, binaries, how):
    with command(data_dir, binaries) as first:
        assert first.stdout.readline() == "supervises\n"
        with shared_cluster(data_dir, binaries=binaries) as second:
            assert not second.supervises
            ask(second.url(), "create table kept as select 1 as n")
            first.send_signal(how)
            wait_for(lambda: second.supervises)
            assert ask(second.url(), "select n from kept") == (1,)


def test_a_server_that_crashed_is_started_again(data_dir, binaries):
    with shared_cluster(data_dir, binaries=binaries) as shared:
        os.kill(postmaster.read_note(pgdata_of(data_dir)).pid, signal.SIGKILL)
        wait_for(lambda: not shared.supervises)
        wait_for(lambda: shared.supervises)
        assert answers(shared.url())
    assert not list(postmaster._living_in(pgdata_of(data_dir)))
