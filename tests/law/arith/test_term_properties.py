"""The term against a walker that serves it day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.law.days.term import Span, compute_term, explain_day
from tests.law.arith import walker

starts = st.one_of(
    st.dates(date(2022, 1, 1), date(2027, 12, 31)),
    st.sampled_from([date(2024, 2, 29), date(2023, 8, 31), date(2026, 1, 31)]),
)
months = st.integers(0, 36)
reasons = st.sampled_from(["escape", "unexcused_absence", "prison", "hospital", "mourning"])
# A span is told from the start of the term: so many days later, for so many days (None: still).
told = st.tuples(
    st.integers(-60, 1300), st.one_of(st.none(), st.integers(0, 200)), reasons, st.booleans()
)
spans = st.lists(told, max_size=5)
thorough = settings(deadline=None, max_examples=150)


def spans_of(start: date, told: list[tuple[int, int | None, str, bool]]) -> list[Span]:
    made = []
    for after, length, reason, counted in told:
        on = start + timedelta(days=after)
        to = None if length is None else on + timedelta(days=length)
        made.append(Span(on, to, reason, counted=counted))
    return made


def lost_days(spans: list[Span], today: date) -> set[date]:
    lost = set()
    for span in spans:
        day = span.from_
        while not span.counted and (day < span.to if span.to else day <= today):
            lost.add(day)
            day += timedelta(days=1)
    return lost


@thorough
@given(
    start=starts,
    months=months,
    told=spans,
    deducted=st.integers(0, 400),
    reduced=st.integers(0, 12),
    passed=st.integers(-30, 1500),
)
def test_the_end_is_where_the_days_served_run_out(start, months, told, deducted, reduced, passed):
    today = start + timedelta(days=passed)
    made = spans_of(start, told)
    term = compute_term(
        start,
        months,
        today=today,
        deducted_days=deducted,
        not_counted=made,
        reductions_months=reduced,
    )
    kept = walker.months_later(start, max(0, months - reduced))
    owed = max(0, (kept - start).days - deducted)
    lost = lost_days(made, today)
    assert term.end == walker.term_end(start, owed, lost)
    assert term.served + term.remaining == owed

    length = (term.end - start).days
    assert sum(part.days for part in term.parts) == length
    within = [start + timedelta(days=number) for number in range(length)]
    notes = [explain_day(term, day) for day in within]
    assert [note.counted for note in notes] == [day not in lost for day in within]
    assert sum(note.counted for note in notes) == owed
    assert term.not_served == length - owed
    assert term.served == sum(note.counted for note in notes if note.day < today)
    assert not explain_day(term, term.end).counted
    assert not explain_day(term, start - timedelta(days=1)).counted


@thorough
@given(start=starts, months=months, told=spans, passed=st.integers(0, 1500))
def test_reckoning_again_changes_nothing(start, months, told, passed):
    today = start + timedelta(days=passed)
    made = spans_of(start, told)
    term = compute_term(start, months, today=today, not_counted=made)
    assert compute_term(start, months, today=today, not_counted=made) == term
    assert compute_term(start, months, today=today, not_counted=made[::-1]).end == term.end
    closed = [span for span in made if span.to is not None]
    settled = compute_term(start, months, today=today, not_counted=closed)
    tomorrow = today + timedelta(days=1)
    assert compute_term(start, months, today=tomorrow, not_counted=closed).end == settled.end


@thorough
@given(start=starts, months=months, told=spans, one=told, deducted=st.integers(0, 100))
def test_an_absence_never_shortens_and_a_deduction_never_lengthens(
    start, months, told, one, deducted
):
    today = start + timedelta(days=200)
    made = spans_of(start, told)
    end = compute_term(start, months, today=today, not_counted=made).end
    more = [*made, *spans_of(start, [one])]
    assert compute_term(start, months, today=today, not_counted=more).end >= end
    shorter = compute_term(start, months, today=today, not_counted=made, deducted_days=deducted)
    assert shorter.end <= end
    assert compute_term(start, months + 1, today=today, not_counted=made).end >= end
