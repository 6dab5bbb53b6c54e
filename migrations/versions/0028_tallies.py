"""Figures kept by unit and period, so that a nation's page needs no second counting."""

from alembic import op

from migrations.placed import wall

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Make the table; what stands in it is always what the definition last gave."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create table tally (
        code text not null,
        definition text not null,
        variant text not null,
        base text not null,
        period text not null,
        unit text not null,
        province text not null,
        numerator numeric not null,
        denominator numeric not null,
        excluded integer not null,
        soft integer not null,
        counted integer not null,
        computed_at timestamptz not null,
        version integer not null default 1,
        primary key (period, code, variant, base, unit),
        foreign key (unit, province) references unit (code, province),
        constraint tally_counts_from_nought check (least(excluded, soft, counted) >= 0)
    );
    create index tally_by_province on tally (province, period);
    """)
    wall("tally", by_units=False)


def downgrade() -> None:
    """Drop it: every page counts anew."""
    op.execute("drop table tally")
