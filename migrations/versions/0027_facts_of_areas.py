"""Yearly facts of units that no file holds, and the classes of areas that were approved.

Neither hangs on a client. A fact is entered once and never changed but for being confirmed; what
was wrong is corrected by a later entry, so every unit, year and fact is one line of entries with
one end. Classes are approved: communes by the province, provinces by the nation (28/2025/QĐ-TTg,
Điều 7), and corrected the same way.
"""

from typing import Final

from alembic import op

from migrations.hanging import EVERY, REACHES
from migrations.placed import PROVINCE

revision = "0027"
down_revision = "0026"

_UNIT, _PROVINCE_ROLE, _NATION = REACHES
_ABOVE: Final = f"{_PROVINCE_ROLE}, {_NATION}"
_OWN: Final = "unit = any ((select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[])"
_WITHIN: Final = f"province = {PROVINCE}"


def upgrade() -> None:
    """Create both tables, then wall them."""
    op.execute("set local lock_timeout = '500ms'")
    _facts()
    _classes()
    _audited()
    _confirmed_above()
    _people()


def _facts() -> None:
    op.execute("""
    create table area_fact (
        id uuid primary key,
        unit text not null references unit,
        province text,
        year_kind text not null,
        year smallint not null,
        fact text not null,
        value numeric(14, 2),
        source text not null,
        note text,
        corrects uuid,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        confirmed_by uuid,
        confirmed_at timestamptz,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint area_fact_of_a_province_or_the_nation check ((unit = 'vn') = (province is null)),
        constraint area_fact_year_kind_known check (year_kind in ('calendar', 'police')),
        constraint area_fact_year_known check (year between 2000 and 2100),
        constraint area_fact_never_negative check (value >= 0),
        -- A value is withdrawn by a correction that says why and gives none.
        constraint area_fact_withdrawn_with_reason
            check (value is not null or (corrects is not null and note is not null)),
        constraint area_fact_confirmed_by_somebody
            check ((confirmed_by is null) = (confirmed_at is null)),
        constraint area_fact_is_of_one_line unique (id, unit, year_kind, year, fact),
        constraint area_fact_corrects_its_like foreign key (corrects, unit, year_kind, year, fact)
            references area_fact (id, unit, year_kind, year, fact)
    );
    create unique index one_area_fact_per_year on area_fact (unit, year_kind, year, fact)
        where corrects is null;
    create unique index one_correction_per_area_fact on area_fact (corrects);
    create index area_fact_by_year on area_fact (year_kind, year, fact, province);
    """)
    _wall("area_fact")
    op.execute(f"grant select, insert on area_fact to {EVERY}")
    op.execute(f"grant update (confirmed_by, confirmed_at, version) on area_fact to {_ABOVE}")
    op.execute(
        "create trigger version_advances_by_one before update on area_fact"
        " for each row execute function version_advances_by_one()"
    )


def _classes() -> None:
    op.execute("""
    create table area_class (
        id uuid primary key,
        unit text not null,
        province text not null,
        level text not null,
        year smallint not null,
        class text not null,
        rules text not null,
        -- What it rested on that day: measure → value; nothing of a person.
        measures jsonb not null,
        corrects uuid,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        foreign key (unit, province) references unit (code, province),
        constraint area_class_level_known check (level in ('commune', 'province')),
        constraint area_class_year_known check (year between 2000 and 2100),
        constraint area_class_known check (class in ('I', 'II', 'III', 'hot_spot', 'none')),
        constraint area_class_of_its_level
            check (class = 'none' or (level = 'province') = (class = 'hot_spot')),
        constraint area_class_is_of_one_line unique (id, unit, year),
        constraint area_class_corrects_its_like foreign key (corrects, unit, year)
            references area_class (id, unit, year)
    );
    create unique index one_area_class_per_year on area_class (unit, year) where corrects is null;
    create unique index one_correction_per_area_class on area_class (corrects);
    create index area_class_by_year on area_class (year, province, unit);
    """)
    # A file may come from anywhere in the province: who holds it must know the class.
    _wall("area_class", also=f" or {_WITHIN}", by_units=False, provinces="level = 'commune'")
    op.execute(f"grant select on area_class to {EVERY}")
    op.execute(f"grant insert on area_class to {_ABOVE}")


