"""The items of the export are read like the law: what cannot be is refused with file and key."""

import pytest

from app.access import CIRCUMSTANCE_PARTS
from app.law.reading import journeys, tdi
from app.law.reading.source import BookError
from app.schemas.exports import EntrantOut

TDI, JOURNEYS = "practice/tdi.toml", "practice/journeys.toml"


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (0, "none"),
        (1, "once_a_week_or_less"),
        (4, "once_a_week_or_less"),
        (5, "two_to_three_a_week"),
        (13, "two_to_three_a_week"),
        (14, "four_to_six_a_week"),
        (27, "four_to_six_a_week"),
        (28, "daily"),
        (30, "daily"),
    ],
)
def test_days_of_thirty_have_a_word(days, word):
    assert tdi.tdi().often(days) == word


def test_every_column_of_the_book_is_a_column_of_the_export():
    assert [row.name for row in tdi.tdi().item] == list(EntrantOut.model_fields)[1:]


def test_every_column_rests_on_what_can_be_told():
    rests = {row.rests_on for row in tdi.tdi().item} - {None}
    assert rests <= set(CIRCUMSTANCE_PARTS)


def test_neither_passes_for_law():
    assert tdi.tdi().unverified is journeys.journeys().unverified is True


@pytest.mark.parametrize(
    ("read", "name", "old", "new"),
    [
        (tdi.tdi, TDI, "from_days = 0", "from_days = 1"),
        (tdi.tdi, TDI, "from_days = 14", "from_days = 5"),
        (tdi.tdi, TDI, 'protocol = "TDI 3.0"\n', ""),
        (journeys.journeys, JOURNEYS, "gap_days = 21", "gap_days = -1"),
        (journeys.journeys, JOURNEYS, "kept_weeks = 12", "kept_weeks = 0"),
        (journeys.journeys, JOURNEYS, 'centre = "inpatient"', 'centre = "prison"'),
        (journeys.journeys, JOURNEYS, 'over = ["terminated"]\n', ""),
        (journeys.journeys, JOURNEYS, 'kind = "died"', 'kind = "gone"'),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_its_place(tmp_path, read, name, old, new):
    text = (tdi.DEFAULT_FOLDER / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "practice").mkdir()
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BookError, match=name):
        read(tmp_path)
