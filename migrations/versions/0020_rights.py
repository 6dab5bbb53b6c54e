"""Rights of the person: requests with their timers, corrections as later entries, holds, seals."""

from alembic import op

from migrations.hanging import EVERY, hang
from migrations.sealing import MANAGERS, shut, unshut

revision = "0020"
down_revision = "0019"

_ENTERED = """
        id uuid primary key,
        client_id uuid not null references client,
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
"""


def upgrade() -> None:
    """Create the tables, then the seal over every table of a file."""
    op.execute("set local lock_timeout = '500ms'")
    _requests()
    _corrections()
    _holds()
    _seals()
    for table in ("subject_request", "correction", "legal_hold", "seal"):
        hang(table)
    _forward_only()
    _who_seals()
    shut()


def _requests() -> None:
    op.execute(f"""
    create table subject_request (
        {_ENTERED}
        kind text not null,
        content text not null,
        requester text not null,
        representative_basis text,
        channel text not null,
        with_processor boolean not null,
        received_at timestamptz not null,
        state text not null,
        -- Null where the readings give no time; `explanation` tells day by day how each came about.
        acknowledge_by timestamptz,
        first_due_at timestamptz,
        due_at timestamptz,
        explanation jsonb not null,
        acknowledged_at timestamptz,
        extended_at timestamptz,
        extend_reason text,
        answered_at timestamptz,
        outcome text,
        ground text,
        answer_reason text,
        legal_basis jsonb not null,
        closed_at timestamptz,
        close_reason text,
        constraint request_kind_known check (kind in (
            'access', 'provide', 'correct', 'delete', 'restrict', 'object', 'withdraw_consent',
            'protect', 'complain')),
        constraint request_requester_known check (requester in ('self', 'representative')),
        constraint request_representative_with_basis check (
            (requester = 'representative') = (representative_basis is not null)),
        constraint request_channel_known check (channel in (
            'in_person', 'post', 'telephone', 'electronic')),
        constraint request_state_known check (state in (
            'received', 'extended', 'answered', 'closed')),
        constraint request_not_before_recorded check (received_at <= recorded_at),
        constraint request_extended_with_reason check (
            (extended_at is null) = (extend_reason is null)),
        constraint request_answered_with_outcome check (
            (answered_at is null) = (outcome is null)
            and outcome in ('granted', 'partly', 'refused')),
        constraint request_refused_with_reason check (
            outcome is null or outcome = 'granted'
            or (answer_reason is not null and ground is not null)),
        constraint request_closed_with_reason check (
            (closed_at is null) = (close_reason is null)),
        constraint request_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint request_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create index request_by_client on subject_request (client_id, received_at desc, id desc);
    create index request_open_by_due on subject_request (due_at, id)
        where answered_at is null and closed_at is null and voided_at is null;
    create index request_by_unit on subject_request (unit, received_at, id);
    """)


def _corrections() -> None:
    op.execute(f"""
    create table correction (
        {_ENTERED}
        record_kind text not null,
        record_id uuid not null,
        part text not null,
        field text not null,
        -- What the person says is right, and what stood there before: sealed, whatever it is of.
        right_sealed bytea not null,
        former_sealed bytea,
        said_at timestamptz not null,
        request_id uuid references subject_request,
        decision text,
        decision_reason text,
        decided_by uuid,
        decided_at timestamptz,
        constraint correction_kind_known check (record_kind in (
            'client', 'service', 'contact', 'screening', 'observation', 'determination', 'case',
            'step', 'paper')),
        constraint correction_decision_known check (decision in ('accepted', 'refused')),
        constraint correction_decided_with_reason check (
            (decision is null) = (decided_at is null)
            and (decision is null) = (decision_reason is null)
            and (decision is null) = (decided_by is null)),
        constraint correction_not_before_recorded check (said_at <= recorded_at),
        constraint correction_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint correction_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create index correction_by_client on correction (client_id, said_at desc, id desc);
    create index correction_by_record on correction (record_id);
    """)


def _holds() -> None:
    op.execute("""
    create table legal_hold (
        id uuid primary key,
        client_id uuid not null references client,
        reason text not null,
        basis text not null,
        set_by uuid not null,
        set_at timestamptz not null,
        lifted_by uuid,
        lifted_at timestamptz,
        lift_reason text,
        version integer not null default 1,
        constraint hold_lifted_with_reason check (
            (lifted_at is null) = (lift_reason is null)
            and (lifted_at is null) = (lifted_by is null)),
        constraint hold_runs_forward check (lifted_at >= set_at)
    );
    create index hold_by_client on legal_hold (client_id, set_at desc);
    """)


