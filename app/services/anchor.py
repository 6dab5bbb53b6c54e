"""The audit's anchor outside the database: who rewrites the chain must rewrite this file too.

One line a look: number, hash, moment. Whoever runs the database should not run the disk this is
copied to (reliability §3.3).
"""

import fcntl
import os
from datetime import datetime
from pathlib import Path
from threading import Event

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session, sessionmaker

from app.times import Timekeeper

FILE = "audit-anchor.log"
# Seconds between two looks.
EVERY = 300.0
_HEAD = sa.text("select seq, hash from audit_head")
_FIELDS = 3
_log = structlog.get_logger("hoanhap.anchor")


def append(session: Session, path: Path, now: datetime) -> int | None:
    """Append the head of the chain when it has moved; returns its number, None when it has not."""
    head = session.execute(_HEAD).one()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        # Several workers look at one file.
        fcntl.flock(file, fcntl.LOCK_EX)
        kept = file.read().decode("ascii")
        if head.seq <= max(_entries(kept), default=0):
            return None
        begin = "" if not kept or kept.endswith("\n") else "\n"
        file.write(f"{begin}{head.seq} {head.hash.hex()} {now.isoformat()}\n".encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    return int(head.seq)


def read(path: Path) -> dict[int, str]:
    """Return what is anchored: hash by number; nothing where there is no file yet."""
    try:
        return _entries(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return {}


def keep(sessions: sessionmaker[Session], clock: Timekeeper, path: Path, ending: Event) -> None:
    """Look every five minutes until the process ends. Runs in a thread of its own."""
    while True:
        try:
            with sessions() as session:
                append(session, path, clock.now())
        except (OSError, sa.exc.SQLAlchemyError) as error:
            _log.error("anchor_failed", error=type(error).__name__)
        if ending.wait(EVERY):
            return


def _entries(text: str) -> dict[int, str]:
    """Read the lines; one that a power cut left half written counts for nothing."""
    rows = (line.split() for line in text.splitlines())
    return {int(row[0]): row[1] for row in rows if len(row) == _FIELDS and row[0].isdecimal()}
