"""What the book has about life in a centre, edition by edition, and the faults it is read with."""

from datetime import date

import pytest

from app.law.reading import centre_life
from app.law.reading.loader import lawbook
from app.law.reading.source import BookError

BOOK = lawbook()
WHOLE = (centre_life.DEFAULT_FOLDER / "centre.toml").read_text(encoding="utf-8")
CODES = {edition.code for edition in BOOK.editions}


def on(rows, day):
    return centre_life.in_force(rows, BOOK, date.fromisoformat(day))


@pytest.fixture
def written(tmp_path):
    """`written(text)`: the file as a book with that text would have it."""

    def read(text):
        (tmp_path / "centre.toml").write_text(text, encoding="utf-8")
        centre_life.centre.cache_clear()
        return centre_life.centre(tmp_path)

    yield read
    centre_life.centre.cache_clear()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2021-12-31", set()),
        ("2026-06-30", {"investigation_body", "procuracy", "court", "health_body", "relatives"}),
        ("2026-07-01", {"investigation_body", "procuracy", "health_body", "relatives"}),
    ],
)
def test_whom_a_death_is_told_to(day, told):
    duties = on(centre_life.centre().duty, day).values()
    assert {duty.to for duty in duties if duty.kind == "death"} == told


def test_the_court_is_the_last_day_of_decree_116():
    assert "death-court" in on(centre_life.centre().duty, "2026-06-30")
    assert "death-court" not in on(centre_life.centre().duty, "2026-07-01")


@pytest.mark.parametrize(
    ("day", "minutes", "consented"),
    [("2022-01-01", 120, 240), ("2026-06-30", 120, 240), ("2026-07-01", 45, 60)],
)
def test_how_long_a_visit_may_be(day, minutes, consented):
    visit = on(centre_life.centre().limit, day)["visit"]
    assert (visit.minutes, visit.minutes_consented, visit.visitors) == (minutes, consented, 3)


@pytest.mark.parametrize(
    ("day", "minutes"), [("2025-02-28", 2880), ("2025-03-01", 1440), ("2026-07-01", None)]
)
def test_how_long_a_spouse_may_stay(day, minutes):
    limit = on(centre_life.centre().limit, day).get("spouse_visit")
    assert (limit and limit.minutes_consented) == minutes


def test_grades_are_for_a_reduction_until_decree_163():
    assert on(centre_life.centre().use, "2026-06-30")["reduction"].months == 3
    assert on(centre_life.centre().use, "2026-07-01") == {}


def test_every_row_names_editions_procedures_and_clocks_of_the_book():
    centre = centre_life.centre()
    rows = [*centre.duty, *centre.limit, *centre.grade, *centre.use, *centre.measure]
    assert {row.edition for row in rows} | {row.until for row in rows} <= CODES | {None}
    named = {procedure for duty in centre.duty for procedure in duty.procedures}
    assert named <= {code for code, _ in BOOK.procedures}
    started = {
        start.clock
        for procedure in BOOK.procedures.values()
        for step in procedure.steps.values()
        for start in step.starts
    }
    assert {duty.clock for duty in centre.duty} <= started | {None}


def test_a_code_stands_once_from_each_edition():
    centre = centre_life.centre()
    for rows in (centre.duty, centre.limit, centre.grade, centre.use, centre.measure):
        places = [(row.code, row.edition, row.begins) for row in rows]
        assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("limit = 24\nunit", "unit"),
        ("at_once = true", 'at_once = true\nlimit = 2\nunit = "hours"'),
        ('kind = "death"', 'kind = "party"'),
        ("minutes = 45", "minutes = 0"),
        ('sort = "reward"', 'sort = "gift"'),
        ('per = "week"', 'per = "decade"'),
    ],
)
def test_a_fault_is_told_with_its_file(written, old, new):
    assert old in WHOLE
    assert written(WHOLE) == centre_life.centre(centre_life.DEFAULT_FOLDER)
    with pytest.raises(BookError, match=r"centre\.toml"):
        written(WHOLE.replace(old, new, 1))
