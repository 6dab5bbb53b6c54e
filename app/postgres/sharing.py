"""Several commands, one server: the first supervises it, the others use it.

When the first one ends, one of the others takes the server over, so that a short command that
happened to come first (`hoanhap migrate`) does not take a long one (`hoanhap serve`) with it.
A server that crashed is started again in the same way.
"""

import logging
import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from app.postgres import postmaster
from app.postgres.cluster import DATABASE, Cluster
from app.postgres.errors import ClusterBusy, ClusterError
from app.postgres.home import pgdata_of

log = logging.getLogger(__name__)

# How often, in seconds, each looks whether the server needs it.
WATCH = 0.25


class SharedCluster:
    """The server of a data directory, whoever supervises it, between `start` and `stop`."""

    def __init__(
        self, data_dir: Path, *, durable: bool = True, binaries: Path | None = None
    ) -> None:
        """Name the data directory; nothing is touched before `start`."""
        self._cluster = Cluster(data_dir, durable=durable, binaries=binaries)
        self._ending = threading.Event()
        self._watch: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Start or attach."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop or detach."""
        self.stop()

    @property
    def data_dir(self) -> Path:
        """Return the data directory."""
        return self._cluster.data_dir

    @property
    def supervises(self) -> bool:
        """Tell whether the server is our child (else another process of ours runs it)."""
        return self._cluster.running

    def url(self, database: str = DATABASE) -> str:
        """Return the owner's SQLAlchemy address of a database of this server."""
        return self._cluster.url(database)

    def start(self) -> None:
        """Start the server, or attach to the one that runs; returns when it takes connections."""
        if self._watch is not None:
            return
        while not self._try():
            if _answers(pgdata_of(self.data_dir)):
                break
            time.sleep(postmaster.PAUSE)  # the other one is still making or recovering it
        self._ending.clear()
        self._watch = threading.Thread(target=self._keep, name="postgres-watch", daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """Stop the server if it is ours; if it is another's, only stop watching it."""
        self._ending.set()
        if self._watch is not None:
            self._watch.join()
            self._watch = None
        self._cluster.stop()

    def _try(self) -> bool:
        """Start the server unless another process holds it."""
        try:
            self._cluster.start()
        except ClusterBusy:
            return False
        return True

    def _keep(self) -> None:
        """Start the server again when it ended or its supervisor did.

        The kernel ties the server to the thread that starts it, so this one stays to the end.
        """
        while not self._ending.wait(WATCH):
            try:
                if not self.supervises and self._try():
                    log.warning("started the database in %s again", self.data_dir)
            except (ClusterError, OSError):
                log.exception("the database in %s could not be started again", self.data_dir)


def _answers(pgdata: Path) -> bool:
    """Tell whether a server that calls itself ready listens on its socket."""
    note = postmaster.read_note(pgdata)
    if note is None or not note.ready:
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(note.socket_dir / f".s.PGSQL.{note.port}"))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
    return True


def shared_cluster(
    data_dir: Path, *, durable: bool = True, binaries: Path | None = None
) -> SharedCluster:
    """Return the running server of this data directory, started here or attached to.

    Use as a context manager; on leaving, a server of ours is shut down.
    """
    shared = SharedCluster(data_dir, durable=durable, binaries=binaries)
    shared.start()
    return shared
