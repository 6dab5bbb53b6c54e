"""Accounts of people and systems: made, listed, closed and opened within the caller's reach.

An administrator manages the accounts of their own unit and, from a province or the nation, of all
units below it. Secrets are written and never read back here: the group roles have no right to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import passwords
from app.access import GRANTS, SCOPES, Role
from app.context import Actor, Context
from app.ids import new_id
from app.models.account import Account
from app.models.unit import Unit
from app.problems import Invalid, NotFound, NotPermitted, StaleVersion, StateConflict, Text
from app.schemas.accounts import AccountFilter, AccountIn, ApiClientIn
from app.services import signin

_UNIT = sa.select(Unit.kind, Unit.province).where(Unit.code == sa.bindparam("code"))
_SECRET = sa.select(Account.secret_hash, Account.version).where(Account.id == sa.bindparam("id"))
_AS_SERVER = sa.text("select current_setting('role'), set_config('role', 'none', true)")
_AS_BEFORE = sa.text("select set_config('role', :role, true)")


@dataclass(frozen=True, slots=True)
class NewClient:
    """A system just let in; `client_secret` is kept nowhere."""

    id: UUID
    client_id: str
    client_secret: str
    name: str
    unit: str
    role: str | None
    scopes: list[str]


def create(ctx: Context, given: AccountIn) -> Account:
    """Make a person's account within the caller's reach."""
    _refuse_out_of_reach(ctx, given.unit)
    made = add_person(ctx.session, ctx.now, given)
    ctx.trail.note(object_type="account", object_id=made)
    return get(ctx, made)


def add_person(session: Session, now: datetime, given: AccountIn) -> UUID:
    """Write a person's account; the role must fit the kind of unit (`access.GRANTS`)."""
    _refuse_misplaced(session, given.unit, given.role)
    return _insert(
        session,
        now,
        kind="person",
        username=given.username,
        full_name=given.full_name,
        role=given.role.value,
        unit=given.unit,
        scopes=[],
        secret_hash=passwords.hashed(given.password, near=given.username),
    )


def create_client(ctx: Context, given: ApiClientIn) -> NewClient:
    """Let a system in within the caller's reach."""
    _refuse_out_of_reach(ctx, given.unit)
    made = add_client(ctx.session, ctx.now, given)
    ctx.trail.note(object_type="account", object_id=made.id, detail={"scopes": made.scopes})
    return made


def add_client(session: Session, now: datetime, given: ApiClientIn) -> NewClient:
    """Write a system's account and return its id and secret, the only time it is seen."""
    _refuse_misplaced(session, given.unit, given.role)
    scopes = sorted({scope.value for scope in given.scopes})
    if not SCOPES.issuperset(given.scopes):
        raise Invalid.at("/scopes", vi="có phạm vi không dành cho hệ thống", en="not for systems")
    secret, kept = passwords.new_secret()
    client_id = f"client-{new_id()}"
    role = None if given.role is None else given.role.value
    made = _insert(
        session,
        now,
        kind="system",
        username=client_id,
        full_name=given.name,
        role=role,
        unit=given.unit,
        scopes=scopes,
        secret_hash=kept,
    )
    return NewClient(made, client_id, secret, given.name, given.unit, role, scopes)


def get(ctx: Context, account_id: UUID) -> Account:
    """Return an account within the caller's reach. Raises NotFound."""
    account = ctx.session.scalar(_reached(ctx.actor).where(Account.id == account_id))
    if account is None:
        raise NotFound
    return account


def page(ctx: Context, chosen: AccountFilter, *, after: str | None) -> Sequence[Account]:
    """Return accounts within the caller's reach by user name, one more than the page holds."""
    wanted = _reached(ctx.actor).order_by(Account.username).limit(chosen.limit + 1)
    if after is not None:
        wanted = wanted.where(Account.username > after)
    for column, value in (
        (Account.unit, chosen.unit), (Account.role, chosen.role), (Account.kind, chosen.kind),
    ):  # fmt: skip
        if value is not None:
            wanted = wanted.where(column == value)
    if chosen.disabled is not None:
        closed = Account.disabled_at.is_not(None)
        wanted = wanted.where(closed if chosen.disabled else ~closed)
    return ctx.session.scalars(wanted).all()


