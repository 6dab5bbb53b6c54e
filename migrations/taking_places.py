"""The functions of revision 0012: a place is taken once, and kept from under nobody.

Beside the revision for its length alone; it says what they were then, so it never changes.
"""

from typing import Final

FUNCTIONS: Final = """
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
"""
