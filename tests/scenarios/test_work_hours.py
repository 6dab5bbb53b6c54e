"""Hours of work therapy against the norms for the age (Decree 116 art. 68, 74; 163 art. 117, 128).

The figures are those of the book; what is tested is whom they hold for and what is counted.
"""

from decimal import Decimal

import pytest

from app.law.engine.work import norms_of
from app.law.reading.loader import lawbook
from app.law.shape.figures import in_force
from tests.scenarios.story import ok
from tests.scenarios.test_activities import hold, outcomes, void


@pytest.fixture
def born(new_file):
    """`born("2010-06-01")`: somebody registered, of this birthday."""
    return lambda day, **said: new_file().register("2026-03-02 08:00", birth_date=day, **said)


def work(file, day, length, recorded="2026-08-30 18:00", **said):
    line = {"client_id": file.client["id"], "presence": "present", **said}
    return ok(hold(file, [line], kind="labour_therapy", held_on=day, hours=length,
                   recorded=recorded))  # fmt: skip


def norm(code, day):
    [found] = [n for n in in_force(lawbook().figures.norms, day) if n.code == code]
    return found


@pytest.mark.parametrize(
    ("birthday", "most"),
    [
        ("1998-03-02", 8), ("2008-03-09", 8), ("2008-03-10", 6), ("2011-03-09", 6),
        ("2011-03-10", 4), ("2014-03-09", 4),
    ],
)  # fmt: skip
def test_nobody_works_longer_on_a_day_than_the_law_lets_their_age(born, birthday, most):
    file = born(birthday)
    assert outcomes(work(file, "2026-03-09", most)) == ["recorded"]
    [refused] = work(file, "2026-03-09", 0.25)["items"]
    assert refused["outcome"] == "refused"
    assert refused["problem"]["code"] == "state-conflict"
    [law] = refused["problem"]["legal_basis"]
    assert (law["act"], law["at"]) == ("116/2021/NĐ-CP", "Điều 68 khoản 1, Điều 74")
    assert f"{most} giờ" in refused["problem"]["detail"]["vi"]


def test_hours_of_a_week_add_up_from_monday_to_sunday(born):
    file = born("2010-01-01")
    for day in ("2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"):
        assert outcomes(work(file, day, 6)) == ["recorded"]
    [refused] = work(file, "2026-03-08", 0.25)["items"]
    assert "30 giờ" in refused["problem"]["detail"]["vi"]
    assert outcomes(work(file, "2026-03-09", 6)) == ["recorded"]
    assert outcomes(work(file, "2026-03-01", 6)) == ["recorded"]


def test_since_decree_163_its_articles_are_cited(born):
    [one] = work(born("1998-03-02"), "2026-07-01", 8.25)["items"]
    [law] = one["problem"]["legal_basis"]
    assert (law["act"], law["edition"]) == ("163/2026/NĐ-CP", "d163")


def test_with_a_commune_the_article_is_cited_as_our_reading(born):
    [one] = work(born("1998-03-02"), "2026-07-01", 8.25)["items"]
    assert one["problem"]["legal_basis"][0]["unverified"] is True


def test_hours_that_were_voided_do_not_count(born):
    file = born("1998-03-02")
    [one] = work(file, "2026-03-09", 8)["items"]
    ok(void(file, one["attendance"], version=1), 200)
    assert outcomes(work(file, "2026-03-09", 8)) == ["recorded"]


def test_training_for_a_vocation_is_no_work_therapy(born):
    file = born("2010-01-01")
    line = {"client_id": file.client["id"], "presence": "present"}
    said = {"held_on": "2026-03-09", "hours": 8, "recorded": "2026-03-10 08:00"}
    assert outcomes(ok(hold(file, [line], kind="vocational_training", **said))) == ["recorded"]
    assert outcomes(work(file, "2026-03-09", 6, recorded="2026-03-10 08:00")) == ["recorded"]


def test_the_part_of_a_session_somebody_was_there_for_is_what_counts(born):
    file = born("2010-01-01")
    assert outcomes(work(file, "2026-03-09", 8, hours=6)) == ["recorded"]


def test_one_who_may_work_no_longer_does_not_stop_the_others(born):
    young = born("2010-01-01", full_name="Lê Thị Hoa")
    grown = born("1990-01-01")
    lines = [{"client_id": f.client["id"], "presence": "present"} for f in (young, grown)]
    done = ok(hold(grown, lines, kind="labour_therapy", hours=8))
    assert outcomes(done) == ["refused", "recorded"]


def test_the_law_sets_no_hours_for_a_child_under_twelve(born):
    [one] = work(born("2015-01-01"), "2026-03-09", 1)["items"]
    assert one["outcome"] == "refused"
    assert one["problem"]["legal_basis"] == []


def test_of_the_norms_those_of_the_age_are_taken():
    for day in (lawbook().editions[0].begins, lawbook().editions[-1].begins):
        norms = in_force(lawbook().figures.norms, day)
        for age, code in ((12, "work-12"), (14, "work-12"), (15, "work-15"), (17, "work-15"),
                          (18, "work"), (90, "work"), (None, "work")):  # fmt: skip
            mine = norms_of(norms, age)
            assert (mine.day, mine.week) == (norm(f"{code}-day", day), norm(f"{code}-week", day))
        assert norms_of(norms, 11).exceeded(Decimal(99), Decimal(99)) == ()
