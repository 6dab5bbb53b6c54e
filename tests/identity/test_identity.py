"""The identity number: refused shapes, cautions that do not block, masking."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.identity import PROVINCES, Identity, IdentityRefused, check, mask, parse

TODAY = date(2026, 11, 22)


def test_the_first_six_digits_are_read():
    assert parse("079301000001", today=TODAY) == Identity("079", "Hồ Chí Minh", "female", 2001)
    assert parse("001098012345", today=TODAY) == Identity("001", "Hà Nội", "male", 1998)


def test_the_list_is_the_old_one_of_63():
    assert len(PROVINCES) == len(set(PROVINCES.values())) == 63
    assert (min(PROVINCES), max(PROVINCES)) == ("001", "096")
    assert (PROVINCES["027"], PROVINCES["024"]) == ("Bắc Ninh", "Bắc Giang")
    assert (PROVINCES["064"], PROVINCES["052"]) == ("Gia Lai", "Bình Định")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "identity-shape"),
        ("00109801234", "identity-shape"),
        ("0010980123456", "identity-shape"),
        ("00109801234a", "identity-shape"),
        ("001098012345\n", "identity-shape"),
        (" 01098012345", "identity-shape"),
        ("00109801234５", "identity-shape"),
        ("٠٠١٠٩٨٠١٢٣٤٥", "identity-shape"),
        ("000000000000", "identity-zeros"),
        ("001999999999", "identity-future"),
        ("001227000001", "identity-future"),
    ],
)
def test_a_number_is_refused_without_an_echo(number, code):
    with pytest.raises(IdentityRefused) as refused:
        parse(number, today=TODAY)
    assert refused.value.code == code
    assert not number or number not in str(refused.value)


def test_the_current_year_is_not_the_future():
    assert parse("001226000001", today=TODAY).birth_year == 2026
    with pytest.raises(IdentityRefused):
        parse("001226000001", today=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("number", "birth_date", "sex", "codes"),
    [
        ("001098012345", date(1998, 3, 2), "male", []),
        ("001098012345", None, None, []),
        ("001098012345", date(1998, 3, 2), "other", []),
        ("001098012345", date(1997, 3, 2), "male", ["identity-birth-year"]),
        ("001098012345", date(2098, 3, 2), "male", ["identity-birth-year"]),
        ("001098012345", date(1998, 3, 2), "female", ["identity-sex"]),
        ("001198012345", date(1998, 3, 2), "male", ["identity-sex"]),
        ("097098012345", date(1998, 3, 2), "male", ["identity-place"]),
        ("101098012345", None, None, ["identity-place"]),
        (
            "003198012345",
            date(2000, 1, 1),
            "male",
            ["identity-place", "identity-sex", "identity-birth-year"],
        ),
    ],
)
def test_disagreement_is_a_caution_and_no_block(number, birth_date, sex, codes):
    assert [caution.code for caution in check(number, birth_date, sex, today=TODAY)] == codes


def test_a_caution_names_its_field_in_two_languages():
    place, sex, year = check("003198012345", date(2000, 1, 1), "male", today=TODAY)
    assert (place.field, sex.field, year.field) == ("identity_number", "sex", "birth_date")
    assert all(caution.vi and caution.en for caution in (place, sex, year))


def test_checking_refuses_what_parsing_refuses():
    with pytest.raises(IdentityRefused):
        check("1", None, None, today=TODAY)


def test_a_mask_shows_the_last_four():
    assert mask("001098012345") == "********2345"


@given(st.text(max_size=14))
def test_a_mask_shows_never_more(text):
    assert mask(text)[:8] == "*" * 8
    assert len(mask(text)) == 12


@pytest.mark.parametrize("text", ["", "2345", "A1234567", "001098012345\n"])
def test_what_is_no_number_is_hidden_whole(text):
    assert mask(text) == "*" * 12
