"""One embedded PostgreSQL server, supervised by this process."""

import fcntl
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from app.postgres import postmaster
from app.postgres.account import make_enterable
from app.postgres.errors import ClusterBusy, ClusterError
from app.postgres.home import DATABASE, OWNER, Home, make, pgdata_of, settle

__all__ = ["DATABASE", "OWNER", "Cluster", "socket_url"]

# Above this the log of earlier runs is put aside, once.
LARGEST_LOG = 10_000_000

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "shared_buffers": "128MB",
    # Nothing personal in a log line: neither the statement nor the values of a broken key.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}

# For tests only: a power cut may cost everything, and nothing is worth keeping.
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def socket_url(pgdata: Path, database: str) -> str:
    """Return the owner's SQLAlchemy address of a database, over the socket in this directory."""
    return f"postgresql+psycopg://{OWNER}@/{quote(database)}?host={quote(str(pgdata), safe='/')}"


class Cluster:
    """A PostgreSQL server in a data directory, running between `start` and `stop`.

    `durable=False` trades safety for speed, for tests. `binaries` names the programs to use.
    The server ends cleanly with this process, also when the process is killed.
    """

    def __init__(
        self, data_dir: Path, *, durable: bool = True, binaries: Path | None = None
    ) -> None:
        """Name the data directory; nothing is touched before `start`."""
        self.data_dir = data_dir.absolute()
        self._durable = durable
        self._setting = binaries
        self._lock: int | None = None
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, whatever happened."""
        self.stop()

    @property
    def pid(self) -> int | None:
        """Return the server's process, if it is ours and was started."""
        return None if self._child is None else self._child.pid

    @property
    def running(self) -> bool:
        """Tell whether our server is alive."""
        return self._child is not None and self._child.poll() is None

    def url(self, database: str = DATABASE) -> str:
        """Return the owner's SQLAlchemy address of a database of this server."""
        return socket_url(pgdata_of(self.data_dir), database)

    def start(self) -> None:
        """Create the cluster if need be and start its server; returns when it takes connections.

        Raises ClusterBusy if another live process holds the data directory.
        """
        if self.running:
            return
        try:
            # What is inside and matters is private by itself.
            make_enterable(self.data_dir)
            self._take_lock()
            home = settle(self.data_dir, self._setting)
            make(home, durable=self._durable)
            postmaster.end_leftover(home.pgdata, home.binaries, home.account)
            _put_aside(home.log)
            self._child = postmaster.start(self._command(home), home.account, home.pgdata, home.log)
        except BaseException as error:
            self._release_lock()
            if isinstance(error, OSError):
                raise ClusterError(
                    f"the database in {self.data_dir} cannot run: {error}"
                ) from error
            raise

    def stop(self) -> None:
        """Shut the server down and let go of the data directory; harmless when not running."""
        if self._child is not None:
            postmaster.stop(self._child)
            self._child = None
        self._release_lock()

    def _command(self, home: Home) -> list[str]:
        """Return the server's command line; its configuration file stays as initdb wrote it."""
        chosen = {**SETTINGS, "unix_socket_directories": f'"{home.pgdata}"'}
        if not self._durable:
            chosen |= FORGETFUL
        words = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
        return [str(home.binaries / "postgres"), "-D", str(home.pgdata), *words]

    def _take_lock(self) -> None:
        """Become the one supervisor of this data directory.

        The kernel frees the lock when we die, and the server does not inherit it.
        """
        if self._lock is not None:
            return
        lock = os.open(self.data_dir / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            if not isinstance(error, BlockingIOError):
                raise
            raise ClusterBusy(f"another process runs the database in {self.data_dir}") from None
        self._lock = lock

    def _release_lock(self) -> None:
        """Let another process have the data directory."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _put_aside(log: Path) -> None:
    """Keep one earlier log when the present one has grown large."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.rename(log.with_suffix(".log.1"))
