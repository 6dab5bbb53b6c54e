"""A durable database and one server, made to be killed."""

import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from app import migrate
from app.postgres import DATABASE, Cluster
from bench.generate import accounts, plain
from bench.servers import OURS, Server, app_url, kill_tree

PAUSE = 0.05
EVERY = set(range(64))


class Rig:
    """A durable database and one server in a directory of their own."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        """Name the directory; `durable=False` is the mutant that must lose something."""
        self.cluster = Cluster(data_dir, durable=durable)
        self.ready_after: list[float] = []
        self._server: Server | None = None

    def __enter__(self) -> Self:
        """Start everything; the database is migrated and has accounts with tokens."""
        self.cluster.start()
        migrate.upgrade(self.cluster.url())
        with psycopg.connect(plain(self.cluster.url())) as connection:
            accounts(connection)
        self._serve()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop everything."""
        if self._server is not None:
            self._server.stop()
        self.cluster.stop()

    @property
    def port(self) -> int:
        """Return where the server is now, or was."""
        return 0 if self._server is None else self._server.port

    def kill_server(self) -> None:
        """End the server as a power cut would, and start another."""
        if self._server is not None:
            self._server.kill()
        began = time.monotonic()
        self._serve()
        self.ready_after.append(time.monotonic() - began)

    def kill_database(self) -> None:
        """Kill the postmaster and its children; the server stays and must find the new one."""
        kill_tree(self.cluster.pid or 0)
        while self.cluster.running:
            time.sleep(PAUSE)
        began = time.monotonic()
        self.cluster.start()
        self.ready_after.append(time.monotonic() - began)

    def _serve(self) -> None:
        url = app_url(self.cluster, DATABASE)
        self._server = Server(OURS, self.cluster.data_dir, url, cpus=EVERY).ready()
