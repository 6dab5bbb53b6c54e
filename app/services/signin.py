"""Signing in and out: passwords, secrets, refresh tokens, and the end of a sign-in (T15, T16, T18).

Tokens are opaque and looked up on each request, so that revoking one holds on the next request.
These acts run before anybody is known: the session is the bare serving role, and each part that
must last although the answer is a refusal commits by itself.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import passwords
from app.ids import new_id
from app.models.account import Account, Token
from app.problems import NotSignedIn
from app.services import audit, throttle

ACCESS_FOR = timedelta(minutes=10)
IDLE_FOR, AT_MOST = timedelta(hours=8), timedelta(hours=12)
# What a name may look like; anything else cannot be one, and never reaches the database.
USERNAME = r"[a-z0-9](?:[a-z0-9._@-]{0,62}[a-z0-9])?"
_USERNAME = re.compile(USERNAME)

_ACCOUNT = sa.select(
    Account.id, Account.kind, Account.role, Account.unit, Account.secret_hash, Account.disabled_at
)
_BY_NAME = _ACCOUNT.where(
    Account.username == sa.bindparam("name"), Account.kind == sa.bindparam("kind")
)
_BY_ID = _ACCOUNT.where(Account.id == sa.bindparam("id"))
_FAMILY = sa.select(Token.family).where(
    Token.hash == sa.bindparam("hash"), Token.kind == sa.bindparam("kind")
)
# Whoever ends or renews a sign-in holds its family: a renewal under way cannot outlive the end.
_HOLD = sa.text("select pg_advisory_xact_lock(hashtextextended(cast(:family as text), 1))")
_TOKEN = sa.select(Token.account_id, Token.used_at, Token.revoked_at, Token.expires_at).where(
    Token.hash == sa.bindparam("hash")
)
_BEGAN = sa.select(sa.func.min(Token.issued_at)).where(Token.family == sa.bindparam("family"))
_USE = sa.update(Token).where(Token.hash == sa.bindparam("used")).values(used_at=sa.bindparam("at"))
_REVOKE = (
    sa.update(Token)
    .where(Token.family == sa.bindparam("ended"), Token.revoked_at.is_(None))
    .values(revoked_at=sa.bindparam("at"))
)
_REVOKE_ALL = (
    sa.update(Token)
    .where(Token.account_id == sa.bindparam("account"), Token.revoked_at.is_(None))
    .values(revoked_at=sa.bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class Desk:
    """One request at the sign-in desk: a session without reach, the moment, where it is from."""

    session: Session
    now: datetime
    network: str
    request_id: UUID


@dataclass(frozen=True, slots=True)
class Issued:
    """What a sign-in gives; the tokens themselves are kept nowhere."""

    access_token: str
    refresh_token: str | None
    expires_in: int


@dataclass(frozen=True, slots=True)
class _Person:
    """The account behind a sign-in, as the audit names it."""

    id: UUID
    role: str | None
    unit: str


def by_password(desk: Desk, username: str, password: str) -> Issued:
    """Sign a person in. Raises NotSignedIn, or TooManyRequests before the password is looked at."""
    return _sign_in(desk, username.strip().lower(), password, kind="person")


def by_secret(desk: Desk, client_id: str, secret: str) -> Issued:
    """Sign a system in (RFC 6749 §4.4): an access token, and no refresh token."""
    return _sign_in(desk, client_id.strip().lower(), secret, kind="system")


def by_refresh(desk: Desk, refresh_token: str) -> Issued:
    """Renew a sign-in; a token spent twice ends the whole sign-in (RFC 9700 §4.14.2)."""
    digest = token_hash(refresh_token)
    family = _held_family(desk, digest, "refresh")
    token = desk.session.execute(_TOKEN, {"hash": digest}).one()
    row = desk.session.execute(_BY_ID, {"id": token.account_id}).one()
    person = _Person(row.id, row.role, row.unit)
    if token.used_at is not None and token.revoked_at is None:
        _end(desk, family)
        _note(desk, "refresh_token_reused", person)
        desk.session.commit()
        raise NotSignedIn
    if token.revoked_at or token.expires_at <= desk.now or row.disabled_at:
        raise NotSignedIn
    desk.session.execute(_USE, {"used": digest, "at": desk.now})
    began = desk.session.scalar(_BEGAN, {"family": family}) or desk.now
    issued = _issue(desk, person, family, refresh_until=began + AT_MOST)
    _note(desk, "renew_sign_in", person)
    return issued


def sign_out(desk: Desk, access_hash: bytes) -> None:
    """End the sign-in that this access token belongs to, with all its tokens."""
    family = _held_family(desk, access_hash, "access")
    token = desk.session.execute(_TOKEN, {"hash": access_hash}).one()
    row = desk.session.execute(_BY_ID, {"id": token.account_id}).one()
    if token.revoked_at or token.expires_at <= desk.now or row.disabled_at:
        raise NotSignedIn
    _end(desk, family)
    _note(desk, "sign_out", _Person(row.id, row.role, row.unit))


def revoke_all(session: Session, account_id: UUID, now: datetime) -> None:
    """End every sign-in of an account. The session is the bare serving role's."""
    session.execute(_REVOKE_ALL, {"account": account_id, "at": now})