def _wall(table: str, *, also: str = "", by_units: bool = True, provinces: str = "true") -> None:
    """Seen where its unit is; `provinces`: what a province writes of its own."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    writes = "" if by_units else " for select"
    check = f" with check ({_OWN})" if by_units else ""
    op.execute(
        f"create policy unit_{table} on {table}{writes} to {_UNIT} using ({_OWN}{also}){check}"
    )
    written = _WITHIN if provinces == "true" else f"{_WITHIN} and {provinces}"
    op.execute(
        f"create policy province_{table} on {table} to {_PROVINCE_ROLE}"
        f" using ({_WITHIN}) with check ({written})"
    )
    for role, name in ((_NATION, "nation"), ("current_user", "keeper")):
        op.execute(
            f"create policy {name}_{table} on {table} to {role} using (true) with check (true)"
        )


def _audited() -> None:
    for table in ("area_fact", "area_class"):
        op.execute(
            f"create constraint trigger write_is_audited after insert or update on {table}"
            " deferrable initially deferred for each row execute function write_is_audited()"
        )


def _confirmed_above() -> None:
    """What was confirmed stays, and is corrected by who may confirm."""
    op.execute("""
    create function confirmed_fact_is_final() returns trigger language plpgsql as $$
    begin
        if old.confirmed_at is not null then
            raise exception 'confirmed fact' using errcode = '23514',
                constraint = 'confirmed_fact_is_final';
        end if;
        return new;
    end $$;
    create trigger confirmed_fact_is_final before update on area_fact
        for each row execute function confirmed_fact_is_final();

    -- After the row: by then the entry corrected is locked, and who was confirming it is done.
    create function confirmed_fact_is_corrected_above() returns trigger language plpgsql as $$
    begin
        if current_user = 'hoanhap_unit' and exists (select from area_fact f
                where f.id = new.corrects and f.confirmed_at is not null) then
            raise exception 'confirmed fact' using errcode = '23514',
                constraint = 'confirmed_fact_is_corrected_above';
        end if;
        return null;
    end $$;
    create trigger confirmed_fact_is_corrected_above after insert on area_fact
        for each row when (new.corrects is not null)
        execute function confirmed_fact_is_corrected_above();
    """)


def _people() -> None:
    """How many people the lists of a reach hold on a day: numbers alone, sealed files too.

    By the commune whose list it is, not by who holds the file today: a province and the nation
    count the same, and a year that is over stays what it was.
    """
    op.execute("""
    create function people_on_record(p_day date)
    returns table (unit text, province text, people bigint)
    language sql stable security definer set search_path = pg_catalog, public as $$
        select r.unit, r.province, count(distinct r.client_id)
        from public.management_record r
        where r.kind in ('addict', 'user') and r.since <= p_day
          and (r.until is null or r.until > p_day) and r.closed_reason is distinct from 'error'
          -- By the role, which the policies go by: what a session says of its reach is not enough.
          and case current_setting('role', true)
              when 'hoanhap_nation' then true
              when 'hoanhap_province' then
                  r.province = nullif(current_setting('app.province', true), '')
              when 'hoanhap_unit' then r.unit = any (string_to_array(
                  nullif(current_setting('app.units', true), ''), ','))
              else false end
        group by grouping sets ((r.unit, r.province), (r.province))
    $$;
    revoke all on function people_on_record from public;
    """)
    op.execute(f"grant execute on function people_on_record to {EVERY}")


def downgrade() -> None:
    """Drop them."""
    op.execute("drop function people_on_record")
    op.execute("drop table area_class, area_fact")
    op.execute("drop function confirmed_fact_is_final, confirmed_fact_is_corrected_above")
