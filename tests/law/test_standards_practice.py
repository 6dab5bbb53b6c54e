"""Targets of staff, reviews and models: read like the law, and said to be unverified."""

import pytest

from app.law.reading import standards as reading
from app.law.reading.source import BookError

WHOLE = reading.DEFAULT_FOLDER / "practice" / "standards.toml"


@pytest.fixture
def written(tmp_path):
    """`written(text)`: the practice as a book with that file would have it."""

    def read(text):
        (tmp_path / "practice").mkdir(exist_ok=True)
        (tmp_path / "practice" / "standards.toml").write_text(text, encoding="utf-8")
        reading.standards.cache_clear()
        return reading.standards(tmp_path)

    yield read
    reading.standards.cache_clear()


def test_no_target_passes_for_law():
    rules = reading.standards()
    assert rules.unverified is True
    assert all(target.law.unverified for target in rules.target)


@pytest.mark.parametrize(
    ("code", "part", "met"),
    [
        ("staff-trained", 80, False),
        ("staff-trained", 81, True),
        ("facilities-meeting", 79, False),
        ("facilities-meeting", 80, True),
    ],
)
def test_above_is_above_and_at_least_is_at_least(code, part, met):
    assert reading.standards().of(code).met_by(part, 100) is met


def test_a_share_of_nobody_meets_nothing():
    assert reading.standards().of("staff-trained").met_by(0, 0) is None


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("above = 80\n", "", "target"),
        ("above = 80\n", "above = 80\nat_least = 80\n", "target"),
        ("unverified = true\n#", "#", "unverified"),
        ('serving = ["licensed", "published"]', "serving = []", "serving"),
    ],
)
def test_a_target_that_cannot_be_is_refused_with_its_place(written, old, new, key):
    text = WHOLE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(BookError, match=rf"practice/standards\.toml.*{key}"):
        written(text.replace(old, new, 1))
