"""Accounts of people and systems, their tokens, and the idempotency ledger."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, Key


class Account(Base):
    """Someone, or some system, that can sign in; at one unit, with one role or some scopes."""

    __tablename__ = "account"

    id: Mapped[Key]
    kind: Mapped[str]
    username: Mapped[str]
    full_name: Mapped[str]
    role: Mapped[str | None]
    unit: Mapped[str]
    scopes: Mapped[list[str]]
    # Read only before the session is narrowed; the group roles have no right to it.
    secret_hash: Mapped[str] = mapped_column(deferred=True, deferred_raiseload=True)
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int]


class Token(Base):
    """An opaque token, by its SHA-256. A family descends from one sign-in."""

    __tablename__ = "token"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    kind: Mapped[str]
    family: Mapped[UUID]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class LoginFailure(Base):
    """How often a name, or a name from a network, failed to sign in; and until when it waits."""

    __tablename__ = "login_failure"

    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]
    blocked_until: Mapped[datetime]


class LedgerEntry(Base):
    """One answered POST, kept so that the same key gives the same answer and no second effect."""

    __tablename__ = "ledger_entry"

    account_id: Mapped[Key]
    key: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[str]
    fingerprint: Mapped[bytes]
    status: Mapped[int] = mapped_column(SmallInteger)
    headers: Mapped[Json]
    body: Mapped[str]
    created_at: Mapped[datetime]
