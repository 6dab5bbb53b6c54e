"""Dated figures of an invented law: which row is in force, what a share comes to."""

from datetime import date

import pytest

from app.law.checks.coverage import Document, coverage
from app.law.engine.phases import remarks, told
from app.law.reading.loader import load
from app.law.reading.source import BookError
from app.law.shape.figures import Phase, amount, in_force
from app.law.shape.model import Citation, Title


def spans(rows):
    return [(row.code, str(row.begins), str(row.ends or "")) for row in rows]


def test_a_row_ends_the_day_before_the_next_or_with_its_edition(book):
    assert spans(book.figures.criteria) == [
        ("K1", "2024-01-01", "2024-06-14"),
        ("K1", "2024-06-15", ""),
        ("K2", "2024-01-01", "2025-12-31"),
    ]


@pytest.mark.parametrize(
    ("day", "sums"),
    [
        ("2023-12-31", {}),
        ("2024-06-30", {"wage": 1000, "food": 800}),
        ("2024-07-01", {"wage": 1250, "food": 1000}),
        ("2026-01-01", {"wage": 1250}),
    ],
)
def test_a_share_is_of_the_base_of_the_day(book, day, sums):
    on = date.fromisoformat(day)
    norms = book.figures.norms
    assert {row.code: amount(norms, row, on) for row in in_force(norms, on)} == sums


def test_a_criterion_stands_for_the_row_it_is_called_by(book):
    [found] = coverage(book, [Document("e1", Title("x", "x"), ("K1", "K3"))])
    assert (found.count("encoded"), found.count("missing")) == (1, 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("criteria.toml", 'to = "public_centre"', 'to = "hospital"', "criterion.*applies"),
        ("criteria.toml", '"application"', '"bell-paper"', "no paper 'bell-paper'"),
        ("criteria.toml", "2024-06-15", "2024-01-01", "not after the beginning of e1"),
        ("criteria.toml", "begins = 2024-06-15\n", "", "stands twice"),
        ("criteria.toml", 'until = "e2"', 'until = "e1"', "no later edition 'e1'"),
        ("criteria.toml", 'edition = "e1"\nuntil', 'edition = "e9"\nuntil', "unknown name 'e9'"),
        ("phases.toml", '"10 days"', '"10 weeks"', "phase.*least"),
        ("norms.toml", 'of = "wage"', 'of = "pay"', "not of 'pay'"),
        ("norms.toml", 'unit = "share"', 'unit = "percent"', "not of 'wage'"),
        ("norms.toml", 'unit = "dong"\nper = "month"\nlaw', "law", "a value needs a unit"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused(copy, file, old, new, told):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BookError, match=told):
        load(copy)


@pytest.mark.parametrize("file", ["criteria.toml", "phases.toml", "norms.toml"])
def test_each_file_must_be_there(copy, file):
    (copy / file).unlink()
    with pytest.raises(BookError, match=file):
        load(copy)


def phase(code, **lengths):
    title = Title(f"Giai đoạn {code}", f"Phase {code}")
    law = Citation("1/2024", f"art {code}", "e1")
    begins = date(2024, 1, 1)
    return Phase(
        code=code, edition="e1", begins=begins, title=title, law=law, content=title, **lengths
    )


LAW = (
    phase("a", most="2 days"),
    phase("b", least="10 days"),
    phase("c", least="3 months"),
    phase("d", after="b", to_term_end=True),
    phase("e", last="30 days"),
)
TERM_END = date(2024, 7, 31)  # the first day after the term: its last thirty begin on 1 July


@pytest.mark.parametrize(
    ("code", "start", "end", "remark"),
    [
        ("a", "2024-01-01", "2024-01-02", None),
        ("a", "2024-01-01", "2024-01-03", "phase-too-long"),
        ("b", "2024-01-03", "2024-01-12", None),
        ("b", "2024-01-03", "2024-01-11", "phase-too-short"),
        ("c", "2024-01-31", "2024-04-28", "phase-too-short"),
        ("d", "2024-01-12", "2024-07-30", None),
        ("d", "2024-01-11", "2024-07-30", "phase-too-early"),
        ("e", "2024-07-01", "2024-07-30", None),
        ("e", "2024-06-30", "2024-07-30", "phase-too-early"),
        ("e", "2024-06-30", None, None),
    ],
)
def test_a_phase_told_is_held_against_the_law(code, start, end, remark):
    rows = [{"phase": "b", "start": "2024-01-03", "end": "2024-01-12"}] if code == "d" else []
    rows.append({"phase": code, "start": start, "end": end})
    found = list(remarks(LAW, told([{"phases": rows}]), TERM_END))
    assert [one.code for one in found] == ([remark] if remark else [])
    assert all(one.law.at == f"art {code}" for one in found)


def test_without_a_term_no_window_is_known():
    rows = [{"phase": "e", "start": "2024-01-01", "end": "2024-01-02"}]
    assert list(remarks(LAW, told([{"phases": rows}]), None)) == []
