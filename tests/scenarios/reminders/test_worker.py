"""The worker: two at once, one killed in the middle, the queue of procrastinate, the command."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest
import sqlalchemy as sa

from app import cli, jobs
from app.services.rounds import Round
from tests.scenarios.merging import contact, merge, undo
from tests.scenarios.reminders.conftest import CHAIR
from tests.scenarios.reminders.seen import stages

ONCE = "select count(*), count(distinct (about, unit, stage, due_at)) from reminder"


@pytest.fixture
def many(new_file):
    """Twenty people who are to be visited on 5 March."""
    people = []
    for number in range(20):
        file = new_file().register(
            "2026-03-02 09:00",
            full_name=f"Trần Văn {'ABCDEGHIKLMNOPQRSTUV'[number]}",
            birth_date=f"19{70 + number}-01-02",
        )
        contact(file, "2026-03-03 09:00", next_due="2026-03-05")
        people.append(file)
    return people


def test_two_workers_at_once_make_each_reminder_once(many, house, clock, fresh_database, rows):
    url, workers = fresh_database.worker_url, 4
    many[0].at("2026-03-05 08:00")
    line = threading.Barrier(workers)

    def round_():
        with jobs.duty(url, house.lawbook, clock) as duty:
            duty.engine.connect().close()
            line.wait()
            return duty.once()

    with ThreadPoolExecutor(workers) as pool:
        done = [one.result() for one in [pool.submit(round_) for _ in range(workers)]]
    assert sorted(one.made for one in done) == [0, 0, 0, 40]
    assert rows.ask(ONCE) == [(40, 40)]
    assert rows.ask("select count(*) from audit_entry where action = 'make_reminders'") == [(1,)]


def test_a_round_too_large_for_one_transaction_is_made_in_several(many, duty, clock, rows):
    many[0].at("2026-03-05 08:00")
    parts = replace(duty, most=15)
    assert parts.once() == Round(40, 0, 0)
    assert rows.ask(ONCE) == [(40, 40)]
    trail = "select detail ->> 'made' from audit_entry where action = 'make_reminders' order by seq"
    assert rows.ask(trail) == [("15",), ("15",), ("10",)]
    many[0].at("2026-03-06 08:00")
    assert parts.once() == Round(20, 0, 20)


def test_the_database_itself_keeps_each_at_most_once(many, work, rows):
    work("2026-03-05 08:00")
    with pytest.raises(psycopg.errors.UniqueViolation, match="reminder_at_most_once"):
        rows.ask(
            "insert into reminder (client_id, kind, contact_id, about, stage, due_at, remind_on,"
            " unit, made_at) select client_id, kind, contact_id, about, stage, due_at, remind_on,"
            " unit, made_at from reminder limit 1 returning id"
        )


def test_a_worker_killed_in_the_middle_forgets_nothing(many, work, duty, rows, fresh_database):
    """Held at the last row it needs, then killed by the server: the next round makes all."""
    many[0].at("2026-03-05 08:00")
    plain = fresh_database.owner_url.replace("+psycopg", "", 1)
    with psycopg.connect(plain) as holder, ThreadPoolExecutor(1) as pool:
        holder.execute("select from audit_head for update")
        running = pool.submit(duty.once)
        waiting = (
            "select pid from pg_stat_activity where usename = 'hoanhap_worker'"
            " and datname = current_database() and wait_event_type = 'Lock'"
        )
        while not (found := rows.ask(waiting)):
            assert not running.done()
        rows.ask("select pg_terminate_backend(%s)", *found[0])
        with pytest.raises(sa.exc.OperationalError):
            running.result()
        holder.rollback()
    assert rows.ask(ONCE) == [(0, 0)]
    assert work() == Round(40, 0, 0)
    assert rows.ask(ONCE) == [(40, 40)]


def run_queue(fresh_database, duty, rows):
    """Let procrastinate do what waits in its queue, and end."""
    app = jobs.application(fresh_database.worker_url, duty)

    async def act():
        async with app.open_async():
            await app.run_worker_async(wait=False, install_signal_handlers=False)

    asyncio.run(act())
    return rows.ask("select status::text, task_name from jobs.procrastinate_jobs")


def defer(fresh_database, duty):
    app = jobs.application(fresh_database.worker_url, duty)

    async def act():
        async with app.open_async():
            await app.tasks[jobs.TASK].defer_async(timestamp=0)

    asyncio.run(act())


def test_the_queue_makes_reminders_and_keeps_no_job_that_went_well(
    file, duty, rows, fresh_database
):
    file.at("2026-03-05 08:00")
    defer(fresh_database, duty)
    assert run_queue(fresh_database, duty, rows) == []
    assert stages(file.as_(CHAIR)) == [("D-10", "on")]


def test_a_job_of_a_worker_that_is_no_more_stands_in_nobodys_way(file, duty, rows, fresh_database):
    file.at("2026-03-05 08:00")
    defer(fresh_database, duty)
    with psycopg.connect(
        fresh_database.worker_url.replace("+psycopg", "", 1), options="-c search_path=jobs"
    ) as queue:
        queue.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour')"
        )
        queue.execute(
            "update procrastinate_jobs set status = 'doing',"
            " worker_id = (select max(id) from procrastinate_workers)"
        )
    defer(fresh_database, duty)
    assert run_queue(fresh_database, duty, rows) == []
    assert stages(file.as_(CHAIR)) == [("D-10", "on")]


def test_the_worker_reads_no_file(file, work, duty):
    work("2026-03-05 08:00")
    for table in ("reminder", "client", "deadline", "contact", "account", "audit_entry"):
        with duty.engine.connect() as connection, pytest.raises(sa.exc.ProgrammingError) as refused:
            connection.execute(sa.text(f"select 1 from {table}"))  # noqa: S608 - named above
        assert isinstance(refused.value.orig, psycopg.errors.InsufficientPrivilege)


def test_one_round_by_the_command_line(file, rows, monkeypatch, tmp_path, fresh_database, capsys):
    for name, value in (
        ("DATABASE_URL", fresh_database.owner_url),
        ("WORKER_DATABASE_URL", fresh_database.worker_url),
        ("DATA_DIR", str(tmp_path)),
        ("ENVIRONMENT", "test"),
        ("CLOCK", "2026-03-05T08:00:00+07:00"),
    ):
        monkeypatch.setenv(f"HOANHAP_{name}", value)
    assert cli.main(["work", "--once"]) == 0
    assert capsys.readouterr().out == "Reminders made: 2, again: 0, ended: 0.\n"
    assert cli.main(["work", "--once"]) == 0
    assert capsys.readouterr().out == "Reminders made: 0, again: 0, ended: 0.\n"
    assert [row[4] for row in rows("D-10")] == ["superseded", None]


def test_reminders_go_with_the_file_when_two_become_one_and_back(addict, work, rows):
    first = addict("2026-02-26 09:00")
    second = addict(
        "2026-02-27 09:00",
        full_name="Nguyễn Văn Án",
        acknowledged_matches=[first.client["id"]],
    )
    for file in (first, second):
        contact(file, "2026-03-03 09:00", next_due="2026-03-05")
    work("2026-03-05 08:00")
    of = (
        "select client_id::text, closed_reason from reminder"
        " where stage = 'on' and kind = 'contact'"
    )
    assert sorted(rows.ask(of)) == sorted((one.client["id"], None) for one in (first, second))
    made = merge(first, second)
    assert {client for client, _ in rows.ask(of)} == {first.client["id"]}
    # One person is visited once: of the two, the newer contact says when.
    work()
    assert sorted(rows.ask(of), key=str) == [
        (first.client["id"], "met"), (first.client["id"], None),
    ]  # fmt: skip
    assert undo(first, made).status_code == 200
    work()
    assert sorted(rows.ask(of)) == sorted((one.client["id"], None) for one in (first, second))
    assert rows.ask(ONCE)[0][0] == rows.ask(ONCE)[0][1]


def test_the_worker_makes_a_round_when_it_starts_and_goes_when_told(
    file, rows, tmp_path, fresh_database
):
    file.at("2026-03-05 08:00")
    settings = {
        "HOANHAP_DATABASE_URL": fresh_database.owner_url,
        "HOANHAP_WORKER_DATABASE_URL": fresh_database.worker_url,
        "HOANHAP_DATA_DIR": str(tmp_path),
        "HOANHAP_CLOCK": "2026-03-05T08:00:00+07:00",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "app.cli", "work"],
        stdout=subprocess.PIPE, text=True, env={**os.environ, **settings},
    ) as worker:  # fmt: skip
        assert worker.stdout.readline() == "Reminders made: 2, again: 0, ended: 0.\n"
        assert worker.stdout.readline() == "Hòa Nhập: reminders every quarter hour\n"
        registered = "select count(*) from jobs.procrastinate_workers"
        while rows.ask(registered) == [(0,)]:
            assert worker.poll() is None
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0
    assert rows.ask(registered) == [(0,)]
    assert stages(file.as_(CHAIR)) == [("D-10", "on")]
