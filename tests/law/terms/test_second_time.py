"""The first time and the second under Law 120, worked by hand; ids are citations.

24 months the first time, 36 from the second on (120/2025/QH15, Điều 29 khoản 1); what an earlier
time is, a human has said (question RS3-Q1: by default each that had begun).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.law.dossier import CHAIR, POLICE, Dossier, phases
from tests.law.terms.acts import follow
from tests.law.terms.ledger import Days, Worked, agrees, measured, standing_term
from tests.law.terms.taken_in import COMPULSORY, admit, decided
from tests.law.transition.legacy import HOME, home

FIRST, SECOND = (
    Worked("2026-08-03", 24, "2028-08-03", 731),
    Worked("2026-08-03", 36, "2029-08-03", 1096),
)
BEGUN = ("2024-03-04 09:00", "2024-03-05 09:00", "2024-03-06 09:00", 6)


def never_begun() -> Dossier:
    """Decided at home under Law 73, never performed."""
    dossier = home("2024-03-04 09:00", "2024-03-05 09:00")
    said = {"ground": "not_performed", "happened_on": "2024-03-13"}
    dossier.take(HOME, "record_violation", "2024-03-14 09:00", CHAIR, **said)
    return dossier


def broken_off() -> Dossier:
    """Begun at home under Law 73, then used again."""
    dossier = home(*BEGUN)
    said = {"ground": "used_again", "happened_on": "2024-06-03"}
    dossier.take(HOME, "record_violation", "2024-06-03 09:00", CHAIR, **said)
    return dossier


def completed() -> Dossier:
    """Six months at home under Law 73, completed."""
    dossier = home(*BEGUN)
    dossier.take(HOME, "complete", "2024-09-06 09:00", CHAIR, phases=phases(*"abc"))
    return dossier


def then_compulsory(dossier: Dossier, day: str) -> Dossier:
    """The same person is taken in under a decision of the court, in a case of its own."""
    found = decided(day, None).cases[COMPULSORY]
    dossier.cases[COMPULSORY] = replace(found, id="00000000-0000-0000-0000-0000000000c9")
    return admit(dossier, day)


# id: the earlier time, the answer to RS3-Q1, the term worked by hand
ROWS = {
    "120/2025 Điều 29 khoản 1: chưa lần nào": (Dossier, "started", FIRST),
    "RS3-Q1: có quyết định nhưng chưa thực hiện": (never_begun, "started", FIRST),
    # 3 Aug 2026 and 36 months: 365 + 366 + 365.
    "RS3-Q1: đã bắt đầu, bỏ dở": (broken_off, "started", SECOND),
    "RS3-Q1: đã hoàn thành": (completed, "started", SECOND),
    "RS3-Q1, chỉ tính lần hoàn thành: bỏ dở": (broken_off, "completed", FIRST),
    "RS3-Q1, chỉ tính lần hoàn thành: đã hoàn thành": (completed, "completed", SECOND),
}  # fmt: skip


@pytest.mark.parametrize(("before", "answer", "worked"), ROWS.values(), ids=ROWS.keys())
def test_a_second_time_is_36_months(before, answer, worked) -> None:
    dossier = before()
    dossier.answers["RS3-Q1"] = answer
    then_compulsory(dossier, worked.start)
    agrees(standing_term(dossier, COMPULSORY, "2026-09-01"), worked)


def test_a_second_time_from_29_february_91_2015_article_148_3() -> None:
    dossier = then_compulsory(broken_off(), "2028-02-29")
    # No 29 Feb in 2031: 28 Feb; 365 + 365 + 365.
    worked = Worked("2028-02-29", 36, "2031-02-28", 1095)
    agrees(standing_term(dossier, COMPULSORY, "2028-03-31"), worked)


def test_36_months_with_prison_and_escape_120_2025_article_47_1() -> None:
    dossier = then_compulsory(broken_off(), "2026-08-03")
    acts = (
        "2026-10-01 record_escape, 2026-10-31 record_return,"
        "2027-02-01 record_imprisonment, 2028-02-01 resume_after_prison"
    )
    # 30 days escaped, 365 in prison: 3 Aug 2029 + 395 = 3 Aug 2030 + 30 = 2 Sep 2030.
    article = "163/2026/NĐ-CP, Điều 107 khoản 4, Điều 109 khoản 3"
    lost = (
        Days(30, "escape", article),
        Days(365, "prison", "120/2025/QH15, Điều 47 khoản 1"),
    )
    worked = Worked("2026-08-03", 36, "2030-09-02", 1096, lost)
    agrees(standing_term(follow(dossier, COMPULSORY, acts), COMPULSORY, "2028-06-30"), worked)


def test_what_follows_does_not_lengthen_the_first_time_120_2025_article_29_1() -> None:
    dossier = home("2026-08-03 09:00", "2026-08-03 15:00", "2026-08-04 09:00")
    said = {"ground": "used_again", "happened_on": "2026-10-01"}
    dossier.take(HOME, "record_violation", "2026-10-01 09:00", POLICE, **said)
    then_compulsory(dossier, "2026-10-20")
    assert measured(dossier, COMPULSORY, "2026-11-01").months == 36
    # 28 + 30 + 1 days to the record of the violation, of 24 months still.
    worked = Worked("2026-08-03", 24, "2026-10-01", 59)
    agrees(standing_term(dossier, HOME, "2026-11-01"), worked)
