"""Transfers of a file between communes, and referrals to a facility or a provider outside.

A transfer is seen from both its ends, also from the one that holds the file no longer; a referral
by the facility it is sent to, before that holds the file. So each keeps the little that its other
end must know (name, year of birth, reason), and never more.
"""

from alembic import op

from migrations.hanging import EVERY, hang

revision = "0017"
down_revision = "0016"

# What the policies of the wall are bare of (0007): units and province of the session.
_UNITS = "(select string_to_array(nullif(current_setting('app.units', true), ''), ','))::text[]"
_PROVINCE = "(select nullif(current_setting('app.province', true), ''))"
_ENDS = {
    "unit": f"(from_unit = any ({_UNITS}) or to_unit = any ({_UNITS}))",
    "province": f"(from_province = {_PROVINCE} or to_province = {_PROVINCE})",
}


def upgrade() -> None:
    """Create both tables, what their ends see, and the functions that give and end custody."""
    op.execute("set local lock_timeout = '500ms'")
    _transfer()
    _referral()
    hang("transfer")
    hang("referral", in_case=True)
    for table in ("transfer", "referral"):
        for reach, ends in _ENDS.items():
            op.execute(
                f"create policy {reach}_at_an_end_of_{table} on {table} for select"
                f" to hoanhap_{reach} using ({ends})"
            )
    # Who sends must be where it is sent from: nobody sends to themselves in another's name.
    op.execute(
        "create policy unit_refers_from_its_own on referral as restrictive for insert"
        f" to hoanhap_unit with check (from_unit = any ({_UNITS}))"
    )
    op.execute(
        "create policy province_refers_from_its_own on referral as restrictive for insert"
        f" to hoanhap_province with check (from_province = {_PROVINCE})"
    )
    _functions()


def _transfer() -> None:
    op.execute("""
    create table transfer (
        id uuid primary key,
        client_id uuid not null references client,
        from_unit text not null,
        from_province text not null,
        to_unit text not null,
        to_province text not null,
        full_name text not null,
        birth_year smallint,
        departed_at timestamptz not null,
        reason text not null,
        ref text,
        address_sealed bytea,
        former_address_sealed bytea,
        former_residence_unit text not null,
        former_residence_stable boolean not null,
        state text not null,
        notice_due_at timestamptz,
        due_at timestamptz not null,
        legal_basis jsonb not null,
        sent_at timestamptz not null,
        sent_by uuid not null,
        answered_at timestamptz,
        answered_by uuid,
        answer_reason text,
        arrived_at timestamptz,
        version integer not null default 1,
        foreign key (from_unit, from_province) references unit (code, province),
        foreign key (to_unit, to_province) references unit (code, province),
        constraint transfer_state_known check (state in (
            'in_transit', 'acknowledged', 'arrived', 'refused', 'lost')),
        constraint transfer_leaves_its_unit check (from_unit <> to_unit),
        constraint transfer_not_before_recorded check (departed_at <= sent_at),
        constraint transfer_answered_once_told check (
            (state = 'in_transit') = (answered_at is null)
            and (answered_at is null) = (answered_by is null)),
        constraint transfer_sent_back_with_reason check (
            (state in ('refused', 'lost')) = (answer_reason is not null)),
        constraint transfer_arrived_at_a_moment check (
            (state = 'arrived') = (arrived_at is not null)
            and arrived_at between departed_at and answered_at)
    );
    create unique index one_open_transfer on transfer (client_id) where state = 'in_transit';
    create index transfer_by_client on transfer (client_id, sent_at desc, id desc);
    create index transfer_by_receiver on transfer (to_unit, due_at, id);
    create index transfer_by_sender on transfer (from_unit, due_at, id);
    create index transfer_by_receiving_province on transfer (to_province, due_at, id);
    create index transfer_by_sending_province on transfer (from_province, due_at, id);

    -- What was sent stays as it was sent, and goes only on: from the road to its answer, from the
    -- paper to the person. Two files of one person may become one.
    create function transfer_moves_forward() returns trigger language plpgsql as $$
    declare
        moves text[] := array['state', 'answered_at', 'answered_by', 'answer_reason', 'arrived_at',
            'version', 'client_id'];
    begin
        if to_jsonb(new) - moves <> to_jsonb(old) - moves
            or old.state <> new.state and (old.state, new.state) not in (
            ('in_transit', 'acknowledged'), ('in_transit', 'arrived'), ('in_transit', 'refused'),
            ('in_transit', 'lost'), ('acknowledged', 'arrived'), ('acknowledged', 'lost'))
        then
            raise exception 'answered' using errcode = '23514',
                constraint = 'transfer_moves_forward';
        end if;
        return new;
    end $$;
    create trigger transfer_moves_forward before update on transfer
        for each row execute function transfer_moves_forward();
    """)


