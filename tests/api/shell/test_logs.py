"""Logs that cannot tell about a person (T29)."""

import json
import logging
from uuid import UUID

import pytest
import structlog

from app import logs


@pytest.fixture
def log(capfd):
    logs.configure()
    yield structlog.get_logger("test")
    structlog.reset_defaults()
    logging.getLogger().handlers = []


def lines(capfd):
    return [json.loads(line) for line in capfd.readouterr().err.splitlines()]


@pytest.mark.parametrize(
    "value",
    ["Nguyễn Văn An", "Nguyen Van An", "001098012345", "0901234567", 901234567, 1.5e9, b"x",
     {"a": 1}, ["ok", "Nguyễn"], object(), "a" * 201, "x\ny", "row=001098012345"],
)  # fmt: skip
def test_a_value_that_could_be_a_person_is_dropped(log, capfd, value):
    log.info("tried", code=value)
    (line,) = lines(capfd)
    assert "code" not in line
    assert line["dropped"] == 1


@pytest.mark.parametrize(
    "value",
    ["stale-version", "/v1/clients/{client_id}", 12, 1.5, True, None, ["api/body.py:20:read"],
     "01890b5e-0000-7000-8000-123456789012"],
)  # fmt: skip
def test_a_plain_value_passes(log, capfd, value):
    log.info("tried", code=value)
    assert lines(capfd)[0]["code"] == value


def test_an_id_is_written_as_text(log, capfd):
    log.info("tried", actor=UUID(int=1))
    assert lines(capfd)[0]["actor"] == str(UUID(int=1))


def test_a_name_that_is_not_on_the_list_is_dropped(log, capfd):
    log.info("tried", full_name="x", body="{}", query="a=b")
    (line,) = lines(capfd)
    assert line["dropped"] == 3
    assert not {"full_name", "body", "query"} & set(line)


def test_an_event_is_a_name_and_not_a_sentence(log, capfd):
    log.info("Nguyen Van An was admitted")
    assert lines(capfd)[0]["event"] == "unnamed"


def test_a_library_is_heard_without_its_words(log, capfd):
    try:
        int("001098012345 Nguyễn")
    except ValueError:
        logging.getLogger("sqlalchemy.pool").exception("row %s", "Nguyễn Văn An")
    text = capfd.readouterr().err
    assert "001098012345" not in text
    assert "Nguy" not in text
    assert json.loads(text)["error"] == "ValueError"


def test_access_lines_of_the_server_are_silent(log, capfd):
    logging.getLogger("uvicorn.access").info("GET /v1/clients?search=canary")
    assert not capfd.readouterr().err


def test_a_log_that_cannot_be_written_fails_nothing(log, monkeypatch):
    class Closed:
        def write(self, _text):
            raise BrokenPipeError

    monkeypatch.setattr("sys.stderr", Closed())
    log.info("tried")
