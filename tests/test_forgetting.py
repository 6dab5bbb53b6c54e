"""Events of e-monitoring that are no longer kept are deleted from the command line."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from app import cli
from app.ids import new_id
from app.law.reading.monitoring import monitoring

KEPT = timedelta(days=monitoring().keep_days)
# The person and the case are not what is looked at here.
_ALONE = """
alter table monitoring_event disable trigger user;
alter table monitoring_event drop constraint monitoring_event_client_id_fkey;
alter table monitoring_event drop constraint monitoring_event_case_id_fkey;
"""


@pytest.fixture
def database(fresh_database, monkeypatch, tmp_path):
    monkeypatch.setenv("HOANHAP_DATABASE_URL", fresh_database.owner_url)
    monkeypatch.setenv("HOANHAP_APP_DATABASE_URL", fresh_database.app_url)
    monkeypatch.setenv("HOANHAP_DATA_DIR", str(tmp_path))
    with psycopg.connect(fresh_database.owner_url.replace("+psycopg", "")) as connection:
        connection.execute(_ALONE)
    return fresh_database


def ask(database, question, *values):
    with psycopg.connect(database.owner_url.replace("+psycopg", "")) as connection:
        return connection.execute(question, values).fetchall()


def test_what_is_no_longer_kept_is_gone_and_that_it_was_deleted_is_on_record(database, capsys):
    now = datetime.now(UTC)
    for name, at in (("old", now - KEPT - timedelta(hours=1)), ("young", now - KEPT / 2)):
        with psycopg.connect(database.owner_url.replace("+psycopg", "")) as connection:
            connection.execute(
                "insert into monitoring_event values (%s, %s, %s, 'GS-17', %s, 'tamper', %s, %s,"
                " now())",
                [new_id(), new_id(), new_id(), name, at, new_id()],
            )
    for said in ("Events deleted: 1.", "Events deleted: 0."):
        assert cli.main(["monitoring", "forget"]) == 0
        assert capsys.readouterr().out.strip() == said
    assert ask(database, "select source_id from monitoring_event") == [("young",)]
    assert ask(database, "select action, role from audit_entry") == [
        ("forget_monitoring_events", "command_line")
    ]
