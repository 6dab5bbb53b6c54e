"""Areas and rooms of a facility, and the stays of the people who sleep there.

Who sleeps where is no legal act: the step is. A place is taken once: the room, the area and the
facility are counted under a lock, so that not even two requests at once exceed them.
"""

from alembic import op

from migrations.hanging import EVERY, hang

revision = "0012"
down_revision = "0011"

UNITS = "(select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[]"
PROVINCE = "(select nullif(current_setting('app.province', true), ''))"
PLACES = ("facility_capacity", "facility_area", "room")
# What an area or a room keeps apart; null: it keeps nobody apart in that way.
KEEPS = """
        sex text,
        age text,
        disease text,
        regime text,
"""
ENTERED = """
        valid_from date not null,
        valid_until date,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        version integer not null default 1,
"""


def _keeps(table: str) -> str:
    return f"""
        constraint {table}_sex_known check (sex in ('male', 'female')),
        constraint {table}_age_known check (age in ('minor')),
        constraint {table}_disease_known check (disease in ('infectious')),
        constraint {table}_regime_known check (regime in ('compulsory', 'voluntary', 'pending')),
        constraint {table}_runs_forward check (valid_until >= valid_from)
    """


def upgrade() -> None:
    """Create the places, the stays, and what counts them."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute(f"""
    create table facility_capacity (
        facility text primary key,
        province text not null,
        places integer not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        version integer not null default 1,
        foreign key (facility, province) references unit (code, province),
        constraint facility_places_counted check (places between 0 and 100000)
    );
    create table facility_area (
        id uuid primary key,
        facility text not null,
        province text not null,
        code text not null,
        name text not null,
        kind text not null,
        {KEEPS}
        places integer,
        {ENTERED}
        foreign key (facility, province) references unit (code, province),
        constraint area_and_facility unique (id, facility, province),
        constraint area_kind_known check (kind in (
            'living', 'temporary', 'compulsory', 'voluntary', 'minors', 'women', 'infectious',
            'special', 'medical')),
        constraint area_places_counted check (places between 0 and 100000),
        constraint one_area_per_code exclude using gist (facility with =, code with =,
            daterange(valid_from, valid_until, '[]') with &&),
        {_keeps("area")}
    );
    create table room (
        id uuid primary key,
        area_id uuid not null,
        facility text not null,
        province text not null,
        code text not null,
        name text,
        {KEEPS}
        body text,
        places integer not null,
        {ENTERED}
        constraint room_of_an_area_of_its_facility foreign key (area_id, facility, province)
            references facility_area (id, facility, province),
        constraint room_and_area unique (id, area_id, facility, province),
        constraint room_places_counted check (places between 1 and 10000),
        constraint room_body_known check (body in ('differs')),
        constraint one_room_per_code exclude using gist (area_id with =, code with =,
            daterange(valid_from, valid_until, '[]') with &&),
        {_keeps("room")}
    );
    create index area_by_facility on facility_area (facility, code, id);
    create index room_by_facility on room (facility, code, id);
    """)
    op.execute("""
    create table stay (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid not null references legal_case,
        room_id uuid not null,
        area_id uuid not null,
        area_code text not null,
        room_code text not null,
        regime text not null,
        disease text not null,
        body_sex text,
        since timestamptz not null,
        until timestamptz,
        reason_ended text,
        continues uuid,
        unit text not null,
        province text not null,
        note text,
        provenance text not null,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        voided_at timestamptz,
        void_reason text,
        version integer not null default 1,
        foreign key (unit, province) references unit (code, province),
        constraint stay_and_client unique (id, client_id),
        constraint stay_in_a_room_of_its_facility
            foreign key (room_id, area_id, unit, province)
            references room (id, area_id, facility, province),
        constraint stay_continues_one_of_its_client
            foreign key (continues, client_id) references stay (id, client_id) deferrable,
        constraint stay_regime_known check (regime in ('compulsory', 'voluntary', 'pending')),
        constraint stay_disease_known check (disease in ('none', 'infectious')),
        constraint stay_body_sex_known check (body_sex in ('male', 'female')),
        constraint stay_reason_known check (reason_ended in (
            'moved', 'discharged', 'transferred', 'hospital', 'home', 'escaped', 'died',
            'imprisoned', 'other')),
        constraint stay_ended_with_reason check ((until is null) = (reason_ended is null)),
        constraint stay_runs_forward check (until > since),
        constraint stay_not_before_recorded check (since <= recorded_at),
        constraint stay_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint stay_void_with_reason check ((voided_at is null) = (void_reason is null)),
        -- Nobody sleeps in two places.
        constraint one_stay_at_a_time exclude using gist (client_id with =,
            tstzrange(since, until) with &&) where (voided_at is null)
    );
    create index stay_by_client on stay (client_id, since desc, id desc);
    create index stay_by_facility on stay (unit, since) where voided_at is null;
    create index stay_open_by_room on stay (room_id) where until is null and voided_at is null;
    create unique index one_stay_continues_it on stay (continues) where voided_at is null;
    """)
    _functions()
    _triggers()
    hang("stay", in_case=True)
    for table in PLACES:
        _wall(table)


def _functions() -> None:
    op.execute("""
    -- How many sleep at once, at most, while a stay lasts; of the room, the area or the facility.
    create function most_at_once(p_unit text, p_area uuid, p_room uuid, p_but uuid,
                                 p_since timestamptz, p_until timestamptz) returns bigint
    language sql volatile security definer set search_path = pg_catalog, public as $$
        with there as (
            select s.since, s.until from public.stay s
            where s.voided_at is null and s.unit = p_unit and s.id <> p_but
              and (p_area is null or s.area_id = p_area)
              and (p_room is null or s.room_id = p_room)
              and tstzrange(s.since, s.until) && tstzrange(p_since, p_until))
        select coalesce(max(n), 0) from (
            select count(*) as n from (
                select p_since as at union select since from there where since > p_since) m
            join there t on t.since <= m.at and (t.until is null or t.until > m.at)
            group by m.at) counted
    $$;

    create function stay_takes_a_place() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        v_on date := (new.since at time zone 'Asia/Ho_Chi_Minh')::date;
        v_area public.facility_area;
        v_room public.room;
        v_total integer;
        v_kept text;
    begin
        if new.voided_at is not null or (tg_op = 'UPDATE' and old.voided_at is null
                and new.since >= old.since
                and coalesce(new.until, 'infinity') <= coalesce(old.until, 'infinity')) then
            return new;
        end if;
        -- One placement at a time in a facility: whoever comes after counts those before.
        perform pg_advisory_xact_lock(hashtextextended(new.unit, 12));
        select places into v_total from public.facility_capacity where facility = new.unit;
        select * into v_area from public.facility_area where id = new.area_id for no key update;
        select * into v_room from public.room where id = new.room_id for no key update;
        if not (v_on >= v_room.valid_from and v_on <= coalesce(v_room.valid_until, 'infinity')
            and v_on >= v_area.valid_from and v_on <= coalesce(v_area.valid_until, 'infinity'))
        then
            v_kept := 'room_in_use_that_day';
        elsif public.most_at_once(new.unit, null, new.room_id, new.id, new.since, new.until)
                >= v_room.places then
            v_kept := 'room_has_a_place';
        elsif public.most_at_once(new.unit, new.area_id, null, new.id, new.since, new.until)
                >= v_area.places then
            v_kept := 'area_has_a_place';
        elsif public.most_at_once(new.unit, null, null, new.id, new.since, new.until)
                >= v_total then
            v_kept := 'facility_has_a_place';
        elsif tg_op = 'INSERT' and not exists (
                select from public.legal_case c where c.id = new.case_id
                and (c.facility = new.unit or exists (select from public.custody k
                    where k.client_id = c.client_id and k.unit = new.unit))) then
            v_kept := 'stay_is_where_the_case_is';
        end if;
        if v_kept is not null then
            raise exception 'no such place' using errcode = '23514', constraint = v_kept;
        end if;
        return new;
    end $$;

    -- What was told of a stay stands: it may end, or be voided; two files may become one.
    create function stay_is_never_rewritten() returns trigger language plpgsql as $$
    declare
        v_may constant text[] := array['until', 'reason_ended', 'voided_at', 'void_reason',
            'version', 'client_id', 'case_id'];
    begin
        if to_jsonb(new) - v_may <> to_jsonb(old) - v_may
            or (old.until is not null and new.until is distinct from old.until) then
            raise exception 'a stay is never rewritten' using errcode = '23514',
                constraint = 'stay_is_never_rewritten';
        end if;
        return new;
    end $$;

    -- An area stays what it is: another kind of area is another row.
    create function place_keeps_what_it_is() returns trigger language plpgsql as $$
    declare
        v_may constant text[] := array['name', 'places', 'valid_until', 'version'];
    begin
        if to_jsonb(new) - v_may <> to_jsonb(old) - v_may then
            raise exception 'a place stays what it is' using errcode = '23514',
                constraint = 'place_keeps_what_it_is';
        end if;
        return new;
    end $$;

    -- A place is neither closed nor made smaller under those who sleep there.
    create function place_holds_its_people() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        v_there bigint;
        v_closed boolean := coalesce(to_jsonb(new) ->> 'valid_until', '') <> '';
    begin
        if tg_table_name = 'facility_capacity' then
            perform pg_advisory_xact_lock(hashtextextended(new.facility, 12));
            select count(*) into v_there from public.stay
                where unit = new.facility and until is null and voided_at is null;
        elsif tg_table_name = 'facility_area' then
            select count(*) into v_there from public.stay
                where area_id = (to_jsonb(new) ->> 'id')::uuid
                and unit = new.facility and until is null and voided_at is null;
        else
            select count(*) into v_there from public.stay
                where room_id = (to_jsonb(new) ->> 'id')::uuid
                and until is null and voided_at is null;
        end if;
        if v_there > new.places or (v_closed and v_there > 0) then
            raise exception 'people live there' using errcode = '23514',
                constraint = 'place_holds_its_people';
        end if;
        return new;
    end $$;

    -- How many places of each room are taken at a moment: numbers, for those it belongs to,
    -- whoever holds the files by then.
    create function places_taken(p_facility text, p_at timestamptz)
    returns table (room_id uuid, taken bigint)
    language sql stable security definer set search_path = pg_catalog, public as $$
        select s.room_id, count(*) from public.stay s
        where s.unit = p_facility and s.voided_at is null and s.since <= p_at
          and (s.until is null or s.until > p_at)
          and case current_setting('app.reach', true)
            when 'nation' then true
            when 'province' then s.province = nullif(current_setting('app.province', true), '')
            when 'unit' then s.unit = any (string_to_array(
                nullif(current_setting('app.units', true), ''), ','))
            else false end
        group by s.room_id
    $$;
    revoke all on function places_taken, most_at_once, stay_takes_a_place, place_holds_its_people
        from public;
    """)
    op.execute(f"grant execute on function places_taken to {EVERY}")


def _triggers() -> None:
    op.execute("""
    create trigger stay_is_never_rewritten before update on stay
        for each row execute function stay_is_never_rewritten();
    create trigger stay_takes_a_place before insert or update on stay
        for each row execute function stay_takes_a_place();
    create trigger place_keeps_what_it_is before update on facility_area
        for each row execute function place_keeps_what_it_is();
    create trigger place_keeps_what_it_is before update on room
        for each row execute function place_keeps_what_it_is();
    create trigger place_holds_its_people before update on facility_area
        for each row execute function place_holds_its_people();
    create trigger place_holds_its_people before update on room
        for each row execute function place_holds_its_people();
    create trigger place_holds_its_people before insert or update on facility_capacity
        for each row execute function place_holds_its_people();
    """)


def _wall(table: str) -> None:
    """A place is seen and kept where it is: its facility, its province, the nation."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    for role, mine in (
        ("unit", f"facility = any ({UNITS})"),
        ("province", f"province = {PROVINCE}"),
        ("nation", "true"),
    ):
        op.execute(
            f"create policy {role}_{table} on {table} to hoanhap_{role} using ({mine})"
            f" with check ({mine})"
        )
    op.execute(
        f"create policy keeper_{table} on {table} to current_user using (true) with check (true)"
    )
    op.execute(f"grant select, insert, update on {table} to {EVERY}")
    op.execute(
        f"create constraint trigger write_is_audited after insert or update on {table}"
        " deferrable initially deferred for each row execute function write_is_audited()"
    )
    op.execute(
        f"create trigger version_advances_by_one before update on {table}"
        " for each row execute function version_advances_by_one()"
    )


def downgrade() -> None:
    """Drop the stays, the places and what counts them."""
    op.execute("drop table stay, room, facility_area, facility_capacity")
    op.execute("""
    drop function places_taken, most_at_once, stay_takes_a_place, stay_is_never_rewritten,
        place_keeps_what_it_is, place_holds_its_people
    """)
