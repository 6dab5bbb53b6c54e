"""The figures of the decrees as the readings have them; ids are citations."""

from __future__ import annotations

from datetime import date

import pytest

from app.law.reading.loader import lawbook
from app.law.shape.figures import Figures, amount, in_force

FIGURES: Figures = lawbook().figures


@pytest.mark.parametrize(
    ("code", "day", "dong"),
    [
        pytest.param("food", "2024-08-01", 1_872_000, id="116/2021 Điều 65 khoản 1"),
        pytest.param("food", "2026-06-30", 1_872_000, id="116/2021 Điều 65: ngày cuối"),
        pytest.param("food", "2026-07-01", 2_024_000, id="163/2026 Điều 113 khoản 1"),
        pytest.param("clothing", "2026-06-30", 2_106_000, id="116/2021 Điều 65 khoản 2"),
        pytest.param("supporter", "2026-06-30", 1_404_000, id="116/2021 Điều 34 khoản 4 a"),
        pytest.param("supporter", "2026-07-01", 1_518_000, id="163/2026 Điều 130 khoản 4"),
        pytest.param("one-off", "2026-07-01", 2_530_000, id="163/2026 Điều 131 khoản 1"),
        pytest.param("user-helper", "2026-07-01", 632_500, id="163/2026 Điều 65 khoản 5"),
        pytest.param("hygiene-women", "2026-07-01", 90_000, id="163/2026 Điều 113 khoản 3"),
        pytest.param("food", "2023-03-01", None, id="no base salary was read"),
        pytest.param("work-day", "2026-07-01", None, id="hours are no sum"),
    ],
)
def test_a_norm_comes_to_so_many_dong(code, day, dong) -> None:
    on = date.fromisoformat(day)
    norm = next(row for row in in_force(FIGURES.norms, on) if row.code == code)
    assert amount(FIGURES.norms, norm, on) == dong


def test_the_shares_of_the_proceeds_of_work_make_a_whole_163_2026_article_118_2() -> None:
    now = in_force(FIGURES.norms, date(2026, 8, 1))
    shares = {row.code: row.value for row in now if row.group == "proceeds"}
    assert (len(shares), sum(share for share in shares.values() if share)) == (4, 100)
    before = in_force(FIGURES.norms, date(2026, 6, 30))
    assert not [row for row in before if row.group == "proceeds"]


@pytest.mark.parametrize("day", ["2024-03-04", "2026-08-03"])
def test_work_has_three_ages(day) -> None:
    now = in_force(FIGURES.norms, date.fromisoformat(day))
    hours = {row.code: int(row.value or 0) for row in now if row.group == "work"}
    assert hours == {
        "work-day": 8, "work-week": 48, "work-12-day": 4, "work-12-week": 20,
        "work-15-day": 6, "work-15-week": 30,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "lengths"),
    [
        pytest.param("2026-06-30", [("", "", "", "")] * 5, id="116/2021 Điều 22 đến 26: none"),
        pytest.param(
            "2026-07-01",
            [
                ("", "2 days", "", ""), ("10 days", "", "", ""), ("3 months", "", "", ""),
                ("", "", "b", ""), ("", "", "", "30 days"),
            ],
            id="163/2026 Điều 84 đến 88",
        ),
    ],
)  # fmt: skip
def test_the_phases_have_their_lengths(day, lengths) -> None:
    now = in_force(FIGURES.phases, date.fromisoformat(day))
    assert [row.code for row in now] == ["a", "b", "c", "d", "e"]
    assert [(row.least, row.most, row.after, row.last) for row in now] == lengths


def test_what_the_old_decree_alone_asked_ends_with_it() -> None:
    now = {row.code for row in in_force(FIGURES.criteria, date(2026, 7, 1))}
    assert {code[:3] for code in now} == {"C3-"}
    assert len(now) == 28
    gone = {row.code for row in FIGURES.norms if str(row.ends) == "2026-06-30"}
    assert {"voluntary-share", "voluntary-norm", "areas", "evaluation", "clothing"} <= gone


def test_what_is_uncertain_is_marked() -> None:
    unverified = {row.code for row in in_force(FIGURES.norms, date(2026, 8, 1)) if row.unverified}
    assert "base-salary" in unverified
    assert {"hunt", "power-water", "petrol"} <= unverified
    assert "food" not in unverified
