"""Settings come from the environment alone, are checked, and never print a password."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pydantic import ValidationError

from app import settings
from app.times import Timekeeper, vn_day


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    monkeypatch.delenv("HOANHAP_ENVIRONMENT")


def test_nothing_set_means_production_on_the_embedded_database():
    loaded = settings.load()
    assert loaded.environment == "production"
    assert loaded.database_url is None
    assert loaded.clock is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_database_address_gets_the_driver_we_use(monkeypatch, scheme):
    monkeypatch.setenv("HOANHAP_DATABASE_URL", f"{scheme}://an:secret@db/hoanhap")
    assert settings.load().database_url == "postgresql+psycopg://an:secret@db/hoanhap"


@pytest.mark.parametrize("address", ["mysql://an:secret@db/x", "an:secret@db", "sqlite:///x"])
def test_another_database_is_refused_without_repeating_the_address(monkeypatch, address):
    monkeypatch.setenv("HOANHAP_DATABASE_URL", address)
    with pytest.raises(ValidationError) as refused:
        settings.load()
    assert "secret" not in str(refused.value)


def test_no_printed_form_of_the_settings_holds_a_password(monkeypatch):
    monkeypatch.setenv("HOANHAP_DATABASE_URL", "postgresql://an:secret@db/hoanhap")
    monkeypatch.setenv("HOANHAP_APP_DATABASE_URL", "postgresql://app:secret@db/hoanhap")
    assert "secret" not in repr(settings.load())
    assert "secret" not in str(settings.load())


def test_a_clock_in_production_is_refused(monkeypatch):
    monkeypatch.setenv("HOANHAP_CLOCK", "2026-07-01T08:00:00+07:00")
    with pytest.raises(ValidationError, match="HOANHAP_ENVIRONMENT"):
        settings.load()


@pytest.mark.parametrize("environment", ["demo", "test"])
def test_a_demonstration_may_set_its_clock(monkeypatch, environment):
    monkeypatch.setenv("HOANHAP_ENVIRONMENT", environment)
    monkeypatch.setenv("HOANHAP_CLOCK", "2026-07-01T08:00:00+07:00")
    assert settings.load().clock == datetime(2026, 7, 1, 1, tzinfo=UTC)


def test_a_clock_without_an_offset_is_refused(monkeypatch):
    monkeypatch.setenv("HOANHAP_ENVIRONMENT", "demo")
    monkeypatch.setenv("HOANHAP_CLOCK", "2026-07-01T08:00:00")
    with pytest.raises(ValidationError):
        settings.load()


def test_settings_cannot_be_changed_once_read():
    loaded = settings.load()
    with pytest.raises(ValidationError, match="frozen"):
        loaded.environment = "demo"


def test_the_data_directory_does_not_depend_on_where_we_stand(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOANHAP_DATA_DIR", "mine")
    assert settings.load().data_dir == tmp_path / "mine"


def test_root_keeps_data_where_the_servers_user_may_enter(monkeypatch):
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert settings.load().data_dir == Path("/var/lib/hoanhap")


def test_a_user_keeps_data_in_the_data_home(monkeypatch):
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", "/home/an")
    assert settings.load().data_dir == Path("/home/an/.local/share/hoanhap")


def test_a_misspelt_setting_is_noticed(monkeypatch):
    monkeypatch.setenv("HOANHAP_DATABSE_URL", "postgresql://db/x")
    monkeypatch.setenv("HOANHAP_POOL_SIZE", "5")
    assert settings.unknown_names() == ("HOANHAP_DATABSE_URL",)


def test_the_day_in_viet_nam_begins_at_17_utc():
    assert vn_day(datetime(2026, 6, 30, 16, 59, 59, tzinfo=UTC)) == date(2026, 6, 30)
    assert vn_day(datetime(2026, 6, 30, 17, tzinfo=UTC)) == date(2026, 7, 1)


def test_a_moment_without_an_offset_has_no_day():
    with pytest.raises(ValueError, match="offset"):
        vn_day(datetime(2026, 6, 30))  # noqa: DTZ001 -- the mistake under test


def test_a_set_clock_runs_on_from_its_start():
    start = datetime(2026, 6, 30, 16, 59, 59, tzinfo=UTC)
    with time_machine.travel(datetime(2026, 11, 22, tzinfo=UTC), tick=False) as machine:
        clock = Timekeeper(start)
        assert clock.now() == start
        assert clock.today() == date(2026, 6, 30)
        machine.shift(timedelta(seconds=1))
        assert clock.today() == date(2026, 7, 1)


def test_an_unset_clock_is_the_machines():
    with time_machine.travel(datetime(2026, 11, 22, 18, tzinfo=UTC), tick=False):
        assert Timekeeper().now() == datetime(2026, 11, 22, 18, tzinfo=UTC)
        assert Timekeeper().today() == date(2026, 11, 23)
