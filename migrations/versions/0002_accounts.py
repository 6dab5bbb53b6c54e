"""Accounts of people and systems, their tokens, failed sign-ins, and the idempotency ledger."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of access."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create table account (
        id uuid primary key,
        kind text not null,
        username text not null,
        full_name text not null,
        role text,
        unit text not null references unit,
        scopes text[] not null default '{}',
        secret_hash text not null,
        disabled_at timestamptz,
        created_at timestamptz not null,
        version integer not null default 1,
        constraint account_kind_known check (kind in ('person', 'system')),
        -- A system may have a role: the office it records for; its scopes bound it further.
        constraint person_has_role check (kind = 'system' or role is not null),
        constraint only_systems_have_scopes check ((kind = 'person') = (scopes = '{}')),
        constraint username_is_lower_case check (username = lower(username)),
        constraint one_account_per_username unique (username)
    );

    -- Opaque tokens, stored as SHA-256: revoking is an UPDATE and holds on the next request.
    create table token (
        hash bytea primary key,
        kind text not null,
        family uuid not null,
        account_id uuid not null references account,
        issued_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        revoked_at timestamptz,
        constraint token_kind_known check (kind in ('access', 'refresh'))
    );
    create index token_by_family on token (family);
    create index token_by_account on token (account_id);

    create table login_failure (
        key text primary key,
        failures integer not null,
        last_at timestamptz not null,
        blocked_until timestamptz not null
    );

    create table ledger_entry (
        account_id uuid not null,
        key text not null,
        route text not null,
        fingerprint bytea not null,
        status smallint not null,
        headers jsonb not null,
        body text not null,
        created_at timestamptz not null,
        primary key (account_id, key),
        constraint ledger_key_length check (length(key) between 1 and 200)
    );
    """)


def downgrade() -> None:
    """Drop the tables of access."""
    op.execute("drop table ledger_entry, login_failure, token, account")
