"""Reminders of deadlines and contacts, the round that makes them, and the worker's own tables."""

from typing import Final

from alembic import op
from procrastinate.schema import SchemaManager

from migrations import merging, sealing
from migrations.hanging import EVERY, hang

revision = "0022"
down_revision = "0021"

WORKER: Final = "hoanhap_worker"


def upgrade() -> None:
    """Create the table, the round, and procrastinate's tables beside ours."""
    op.execute("set local lock_timeout = '500ms'")
    _table()
    _due()
    _round()
    _grants()
    merging.write()
    _jobs()


def _table() -> None:
    op.execute("""
    create table reminder (
        id uuid primary key default gen_random_uuid(),
        client_id uuid not null references client,
        case_id uuid references legal_case,
        kind text not null,
        deadline_id uuid references deadline,
        -- The contact that says when the next is due.
        contact_id uuid references contact,
        about uuid not null,
        stage text not null,
        due_at timestamptz not null,
        remind_on date not null,
        unit text not null references unit,
        province text,
        -- Who looks after the person for that unit; the unit as a whole where nobody does.
        account_id uuid references account,
        made_at timestamptz not null,
        read_at timestamptz,
        read_by uuid,
        closed_at timestamptz,
        closed_reason text,
        version integer not null default 1,
        constraint reminder_at_most_once unique (about, unit, stage, due_at),
        constraint reminder_kind_known check (kind in ('deadline', 'contact')),
        constraint reminder_is_about_one_thing check (
            about = coalesce(deadline_id, contact_id)
            and (kind = 'deadline') = (deadline_id is not null)
            and (kind = 'contact') = (contact_id is not null)),
        constraint reminder_stage_known check (stage in ('before', 'on', 'after')),
        constraint reminder_read_by_somebody check ((read_at is null) = (read_by is null)),
        constraint reminder_closed_with_reason
            check ((closed_at is null) = (closed_reason is null)),
        constraint reminder_reason_known
            check (closed_reason in ('met', 'cancelled', 'moved', 'superseded'))
    );
    create index reminder_open_by_unit on reminder (unit, due_at desc, id desc)
        where closed_at is null;
    create index reminder_by_unit_and_day on reminder (unit, remind_on);
    create index reminder_by_client on reminder (client_id);
    create index reminder_by_contact on reminder (contact_id) where contact_id is not null;
    """)
    hang("reminder", in_case=True)
    sealing.shut_table("reminder")


def _due() -> None:
    """What is due and whose: the same questions as app/services/owed.py and contacts.py ask."""
    op.execute("""
    -- Running clocks of people, with each unit whose offices may take a step that meets them.
    create function clocks_owed(p_offices jsonb)
    returns table (client_id uuid, case_id uuid, about uuid, due_at timestamptz, began date,
                   unit text)
    language sql stable set search_path = pg_catalog, public as $$
        with office as materialized (
            select o ->> 'kind' as kind,
                array(select jsonb_array_elements_text(o -> 'marks')) as marks,
                array(select jsonb_array_elements_text(o -> 'clocks')) as clocks
            from jsonb_array_elements(p_offices) o)
        select d.client_id, d.case_id, d.id, d.due_at,
            (d.started_at at time zone 'Asia/Ho_Chi_Minh')::date, u.unit
        from public.deadline d join public.legal_case c on c.id = d.case_id
        cross join lateral (values ('commune', d.unit), ('province', d.province),
            ('facility', c.facility), ('court', c.court), ('nation', 'vn')) u (kind, unit)
        join office o on o.kind = u.kind
        where d.client_id is not null and u.unit is not null
          and d.met_at is null and d.cancelled_at is null and d.paused_at is null
          and (c.procedure || ':' || d.clock = any (o.clocks) or o.marks && array(
              select case when strpos(m, ':') > 0 then m else c.procedure || ':' || m end
              from unnest(d.met_by) m))
    $$;

    -- The next contact of each person: after the newest that says when, or that sought them out.
    -- None where every case of the person was closed since.
    create function contacts_owed(p_interval integer, p_rungs jsonb)
    returns table (client_id uuid, case_id uuid, about uuid, due_at timestamptz, began date,
                   unit text, outcome text)
    language sql stable set search_path = pg_catalog, public as $$
        with last as (
            select distinct on (c.client_id) c.* from public.contact c
            where c.voided_at is null and (c.next_due is not null
                or (c.kind <> 'family' and c.outcome <> 'left_message'))
            order by c.client_id, c.happened_at desc, c.id desc),
        missed as (
            select l.*, (l.happened_at at time zone 'Asia/Ho_Chi_Minh')::date as day, (
                select count(*) from public.contact m
                where m.client_id = l.client_id and m.voided_at is null
                  and m.kind <> 'family' and m.outcome = 'not_met'
                  and not exists (select from public.contact r
                      where r.client_id = m.client_id and r.voided_at is null
                        and r.kind <> 'family' and r.outcome not in ('not_met', 'left_message')
                        and (r.happened_at, r.id) > (m.happened_at, m.id))) as times
            from last l)
        select m.client_id, m.case_id, m.id,
            (coalesce(m.next_due, m.day + coalesce((
                select (r ->> 'within_days')::integer from jsonb_array_elements(p_rungs) r
                where (r ->> 'missed')::integer <= m.times
                order by (r ->> 'missed')::integer desc limit 1), p_interval))
                + time '23:59:59') at time zone 'Asia/Ho_Chi_Minh',
            m.day,
            case when exists (select from public.custody k where k.client_id = m.client_id
                and k.unit = m.unit and k.until is null) then m.unit else f.unit end,
            m.outcome
        from missed m join public.client f on f.id = m.client_id and f.merged_into is null
        where exists (select from public.legal_case c
                where c.client_id = m.client_id and c.closed_at is null)
            or not exists (select from public.legal_case c
                where c.client_id = m.client_id and c.closed_at >= m.happened_at)
    $$;
    """)


