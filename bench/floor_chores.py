"""The chores of a commune, by hand: one statement, and the words of the same JSON."""
# ruff: noqa: S608 - built from constants of the bench only

from datetime import datetime
from typing import Any

from app.law.reading import community, practice, practice_plans
from app.law.reading.rights import rights
from bench.floor_duties import Row, late, rows
from bench.floor_read import Cursor

RUNGS = practice.contacts()
SUPPORTS = {kind.code: kind.title for kind in community.supports().kind}
RIGHTS = rights()
KINDS = (
    "contact_due", "test_due", "review_due", "support_due", "notice_due", "request_due",
    "referral_due", "remedy_due", "recheck_due",
)  # fmt: skip
WITHIN = " ".join(
    f"when missed >= {rung.missed} then {rung.within_days}" for rung in reversed(RUNGS.rung)
)
EVENING = "timezone('Asia/Ho_Chi_Minh', {} + time '23:59:59')"
MORNING = "timezone('Asia/Ho_Chi_Minh', {}::timestamp)"
DAY = "timezone('Asia/Ho_Chi_Minh', {})::date"
OURS = """
not ({0}.unit like 'F-%%' and (exists (select from legal_case c where c.client_id = {0}.client_id
        and c.facility = {0}.unit and c.closed_at is null)
    or exists (select from referral f where f.client_id = {0}.client_id
        and f.to_unit = {0}.unit and f.state = 'accepted')))
"""
DONE = f"""
select from body_test t where t.client_id = s.client_id and t.plan_id is not null
    and t.voided_at is null and t.result in ('negative', 'positive', 'refused')
    and {DAY.format("t.taken_at")}
"""
CHORES = f"""
with held as (select id, died_on is null as alive from client
    where unit = %(unit)s and merged_into is null),
told as (
    select c.*, c.kind <> 'family' and c.outcome = 'not_met' as miss,
        c.next_due is not null or (c.kind <> 'family' and c.outcome <> 'left_message') as sets,
        count(*) filter (where c.kind <> 'family' and c.outcome not in ('left_message', 'not_met'))
            over (partition by c.client_id order by c.happened_at desc, c.id desc) as reached
    from contact c join held h on h.id = c.client_id and h.alive where c.voided_at is null),
away as (
    select client_id, count(*) filter (where miss and reached = 0) as missed
    from told group by client_id),
stands as (
    select distinct on (t.client_id) t.id, t.client_id, t.case_id, t.unit, t.happened_at,
        t.next_due, a.missed
    from told t join away a on a.client_id = t.client_id
    where t.sets order by t.client_id, t.happened_at desc, t.id desc),
span as (
    select p.id, p.client_id, p.case_id, p.unit, p.from_on,
        case when n = 1 then p.from_on
            else p.from_on + (p.until_on - p.from_on) * (n - 1) / p.how_many + 1 end as first,
        p.from_on + (p.until_on - p.from_on) * n / p.how_many as due_on
    from test_plan p join held h on h.id = p.client_id and h.alive
        join legal_case c on c.id = p.case_id and c.closed_at is null,
        generate_series(1, p.how_many) n
    where p.voided_at is null and {OURS.format("p")}),
waits as (
    select s.*, s.due_on < %(day)s as gone,
        s.due_on >= %(day)s or not exists ({DONE} > s.due_on) as owed
    from span s where not exists ({DONE} between s.first and s.due_on)),
tests as (
    select id, client_id, case_id, unit, from_on,
        coalesce(max(due_on) filter (where gone and owed), min(due_on) filter (where not gone))
            as due_on,
        count(*) filter (where gone) as missed
    from waits group by id, client_id, case_id, unit, from_on)
select * from (
    select 'contact_due' as kind, s.id, s.client_id, s.case_id, s.unit, s.happened_at as since,
        {
    EVENING.format(
        f"coalesce(s.next_due, {DAY.format('s.happened_at')} + case {WITHIN}"
        f" else {RUNGS.interval_days} end)"
    )
} as due_at, s.missed, null as word
    from stands s where {OURS.format("s")}
    union all
    select 'test_due', id, client_id, case_id, unit, {MORNING.format("from_on")},
        {EVENING.format("due_on")}, missed, null from tests where due_on is not null
    union all
    select 'review_due', p.id, p.client_id, p.case_id, p.unit,
        {MORNING.format("coalesce(l.held_on, p.written_on)")},
        {
    EVENING.format(
        "coalesce(case when l.id is null then p.next_review_on"
        " else l.next_review_on end, coalesce(l.held_on, p.written_on)"
        f" + {practice_plans.plans().review_interval_days})"
    )
}, 0, null
    from plan p join held h on h.id = p.client_id and h.alive
        join legal_case c on c.id = p.case_id and c.closed_at is null
        left join lateral (select * from plan_review r where r.plan_id = p.id
            and r.voided_at is null order by r.held_on desc, r.id desc limit 1) l on true
    where p.status = 'active' and p.voided_at is null and {OURS.format("p")}
    union all
    select 'support_due', s.id, s.client_id, s.case_id, s.unit, {MORNING.format("s.last_on")},
        {EVENING.format("s.follow_up_on")}, 0, s.kind
    from support_item s join held h on h.id = s.client_id and h.alive
    where s.follow_up_on is not null and s.outcome_on is null and s.voided_at is null
        and {OURS.format("s")}
    union all
    select 'request_due', q.id, q.client_id, null, q.unit, q.received_at,
        case when q.acknowledged_at is not null or q.acknowledge_by is null then q.due_at
            else least(q.acknowledge_by, q.due_at) end,
        (q.acknowledged_at is not null or q.acknowledge_by is null)::int, q.kind
    from subject_request q join held h on h.id = q.client_id
    where q.state in ('received', 'extended') and q.voided_at is null and {OURS.format("q")}
    union all
    select 'referral_due', f.id, f.client_id, f.case_id, coalesce(f.to_unit, f.from_unit),
        f.referred_at, f.answer_due_at, 0, f.provider
    from referral f where f.state = 'sent'
        and (f.to_unit = %(unit)s or f.to_unit is null and f.from_unit = %(unit)s)
) chore where due_at < %(until)s
"""


