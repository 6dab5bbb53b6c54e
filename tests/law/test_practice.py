"""The figures of practice are read like the law: a fault is told with file and key."""

import pytest

from app.law.reading import practice
from app.law.reading.source import BookError

WHOLE = practice.DEFAULT_FOLDER / "practice" / "contacts.toml"


@pytest.fixture
def written(tmp_path):
    """`written(text)`: the practice of contacts as a book with that file would have it."""

    def read(text):
        (tmp_path / "practice").mkdir(exist_ok=True)
        (tmp_path / "practice" / "contacts.toml").write_text(text, encoding="utf-8")
        practice.contacts.cache_clear()
        return practice.contacts(tmp_path)

    yield read
    practice.contacts.cache_clear()


def changed(old, new):
    text = WHOLE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


def test_no_figure_of_practice_passes_for_law():
    assert practice.contacts().unverified is True


def test_the_highest_rung_that_is_reached_holds():
    rules = practice.contacts()
    last = rules.rung[-1]
    assert rules.after(0) is None
    assert [rules.after(rung.missed) for rung in rules.rung] == rules.rung
    assert rules.after(last.missed + 100) == last


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("missed = 2", "missed = 1", "rung"),
        ("missed = 3", "missed = 2", "rung"),
        ("missed = 1", "missed = 0", "rung"),
        ("interval_days = 30", "interval_days = 0", "interval_days"),
        ("interval_days = 30", 'interval_days = "30"', "interval_days"),
        ("interval_days = 30", "interval_weeks = 4", "interval_days"),
        ("unverified = true\n", "", "unverified"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_its_place(written, old, new, key):
    with pytest.raises(BookError, match=rf"practice/contacts\.toml.*{key}"):
        written(changed(old, new))


def test_the_file_as_it_stands_is_read(written):
    assert written(WHOLE.read_text(encoding="utf-8")) == practice.contacts(practice.DEFAULT_FOLDER)
