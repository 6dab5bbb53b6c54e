"""Copy the patterns: each file of the bench gets the rows of one, with ids, people, place, hours.

Everything is one INSERT … SELECT a table. Ids are UUIDv7 by the number of the file, the table and
the row, so that they are the same each time and lie in order, as in real life.
"""
# ruff: noqa: S608 - built from constants of the bench only

import psycopg

SECOND_MS = 80_000
YEAR_BEGAN_MS = 1_767_225_600_000  # 2026-01-01
CLIENT, CUSTODY, RECORD, CASE, STEP, CLOCK, PAPER, FOUND, SERVICE = range(1, 10)

FUNCTIONS = f"""
create or replace function pg_temp.bid(n bigint, what int, place int) returns uuid
language sql immutable parallel safe as $$
    select (lpad(to_hex({YEAR_BEGAN_MS} + n * {SECOND_MS}), 12, '0') || '7'
        || lpad(to_hex(place), 3, '0') || '8' || lpad(to_hex(what), 3, '0')
        || substr(md5(n || '.' || what || '.' || place), 1, 12))::uuid $$;
create or replace function pg_temp.chance(n bigint, salt bigint) returns float8
language sql immutable parallel safe as $$
    select (hashint8extended(n, salt) & 4294967295) / 4294967296.0 $$;
"""

# Which file is a copy of which pattern, and what is other about it.
TWIN = """
create temp table twin (
    n bigint primary key, client uuid, pattern uuid, unit text, province text, court text,
    police uuid, official uuid, clerk uuid, jitter interval)
"""

# The patterns' rows with their places, so that copies can point at each other.
PATTERNS = """
create temp table p_case as select c.*, (row_number() over w)::int as place
    from legal_case c window w as (partition by client_id order by opened_at, id);
create temp table p_step as select s.*, (row_number() over w)::int as place
    from step s window w as (partition by client_id order by case_id, seq);
create index on p_case (client_id); create index on p_step (client_id);
analyze p_case; analyze p_step; analyze twin
"""

CUSTODIES = f"""
insert into custody (id, client_id, unit, province, kind, since, until, reason, opened_by)
select pg_temp.bid(w.n, {CUSTODY}, (row_number() over (partition by w.n order by k.id))::int),
    w.client, case k.kind when 'court' then w.court else w.unit end, w.province, k.kind,
    k.since + w.jitter, k.until + w.jitter, k.reason, w.police
from twin w join custody k on k.client_id = w.pattern
"""

CASES = f"""
insert into legal_case (id, client_id, procedure, edition, state, unit, province, facility, court,
    opened_at, closed_at, outcome, decided_on, started_on, term, term_start, term_end, provenance,
    unverified, version, created_at, created_by)
select pg_temp.bid(w.n, {CASE}, c.place), w.client, c.procedure, c.edition, c.state, w.unit,
    w.province, null, case when c.court is not null then w.court end, c.opened_at + w.jitter,
    c.closed_at + w.jitter, c.outcome, c.decided_on, c.started_on, c.term, c.term_start,
    c.term_end, case when pg_temp.chance(w.n, 71) < 0.03 then 'historic' else c.provenance end,
    c.unverified, c.version, c.created_at + w.jitter, w.police
from twin w join p_case c on c.client_id = w.pattern
"""

STEPS = f"""
insert into step (id, client_id, case_id, seq, name, ref, from_state, to_state, edition, authority,
    occurred_at, recorded_at, recorded_by, recorded_role, recorded_unit, body, legal_basis, answers,
    late_entry, unverified, note)
select pg_temp.bid(w.n, {STEP}, s.place), w.client, pg_temp.bid(w.n, {CASE}, c.place), s.seq,
    s.name, s.ref, s.from_state, s.to_state, s.edition, s.authority, s.occurred_at + w.jitter,
    s.recorded_at + w.jitter,
    case s.recorded_role when 'court_clerk' then w.clerk when 'commune_official' then w.official
        else w.police end,
    s.recorded_role, case s.recorded_role when 'court_clerk' then w.court else w.unit end,
    case when s.body ? 'court' then s.body || jsonb_build_object('court', w.court) else s.body end,
    s.legal_basis, s.answers, s.late_entry, s.unverified, s.note
from twin w join p_step s on s.client_id = w.pattern join p_case c on c.id = s.case_id
"""

CLOCKS = f"""
insert into deadline (id, client_id, case_id, unit, province, clock, edition, title, started_at,
    started_by, span, span_unit, due_at, explanation, legal_basis, met_by, late_fact, advisory,
    unverified, met_at, met_step, cancelled_at, cancelled_reason, version)
select pg_temp.bid(w.n, {CLOCK}, (row_number() over (partition by w.n order by d.id))::int),
    w.client, pg_temp.bid(w.n, {CASE}, c.place), w.unit, w.province, d.clock, d.edition, d.title,
    d.started_at + w.jitter, pg_temp.bid(w.n, {STEP}, s.place), d.span, d.span_unit,
    d.due_at + case d.span_unit when 'hours' then w.jitter else interval '0' end, d.explanation,
    d.legal_basis, d.met_by, d.late_fact, d.advisory, d.unverified, d.met_at + w.jitter,
    pg_temp.bid(w.n, {STEP}, m.place), d.cancelled_at + w.jitter, d.cancelled_reason, d.version
from twin w join deadline d on d.client_id = w.pattern join p_case c on c.id = d.case_id
    join p_step s on s.id = d.started_by left join p_step m on m.id = d.met_step
"""

