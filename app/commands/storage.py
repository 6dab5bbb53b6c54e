"""`hoanhap migrate` and `hoanhap audit`: the database as its owner sees it."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import migrate, runtime, settings
from app.services import anchor, audit
from app.times import Timekeeper


def upgrade(_arguments: argparse.Namespace) -> int:
    """Bring the database to the schema of this version."""
    chosen = settings.load()
    with runtime.database(chosen) as addresses:
        migrate.upgrade(addresses.owner_url(), addresses.app_password, addresses.worker_password)
    print(f"The database has schema {migrate.head()}.")
    return 0


def verify(_arguments: argparse.Namespace) -> int:
    """Walk the audit chain and compare it with its anchors."""
    chosen = settings.load()
    anchors = anchor.read(chosen.data_dir / anchor.FILE)
    with runtime.database(chosen) as addresses, as_owner(addresses) as session:
        verdict = audit.verify(session.connection(), anchors)
    if verdict.fault is not None:
        print(f"The audit is broken: {verdict.fault}.", file=sys.stderr)
        return 1
    print(f"The audit is whole: {verdict.entries} entries, {len(anchors)} anchors.")
    return 0


def anchor_now(_arguments: argparse.Namespace) -> int:
    """Write the head of the audit chain to the anchor file now."""
    chosen = settings.load()
    path = chosen.data_dir / anchor.FILE
    with runtime.database(chosen) as addresses, as_owner(addresses) as session:
        number = anchor.append(session, path, Timekeeper(chosen.clock).now())
    print(f"Anchored entry {number}." if number else "Nothing new to anchor.")
    return 0


@contextmanager
def as_owner(addresses: runtime.Addresses) -> Iterator[Session]:
    """Give a session of the database's owner; the caller commits."""
    engine = sa.create_engine(addresses.owner_url(), hide_parameters=True)
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()
