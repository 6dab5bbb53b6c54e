"""Support of a person in the community: what was needed, each step taken, what came of it."""

from alembic import op

from migrations.hanging import hang

revision = "0016"
down_revision = "0011"


def upgrade() -> None:
    """Create the tables of support."""
    op.execute("set local lock_timeout = '500ms'")
    _supports()


def _supports() -> None:
    op.execute("""
    create table support_item (
        id uuid primary key,
        client_id uuid not null references client,
        case_id uuid references legal_case,
        kind text not null,
        need text not null,
        opened_on date not null,
        provider text,
        amount integer,
        state text not null,
        last_on date not null,
        follow_up_on date,
        outcome_on date,
        service_id uuid references service,
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
        constraint support_and_client unique (id, client_id),
        constraint one_support_per_service unique (service_id),
        constraint support_kind_known check (kind in (
            'vocational_training', 'job', 'loan', 'study', 'legal_aid', 'papers',
            'health_insurance', 'reintegration', 'other')),
        constraint support_state_known check (state in (
            'open', 'offered', 'in_progress',
            'achieved', 'refused_by_client', 'not_available', 'withdrawn')),
        constraint support_amount_of_a_loan check (amount is null or kind = 'loan' and amount > 0),
        constraint support_outcome_has_its_day check (
            (outcome_on is null) = (state in ('open', 'offered', 'in_progress'))),
        constraint support_runs_forward check (opened_on <= last_on and last_on >= outcome_on),
        constraint support_follows_up_while_open check (
            follow_up_on is null or outcome_on is null and follow_up_on >= opened_on),
        constraint support_is_served_when_achieved check (
            service_id is null or state = 'achieved'),
        constraint support_provenance_known
            check (provenance in ('recorded', 'historic', 'unverified')),
        constraint support_void_with_reason check ((voided_at is null) = (void_reason is null))
    );
    create index support_by_client on support_item (client_id, opened_on desc, id desc);
    create index support_by_day on support_item ((coalesce(follow_up_on, opened_on)), id)
        where voided_at is null;

    create table support_event (
        id uuid primary key,
        client_id uuid not null references client,
        support_id uuid not null,
        seq integer not null,
        happened_on date not null,
        state text,
        what text not null,
        unit text not null,
        province text not null,
        late_entry boolean not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        foreign key (unit, province) references unit (code, province),
        constraint support_event_of_a_support_of_its_client
            foreign key (support_id, client_id) references support_item (id, client_id)
            deferrable,
        constraint one_support_event_per_place unique (support_id, seq)
    );
    create index support_event_by_client on support_event (client_id);

    -- What came of it stays as it is: whoever entered it by mistake voids it and enters it anew.
    create function support_outcome_is_final() returns trigger language plpgsql as $$
    begin
        if old.outcome_on is not null
            and (new.state, new.outcome_on) is distinct from (old.state, old.outcome_on)
            or (new.kind, new.need, new.opened_on)
                is distinct from (old.kind, old.need, old.opened_on)
        then
            raise exception 'the outcome of a support is final' using errcode = '23514',
                constraint = 'support_outcome_is_final';
        end if;
        return new;
    end $$;
    create trigger support_outcome_is_final before update on support_item
        for each row execute function support_outcome_is_final();
    """)
    hang("support_item", in_case=True)
    hang("support_event", versioned=False)


def downgrade() -> None:
    """Drop them; the services that achieved supports are counted as stay."""
    op.execute("drop table support_event, support_item")
    op.execute("drop function support_outcome_is_final()")