PAPERS = f"""
insert into paper (id, client_id, case_id, step_id, code, form, direction, number, issued_on,
    issuer, note, recorded_at, recorded_by)
select pg_temp.bid(w.n, {PAPER}, (row_number() over (partition by w.n order by p.id))::int),
    w.client, pg_temp.bid(w.n, {CASE}, c.place), pg_temp.bid(w.n, {STEP}, s.place), p.code,
    p.form, p.direction, p.number, p.issued_on, p.issuer, p.note, p.recorded_at + w.jitter,
    w.police
from twin w join paper p on p.client_id = w.pattern join p_case c on c.id = p.case_id
    left join p_step s on s.id = p.step_id
"""

FINDINGS = f"""
insert into determination (id, client_id, case_id, step_id, result, concluded_on, notified_at,
    facility, assessor, criteria_met, version)
select pg_temp.bid(w.n, {FOUND}, (row_number() over (partition by w.n order by d.id))::int),
    w.client, pg_temp.bid(w.n, {CASE}, c.place), pg_temp.bid(w.n, {STEP}, s.place), d.result,
    d.concluded_on, d.notified_at + w.jitter, d.facility, d.assessor, d.criteria_met, d.version
from twin w join determination d on d.client_id = w.pattern join p_case c on c.id = d.case_id
    join p_step s on s.id = d.step_id
"""

RECORDS = f"""
insert into management_record (id, client_id, kind, unit, province, since, until, closed_reason,
    case_id, provenance, version)
select pg_temp.bid(w.n, {RECORD}, (row_number() over (partition by w.n order by r.id))::int),
    w.client, r.kind, w.unit, w.province, r.since, r.until, r.closed_reason,
    pg_temp.bid(w.n, {CASE}, c.place),
    case when pg_temp.chance(w.n, 71) < 0.03 then 'historic' else r.provenance end, r.version
from twin w join management_record r on r.client_id = w.pattern
    left join p_case c on c.id = r.case_id
"""

# Uneven, as in life: some are reached thirty times, one in five not at all. Never before the
# person came on file.
SERVICES = f"""
insert into service (id, client_id, kind, performed_on, unit, province, case_id, provider, note,
    provenance, late_entry, recorded_by, recorded_at, voided_at, void_reason, version)
select pg_temp.bid(i / 8, {SERVICE}, (i %% 8)::int), w.client,
    (array['counselling', 'counselling', 'counselling', 'screening_examination', 'assessment',
        'behaviour_education', 'behaviour_education', 'treatment', 'rehabilitation',
        'vocational_training', 'job_support', 'reintegration', 'prevention'])
        [1 + floor(13 * pg_temp.chance(i, 3))],
    d.day, w.unit, w.province, null, 'Đội tư vấn xã', null,
    case when pg_temp.chance(i, 4) < 0.02 then 'historic'
        when pg_temp.chance(i, 4) < 0.03 then 'unverified' else 'recorded' end,
    pg_temp.chance(i, 5) < 0.3, w.official,
    d.day + interval '10 hours', case when v.void then d.day + interval '11 hours' end,
    case when v.void then 'Nhập nhầm' end, case when v.void then 2 else 1 end
from generate_series(0::bigint, %(services)s - 1) i
    join twin w on w.n = floor(%(clients)s * power(pg_temp.chance(i, 1), 4))
    join (select client_id, min(since) as since from management_record group by 1) r
        on r.client_id = w.client
    cross join lateral (select greatest(r.since,
        date '2026-01-01' + floor(324 * pg_temp.chance(i, 2))::int) as day) d
    cross join lateral (select pg_temp.chance(i, 6) < 0.005 as void) v
"""

CLAIMS = """
insert into identity_claim select identity_hash, id from client where identity_hash is not null
on conflict do nothing
"""

TABLES = (
    ("custody", CUSTODIES), ("legal_case", CASES), ("step", STEPS), ("deadline", CLOCKS),
    ("paper", PAPERS), ("determination", FINDINGS), ("management_record", RECORDS),
)  # fmt: skip


def secondary_indexes(connection: psycopg.Connection) -> list[tuple[str, str]]:
    """Return name and definition of the indexes that can be built after loading."""
    rows = connection.execute(
        """
        select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
        from pg_index i join pg_class c on c.oid = i.indrelid
        where c.relname = any (%s) and not i.indisprimary
          and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
        order by 1
        """,
        [["client", "service", "identity_claim", *(name for name, _ in TABLES)]],
    )
    return [(str(name), str(definition)) for name, definition in rows]
