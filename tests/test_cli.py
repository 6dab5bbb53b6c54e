"""The command line: what each command does, and how it says that something is wrong."""

import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from app import cli, migrate
from app.services import anchor
from tests.harness.database import chosen_binaries, in_memory

PASSWORD = "con thuyền qua bến sông"
ACCOUNT = ["account", "create", "--username", "quan.tri", "--role", "administrator", "--unit", "vn"]


@pytest.fixture
def at(monkeypatch, tmp_path):
    """Point the settings at a database."""

    def point(database):
        monkeypatch.setenv("HOANHAP_DATABASE_URL", database.owner_url)
        monkeypatch.setenv("HOANHAP_APP_DATABASE_URL", database.app_url)
        monkeypatch.setenv("HOANHAP_DATA_DIR", str(tmp_path))
        return database

    return point


@pytest.fixture
def migrated(at, fresh_database):
    return at(fresh_database)


def create(monkeypatch, *words, password=PASSWORD):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
    return cli.main([*ACCOUNT, "--password-stdin", *words])


def one(database, query):
    with psycopg.connect(database.owner_url.replace("+psycopg", "")) as connection:
        return connection.execute(query).fetchone()


def test_migrate_brings_an_empty_database_to_this_version(at, empty_database, capsys):
    at(empty_database)
    assert cli.main(["migrate"]) == 0
    assert migrate.head() in capsys.readouterr().out
    assert one(empty_database, "select count(*) > 3000 from unit") == (True,)
    assert cli.main(["migrate"]) == 0


def test_serve_refuses_another_schema_and_says_what_to_do(at, empty_database, capsys):
    at(empty_database)
    assert cli.main(["serve"]) == 2
    assert "run `hoanhap migrate`" in capsys.readouterr().err


def test_an_account_is_made_and_is_on_record(migrated, monkeypatch, capsys):
    assert create(monkeypatch, "--full-name", "Nguyễn Văn An") == 0
    made = capsys.readouterr().out.strip()
    assert one(migrated, "select id::text, full_name, role, unit from account") == (
        made,
        "Nguyễn Văn An",
        "administrator",
        "vn",
    )
    assert one(migrated, "select action, role, actor, object_id::text from audit_entry") == (
        "create_account",
        "command_line",
        None,
        made,
    )


