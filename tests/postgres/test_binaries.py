"""Which PostgreSQL is used: the one named, the system's, the wheel's; never one too old."""

import pytest

from app.postgres import NoBinaries, find_binaries, server_version
from app.postgres import binaries as found


def program(folder, said):
    """Make a directory with a server that only tells its version."""
    folder.mkdir()
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\necho '{said}'\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15),
        ("postgres (PostgreSQL) 18.6", 18),
        ("postgres (PostgreSQL) 19devel", 19),
        ("postgres (PostgreSQL) 19beta2", 19),
        ("something else", 0),
    ],
)
def test_the_version_is_the_major_one(tmp_path, said, version):
    assert server_version(program(tmp_path / "bin", said)) == version


def test_a_folder_without_a_server_has_no_version(tmp_path):
    assert server_version(tmp_path) == 0


def test_the_named_one_is_taken(tmp_path):
    named = program(tmp_path / "bin", "postgres (PostgreSQL) 17.2")
    assert find_binaries(named) == named


def test_the_named_one_is_not_replaced_by_another_when_it_is_too_old(tmp_path):
    named = program(tmp_path / "bin", "postgres (PostgreSQL) 14.9")
    with pytest.raises(NoBinaries, match="15 or later"):
        find_binaries(named)


def test_the_systems_comes_before_the_wheels(tmp_path, monkeypatch):
    system = program(tmp_path / "system", "postgres (PostgreSQL) 15.1")
    wheel = program(tmp_path / "wheel", "postgres (PostgreSQL) 18.6")
    monkeypatch.setattr(found, "_system", lambda: iter([system]))
    monkeypatch.setattr(found, "wheel_binaries", lambda: wheel)
    assert find_binaries() == system


def test_data_of_one_version_are_opened_with_that_version_only(tmp_path, monkeypatch):
    system = program(tmp_path / "system", "postgres (PostgreSQL) 15.1")
    wheel = program(tmp_path / "wheel", "postgres (PostgreSQL) 18.6")
    monkeypatch.setattr(found, "_system", lambda: iter([system]))
    monkeypatch.setattr(found, "wheel_binaries", lambda: wheel)
    assert find_binaries(version=18) == wheel
    with pytest.raises(NoBinaries, match="PostgreSQL 17"):
        find_binaries(version=17)


def test_where_there_is_none_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(found, "_system", lambda: iter(()))
    monkeypatch.setattr(found, "wheel_binaries", lambda: None)
    with pytest.raises(NoBinaries, match="HOANHAP_DATABASE_URL"):
        find_binaries()
