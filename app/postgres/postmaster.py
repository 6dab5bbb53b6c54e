"""The server's process: how it is started, how one left behind is told from a stale note.

Source: PostgreSQL 18 documentation, "Starting the Database Server" and "Shutting Down the
Server"; the layout of postmaster.pid is that of src/include/utils/pidfile.h.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.postgres.account import Account
from app.postgres.errors import ClusterError

PR_SET_PDEATHSIG = 1
PAUSE = 0.02
PATIENCE_TO_STOP = 60.0

# Lines of postmaster.pid, counted from 0.
LINE_PID, LINE_PORT, LINE_SOCKET, LINE_STATUS = 0, 3, 4, 7


@dataclass(frozen=True, slots=True)
class Note:
    """What a server wrote about itself into postmaster.pid."""

    pid: int
    port: int
    socket_dir: Path
    ready: bool


def read_note(pgdata: Path) -> Note | None:
    """Read postmaster.pid; None if there is none or it is still being written."""
    try:
        lines = (pgdata / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return Note(
            pid=abs(int(lines[LINE_PID])),
            port=int(lines[LINE_PORT]),
            socket_dir=Path(lines[LINE_SOCKET]),
            ready=len(lines) > LINE_STATUS and lines[LINE_STATUS].strip() == "ready",
        )
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _living_in(pgdata: Path) -> Iterator[int]:
    """Yield the live processes whose working directory is this one: a server and its children.

    A pid alone proves nothing: it may be reused, or a zombie that process 1 never reaps.
    """
    home = pgdata.resolve()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if (entry / "cwd").readlink() == home and (entry / "exe").readlink().name.startswith(
                "postgres"
            ):
                yield int(entry.name)
        except OSError:
            continue  # gone meanwhile, a zombie, or of another user: not a server of ours


def _without_proc(pgdata: Path, binaries: Path, account: Account) -> None:
    """End a server left behind where there is no /proc, by PostgreSQL's own pg_ctl."""
    if read_note(pgdata) is not None:
        subprocess.run(  # type: ignore[call-overload] # noqa: S603 -- PostgreSQL's own program
            [str(binaries / "pg_ctl"), "stop", "-D", str(pgdata), "-m", "fast", "-w"],
            capture_output=True,
            check=False,
            cwd="/",
            **account.drop,
        )


def end_leftover(pgdata: Path, binaries: Path, account: Account) -> None:
    """End a server whose supervisor died, and take away a note nobody stands behind.

    Only for the holder of our lock: no live supervisor can own that server any more.
    """
    if not Path("/proc/self/cwd").exists():
        _without_proc(pgdata, binaries, account)
        return
    asked = False
    while living := list(_living_in(pgdata)):
        note = read_note(pgdata)
        if not asked and note is not None and note.pid in living:
            os.kill(note.pid, signal.SIGINT)
            asked = True
        # Children of a killed server notice its death by themselves and leave.
        time.sleep(PAUSE)
    (pgdata / "postmaster.pid").unlink(missing_ok=True)


def _tied_to_parent() -> Callable[[], None] | None:
    """Return what makes the child end cleanly when we are killed: Linux only."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def tie() -> None:
        """Ask the kernel for SIGINT (PostgreSQL's fast shutdown) at our death."""
        libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)  # we died before we could ask

    return tie


def start(command: list[str], account: Account, pgdata: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start the server as our direct child and wait, however long recovery takes.

    The kernel ties the child to the *thread* that starts it: call from one that lives as long
    as the process. Raises ClusterError with the server's last words if it ends instead.
    """
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as out:
        child: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload] # noqa: S603 -- PostgreSQL's own program
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd="/",
            # Ctrl-C at our terminal is ours to handle: requests end before the database does.
            start_new_session=True,
            # One system call through a library loaded before the fork: safe beside other threads.
            preexec_fn=_tied_to_parent(),  # noqa: PLW1509
            **account.drop,
        )
    while True:
        note = read_note(pgdata)
        if note is not None and note.pid == child.pid and note.ready:
            return child
        if child.poll() is not None:
            raise ClusterError(f"PostgreSQL did not start:\n{last_words(log)}")
        time.sleep(PAUSE)


def stop(child: subprocess.Popen[bytes]) -> None:
    """Shut the server down fast and wait for it; immediately if that takes over a minute."""
    if child.poll() is not None:
        return
    child.send_signal(signal.SIGINT)
    try:
        child.wait(PATIENCE_TO_STOP)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGQUIT)  # as safe as a power cut: the next start recovers
        child.wait()


def last_words(log: Path, lines: int = 12) -> str:
    """Return the end of the server's log."""
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except FileNotFoundError:
        return "(no log)"