def _referral() -> None:
    op.execute("""
    create table referral (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
        from_unit text not null,
        from_province text not null,
        to_unit text,
        to_province text,
        provider text,
        full_name text not null,
        birth_year smallint,
        purpose text not null,
        note text,
        referred_at timestamptz not null,
        answer_due_at timestamptz not null,
        state text not null,
        answered_at timestamptz,
        answered_by uuid,
        ended_at timestamptz,
        ended_by uuid,
        reason text,
        outcome text,
        custody_id uuid,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        version integer not null default 1,
        foreign key (from_unit, from_province) references unit (code, province),
        foreign key (to_unit, to_province) references unit (code, province),
        constraint referral_has_one_receiver check (
            (to_unit is null) <> (provider is null) and (to_unit is null) = (to_province is null)),
        constraint referral_leaves_its_unit check (to_unit <> from_unit),
        constraint referral_purpose_known check (purpose in (
            'treatment', 'substitution', 'health', 'vocational', 'job', 'loan', 'legal_aid',
            'social', 'other')),
        constraint referral_state_known check (state in (
            'sent', 'accepted', 'refused', 'done', 'revoked')),
        constraint referral_not_before_recorded check (referred_at <= recorded_at),
        constraint referral_answered_when_told check (
            (state not in ('accepted', 'refused', 'done') or answered_at is not null)
            and (state <> 'sent' or answered_at is null)
            and (answered_at is null) = (answered_by is null)),
        constraint referral_ended_when_told check (
            (state in ('done', 'revoked')) = (ended_at is not null)
            and (ended_at is null) = (ended_by is null)),
        constraint referral_turned_down_with_reason check (
            (state in ('refused', 'revoked')) = (reason is not null)),
        constraint referral_done_with_outcome check ((state = 'done') = (outcome is not null))
    );
    create index referral_by_client on referral (client_id, referred_at desc, id desc);
    create index referral_by_receiver on referral (to_unit, answer_due_at, id);
    create index referral_by_sender on referral (from_unit, answer_due_at, id);
    create index referral_by_receiving_province on referral (to_province, answer_due_at, id);
    create index referral_by_sending_province on referral (from_province, answer_due_at, id);

    -- What was sent stays as it was sent, and goes only on. Two files of one person may become one.
    create function referral_moves_forward() returns trigger language plpgsql as $$
    declare
        moves text[] := array['state', 'answered_at', 'answered_by', 'ended_at', 'ended_by',
            'reason', 'outcome', 'custody_id', 'version', 'client_id', 'case_id'];
    begin
        if to_jsonb(new) - moves <> to_jsonb(old) - moves
            or old.state <> new.state and (old.state, new.state) not in (
                ('sent', 'accepted'), ('sent', 'refused'), ('sent', 'revoked'),
                ('accepted', 'done'), ('accepted', 'revoked'))
            -- Nobody outside tells us of a yes: what came of it may be the first we hear.
            and not (new.to_unit is null and (old.state, new.state) = ('sent', 'done'))
        then
            raise exception 'answered' using errcode = '23514',
                constraint = 'referral_moves_forward';
        end if;
        return new;
    end $$;
    create trigger referral_moves_forward before update on referral
        for each row execute function referral_moves_forward();
    """)


