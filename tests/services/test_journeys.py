"""Journeys by hand: gaps of 20, 21 and 22 days, overlaps, ends that have not come."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from app.law.reading.journeys import journeys as practice
from app.law.reading.loader import lawbook
from app.services.journeys import Episode, first_of, join

START = date(2026, 1, 1)
RULES = practice()


def day(number):
    """Day number so many of a person's story."""
    return START + timedelta(days=number)


def told(*spans):
    """Episodes by the numbers of their first and last days; None has not come."""
    return [
        Episode("voluntary-home", day(first), None if last is None else day(last),
                None if last is None else "completed")
        for first, last in spans
    ]  # fmt: skip


def spans(episodes):
    return [
        ((one.start - START).days, one.end and (one.end - START).days, len(one.episodes))
        for one in join(episodes, RULES.gap_days)
    ]


@pytest.mark.parametrize(
    ("episodes", "expected"),
    [
        # nobody, one, one of a single day
        ([], []),
        ([(0, 100)], [(0, 100, 1)]),
        ([(5, 5)], [(5, 5, 1)]),
        # gaps of 20, 21 and 22 days
        ([(0, 100), (120, 200)], [(0, 200, 2)]),
        ([(0, 100), (121, 200)], [(0, 200, 2)]),
        ([(0, 100), (122, 200)], [(0, 100, 1), (122, 200, 1)]),
        # three in a row, each gap on its own
        ([(0, 10), (31, 40), (61, 70)], [(0, 70, 3)]),
        ([(0, 10), (31, 40), (62, 70)], [(0, 40, 2), (62, 70, 1)]),
        # the day it ended, and overlaps: crossing, inside, the same
        ([(0, 10), (10, 20)], [(0, 20, 2)]),
        ([(0, 100), (50, 150)], [(0, 150, 2)]),
        ([(0, 100), (0, 100)], [(0, 100, 2)]),
        ([(0, 100), (20, 30)], [(0, 100, 2)]),
        # the gap is told from the latest end, not from the last episode
        ([(0, 100), (20, 30), (121, 130)], [(0, 130, 3)]),
        ([(0, 100), (20, 30), (122, 130)], [(0, 100, 2), (122, 130, 1)]),
        # ends that have not come
        ([(0, None)], [(0, None, 1)]),
        ([(0, 10), (31, None)], [(0, None, 2)]),
        ([(0, 10), (32, None)], [(0, 10, 1), (32, None, 1)]),
        ([(0, None), (500, 510)], [(0, None, 2)]),
        ([(0, None), (10, 20), (400, None)], [(0, None, 3)]),
        ([(0, 400), (10, None), (900, 910)], [(0, None, 3)]),
        # an end entered before its beginning counts as the day it began
        ([(50, 40), (71, 80)], [(50, 80, 2)]),
        ([(50, 40), (72, 80)], [(50, 50, 1), (72, 80, 1)]),
    ],
)
def test_episodes_join_as_by_hand_in_whatever_order_they_come(episodes, expected):
    for some in permutations(told(*episodes)):
        assert spans(some) == expected


def test_another_gap_joins_otherwise():
    assert [len(one.episodes) for one in join(told((0, 10), (11, 20)), 0)] == [1, 1]
    assert [len(one.episodes) for one in join(told((0, 10), (10, 20)), 0)] == [2]


@pytest.mark.parametrize(
    ("last", "outcome", "today", "expected"),
    [
        (83, "withdrawn", 400, (83, "unplanned", False)),
        (84, "withdrawn", 400, (84, "unplanned", True)),
        (10, "completed", 400, (10, "planned", True)),
        (10, "died", 400, (10, "died", False)),
        (10, "exempted", 400, (10, "other", False)),
        (10, "never heard of", 400, (10, "other", False)),
        (None, None, 83, (83, None, None)),
        (None, None, 84, (84, None, True)),
        (None, None, -1, (0, None, None)),
    ],
)
def test_twelve_weeks_kept_or_a_planned_exit_is_effective(last, outcome, today, expected):
    end = None if last is None else day(last)
    [one] = join([Episode("compulsory", START, end, outcome)], RULES.gap_days)
    now = day(today)
    assert (one.days(now), one.exit(RULES), one.effective(RULES, now)) == expected


def test_the_exit_is_that_of_the_episode_that_ended_last():
    early = Episode("voluntary-centre", day(0), day(50), "completed")
    late = Episode("voluntary-home", day(10), day(60), "withdrawn")
    [one] = join([early, late], RULES.gap_days)
    assert (one.last, one.exit(RULES)) == (late, "unplanned")


def test_one_soft_episode_makes_the_journey_soft():
    [one] = join([*told((0, 10)), Episode("compulsory", day(12), soft=True)], RULES.gap_days)
    assert one.soft is True
    assert join(told((0, 10)), RULES.gap_days)[0].soft is False


@pytest.mark.parametrize(
    ("since", "until", "ran"),
    [(-9, -1, False), (-9, 0, True), (5, 6, True), (10, 99, True), (11, 99, False)],
)
def test_it_ran_in_a_period_that_any_day_of_it_lies_in(since, until, ran):
    [one] = join(told((0, 10)), RULES.gap_days)
    assert one.runs_in(day(since), day(until)) is ran


def test_the_first_that_begins_in_a_year_is_the_entry_of_that_year():
    found = join(told((0, 10), (100, 110), (200, 210)), RULES.gap_days)
    assert first_of(found, day(1), day(364)) == found[1]
    assert first_of(found, day(201), day(364)) is None


def test_every_end_of_a_treatment_is_said_to_be_a_kind_of_exit():
    """Of every edition, so that a new final state of the law is looked at."""
    listed = {row.outcome for row in RULES.exit}
    ends = {
        state.code
        for procedure in lawbook().procedures.values()
        if procedure.code in RULES.procedures
        for state in procedure.states.values()
        if state.final
    }
    assert ends | set(RULES.over) == listed


def test_the_figures_are_practice_and_no_law():
    assert (RULES.unverified, RULES.gap_days, RULES.kept_days) == (True, 21, 84)