def _round() -> None:
    """Idempotent: what is wanted today stands open once, everything else that stood is closed.

    Of the stages whose day has come the last is open; earlier ones, slept through or overtaken,
    are on record as superseded. What is wanted again (a file that came back, a merge undone)
    stands again in its own row.
    """
    op.execute("""
    create function make_reminders(p_now timestamptz, p_practice jsonb)
    returns table (made integer, again integer, closed integer)
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        today date := (p_now at time zone 'Asia/Ho_Chi_Minh')::date;
        -- The trail stands still while its triggers look at each row: not at too many at once.
        most integer := (p_practice ->> 'most')::integer;
    begin
        -- One round at a time: a second worker waits here, and then finds nothing to do.
        perform pg_advisory_xact_lock(1382376772);
        with ahead as (
            select a.key as kind, (a.value ->> 'before_days')::integer as before,
                (a.value ->> 'after_days')::integer as after
            from jsonb_each(p_practice -> 'ahead') a),
        clocks as materialized (select * from public.clocks_owed(p_practice -> 'offices')),
        contacts as materialized (select * from public.contacts_owed(
            (p_practice ->> 'interval_days')::integer, p_practice -> 'rungs')),
        owed as (
            select 'deadline' as kind, client_id, case_id, about, due_at, began, unit from clocks
            union all
            select 'contact', client_id, case_id, about, due_at, began, unit from contacts),
        staged as (
            select o.*, s.stage, s.remind_on,
                s.rank = max(s.rank) over (partition by o.about, o.unit) as now_in_force
            from (select *, (due_at at time zone 'Asia/Ho_Chi_Minh')::date as day from owed) o
            join ahead a on a.kind = o.kind
            cross join lateral (values
                ('before', greatest(o.day - a.before, o.began), 1),
                ('on', o.day, 2),
                ('after', o.day + a.after, 3)) s (stage, remind_on, rank)
            where s.remind_on <= today and (s.stage <> 'before' or s.remind_on < o.day)),
        wanted as materialized (
            select s.*, u.province, g.account_id from staged s
            join public.unit u on u.code = s.unit
            left join public.assignment g on g.client_id = s.client_id and g.unit = s.unit
                and g.until is null),
        past as (
            select r.id, case
                when r.kind = 'deadline' then case
                    when d.met_at is not null then 'met'
                    when d.cancelled_at is not null then 'cancelled'
                    when d.due_at = r.due_at and c.about is null then 'moved'
                    else 'superseded' end
                when n.about is null or old.voided_at is not null then 'cancelled'
                when n.about <> r.about and n.outcome = 'met' then 'met'
                when n.about = r.about and n.unit <> r.unit then 'moved'
                else 'superseded' end as reason
            from public.reminder r
            left join public.deadline d on d.id = r.deadline_id
            left join clocks c on c.about = r.deadline_id and c.unit = r.unit
            left join public.contact old on old.id = r.contact_id
            left join contacts n on n.client_id = r.client_id
            where r.closed_at is null
              and not exists (select from wanted w where w.about = r.about and w.unit = r.unit
                  and w.stage = r.stage and w.due_at = r.due_at and w.now_in_force)
              -- What stands still is neither shown nor ended: it may run on to the same moment.
              and (d.paused_at is null or d.met_at is not null or d.cancelled_at is not null)
            limit most),
        ended as (
            update public.reminder r set closed_at = p_now, closed_reason = o.reason,
                version = r.version + 1
            from past o where o.id = r.id returning 1),
        stood as (
            select r.id, r.closed_at is not null as was_closed, w.account_id from wanted w
            join public.reminder r on r.about = w.about and r.unit = w.unit
                and r.stage = w.stage and r.due_at = w.due_at
            where w.now_in_force
              and (r.closed_at is not null or r.account_id is distinct from w.account_id)
            limit most),
        renewed as (
            update public.reminder r set closed_at = null, closed_reason = null,
                account_id = s.account_id, version = r.version + 1
            from stood s where s.id = r.id returning s.was_closed),
        born as (
            insert into public.reminder (client_id, case_id, kind, deadline_id, contact_id, about,
                stage, due_at, remind_on, unit, province, account_id, made_at, closed_at,
                closed_reason)
            select w.client_id, w.case_id, w.kind,
                case when w.kind = 'deadline' then w.about end,
                case when w.kind = 'contact' then w.about end, w.about,
                w.stage, w.due_at, w.remind_on, w.unit, w.province, w.account_id, p_now,
                case when not w.now_in_force then p_now end,
                case when not w.now_in_force then 'superseded' end
            from wanted w
            where not exists (select from public.reminder r where r.about = w.about
                and r.unit = w.unit and r.stage = w.stage and r.due_at = w.due_at)
            -- Files are locked in one order, as a merge locks them.
            order by w.client_id limit most
            on conflict on constraint reminder_at_most_once do nothing
            returning 1)
        select (select count(*) from born), (select count(*) from renewed),
            (select count(*) from ended) into made, again, closed;
        if made + again + closed > 0 then
            perform set_config('app.role_name', 'worker', true);
            perform public.audit_append('make_reminders', '{}', 'reminder', null, null,
                jsonb_build_object('made', made, 'again', again, 'closed', closed));
        end if;
        return next;
    end $$;
    """)


