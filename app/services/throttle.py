"""Slowing down who guesses: counted before the password is looked at (reliability T16, T17).

Every try counts as a failure beforehand, in a transaction of its own, and is forgiven when it
succeeds: so a thousand tries at once cannot all pass a check that none has failed yet. Three
counts are kept, under digests, since people type passwords where names belong:

* a name from a network: eight tries, then a wait of 30 s that doubles up to an hour;
* a network: 30 tries a minute, whatever the names (spraying);
* a name from everywhere: fifty tries, then the same waits, and from the hundredth a day
  (NIST SP 800-63B-4 §3.2.2). Networks from which the account has signed in lately are let past
  this one: nobody is locked out by strangers failing on purpose.
"""

import hashlib
import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.problems import TooManyRequests

FREE_HERE, FREE_EVERYWHERE, MOST = 8, 50, 100
FIRST_WAIT, LONGEST_WAIT, CLOSED = timedelta(seconds=30), timedelta(hours=1), timedelta(days=1)
FORGOTTEN = timedelta(days=1)
KNOWN_FOR = timedelta(days=30)
A_MINUTE, TRIES_A_MINUTE = timedelta(minutes=1), 30
_GAP = A_MINUTE / TRIES_A_MINUTE

_COUNT = sa.text("""
insert into login_failure as f (key, failures, last_at, blocked_until)
values (:key, 1, :now, :now)
on conflict (key) do update set
    failures = case when f.last_at < :forgotten then 1 else f.failures + 1 end,
    last_at = :now
where f.blocked_until <= :now
returning failures
""")
_WAIT = sa.text("update login_failure set blocked_until = :until where key = :key")
_UNTIL = sa.text("select blocked_until from login_failure where key = :key")
_KNOWN = sa.text("select last_at from login_failure where key = :key and last_at > :since")
# The moment at which the network's bucket is empty again (generic cell rate algorithm).
_FILL = sa.text("""
insert into login_failure as f (key, failures, last_at, blocked_until)
values (:key, 1, :now, cast(:now as timestamptz) + :gap)
on conflict (key) do update set failures = f.failures + 1, last_at = :now,
    blocked_until = greatest(f.blocked_until, :now) + :gap
where greatest(f.blocked_until, :now) + :gap <= cast(:now as timestamptz) + :minute
returning failures
""")
_EMPTY = sa.text("""
update login_failure set failures = greatest(failures - 1, 0), blocked_until = blocked_until - :gap
where key = :key
""")
_RESET = sa.text("""
insert into login_failure (key, failures, last_at, blocked_until) values (:key, 0, :now, :now)
on conflict (key) do update set failures = 0, last_at = :now, blocked_until = :now
""")


@dataclass(frozen=True, slots=True)
class Keys:
    """Where the tries of one name from one network are counted."""

    pair: str
    name: str
    network: str
    known: str


def network_of(address: str | None) -> str:
    """Return the network a caller comes from: the address, of IPv6 the /64 one household has."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def keys_of(name: str, network: str) -> Keys:
    """Return the keys of a name and a network."""
    return Keys(
        pair=_digest("pair", name, network),
        name=_digest("name", name),
        network=_digest("network", network),
        known=_digest("known", name, network),
    )


def admit(session: Session, now: datetime, keys: Keys) -> None:
    """Count one more try and commit, or raise TooManyRequests. Always locks in one order."""
    if session.execute(_FILL, _moment(keys.network, now)).first() is None:
        until = session.scalar(_UNTIL, {"key": keys.network})
        _refuse(session, (until or now) - A_MINUTE + _GAP - now)
    known = session.scalar(_KNOWN, {"key": keys.known, "since": now - KNOWN_FOR}) is not None
    if not known:
        _count(session, now, keys.name, FREE_EVERYWHERE)
    _count(session, now, keys.pair, FREE_HERE)
    session.commit()


def forgive(session: Session, now: datetime, keys: Keys) -> None:
    """Forget the failures of a name that has signed in, and know the network from now on."""
    session.execute(_EMPTY, {"key": keys.network, "gap": _GAP})
    for key in (keys.name, keys.pair, keys.known):
        session.execute(_RESET, {"key": key, "now": now})


def _count(session: Session, now: datetime, key: str, free: int) -> None:
    failures = session.scalar(_COUNT, {"key": key, "now": now, "forgotten": now - FORGOTTEN})
    if failures is None:
        _refuse(session, (session.scalar(_UNTIL, {"key": key}) or now) - now)
    elif failures >= free:
        session.execute(_WAIT, {"key": key, "until": now + wait_after(failures, free)})


def wait_after(failures: int, free: int) -> timedelta:
    """Return how long to wait after so many failures, of which the first `free` cost nothing."""
    if failures >= MOST:
        return CLOSED
    doublings = min(max(failures - free, 0), 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _refuse(session: Session, wait: timedelta) -> None:
    """Refuse; what this try has counted so far is undone, since nothing was looked at."""
    session.rollback()
    seconds = max(math.ceil(wait.total_seconds()), 1)
    raise TooManyRequests(headers={"Retry-After": str(seconds)})


def _moment(key: str, now: datetime) -> dict[str, object]:
    return {"key": key, "now": now, "gap": _GAP, "minute": A_MINUTE}


def _digest(*parts: str) -> str:
    told = "\0".join(parts).encode("utf-8", "replace")
    return f"{parts[0]}:{hashlib.sha256(told).hexdigest()}"
