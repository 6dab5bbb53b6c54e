"""How much of a reading a book holds, row by row."""

import pytest

from app.law.coverage import Document, coverage, documents
from app.law.loader import lawbook
from app.law.model import Title
from app.law.source import BookError

TITLE = Title("Luật", "Law")


def test_steps_clocks_and_rules_of_their_own_edition_count(book):
    rows = ("A1", "A3", "A99", "Z1", "C-1", "C-99", "T-99")
    [old] = coverage(book, [Document("e1", TITLE, rows)])
    assert (old.rows, old.encoded) == (7, 3)
    assert {group.group: group.missing for group in old.groups} == {
        "A": ("A99",),
        "Z": ("Z1",),
        "C-": ("C-99",),
        "T-": ("T-99",),
    }
    [new] = coverage(book, [Document("e2", TITLE, ("A1", "Z1"))])
    assert new.groups[0].missing == ("A1",)
    assert new.encoded == 1


def test_a_row_told_in_several_steps_is_held_and_a_clock_is_whole():
    [found] = coverage(lawbook(), [Document("d116", TITLE, ("VH13", "D-11", "D"))])
    assert [group.missing for group in found.groups] == [("VH13",), (), ("D",)]
    [found] = coverage(lawbook(), [Document("d163", TITLE, ("AD4", "D-11"))])
    assert found.encoded == 2


def test_an_id_stands_once(tmp_path):
    row = '[[document]]\ncode = "d1"\ntitle = { vi = "x", en = "x" }\nrows = ["A1", "A1"]\n'
    (tmp_path / "rows.toml").write_text(row, encoding="utf-8")
    with pytest.raises(BookError, match="stands twice"):
        documents(tmp_path)


def test_the_readings_are_those_of_the_editions_that_stand_on_their_own():
    roots = {edition.code for edition in lawbook().editions if edition.base is None}
    assert {document.code for document in documents()} == roots