def _seals() -> None:
    op.execute("""
    create table seal (
        id uuid primary key,
        client_id uuid not null references client,
        -- The province where the file was held: its managers may open what they sealed.
        province text not null,
        ground text not null,
        reason text not null,
        set_by uuid not null,
        set_at timestamptz not null,
        lifted_by uuid,
        lifted_at timestamptz,
        lift_reason text,
        version integer not null default 1,
        constraint seal_ground_known check (ground in (
            'removed_from_list', 'no_longer_managed', 'court_order', 'deletion_request', 'other')),
        constraint seal_lifted_with_reason check (
            (lifted_at is null) = (lift_reason is null)
            and (lifted_at is null) = (lifted_by is null)),
        constraint seal_runs_forward check (lifted_at >= set_at)
    );
    create unique index one_seal_per_file on seal (client_id) where lifted_at is null;
    create index seal_by_client on seal (client_id, set_at desc);
    """)


def _forward_only() -> None:
    """What was received, answered or decided stays so; a person's late answer never unhappens."""
    op.execute("""
    create function request_moves_forward() returns trigger language plpgsql as $$
    begin
        if array_position(array['received', 'extended', 'answered', 'closed'], new.state)
            < array_position(array['received', 'extended', 'answered', 'closed'], old.state)
            or (old.answered_at is not null and (new.answered_at, new.outcome, new.ground,
                new.answer_reason) is distinct from
                (old.answered_at, old.outcome, old.ground, old.answer_reason))
            or (old.extended_at is not null and (new.extended_at, new.due_at)
                is distinct from (old.extended_at, old.due_at))
            or (new.kind, new.received_at, new.acknowledge_by, new.first_due_at, new.client_id)
                is distinct from
                (old.kind, old.received_at, old.acknowledge_by, old.first_due_at, old.client_id)
        then
            raise exception 'a request moves forward' using errcode = '23514',
                constraint = 'request_moves_forward';
        end if;
        return new;
    end $$;
    create trigger request_moves_forward before update on subject_request
        for each row execute function request_moves_forward();

    create function correction_is_a_later_entry() returns trigger language plpgsql as $$
    begin
        if (new.client_id, new.record_kind, new.record_id, new.field, new.right_sealed)
            is distinct from
            (old.client_id, old.record_kind, old.record_id, old.field, old.right_sealed)
            or (old.decision is not null and
                (new.decision, new.decision_reason, new.decided_at, new.former_sealed)
                is distinct from
                (old.decision, old.decision_reason, old.decided_at, old.former_sealed))
        then
            raise exception 'a correction stays as it was said' using errcode = '23514',
                constraint = 'correction_is_a_later_entry';
        end if;
        return new;
    end $$;
    create trigger correction_is_a_later_entry before update on correction
        for each row execute function correction_is_a_later_entry();

    create function correction_of_a_request_of_its_client() returns trigger language plpgsql as $$
    begin
        if new.request_id is not null and not exists (select from subject_request r
            where r.id = new.request_id and r.client_id = new.client_id) then
            raise exception 'request of another client' using errcode = '23514',
                constraint = 'correction_of_a_request_of_its_client';
        end if;
        return new;
    end $$;
    create trigger correction_of_a_request_of_its_client
        before insert or update of request_id, client_id on correction
        for each row execute function correction_of_a_request_of_its_client();

    -- A hold or a seal that was lifted stays lifted; the next is another row.
    create function lifted_is_final() returns trigger language plpgsql as $$
    begin
        if old.lifted_at is not null or (new.client_id, new.set_at, new.reason)
            is distinct from (old.client_id, old.set_at, old.reason) then
            raise exception 'lifted' using errcode = '23514', constraint = 'lifted_is_final';
        end if;
        return new;
    end $$;
    create trigger lifted_is_final before update on legal_hold
        for each row execute function lifted_is_final();
    create trigger lifted_is_final before update on seal
        for each row execute function lifted_is_final();
    """)


def _who_seals() -> None:
    """Managers of the province and the nation alone seal, lift, and see what is sealed now."""
    manager = f"(select coalesce(current_setting('app.role_name', true), '') in {MANAGERS})"
    province = "(select nullif(current_setting('app.province', true), ''))"
    op.execute(f"""
    create policy seals_of_the_province on seal to hoanhap_province
        using (seal.province = {province} and {manager})
        with check (seal.province = {province} and {manager});
    create policy sealed_now_to_managers on seal as restrictive for select to {EVERY}
        using (lifted_at is not null or {manager});
    create policy managers_seal on seal as restrictive for insert to {EVERY}
        with check ({manager});
    create policy managers_lift on seal as restrictive for update to {EVERY}
        using ({manager}) with check ({manager});
    """)


def downgrade() -> None:
    """Open the seal, drop the tables."""
    unshut()
    op.execute("""
    drop table seal, legal_hold, correction, subject_request;
    drop function lifted_is_final, correction_of_a_request_of_its_client,
        correction_is_a_later_entry, request_moves_forward;
    """)