@pytest.mark.parametrize(("username", "name"), [("can.bo.7", "Can Bo"), ("007", "Chưa Rõ Tên")])
def test_who_has_no_full_name_is_called_by_the_user_name(migrated, monkeypatch, username, name):
    assert create(monkeypatch, "--username", username) == 0
    assert one(migrated, "select full_name from account") == (name,)


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        ([], "ngắn", "a password has 12 to 128 characters"),
        ([], "hòa nhập 2026", "too easily guessed"),
        (["--username", "Có Dấu"], PASSWORD, "username: "),
        (["--unit", "99999"], PASSWORD, "no unit has this code"),
        (["--role", "court_clerk"], PASSWORD, "not a role of that kind of unit"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(migrated, monkeypatch, capsys, words, password, said):
    assert create(monkeypatch, *words, password=password) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert password not in told


def test_a_user_name_is_taken_once(migrated, monkeypatch, capsys):
    create(monkeypatch)
    assert create(monkeypatch) == 2
    assert capsys.readouterr().err == "hoanhap: The user name is taken\n"


def test_a_client_is_made_with_a_secret_that_is_shown_once(migrated, capsys):
    words = ["client", "create", "--name", "Cổng tỉnh", "--unit", "01"]
    assert cli.main([*words, "--scope", "client:read", "--scope", "case:read"]) == 0
    told = dict(line.split("=") for line in capsys.readouterr().out.splitlines())
    kept = one(migrated, "select username, scopes, secret_hash from account")
    assert kept[:2] == (told["client_id"], ["case:read", "client:read"])
    assert told["client_secret"] not in kept[2]


@pytest.mark.parametrize("scope", ["audit:read", "king"])
def test_a_scope_that_systems_do_not_have_is_refused(scope, capsys):
    with pytest.raises(SystemExit, match="2"):
        cli.main(["client", "create", "--name", "x", "--unit", "01", "--scope", scope])
    assert "invalid choice" in capsys.readouterr().err


def test_the_audit_is_anchored_and_verified(migrated, monkeypatch, capsys, tmp_path):
    create(monkeypatch)
    assert cli.main(["audit", "anchor"]) == 0
    assert cli.main(["audit", "anchor"]) == 0
    assert len((tmp_path / anchor.FILE).read_text().splitlines()) == 1
    assert cli.main(["audit", "verify"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Anchored entry 1.",
        "Nothing new to anchor.",
        "The audit is whole: 1 entries, 1 anchors.",
    ]


def test_a_rewritten_chain_differs_from_its_anchor(migrated, monkeypatch, capsys, tmp_path):
    create(monkeypatch)
    (tmp_path / anchor.FILE).write_text(f"1 {'0' * 64} 2026-11-22T00:00:00+00:00\n")
    assert cli.main(["audit", "verify"]) == 1
    assert "differs from its anchor" in capsys.readouterr().err


def test_an_anchor_half_written_counts_for_nothing(tmp_path):
    path = tmp_path / anchor.FILE
    path.write_text("1 aa 2026-11-22\n2 b")
    assert anchor.read(path) == {1: "aa"}


def test_the_law_book_is_sound(capsys):
    assert cli.main(["check-law"]) == 0
    assert "sound" in capsys.readouterr().out


def test_the_document_is_printed_and_compared(capsys, monkeypatch, tmp_path):
    assert cli.main(["openapi"]) == 0
    document = capsys.readouterr().out
    assert json.loads(document)["openapi"] == "3.1.0"
    monkeypatch.chdir(tmp_path)
    assert cli.main(["openapi", "--check"]) == 1
    Path("openapi").mkdir()
    Path("openapi/openapi.json").write_text(document, encoding="utf-8")
    assert cli.main(["openapi", "--check"]) == 0


def test_settings_that_make_no_sense_are_told_without_their_value(monkeypatch, capsys):
    monkeypatch.setenv("HOANHAP_DATABASE_URL", "mysql://root:geheim@db/x")
    assert cli.main(["migrate"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("hoanhap: database_url: ")
    assert "geheim" not in told


@pytest.mark.slow
def test_from_an_empty_folder_to_an_answer_and_a_clean_end():
    """Slow: makes an embedded database, serves it with two workers, and ends them."""
    with in_memory() as folder:
        environment = {**os.environ, "HOANHAP_DATA_DIR": str(folder), "PYTHONUTF8": "1"}
        if binaries := chosen_binaries():
            environment["HOANHAP_PG_BIN"] = str(binaries)

        def command(*words, said=None):
            program = [sys.executable, "-m", "app.cli", *words]
            return subprocess.run(
                program, env=environment, input=said, capture_output=True, text=True, check=True
            )

        command("migrate")
        command(*ACCOUNT, "--password-stdin", said=f"{PASSWORD}\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        program = [sys.executable, "-m", "app.cli", "serve", "--port", port, "--workers", "2"]
        served = subprocess.Popen(
            program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        try:
            base = f"http://127.0.0.1:{port}"
            _until_ready(base)
            form = {"grant_type": "password", "username": "quan.tri", "password": PASSWORD}
            token = _get(f"{base}/v1/auth/token", urlencode(form).encode())["access_token"]
            assert _get(f"{base}/v1/me", token=token)["role"] == "administrator"
        finally:
            served.send_signal(signal.SIGTERM)
            out, log = served.communicate(timeout=30)
        assert served.returncode == 0, log
        assert base in out
        assert "quan.tri" not in log
        assert "Traceback" not in log
        assert not (folder / "postgres" / "postmaster.pid").exists()
        assert re.fullmatch(r"(\d+ [0-9a-f]{64} \S+\n)+", (folder / anchor.FILE).read_text())


def _until_ready(base):
    for _ in range(600):
        try:
            _get(f"{base}/health/ready")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("not ready within a minute")


def _get(url, data=None, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    asked = urllib.request.Request(url, data, headers)  # noqa: S310 - our own server
    with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310 - as above
        return json.load(answer)
