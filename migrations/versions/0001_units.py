"""Units: the nation, provinces, communes, facilities and courts, those before them, and the map."""

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables of places. Rows come from `app.seed`, not from here."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("create extension if not exists pg_trgm")
    op.execute("create extension if not exists btree_gist")
    op.execute("""
    create table unit (
        code text primary key,
        name text not null,
        kind text not null,
        place_type text not null,
        parent text references unit,
        province text,
        region smallint,
        search_key text not null,
        valid_from date not null,
        constraint unit_kind_known
            check (kind in ('nation', 'province', 'commune', 'facility', 'court')),
        constraint unit_has_province check (kind = 'nation' or province is not null),
        constraint unit_place_unique unique (code, province)
    );
    create index unit_by_parent on unit (parent, code);

    -- A code of the old list may name another place in the new one: never one table.
    create table former_unit (
        code text not null,
        valid_to date not null,
        name text not null,
        kind text not null,
        parent text,
        province text,
        valid_from date,
        primary key (code, valid_to),
        constraint former_unit_kind_known
            check (kind in ('province', 'district', 'commune'))
    );
    create index former_unit_by_parent on former_unit (parent, code);

    create table unit_successor (
        old_code text not null,
        new_code text not null references unit,
        changed_on date not null,
        share text not null,
        primary key (old_code, new_code, changed_on),
        constraint successor_share_known check (share in ('whole', 'part'))
    );
    create index unit_successor_by_new on unit_successor (new_code);
    """)


def downgrade() -> None:
    """Drop the tables of places."""
    op.execute("drop table unit_successor, former_unit, unit")
