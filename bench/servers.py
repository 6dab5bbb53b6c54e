"""Processes of a measurement: one worker on one CPU, the database and the load on another."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.postgres import Cluster
from app.settings import PREFIX

OURS, FLOOR = "app.main:serve_app", "bench.floor:app"
READY_WITHIN = 30.0
TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parent.parent


class Server:
    """One uvicorn process with one worker."""

    def __init__(self, target: str, data_dir: Path, app_url: str, *, cpus: set[int]) -> None:
        """Start it; `ready` waits for it."""
        self.port = free_port()
        words = [sys.executable, "-m", "uvicorn", target, "--port", str(self.port)]
        words += ["--no-access-log", "--no-server-header", "--log-level", "error"]
        words += ["--factory"] if target == OURS else []
        self._log = data_dir / f"{target.partition('.')[0]}.log"
        with self._log.open("wb") as log:
            self.child = subprocess.Popen(  # noqa: S603 - our own programs
                words,
                env=_environment(data_dir, app_url),
                cwd=ROOT,
                stdout=log,
                stderr=log,
                preexec_fn=lambda: os.sched_setaffinity(0, cpus),  # noqa: PLW1509 - one system call
            )

    def ready(self) -> "Server":
        """Wait until it listens. Raises RuntimeError when it ends or takes too long."""
        end = time.monotonic() + READY_WITHIN
        while time.monotonic() < end and self.child.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        self.stop()
        said = self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]
        raise RuntimeError("the server does not come up: " + " / ".join(said))

    def stop(self) -> None:
        """End it in order."""
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)
        self.child.wait(READY_WITHIN)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.child.kill()
        self.child.wait()

    def cpu_seconds(self) -> float:
        """Return the processor time spent so far, from /proc/<pid>/stat."""
        stat = Path(f"/proc/{self.child.pid}/stat").read_text(encoding="ascii")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / TICKS

    def resident_mb(self) -> float:
        """Return the memory held, in MB."""
        status = Path(f"/proc/{self.child.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@contextmanager
def served(target: str, data_dir: Path, app_url: str, *, cpus: set[int]) -> Iterator[Server]:
    """Give a running server."""
    server = Server(target, data_dir, app_url, cpus=cpus)
    try:
        yield server.ready()
    finally:
        server.stop()


def free_port() -> int:
    """Return a port of the loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def app_url(cluster: Cluster, database: str) -> str:
    """Return the address of the serving role; the socket lets it in without a password."""
    return cluster.url(database).replace("hoanhap_owner@", "hoanhap_app@")


def pin_tree(pid: int, cpus: set[int]) -> None:
    """Put a process and all its children on these CPUs; later children inherit them."""
    for child in (pid, *_children(pid)):
        try:
            os.sched_setaffinity(child, cpus)
        except ProcessLookupError:
            continue


def kill_tree(pid: int) -> None:
    """Kill a process and its children, the parent first, so that it can mend nothing."""
    for child in (pid, *_children(pid)):
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            continue


def cpu_of_tree(pid: int) -> float:
    """Return the processor time of a process's living children and of those it has reaped."""
    spent = 0
    for child in (pid, *_children(pid)):
        try:
            stat = Path(f"/proc/{child}/stat").read_text(encoding="ascii")
        except FileNotFoundError:
            continue
        fields = stat.rpartition(")")[2].split()
        spent += sum(int(part) for part in fields[11 : 15 if child == pid else 13])
    return spent / TICKS


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]


def _environment(data_dir: Path, url: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        f"{PREFIX}DATA_DIR": str(data_dir),
        f"{PREFIX}APP_DATABASE_URL": url,
        f"{PREFIX}ENVIRONMENT": "production",
    }
