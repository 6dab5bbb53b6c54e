"""Sheets that are safe to open: what begins like a formula is text, and reads back."""

import csv
from io import StringIO

import pytest

from app.services.csv_sheet import written


def read_back(text):
    return list(csv.reader(StringIO(text)))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(first):
    [header, row] = read_back(written([f"{first}a"], [[f"{first}cmd|' /C calc'!A0"]]))
    assert header == [f"'{first}a"]
    assert row == [f"'{first}cmd|' /C calc'!A0"]


def test_values_are_written_as_they_are_read():
    rows = [[None, True, False, -3, ["a", "b"], [], 'nói "có"; xong', "hai\ndòng"]]
    [header, row] = read_back(written(list("abcdefgh"), rows))
    assert header == list("abcdefgh")
    assert row == ["", "true", "false", "-3", "a;b", "", 'nói "có"; xong', "hai\ndòng"]


def test_a_list_that_begins_like_a_formula_is_text_too():
    assert read_back(written(["a"], [[["=1", "b"]]]))[1] == ["'=1;b"]
