"""When a phase may begin and when it is completed, by the phases of both decrees."""

from datetime import date

import pytest

from app.law.engine.phase_acts import Closing, PhaseFact, begin, complete, done
from app.law.reading.loader import lawbook
from app.law.shape.figures import in_force

OLD, NEW = date(2023, 1, 2), date(2026, 8, 3)
INTAKE = frozenset({"intake-information", "rehab-plan"})


def phase(code, on):
    return next(row for row in in_force(lawbook().figures.phases, on) if row.code == code)


def day(text):
    return date.fromisoformat(f"2026-{text}")


def fact(code, start, end=None, outcome=None):
    return PhaseFact(code, day(start), end and day(end), outcome or (end and "completed"))


def told(finding):
    return [(reason.code, reason.law.act, reason.law.at) for reason in finding.reasons]


D87 = ("phase-too-early", "163/2026/NĐ-CP", "Điều 87")


@pytest.mark.parametrize(
    ("on", "rows", "reasons"),
    [
        (NEW, [], [D87]),
        (NEW, [fact("b", "08-03")], [D87]),
        (NEW, [fact("b", "08-03", "08-20")], [D87]),
        (NEW, [fact("b", "08-03", "08-14")], []),
        (NEW, [fact("b", "08-03", "08-13")], []),
        (NEW, [fact("b", "08-03", "08-13", "interrupted")], [D87]),
        (NEW, [fact("b", "08-03", "08-13", "not_completed")], [D87]),
        (NEW, [fact("b", "08-03", "08-10", "interrupted"), fact("b", "08-12")], [D87]),
        (NEW, [fact("b", "08-03", "08-10", "interrupted"), fact("b", "08-11", "08-14")], []),
        (NEW, [fact("a", "08-03", "08-04")], [D87]),
        (OLD, [], []),
        (OLD, [fact("b", "08-03")], []),
    ],
)
def test_work_therapy_begins_with_the_end_of_phase_b(on, rows, reasons):
    """163/2026/NĐ-CP, Điều 87 khoản 3; 116/2021/NĐ-CP, Điều 25 knows no such rule."""
    assert told(begin(phase("d", on), day("08-14"), rows)) == reasons


@pytest.mark.parametrize("code", ["a", "b", "c", "e"])
@pytest.mark.parametrize("on", [OLD, NEW])
def test_no_other_phase_waits_for_one(code, on):
    finding = begin(phase(code, on), day("08-03"), [])
    assert finding.allowed
    assert [law.at for law in finding.legal_basis] == [phase(code, on).law.at]


@pytest.mark.parametrize(
    ("code", "on", "start", "end", "rows", "law"),
    [
        ("b", NEW, "08-03", "08-11", [], "Điều 85"),
        ("b", NEW, "08-03", "08-12", [], None),
        ("b", OLD, "08-03", "08-03", [], None),
        ("c", NEW, "08-03", "11-01", [], "Điều 86"),
        ("c", NEW, "08-03", "11-02", [], None),
        ("c", OLD, "08-03", "08-04", [], None),
        # What was interrupted counts, what was not completed does not, nothing counts twice.
        ("b", NEW, "08-13", "08-16", [fact("b", "08-03", "08-08", "interrupted")], None),
        ("b", NEW, "08-13", "08-16", [fact("b", "08-03", "08-07", "interrupted")], "Điều 85"),
        ("b", NEW, "08-13", "08-16", [fact("b", "08-03", "08-08", "not_completed")], "Điều 85"),
        ("b", NEW, "08-13", "08-16", [fact("c", "08-03", "08-08", "interrupted")], "Điều 85"),
        ("a", NEW, "08-03", "08-20", [], None),
    ],
)
def test_a_phase_is_not_completed_before_its_time(code, on, start, end, rows, law):
    """163/2026/NĐ-CP: b at least 10 days (Điều 85), c 3 months (Điều 86); 116 sets no length."""
    said = Closing(day(start), day(end), frozenset(phase(code, on).records), carried_out=True)
    finding = complete(phase(code, on), said, rows, {})
    want = [] if law is None else [("phase-too-short", "163/2026/NĐ-CP", law)]
    assert told(finding) == want
    assert all(reason.pointer == "/ended_on" for reason in finding.reasons)


@pytest.mark.parametrize(
    ("code", "on", "at", "records", "missing"),
    [
        ("a", OLD, "Điều 22", frozenset(), ("intake-information", "rehab-plan")),
        ("a", NEW, "Điều 84", frozenset({"rehab-plan"}), ("intake-information",)),
        ("a", NEW, "Điều 84", INTAKE, ()),
        ("e", OLD, "Điều 26", INTAKE, ("reintegration-plan",)),
        ("e", NEW, "Điều 88", frozenset({"reintegration-plan"}), ()),
        ("b", NEW, "Điều 85", frozenset(), ()),
        ("d", OLD, "Điều 25", frozenset(), ()),
    ],
)
def test_the_records_the_law_asks_for_must_be_there(code, on, at, records, missing):
    said = Closing(day("08-03"), day("12-31"), records, carried_out=True)
    finding = complete(phase(code, on), said, [], {})
    assert finding.missing == missing
    assert [(one.code, one.law.at) for one in finding.reasons] == [
        ("phase-record-missing", at) for _ in missing
    ]


@pytest.mark.parametrize(
    ("code", "on", "law"),
    [("a", NEW, "Điều 84"), ("b", NEW, "Điều 85"), ("c", NEW, "Điều 86"), ("d", NEW, None),
     ("e", NEW, "Điều 88"), ("b", OLD, None)],
)  # fmt: skip
def test_who_carried_it_out_is_told_where_the_law_says_who(code, on, law):
    said = Closing(day("08-03"), day("12-31"), frozenset(phase(code, on).records))
    reasons = complete(phase(code, on), said, [], {}).reasons
    assert [(one.code, one.law.at) for one in reasons] == (
        [] if law is None else [("phase-by-nobody", law)]
    )


def test_every_reason_against_is_told_at_once():
    finding = complete(phase("a", NEW), Closing(day("08-03"), day("08-03")), [], {})
    assert [reason.code for reason in finding.reasons] == [
        "phase-record-missing", "phase-record-missing", "phase-by-nobody",
    ]  # fmt: skip


def test_a_completed_phase_has_all_of_its_stretches_that_count():
    rows = [
        fact("c", "08-03", "08-10", "interrupted"), fact("c", "08-12", "11-10"),
        fact("b", "08-03", "08-10", "interrupted"), fact("d", "08-12"),
        fact("a", "08-01", "08-01", "not_completed"), fact("a", "08-02", "08-03"),
    ]  # fmt: skip
    assert done(rows) == {
        "a": [(day("08-02"), day("08-03"))],
        "c": [(day("08-03"), day("08-10")), (day("08-12"), day("11-10"))],
    }
