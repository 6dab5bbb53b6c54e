"""The idempotency ledger: the same key gives the same answer, and one effect.

The entry commits with the effect. A twin waits for the first to end and then reads its answer
(draft-ietf-httpapi-idempotency-key-header-07; reliability I-12).
"""

from dataclasses import dataclass

import sqlalchemy as sa

from app.context import Context
from app.models.account import LedgerEntry
from app.problems import IdempotencyKeyReused

KEY_LENGTH = 200
_KEEP_HEADERS = ("etag", "location")
# One transaction per account and key at a time; released with the transaction.
_WAIT = sa.text("select pg_advisory_xact_lock(hashtextextended(:account || ':' || :key, 0))")
_FIND = sa.select(LedgerEntry).where(
    LedgerEntry.account_id == sa.bindparam("account"), LedgerEntry.key == sa.bindparam("key")
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered the first time."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Twin:
    """A key reserved by this request, or the answer an earlier one left under it."""

    key: str
    route: str
    fingerprint: bytes
    answer: Answer | None


def find(ctx: Context, key: str, route: str, fingerprint: bytes) -> Twin:
    """Return the earlier answer under this key, or reserve the key until the commit.

    Raises IdempotencyKeyReused when the key was used for another request.
    """
    ctx.session.execute(_WAIT, {"account": str(ctx.actor.id), "key": key})
    entry = ctx.session.scalar(_FIND, {"account": ctx.actor.id, "key": key})
    if entry is None:
        return Twin(key, route, fingerprint, None)
    if (entry.route, entry.fingerprint) != (route, fingerprint):
        raise IdempotencyKeyReused
    headers = {name: str(value) for name, value in entry.headers.items()}
    return Twin(key, route, fingerprint, Answer(entry.status, headers, entry.body))


def keep(ctx: Context, twin: Twin, status: int, headers: dict[str, str], body: str) -> None:
    """Store the answer in the transaction of its effect."""
    ctx.session.add(
        LedgerEntry(
            account_id=ctx.actor.id,
            key=twin.key,
            route=twin.route,
            fingerprint=twin.fingerprint,
            status=status,
            headers={n: headers[n] for n in _KEEP_HEADERS if n in headers},
            body=body,
            created_at=ctx.now,
        )
    )
