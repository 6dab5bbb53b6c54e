"""The book's rights of the person and retention are read strictly, and say what was not read."""

from datetime import date

import pytest

from app.law.reading import retention, rights
from app.law.reading.source import BookError
from app.services.retention import kept, may_go


@pytest.fixture
def written(tmp_path):
    """`written(name, old, new)`: the book's file with one thing otherwise, read."""

    def read(name, old, new):
        text = (rights.DEFAULT_FOLDER / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        reader = rights.rights if name == "rights.toml" else retention.table
        return reader(tmp_path)

    return read


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("days = 10", "days = 0"),
        ("days = 10", 'days = "10"'),
        ('code = "access"', 'code = "wish"'),
        ('when = ["on_hold"]', 'when = ["on_a_whim"]'),
        ('bars = ["delete"]', 'bars = ["all"]'),
        ("begins = 2026-01-01", "begun = 2026-01-01"),
    ],
)
def test_a_book_that_says_something_else_is_refused(written, old, new):
    with pytest.raises(BookError, match=r"rights\.toml"):
        written("rights.toml", old, new)


def test_every_time_cites_the_law_and_is_unverified():
    book = rights.rights()
    assert {row.code for row in book.kind} == set(rights.RequestKind.__args__)
    assert all(row.law.unverified for row in (*book.kind, book.acknowledge))


def test_a_kind_without_a_time_with_a_processor_has_its_own():
    book = rights.rights()
    limits = {row.code: row.limit(with_processor=True) for row in book.kind}
    assert (limits["protect"], limits["delete"], limits["complain"]) == (15, 30, None)


def test_a_period_of_the_book_is_counted_from_the_last_end(written):
    line = 'kind = "contact"'
    book = written("retention.toml", line, f'{line}\nkeep = {{ months = 12, after = "last_end" }}')
    row = next(row for row in book.record if row.kind == "contact")
    assert may_go(row, date(2026, 2, 28)) == date(2027, 2, 28)
    assert may_go(row, None) is None
    assert kept(row, date(2027, 2, 28), date(2027, 2, 27)) == ["period_runs"]
    assert kept(row, date(2027, 2, 28), date(2027, 2, 28)) == []
    assert kept(row, None, date(2027, 2, 28)) == ["period_runs"]


def test_no_period_was_invented():
    rows = retention.table().record
    assert all(row.keep is None and row.law.unverified for row in rows)
