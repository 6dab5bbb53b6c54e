"""Ids of records: UUIDv7 (RFC 9562 §5.7), so that rows made together lie together."""

import secrets
import time
from uuid import UUID

_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62


def new_id() -> UUID:
    """Return a new UUIDv7: 48 bits of milliseconds, 74 bits of chance."""
    moment = (time.time_ns() // 1_000_000) << 80
    chance = secrets.randbits(74)
    high, low = chance >> 62, chance & (1 << 62) - 1
    return UUID(int=moment | _VERSION | high << 64 | _VARIANT | low)
