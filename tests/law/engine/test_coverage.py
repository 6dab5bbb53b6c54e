"""How much of a reading a book holds, row by row."""

from dataclasses import replace

import pytest

from app.law.checks.coverage import Document, Gone, coverage, documents, faults
from app.law.reading.loader import lawbook, load
from app.law.reading.source import BookError
from app.law.shape.model import BlindSpot, Citation, Title

TITLE = Title("Luật", "Law")
LAW = Citation("1/2024", "art 1", "e1")


def standing(found):
    return {row.row: (row.standing, row.where) for group in found.groups for row in group.rows}


def test_steps_clocks_and_rules_of_their_own_edition_count(book):
    rows = ("A1", "A3", "A99", "Z1", "C-1", "C-99", "T-99")
    [old] = coverage(book, [Document("e1", TITLE, rows)])
    assert (old.count("encoded"), old.count("missing")) == (3, 4)
    assert [group.group for group in old.groups] == ["A", "Z", "C-", "T-"]
    assert standing(old)["A1"] == ("encoded", ("care/register",))
    [new] = coverage(book, [Document("e2", TITLE, ("A1", "Z1"))])
    assert new.groups[0].of("missing") == ("A1",)


def test_a_part_of_a_step_stands_for_the_row_it_names(copy):
    path = copy / "procedures" / "e1" / "care.toml"
    text = path.read_text(encoding="utf-8")
    told = text.replace('{ paper = "result" }', '{ paper = "result", rows = ["A9"] }', 1)
    document = Document("e1", TITLE, ("A9",))
    assert coverage(load(copy), [document])[0].count("missing") == 1
    path.write_text(told, encoding="utf-8")
    [found] = coverage(load(copy), [document])
    assert standing(found) == {"A9": ("encoded", ("care/register",))}


def test_rows_are_blind_gone_or_left_out_and_nothing_is_two_of_these(book):
    gone = {"C-9": Gone(TITLE, LAW), "A1": Gone(TITLE, LAW)}
    document = Document("e1", TITLE, ("A1", "A3", "A8", "A9", "C-9"), absent=gone)
    spots = (BlindSpot("b", TITLE, LAW, ("e1:A8", "e1:A3", "e2:A9", "e1:X1")),)
    told = replace(book, blind_spots=spots)
    [found] = coverage(told, [document])
    assert standing(found)["A8"] == ("blind_spot", ())
    assert standing(found)["C-9"] == ("absent", ())
    assert {(fault.code, fault.text.split()[0]) for fault in faults(told, [document])} == {
        ("row-left-out", "A9"),
        ("row-held-and-blind", "A3"),
        ("row-held-and-absent", "A1"),
        ("unknown-row", "X1"),
    }


def test_a_row_told_in_several_steps_is_held_and_a_clock_is_whole():
    [found] = coverage(lawbook(), [Document("d116", TITLE, ("VH13", "D-11", "D"))])
    assert [group.of("missing") for group in found.groups] == [("VH13",), (), ("D",)]
    [found] = coverage(lawbook(), [Document("d163", TITLE, ("AD4", "D-11"))])
    assert found.count("encoded") == 2


def test_forms_and_questions_count_by_their_numbers():
    rows = ("M-22", "M-42a", "M-42b", "Q1", "Q99")
    [found] = coverage(lawbook(), [Document("d116", TITLE, rows, "M-", "D116-")])
    assert [row for row, (how, _) in standing(found).items() if how == "missing"] == ["Q99"]
    assert standing(found)["M-22"][1] == ("papers/registration",)
    # A form of another decree has a number of its own.
    [other] = coverage(lawbook(), [Document("d116", TITLE, ("M-03 (NĐ 105/2021)",), "M-", "")])
    assert other.count("missing") == 1


def test_an_id_stands_once_and_what_is_gone_is_a_row(tmp_path):
    row = '[[document]]\ncode = "d1"\ntitle = { vi = "x", en = "x" }\nrows = ["A1", "A1"]\n'
    (tmp_path / "rows.toml").write_text(row, encoding="utf-8")
    with pytest.raises(BookError, match="stands twice"):
        documents(tmp_path)
    words = 'text = { vi = "x", en = "x" }\nlaw = { act = "1", at = "1" }\n'
    gone = f'[[document.absent]]\nrow = "A2"\n{words}'
    (tmp_path / "rows.toml").write_text(row.replace(', "A1"', "") + gone, encoding="utf-8")
    with pytest.raises(BookError, match="no row 'A2'"):
        documents(tmp_path)


def test_the_readings_are_those_of_the_editions_that_stand_on_their_own():
    roots = {edition.code for edition in lawbook().editions if edition.base is None}
    assert {document.code for document in documents()} == roots