def chores(cursor: Cursor, asked: Row, until: datetime) -> list[Row]:
    """Return the chores of a commune that are due before a moment."""
    return list(rows(cursor, CHORES, {**asked, "until": until}))


def words(chore: Row, now: datetime, reason: Row) -> dict[str, Any]:
    """Say a chore in words; `reason` is that of its moment."""
    vi, en, why, law = _told(chore)
    if why is not None:
        reason = {"vi": f"{reason['vi']}; {why[0]}", "en": f"{reason['en']}; {why[1]}"}
    return late(chore["due_at"], now) | {
        "title": {"vi": vi, "en": en}, "reason": reason, "due_at": chore["due_at"],
        "since": chore["since"], "unit": chore["unit"], "case_id": chore["case_id"],
        "record_id": chore["id"], "unverified": law[0]["unverified"] if law else True,
        "practice": not law, "legal_basis": law,
    }  # fmt: skip


def _told(chore: Row) -> tuple[str, str, tuple[str, str] | None, list[Row]]:
    missed, word = chore["missed"], chore["word"]
    why = None
    match chore["kind"]:
        case "contact_due":
            title = "Tiếp xúc, thăm gặp", "Meet the person"
            if rung := RUNGS.after(missed):
                title = rung.title.vi, rung.title.en
                why = f"đã {missed} lần liền không gặp được", f"missed {missed} in a row"
        case "test_due":
            title = "Xét nghiệm chất ma túy theo kế hoạch", "Body test by plan"
            if missed:
                why = f"đã lỡ {missed} lần xét nghiệm", f"{missed} missed by the plan"
        case "review_due":
            title = "Đánh giá lại kế hoạch cai nghiện", "Review the individual plan"
        case "support_due":
            kind = SUPPORTS[word]
            title = f"Theo dõi hỗ trợ: {kind.vi}", f"Follow up a support: {kind.en}"
        case "request_due":
            return _request(word, told=bool(missed))
        case _:
            title = "Trả lời giới thiệu, chuyển gửi", "Answer a referral"
            if word is not None:
                title = "Ghi trả lời của nơi được giới thiệu", "Write down the answer to a referral"
                why = word, word
    return *title, why, []


def _request(code: str, *, told: bool) -> tuple[str, str, None, list[Row]]:
    kind = RIGHTS.of(code)
    law = kind.law if told else RIGHTS.acknowledge.law
    vi, en = (
        ("Thực hiện yêu cầu của chủ thể dữ liệu", "Carry out a request")
        if told
        else ("Báo đã nhận yêu cầu", "Acknowledge a request")
    )
    cited = {"act": law.act, "at": law.at, "edition": "l91", "unverified": law.unverified}
    return f"{vi}: {kind.title.vi}", f"{en}: {kind.title.en}", None, [cited]
