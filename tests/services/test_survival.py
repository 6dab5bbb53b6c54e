"""The product-limit curve against vectors worked by hand and a published one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.survival import Followed, curve, share_on

# Five entered. One left on day 10, one was transferred on day 20, one left on day 30, two are there
# still on day 40: 4/5, then 4/5 × 2/3. Taking the transferred for one who stayed would give 3/5.
FIVE = [Followed(10, True), Followed(20, False), Followed(30, True), Followed(40, False, 2)]
# Remission under 6-mercaptopurine in weeks (Freireich and others, Blood 21, 1963), the example of
# the textbooks: the shares to three places and the numbers at risk are theirs.
WEEKS_LEFT = (6, 6, 6, 7, 10, 13, 16, 22, 23)
WEEKS_KEPT = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
PUBLISHED = [
    (6, 21, 0.857), (7, 17, 0.807), (10, 15, 0.753), (13, 12, 0.690), (16, 11, 0.627),
    (22, 7, 0.538), (23, 6, 0.448),
]  # fmt: skip


def told(points):
    return [(p.day, p.at_risk, p.left, p.censored, pytest.approx(p.share)) for p in points]


def test_who_was_transferred_counts_until_then_and_not_after():
    assert told(curve(FIVE)) == [(10, 5, 1, 0, 4 / 5), (30, 3, 1, 1, 8 / 15)]


def test_the_published_vector():
    people = [Followed(week, True) for week in WEEKS_LEFT]
    people += [Followed(week, False) for week in WEEKS_KEPT]
    points = [(p.day, p.at_risk, round(p.share, 3)) for p in curve(people)]
    assert points == PUBLISHED


def test_on_one_day_leaving_comes_before_being_followed_no_longer():
    points = curve([Followed(5, True), Followed(5, False), Followed(9, True)])
    assert told(points) == [(5, 3, 1, 0, 2 / 3), (9, 1, 1, 1, 0)]


def test_nobody_and_nobody_leaving():
    assert curve([]) == []
    assert curve([Followed(30, False, 4)]) == []


def test_a_share_is_told_as_far_as_anybody_was_followed():
    points = curve(FIVE)
    assert share_on(points, 9, 40) == 1
    assert share_on(points, 10, 40) == share_on(points, 29, 40) == 0.8
    assert share_on(points, 40, 40) == pytest.approx(8 / 15)
    assert share_on(points, 41, 40) is None
    assert share_on([], 30, 29) is None
    assert share_on([], 30, 30) == 1
    assert share_on(curve([Followed(3, True)]), 400, 3) == 0


FOLLOWED = st.lists(
    st.builds(Followed, st.integers(0, 40), st.booleans(), st.integers(1, 5)), max_size=12
)


@given(FOLLOWED)
def test_it_is_the_product_over_the_days_somebody_left(people):
    share, points = Fraction(1), curve(people)
    for day in sorted({one.days for one in people if one.left}):
        there = sum(one.people for one in people if one.days >= day)
        left = sum(one.people for one in people if one.days == day and one.left)
        share *= Fraction(there - left, there)
        [point] = [p for p in points if p.day == day]
        assert (point.at_risk, point.left) == (there, left)
        assert point.share == pytest.approx(float(share))
    assert len(points) == len({one.days for one in people if one.left})


@given(FOLLOWED)
def test_without_censoring_it_is_the_plain_share_of_those_who_stay(people):
    gone = [Followed(one.days, left=True, people=one.people) for one in people]
    everybody = sum(one.people for one in gone)
    for point in curve(gone):
        stay = sum(one.people for one in gone if one.days > point.day)
        assert point.share == pytest.approx(stay / everybody)
