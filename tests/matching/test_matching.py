"""Duplicates: found in any spelling, and neighbours of the same name left alone."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching import CERTAIN, PROBABLE, Particulars, score

AN = Particulars("Đặng Đức Hòa", date(1998, 3, 2), sex="male", commune="00004", province="01")
BARE = Particulars("Đặng Đức Hòa", date(1998, 3, 2))

SPELLINGS = {
    "composed": "Đặng Đức Hòa",
    "decomposed": unicodedata.normalize("NFD", "Đặng Đức Hòa"),
    "eth for Đ": "\u00d0ặng \u00d0ức Hòa",
    "other tone place": "Đặng Đức Hoà",
    "upper case": "ĐẶNG ĐỨC HÒA",
    "double space": "Đặng  Đức \u00a0Hòa",
    "swapped parts": "Hòa Đặng Đức",
    "no marks": "dang duc hoa",
    "swapped and no marks": "hoa dang duc",
    "all at once": unicodedata.normalize("NFD", "HOÀ  \u00d0ẶNG  \u00d0ỨC"),
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_one_person_in_another_spelling_is_found_by_name_and_birth_date(spelling):
    assert score(Particulars(spelling, date(1998, 3, 2)), BARE).probable


@pytest.mark.parametrize("name", list(SPELLINGS)[:6])
def test_a_spelling_of_the_same_marks_counts_as_exact(name):
    assert score(replace(AN, full_name=SPELLINGS[name]), AN).score == 100


@pytest.mark.parametrize(
    "other",
    [
        {"birth_date": date(1985, 7, 9)},
        {"birth_date": date(1998, 7, 9)},
        {"birth_date": None},
        {"birth_date": date(1985, 1, 1), "birth_precision": "year"},
    ],
    ids=["other year", "same year, other day", "unknown", "only another year"],
)
def test_two_people_of_a_common_name_in_one_commune_are_left_alone(other):
    one = Particulars("Nguyễn Văn An", date(1998, 3, 2), "day", "male", "00004", "01")
    assert not score(replace(one, **other), one).probable


def test_a_common_name_with_only_the_birth_year_needs_the_province():
    one = Particulars("Nguyễn Văn An", date(1998, 3, 2), sex="male", province="01")
    year = replace(one, birth_date=date(1998, 1, 1), birth_precision="year")
    assert score(year, one).probable
    assert not score(replace(year, province="79"), one).probable


def test_an_equal_identity_number_is_certain_whatever_else_differs():
    one = Particulars("Nguyễn Văn An", date(1998, 3, 2), sex="male", identity=b"k")
    other = Particulars("Lê Thị Bình", date(1970, 1, 1), sex="female", identity=b"k")
    assert score(one, other).score == 100
    assert score(one, other).certain


def test_an_unknown_identity_number_is_not_an_equal_one():
    assert not score(Particulars("An", identity=""), Particulars("Bình", identity="")).probable
    assert not score(Particulars("An"), Particulars("Bình")).probable


def test_another_identity_number_speaks_against_but_a_person_looks():
    found = score(replace(AN, identity="001098012345"), replace(AN, identity="001098012346"))
    assert found.probable
    assert not found.certain


@pytest.mark.parametrize(
    ("twin", "other"), [("Lê Văn Hùng", "Lê Văn Hưng"), ("Le Van Hung", "Lê Văn Hưng")]
)
def test_twins_named_alike_are_shown_but_never_certain(twin, other):
    found = score(replace(AN, full_name=twin), replace(AN, full_name=other))
    assert PROBABLE <= found.score < CERTAIN


@pytest.mark.parametrize(
    ("field", "change", "points"),
    [
        ("full_name", {}, 45),
        ("full_name", {"full_name": "dang duc hoa"}, 38),
        ("full_name", {"full_name": "Đức Hòa Đặng"}, 37),
        ("full_name", {"full_name": "Đặng Đức Hoá"}, 35),
        ("full_name", {"full_name": "hoa dang duc"}, 35),
        ("full_name", {"full_name": "Đặng Đức Hòai"}, 28),
        ("full_name", {"full_name": "Đặng Đc Hòa"}, 28),
        ("full_name", {"full_name": "Đặng Đức Hào"}, 28),
        ("full_name", {"full_name": "Đặng Đức Hạ"}, 28),
        ("full_name", {"full_name": "Đặng Đức Hộa"}, 35),
        ("full_name", {"full_name": "ĐặngĐức Hòa"}, 28),
        ("full_name", {"full_name": "Đặng Đức Hiên"}, None),
        ("full_name", {"full_name": "Đặng Hòa"}, None),
        ("full_name", {"full_name": "Lê An", "other_names": ("Đặng Đức Hòa",)}, 45),
        ("birth_date", {}, 35),
        ("birth_date", {"birth_date": date(1998, 2, 3)}, 25),
        ("birth_date", {"birth_precision": "month"}, 22),
        ("birth_date", {"birth_precision": "month", "birth_date": date(1998, 4, 1)}, -20),
        ("birth_date", {"birth_precision": "year", "birth_date": date(1998, 1, 1)}, 18),
        ("birth_date", {"birth_date": date(1998, 1, 1)}, 18),
        ("birth_date", {"birth_date": date(1998, 3, 3)}, -20),
        ("birth_date", {"birth_date": date(1999, 3, 2)}, -20),
        ("birth_date", {"birth_date": None}, None),
        ("sex", {}, 5),
        ("sex", {"sex": "female"}, -15),
        ("sex", {"sex": "unknown"}, None),
        ("residence", {}, 15),
        ("residence", {"commune": "00008"}, 7),
        ("residence", {"commune": "25747", "province": "79"}, None),
        ("identity_number", {}, None),
        ("identity_number", {"identity": b"1"}, None),
    ],
)
def test_every_field_says_what_it_added(field, change, points):
    found = [r for r in score(replace(AN, **change), AN).reasons if r.field == field]
    assert [reason.points for reason in found] == ([] if points is None else [points])
    assert all(reason.vi and reason.en for reason in found)


@pytest.mark.parametrize(
    ("one", "two"), [("An", "Anh"), ("Lê An", "Lê Ba"), ("", ""), ("??", "!!")]
)
def test_short_and_empty_names_are_not_alike(one, two):
    assert not any(
        r.field == "full_name" for r in score(Particulars(one), Particulars(two)).reasons
    )


def test_an_unknown_residence_is_not_a_shared_one():
    assert [r.field for r in score(BARE, BARE).reasons] == ["full_name", "birth_date"]


def test_without_a_like_name_nothing_but_the_number_is_enough():
    assert not score(replace(AN, full_name="Bùi Quang Tế"), AN).probable


people = st.builds(
    Particulars,
    st.sampled_from([*SPELLINGS.values(), "Nguyễn Văn An", "An", "Đặng Đức Hào"]),
    st.none() | st.dates(date(1998, 1, 1), date(1998, 3, 5)),
    st.sampled_from(["day", "month", "year"]),
    st.sampled_from(["male", "female", None]),
    st.sampled_from(["00004", "00008", None]),
    st.sampled_from(["01", "79", None]),
    st.sampled_from([None, b"1", b"2"]),
)


@given(people, people)
def test_a_score_is_the_same_from_both_sides_and_is_the_sum_of_its_reasons(one, two):
    found = score(one, two)
    assert found == score(two, one)
    assert 0 <= found.score <= 100
    if not (one.identity and one.identity == two.identity):
        assert found.score == min(100, max(0, sum(r.points for r in found.reasons)))


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_compared(one, two):
    assert score(Particulars(one), Particulars(two)) == score(Particulars(two), Particulars(one))
