"""Free text: lines are kept, hidden characters refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names import TextRefused, clean_text


def test_free_text_keeps_its_lines():
    assert clean_text(" một\r\nhai\rba\u2028bốn\tnăm ", 100) == "một\nhai\nba\nbốn năm"
    assert clean_text(unicodedata.normalize("NFD", "Huế"), 3) == "Huế"
    assert clean_text("12/3 — 'ok' <b> ระดับ 😀 ក្រុំ", 100)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("a\x00", "control"),
        ("a\x1b[31m", "control"),
        ("a\ud800", "surrogate"),
        ("a\u200b", "invisible"),
        ("a\u202e", "direction"),
        ("a\ufeff", "invisible"),
        ("a\ufffe", "not-a-character"),
        ("a" + "\u0307" * 6, "combining"),
        ("abcdef", "too-long"),
        ("a" * 10**6, "too-long"),
        ("a" + " " * 20, "too-long"),
        (" \n ", "empty"),
    ],
)
def test_free_text_is_refused(raw, code):
    with pytest.raises(TextRefused) as refused:
        clean_text(raw, 10 if code == "combining" else 5, least=1)
    assert refused.value.code == code


def test_free_text_may_be_empty_unless_asked_for():
    assert clean_text("  ", 5) == ""


@given(st.text(max_size=40))
def test_cleaned_text_is_clean(raw):
    try:
        text = clean_text(raw, 40)
    except TextRefused:
        return
    assert clean_text(text, 40) == text
    assert text.encode().decode() == text