def _functions() -> None:
    """A facility that a file is referred to holds it from its yes to the end, and no longer."""
    op.execute("""
    create function reaches(p_unit text, p_province text) returns boolean
    language sql stable security definer set search_path = pg_catalog, public as $$
        select case current_setting('app.reach', true)
            when 'nation' then true
            when 'province' then p_province = nullif(current_setting('app.province', true), '')
            when 'unit' then p_unit = any (string_to_array(
                nullif(current_setting('app.units', true), ''), ','))
            else false end
    $$;
    -- The receiver says yes or no; for a provider outside, the unit that sent writes it down. Yes
    -- gives a facility custody, if whoever sent the file still holds it: nobody else could give it.
    create function answer_referral(p_id uuid, p_version integer, p_yes boolean, p_reason text,
                                    p_custody uuid, p_at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        r public.referral;
        given uuid;
    begin
        select * into r from public.referral where id = p_id for update;
        if public.reaches(coalesce(r.to_unit, r.from_unit),
                          coalesce(r.to_province, r.from_province)) is not true then
            raise exception 'not the receiver' using errcode = '42501';
        end if;
        if r.version <> p_version then
            raise exception 'stale version' using errcode = '23514',
                constraint = 'version_advances_by_one';
        end if;
        if p_yes and r.to_unit is not null then
            if not exists (select from public.custody k where k.client_id = r.client_id
                and k.unit = r.from_unit and k.until is null) then
                raise exception 'the sender holds the file no longer' using errcode = '23514',
                    constraint = 'referral_by_who_holds_the_file';
            end if;
            if not exists (select from public.custody k where k.client_id = r.client_id
                and k.unit = r.to_unit and k.until is null) then
                given := p_custody;
                insert into public.custody values (given, r.client_id, r.to_unit, r.to_province,
                    'facility', p_at, null, 'referral:' || r.purpose,
                    current_setting('app.actor')::uuid);
            end if;
        end if;
        update public.referral set state = case when p_yes then 'accepted' else 'refused' end,
            reason = p_reason, answered_at = p_at,
            answered_by = current_setting('app.actor')::uuid, custody_id = given,
            version = version + 1 where id = p_id;
    end $$;
    -- Done by the receiver, or taken back by who sent it. What custody the referral gave ends,
    -- unless an open case or another referral still needs the facility.
    create function end_referral(p_id uuid, p_version integer, p_done boolean, p_words text,
                                 p_at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        r public.referral;
        theirs boolean;
    begin
        select * into r from public.referral where id = p_id for update;
        theirs := public.reaches(
            case when p_done then coalesce(r.to_unit, r.from_unit) else r.from_unit end,
            case when p_done then coalesce(r.to_province, r.from_province)
                else r.from_province end);
        if theirs is not true then
            raise exception 'not theirs to end' using errcode = '42501';
        end if;
        if r.version <> p_version then
            raise exception 'stale version' using errcode = '23514',
                constraint = 'version_advances_by_one';
        end if;
        update public.referral set state = case when p_done then 'done' else 'revoked' end,
            outcome = case when p_done then p_words end,
            reason = case when p_done then null else p_words end,
            answered_at = case when p_done then coalesce(answered_at, p_at) else answered_at end,
            answered_by = case when p_done
                then coalesce(answered_by, current_setting('app.actor')::uuid)
                else answered_by end,
            ended_at = p_at, ended_by = current_setting('app.actor')::uuid, version = version + 1
            where id = p_id;
        update public.custody k set until = p_at
            where k.client_id = r.client_id and k.unit = r.to_unit and k.until is null
              and k.kind = 'facility'
              and k.id in (select o.custody_id from public.referral o
                  where o.client_id = r.client_id and o.to_unit = r.to_unit)
              and not exists (select from public.referral o where o.client_id = r.client_id
                  and o.to_unit = r.to_unit and o.state = 'accepted')
              and not exists (select from public.legal_case c where c.client_id = r.client_id
                  and c.facility = r.to_unit and c.closed_at is null);
    end $$;
    """)
    op.execute("revoke all on function reaches, answer_referral, end_referral from public")
    op.execute(f"grant execute on function answer_referral, end_referral to {EVERY}")


def downgrade() -> None:
    """Drop both; custody that a referral gave stays as history."""
    op.execute("drop function answer_referral, end_referral, reaches")
    op.execute("drop table referral, transfer")
    op.execute("drop function transfer_moves_forward, referral_moves_forward")