def _grants() -> None:
    """Units read and mark as read; only the worker makes, and it does nothing else."""
    op.execute(f"""
    revoke insert, update on reminder from {EVERY};
    grant update (read_at, read_by, version) on reminder to {EVERY};
    revoke all on function clocks_owed, contacts_owed, make_reminders from public;
    grant usage on schema public to {WORKER};
    grant select on alembic_version to {WORKER};
    grant execute on function make_reminders to {WORKER};
    """)


def _jobs() -> None:
    """Procrastinate's tables in a schema of their own, which the worker alone may use.

    Its functions name their tables bare: the worker's connections look in `jobs` first.
    """
    op.execute("create schema jobs; set local search_path = jobs")
    cursor = op.get_bind().connection.cursor()
    cursor.execute(SchemaManager.get_schema())
    cursor.close()
    op.execute(f"""
    set local search_path = public;
    revoke all on all functions in schema jobs from public;
    grant usage on schema jobs to {WORKER};
    grant select, insert, update, delete on all tables in schema jobs to {WORKER};
    grant usage on all sequences in schema jobs to {WORKER};
    grant execute on all functions in schema jobs to {WORKER};
    """)


def downgrade() -> None:
    """Drop them, and write the functions of a merge without the table."""
    op.execute("""
    drop schema jobs cascade;
    drop function make_reminders, clocks_owed, contacts_owed;
    drop table reminder
    """)
    op.execute(f"revoke select on alembic_version from {WORKER}")
    op.execute(f"revoke usage on schema public from {WORKER}")
    merging.write()
