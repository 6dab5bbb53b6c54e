"""Several commands, one server: the first supervises it, the others use it.

When the first one ends, one of the others takes the server over, so that a short command that
happened to come first (`hoanhap migrate`) does not take a long one (`hoanhap serve`) with it.
"""

import logging
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

# How often one that attached looks whether it is to take over.
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
        self._ending.clear()
        while not self._try():
            note = postmaster.read_note(pgdata_of(self.data_dir))
            if note is not None and note.ready:
                self._watch = threading.Thread(
                    target=self._take_over, name="postgres-watch", daemon=True
                )
                self._watch.start()
                return
            time.sleep(postmaster.PAUSE)  # the other one is still making or recovering it

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

    def _take_over(self) -> None:
        """Wait for the supervisor's end, then start the server ourselves.

        The kernel ties the server to the thread that starts it, so this one stays to the end.
        """
        while not self._ending.wait(WATCH):
            try:
                if not self.supervises and self._try():
                    log.info("took over the database in %s", self.data_dir)
            except ClusterError:
                log.exception("the database in %s could not be taken over", self.data_dir)


def shared_cluster(
    data_dir: Path, *, durable: bool = True, binaries: Path | None = None
) -> SharedCluster:
    """Return the running server of this data directory, started here or attached to.

    Use as a context manager; on leaving, a server of ours is shut down.
    """
    shared = SharedCluster(data_dir, durable=durable, binaries=binaries)
    shared.start()
    return shared
