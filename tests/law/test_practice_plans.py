"""The figures of practice of plans are read like the law, and stand for papers the book knows."""

import pytest

from app.law.reading import practice_plans
from app.law.reading.loader import lawbook
from app.law.reading.source import BookError

WHOLE = practice_plans.DEFAULT_FOLDER / "practice" / "plans.toml"


@pytest.fixture
def written(tmp_path):
    """`written(text)`: the practice of plans as a book with that file would have it."""

    def read(text):
        (tmp_path / "practice").mkdir(exist_ok=True)
        (tmp_path / "practice" / "plans.toml").write_text(text, encoding="utf-8")
        practice_plans.plans.cache_clear()
        return practice_plans.plans(tmp_path)

    yield read
    practice_plans.plans.cache_clear()


def test_no_figure_of_practice_passes_for_law():
    assert practice_plans.plans().unverified is True


def test_what_may_be_stood_for_is_a_record_that_a_phase_asks_for():
    asked = {record for phase in lawbook().figures.phases for record in phase.records}
    assert set(practice_plans.plans().accepted()) <= asked


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("review_interval_days = 90", "review_interval_days = 0", "review_interval_days"),
        ("review_interval_days = 90", "review_weeks = 12", "review_interval_days"),
        ('rows = ["plan"]', 'rows = ["dream"]', "rows"),
        ('rows = ["plan"]', "rows = []", "rows"),
        ("unverified = true\n", "", "unverified"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_its_place(written, old, new, key):
    text = WHOLE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(BookError, match=rf"practice/plans\.toml.*{key}"):
        written(text.replace(old, new, 1))
