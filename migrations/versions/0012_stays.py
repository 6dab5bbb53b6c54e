"""Areas and rooms of a facility, and the stays of the people who sleep there.

Who sleeps where is no legal act: the step is. A place is taken once: the room, the area and the
facility are counted under a lock, so that not even two requests at once exceed them.
"""

from alembic import op

from migrations.hanging import EVERY, hang
from migrations.standing import stand
from migrations.taking_places import FUNCTIONS

revision = "0012"
down_revision = "0011"

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
    op.execute(FUNCTIONS)
    op.execute(f"grant execute on function places_taken to {EVERY}")
    _triggers()
    hang("stay", in_case=True)
    for table in PLACES:
        stand(table)


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


def downgrade() -> None:
    """Drop the stays, the places and what counts them."""
    op.execute("drop table stay, room, facility_area, facility_capacity")
    op.execute("""
    drop function places_taken, most_at_once, stay_takes_a_place, stay_is_never_rewritten,
        place_keeps_what_it_is, place_holds_its_people
    """)
