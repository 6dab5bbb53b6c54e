"""What the database promises of reviews of facilities (used by revision 0018, never changed)."""

from alembic import op


def reviews_close_whole() -> None:
    """A review closes whole and stays as it closed, also when two write at once."""
    op.execute("""
    create function review_closes_whole() returns trigger language plpgsql as $$
    begin
        if old.state = 'closed' and (new.state, new.held_on, new.edition, new.facility_kind,
                new.circumstances, new.recheck_due_on, new.unit, new.team, new.follows)
            is distinct from (old.state, old.held_on, old.edition, old.facility_kind,
                old.circumstances, old.recheck_due_on, old.unit, old.team, old.follows) then
            raise exception 'closed review' using errcode = '23514',
                constraint = 'closed_review_is_final';
        end if;
        if new.state = 'closed' and old.state = 'draft' and exists (
            select from review_finding f where f.review_id = new.id and (f.result is null
                or f.result in ('partly', 'not_met') and (new.recheck_due_on is null
                    or not exists (select from remedy r where r.review_id = f.review_id
                        and r.criterion = f.criterion and r.voided_at is null)))) then
            raise exception 'open findings' using errcode = '23514',
                constraint = 'review_closes_whole';
        end if;
        return new;
    end $$;
    create trigger review_closes_whole before update on facility_review
        for each row execute function review_closes_whole();

    -- What was found, and that it is to be remedied, is fixed by the closing.
    create function closed_review_is_final() returns trigger language plpgsql as $$
    declare
        its_state text;
    begin
        select r.state into its_state from facility_review r where r.id = new.review_id for share;
        if its_state = 'closed' and (tg_op = 'INSERT' or tg_table_name = 'review_finding') then
            raise exception 'closed review' using errcode = '23514',
                constraint = 'closed_review_is_final';
        end if;
        return new;
    end $$;
    create trigger closed_review_is_final before insert or update on review_finding
        for each row execute function closed_review_is_final();
    create trigger closed_review_is_final before insert or update on remedy
        for each row execute function closed_review_is_final();
    """)