def disable(ctx: Context, account_id: UUID, *, version: int) -> Account:
    """Close an account: its tokens end now, and no new ones are given."""
    account = _changing(ctx, account_id, version)
    if account.id == ctx.actor.id:
        raise StateConflict(
            Text("Không thể khóa tài khoản của chính mình", "One's own account cannot be closed")
        )
    if account.disabled_at is None:
        account.disabled_at = ctx.now
        _save(ctx, account)
    role = ctx.session.execute(_AS_SERVER).scalar_one()
    signin.revoke_all(ctx.session, account.id, ctx.now)
    ctx.session.execute(_AS_BEFORE, {"role": role})
    return account


def enable(ctx: Context, account_id: UUID, *, version: int) -> Account:
    """Open a closed account again; earlier sign-ins stay ended."""
    account = _changing(ctx, account_id, version)
    if account.disabled_at is not None:
        account.disabled_at = None
        _save(ctx, account)
    return account


def change_own_password(ctx: Context, *, old: str, new: str) -> None:
    """Give the caller a new password; every sign-in of the account ends (ASVS 6.2.3, 7.4.3).

    Raises Invalid when the old one is wrong or the new one too weak.
    """
    role = ctx.session.execute(_AS_SERVER).scalar_one()
    kept, version = ctx.session.execute(_SECRET, {"id": ctx.actor.id}).one()
    if ctx.actor.kind != "person" or not passwords.matches(old, kept):
        raise Invalid.at("/old", vi="mật khẩu hiện tại không đúng", en="not the present password")
    hashed = passwords.hashed(new, near=ctx.actor.username)
    ctx.session.execute(
        sa.update(Account)
        .where(Account.id == ctx.actor.id)
        .values(secret_hash=hashed, version=version + 1)
    )
    signin.revoke_all(ctx.session, ctx.actor.id, ctx.now)
    ctx.session.execute(_AS_BEFORE, {"role": role})
    ctx.trail.note(object_type="account", object_id=ctx.actor.id, detail={"fields": ["password"]})


def _changing(ctx: Context, account_id: UUID, version: int) -> Account:
    account = get(ctx, account_id)
    if account.version != version:
        raise StaleVersion(extra={"current_version": account.version})
    return account


def _save(ctx: Context, account: Account) -> None:
    """Write the change as one more version; the trigger refuses if another was faster."""
    account.version += 1
    ctx.session.flush()
    ctx.trail.note(object_type="account", object_id=account.id)


def _insert(session: Session, now: datetime, **columns: object) -> UUID:
    """Insert without reading anything back; a taken user name is refused by the database."""
    made = new_id()
    session.execute(sa.insert(Account).values(id=made, created_at=now, version=1, **columns))
    return made


def _reached(actor: Actor) -> sa.Select[Account]:
    """Return the accounts of the caller's unit and of the units below it."""
    every = sa.select(Account).join(Unit, Unit.code == Account.unit)
    if actor.unit_kind == "nation":
        return every
    if actor.unit_kind == "province":
        return every.where(Unit.province == actor.unit)
    return every.where(Unit.code == actor.unit)


def _refuse_out_of_reach(ctx: Context, unit: str) -> None:
    actor = ctx.actor
    if actor.unit_kind == "nation" or actor.unit == unit:
        return
    place = ctx.session.execute(_UNIT, {"code": unit}).one_or_none()
    if place is None:
        raise _unknown_unit()
    if actor.unit_kind != "province" or place.province != actor.unit:
        raise NotPermitted(
            Text("Đơn vị này ngoài phạm vi quản lý", "This unit is outside your reach")
        )


def _refuse_misplaced(session: Session, unit: str, role: Role | None) -> None:
    """Refuse a role at a kind of unit where nobody has it."""
    place = session.execute(_UNIT, {"code": unit}).one_or_none()
    if place is None:
        raise _unknown_unit()
    if role is not None and place.kind not in GRANTS[role].kinds:
        raise Invalid.at(
            "/role",
            vi="vai trò này không có ở loại đơn vị đó",
            en="not a role of that kind of unit",
        )


def _unknown_unit() -> Invalid:
    return Invalid.at("/unit", vi="không có đơn vị mang mã này", en="no unit has this code")
