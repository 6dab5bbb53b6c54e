"""The audit: append-only, hash-chained, written only through one function."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the chain and its only door."""
    op.execute("set local lock_timeout = '500ms'")
    op.execute("""
    create table audit_entry (
        seq bigint primary key,
        at timestamptz not null,
        actor uuid,
        role text,
        unit text,
        action text not null,
        client_ids uuid[] not null,
        object_type text,
        object_id uuid,
        request_id uuid,
        detail jsonb not null,
        prev bytea not null,
        hash bytea not null
    );
    create index audit_by_client on audit_entry using gin (client_ids);
    create table audit_head (
        only_row boolean primary key default true check (only_row),
        seq bigint not null,
        hash bytea not null,
        -- The transaction of the newest entry: a setting could be forged, this row cannot.
        xact xid8
    );
    insert into audit_head (seq, hash) values (0, sha256('hoanhap'::bytea));

    create function audit_append(
        p_action text, p_clients uuid[], p_object_type text, p_object uuid,
        p_request uuid, p_detail jsonb) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
        head audit_head;
        moment timestamptz;
        who uuid := nullif(current_setting('app.actor', true), '')::uuid;
        as_role text := nullif(current_setting('app.role_name', true), '');
        of_unit text := nullif(current_setting('app.unit', true), '');
        seal bytea;
    begin
        -- The last statement before COMMIT, so that the head row is held for a moment only.
        select * into head from public.audit_head for update;
        moment := clock_timestamp();
        seal := sha256(head.hash || convert_to(concat_ws('|',
            head.seq + 1, extract(epoch from moment), coalesce(who::text, '-'),
            coalesce(as_role, '-'), coalesce(of_unit, '-'), p_action,
            array_to_string(p_clients, ','), coalesce(p_object_type, '-'),
            coalesce(p_object::text, '-'), coalesce(p_request::text, '-'),
            p_detail::text), 'UTF8'));
        insert into public.audit_entry values (
            head.seq + 1, moment, who, as_role, of_unit, p_action, p_clients, p_object_type,
            p_object, p_request, p_detail, head.hash, seal);
        update public.audit_head
            set seq = head.seq + 1, hash = seal, xact = pg_current_xact_id();
        return head.seq + 1;
    end $$;

    create function audit_is_append_only() returns trigger language plpgsql as $$
    begin
        raise exception 'the audit is append-only'
            using errcode = '23514', constraint = 'audit_is_append_only';
    end $$;
    create trigger audit_is_append_only before update or delete or truncate on audit_entry
        for each statement execute function audit_is_append_only();

    -- What the person may be told: who opened the file, when, why. The caller must hold the file.
    create function audit_of_client(p_client uuid, p_before bigint, p_limit integer)
    returns table (seq bigint, at timestamptz, actor uuid, full_name text, role text, unit text,
                   action text, detail jsonb)
    language sql stable security definer set search_path = pg_catalog, public as $$
        select e.seq, e.at, e.actor, a.full_name, e.role, e.unit, e.action, e.detail
        from public.audit_entry e left join public.account a on a.id = e.actor
        where e.client_ids @> array[p_client] and e.seq < p_before
        order by e.seq desc limit p_limit
    $$;
    """)


def downgrade() -> None:
    """Drop the chain."""
    op.execute("""
    drop function audit_of_client, audit_append;
    drop table audit_entry, audit_head;
    drop function audit_is_append_only
    """)