def token_hash(token: str) -> bytes:
    """Return what a token is kept as; 256 bits of chance need no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _sign_in(desk: Desk, name: str, secret: str, *, kind: str) -> Issued:
    """Count, look up, compare, issue. The same statements run whether the name exists or not."""
    keys = throttle.keys_of(name, desk.network)
    throttle.admit(desk.session, desk.now, keys)
    wanted = name if _USERNAME.fullmatch(name) else ""
    row = desk.session.execute(_BY_NAME, {"name": wanted, "kind": kind}).one_or_none()
    # The connection goes back to the pool while the hash is computed.
    desk.session.commit()
    compare = passwords.matches if kind == "person" else passwords.secret_matches
    right = compare(secret, None if row is None else row.secret_hash)
    person = None if row is None else _Person(row.id, row.role, row.unit)
    if person is None or row is None or row.disabled_at is not None or not right:
        _note(desk, "sign_in_failed", person)
        desk.session.commit()
        raise NotSignedIn
    throttle.forgive(desk.session, desk.now, keys)
    until = desk.now + AT_MOST if kind == "person" else None
    issued = _issue(desk, person, new_id(), refresh_until=until)
    _note(desk, "sign_in", person)
    return issued


def _held_family(desk: Desk, digest: bytes, kind: str) -> UUID:
    """Find the family of a token and hold it until the commit."""
    family = desk.session.scalar(_FAMILY, {"hash": digest, "kind": kind})
    if family is None:
        raise NotSignedIn
    desk.session.execute(_HOLD, {"family": str(family)})
    return family


def _end(desk: Desk, family: UUID) -> None:
    desk.session.execute(_REVOKE, {"ended": family, "at": desk.now})


def _issue(desk: Desk, person: _Person, family: UUID, *, refresh_until: datetime | None) -> Issued:
    """Make the tokens of a sign-in; a refresh token when it may be renewed until some moment."""
    until = desk.now + ACCESS_FOR
    access = _token(desk, person, family, "access", until)
    refresh = None
    if refresh_until is not None:
        refresh = _token(desk, person, family, "refresh", min(desk.now + IDLE_FOR, refresh_until))
    return Issued(access, refresh, int(ACCESS_FOR.total_seconds()))


def _token(desk: Desk, person: _Person, family: UUID, kind: str, until: datetime) -> str:
    token = secrets.token_urlsafe(32)
    desk.session.execute(
        sa.insert(Token).values(
            hash=token_hash(token),
            kind=kind,
            family=family,
            account_id=person.id,
            issued_at=desk.now,
            expires_at=until,
        )
    )
    return token


def _note(desk: Desk, action: str, person: _Person | None) -> None:
    """Write the audit entry: ids only, never the name somebody typed."""
    audit.append(
        desk.session,
        action,
        actor=None if person is None else person.id,
        role=None if person is None else person.role or "api_client",
        unit=None if person is None else person.unit,
        request_id=desk.request_id,
    )
