"""The audit: one hash-chained entry a request, in the request's own transaction (design §5)."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.context import Context

_APPEND = sa.text(
    "select audit_append(:action, cast(:clients as uuid[]), :object_type,"
    " cast(:object_id as uuid), cast(:request as uuid), cast(:detail as jsonb))"
)
_SPEAK_FOR = sa.text(
    "select set_config('app.actor', coalesce(cast(:actor as text), ''), true),"
    " set_config('app.role_name', coalesce(:role, ''), true),"
    " set_config('app.unit', coalesce(:unit, ''), true)"
)
_PAGE = sa.text("select * from audit_page(:before, :limit)")
_OF_CLIENT = sa.text("select * from audit_of_client(cast(:client as uuid), :before, :limit)")
_CHAIN = sa.text("""
select seq, prev, hash, sha256(prev || convert_to(concat_ws('|',
    seq, extract(epoch from at), coalesce(actor::text, '-'), coalesce(role, '-'),
    coalesce(unit, '-'), action, array_to_string(client_ids, ','),
    coalesce(object_type, '-'), coalesce(object_id::text, '-'),
    coalesce(request_id::text, '-'), detail::text), 'UTF8')) as computed
from audit_entry order by seq
""")
_GENESIS = hashlib.sha256(b"hoanhap").digest()
NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit: who did what to which files, when."""

    seq: int
    at: datetime
    actor: UUID | None
    full_name: str | None
    role: str | None
    unit: str | None
    action: str
    detail: dict[str, object]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of the chain: how long it is, and the first fault if there is one."""

    entries: int
    fault: str | None


def write(ctx: Context) -> None:
    """Append the request's entry; the last statement before COMMIT, since it holds the head row."""
    trail = ctx.trail
    if not trail.wanted:
        return
    ctx.session.flush()
    ctx.session.execute(
        _APPEND,
        {
            "action": trail.action,
            "clients": [str(c) for c in dict.fromkeys(trail.clients)],
            "object_type": trail.object_type,
            "object_id": trail.object_id,
            "request": ctx.request_id,
            "detail": json.dumps(trail.detail, ensure_ascii=False, default=str),
        },
    )


def append(
    session: Session,
    action: str,
    *,
    actor: UUID | None,
    role: str | None,
    unit: str | None,
    object_type: str = "account",
    object_id: UUID | None = None,
    request_id: UUID | None = None,
) -> None:
    """Append an entry of an act that has no Context: at the sign-in desk, at the command line."""
    session.execute(_SPEAK_FOR, {"actor": actor, "role": role, "unit": unit})
    session.execute(
        _APPEND,
        {
            "action": action,
            "clients": [],
            "object_type": object_type,
            "object_id": object_id or actor,
            "request": request_id,
            "detail": "{}",
        },
    )


def of_client(ctx: Context, client_id: UUID, *, before: int = NEWEST, limit: int) -> list[Entry]:
    """Return who opened this file, newest first (Law 91/2025 on personal data: right to know)."""
    rows = ctx.session.execute(
        _OF_CLIENT, {"client": client_id, "before": before, "limit": limit}
    ).mappings()
    return [Entry(**row) for row in rows]


def page(ctx: Context, *, before: int = NEWEST, limit: int) -> Iterator[sa.RowMapping]:
    """Return the trail within the auditor's reach, newest first."""
    yield from ctx.session.execute(_PAGE, {"before": before, "limit": limit}).mappings()


def verify(connection: sa.Connection, anchors: dict[int, str] | None = None) -> Verdict:
    """Walk the chain as its owner; `anchors` maps a number to the hash kept outside.

    Finds edited, deleted and reordered rows by the chain, a cut tail by the head row, and a cut
    tail with a mended head by the anchor (reliability §3.3).
    """
    last, count, pending = _GENESIS, 0, dict(anchors or {})
    for row in connection.execute(_CHAIN):
        count += 1
        if row.seq != count:
            return Verdict(count, f"entry {count} is missing")
        if row.prev != last or row.computed != row.hash:
            return Verdict(count, f"entry {row.seq} was changed")
        if pending.pop(row.seq, row.hash.hex()) != row.hash.hex():
            return Verdict(count, f"entry {row.seq} differs from its anchor")
        last = row.hash
    head = connection.execute(sa.text("select seq, hash from audit_head")).one()
    if (head.seq, head.hash) != (count, last):
        return Verdict(count, f"the tail after entry {count} was cut")
    if pending:
        return Verdict(count, f"anchored entry {min(pending)} is missing")
    return Verdict(count, None)
