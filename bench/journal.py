"""The reckoning: what was acknowledged must outlive the death of server and database.

`Rig` runs a durable database and one server and can kill either; `outlive` lets clients send acts
with an Idempotency-Key until each is answered, under kills; `compared` holds the journal against
the tables. Source: reliability, test D1.
"""
# ruff: noqa: S608 - built from constants of the bench only

import time
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.services import audit
from app.vault import Vault
from bench.rig import Rig
from bench.writers import OPEN, REGISTER, SERVE, STEP, Journal, Writers

__all__ = ["ACTIONS", "Journal", "Outcome", "Rig", "compared", "outlive"]

ACTIONS = (REGISTER, SERVE, OPEN, STEP)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the tables say of the journal; all but the first must be 0 and None."""

    acknowledged: int
    lost: int
    twice: int
    unaudited: int
    chain_fault: str | None

    @property
    def clean(self) -> bool:
        """Tell whether every promise held."""
        return not (self.lost or self.twice or self.unaudited or self.chain_fault)


def compared(rig: Rig, journal: Journal) -> Outcome:
    """Compare the journal with the database: nothing acknowledged is missing, nothing is twice.

    Also effects that were never acknowledged happen once at most, and each has its audit entry.
    """
    vault = Vault(rig.cluster.data_dir)
    numbers = [vault.blind_index("client.identity", one.ref) for one in journal.of(REGISTER)]
    engine = sa.create_engine(rig.cluster.url())
    try:
        with engine.connect() as connection:
            found = (
                _missing(connection, "client", "identity_hash", numbers),
                _missing(connection, "service", "note", _refs(journal, SERVE)),
                _missing(connection, "legal_case", "client_id::text", _refs(journal, OPEN)),
                _missing(connection, "step", "case_id::text", _refs(journal, STEP), "seq = 2"),
            )
            effects = connection.scalar(sa.text(
                "select (select count(*) from client) + (select count(*) from service)"
                " + (select count(*) from step)"
            ))  # fmt: skip
            entries = connection.scalar(
                sa.text("select count(*) from audit_entry where action = any(:actions)"),
                {"actions": list(ACTIONS)},
            )
            verdict = audit.verify(connection)
    finally:
        engine.dispose()
    return Outcome(
        acknowledged=len(journal.lines),
        lost=sum(lost for lost, _ in found),
        twice=sum(twice for _, twice in found),
        unaudited=abs((effects or 0) - (entries or 0)),
        chain_fault=verdict.fault,
    )


def _refs(journal: Journal, act: str) -> list[str]:
    return [line.ref for line in journal.of(act)]


def _missing(
    connection: sa.Connection, table: str, mark: str, refs: Sequence[object], where: str = "true"
) -> tuple[int, int]:
    """Return how many acknowledged marks a table lacks, and how many marks it has twice."""
    words = f"select {mark}, count(*) from {table} where {where} group by 1"
    held = {
        bytes(row[0]) if isinstance(row[0], memoryview) else row[0]: row[1]
        for row in connection.execute(sa.text(words.replace("::", r"\:\:")))
    }
    return sum(ref not in held for ref in refs), sum(count > 1 for count in held.values())


def outlive(
    rig: Rig, journal: Journal, *, clients: int, seconds: float, pause: float, seed: int = 1
) -> int:
    """Let clients work so long while server and database are killed in turn; return the kills."""
    writers, kills, end = Writers(rig, journal, clients, seed=seed), 0, time.monotonic() + seconds
    writers.start()
    while time.monotonic() + pause < end:
        time.sleep(pause)
        (rig.kill_database, rig.kill_server)[kills % 2]()
        kills += 1
    time.sleep(max(0.0, end - time.monotonic()))
    writers.stop()
    return kills
