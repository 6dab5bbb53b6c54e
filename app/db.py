"""The engine, and the one statement that finds a token and narrows the session to its reach.

A fresh session is `hoanhap_app`, which has no right to a client's file at all. `ENTER` makes it
one of three group roles for this transaction only (design §5, the wall); with `SET LOCAL`
semantics nothing of it survives the commit (reliability §0.7).
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

# Seconds a request may wait for a connection before it is told 503; SQLAlchemy waits 30.
POOL_WAIT = 1
GUARDS = (
    "-c statement_timeout=5000 -c lock_timeout=1000 -c idle_in_transaction_session_timeout=10000"
    # Many short statements behind policies: compiling one costs more than running it.
    " -c jit=off"
)

_NARROW = """
    a.id, a.kind, a.username, a.full_name, a.role, a.unit, a.scopes,
    u.kind as unit_kind, u.province, u.name as unit_name,
    (select version from calendar_edition) as calendar_version,
    set_config('app.now', cast(:now as timestamptz)::text, true),
    set_config('app.actor', a.id::text, true),
    set_config('app.role_name', coalesce(a.role, 'api_client'), true),
    set_config('app.unit', a.unit, true),
    set_config('app.audits', case a.role when 'auditor' then 'yes' else '' end, true),
    set_config('app.reach', case when a.role = any (:blind) then 'none'
        when u.kind in ('nation', 'province') then u.kind else 'unit' end, true),
    set_config('app.units', case when a.role = any (:blind) then '' else a.unit end, true),
    set_config('app.province', case when a.role = any (:blind) then ''
        else coalesce(u.province, '') end, true),
    set_config('role', case when a.role = any (:blind) then 'hoanhap_unit'
        when u.kind = 'nation' then 'hoanhap_nation'
        when u.kind = 'province' then 'hoanhap_province' else 'hoanhap_unit' end, true)
"""

ENTER = sa.text(f"""
select {_NARROW}
from token t join account a on a.id = t.account_id join unit u on u.code = a.unit
where t.hash = :hash and t.kind = 'access' and t.revoked_at is null
  and t.expires_at > :now and a.disabled_at is null
""")  # noqa: S608 - built from constants of this module only

# For the command line and the jobs, which act as an account without a token.
ENTER_AS = sa.text(f"""
select {_NARROW}
from account a join unit u on u.code = a.unit
where a.username = :username and a.disabled_at is null
""")  # noqa: S608 - built from constants of this module only


def engine(url: str, pool_size: int, guards: str = GUARDS) -> sa.Engine:
    """Return the engine of the serving role; errors never carry parameters (T29)."""
    return sa.create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_WAIT,
        hide_parameters=True,
        connect_args={"options": guards, "application_name": "hoanhap"},
    )


def sessions(bind: sa.Engine | sa.Connection) -> sessionmaker[Session]:
    """Return the maker of sessions: nothing is flushed or expired behind our back."""
    return sessionmaker(bind, expire_on_commit=False, autoflush=False)
