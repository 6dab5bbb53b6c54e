"""Terms of the management of illegal users in every edition, worked by hand; ids are citations.

A year from the day of the decision (73/2021/QH14, Điều 23 khoản 2; 120/2025/QH15, Điều 24 khoản 2),
anew when drugs are used again; since Decree 163 what is left of it after a move runs from the new
decision, and days whereabouts unknown do not count (Điều 60).
"""

from __future__ import annotations

import pytest

from tests.law.dossier import CHAIR, POLICE
from tests.law.terms.acts import follow
from tests.law.terms.ledger import Days, Worked, agrees, standing_term
from tests.law.test_use_management import USERS, managed

# id: the day of the first decision, what happened, the term worked by hand
LAW_73 = {
    "73/2021 Điều 23 khoản 2: một năm": (
        "2023-03-06", "", Worked("2023-03-06", 12, "2024-03-06", 366),
    ),
    # 29 Feb 2024 has no anniversary in 2025: 28 Feb.
    "73/2021 Điều 23 khoản 2: từ 29/2": (
        "2024-02-29", "", Worked("2024-02-29", 12, "2025-02-28", 365),
    ),
    # A new decision on 3 Jun: its own year.
    "105/2021 Điều 43 khoản 2: sử dụng lại": (
        "2024-03-04", "2024-06-03 renew", Worked("2024-06-03", 12, "2025-06-03", 365),
    ),
    # The file goes to another commune; Decree 105 lets the year run on.
    "105/2021 Điều 43 khoản 3: chuyển nơi cư trú": (
        "2024-03-04", "2024-06-03 transfer", Worked("2024-03-04", 12, "2025-03-04", 365),
    ),
    "từ 01/3/2025, 73/2021 Điều 23 khoản 2: 31/3": (
        "2025-03-31", "", Worked("2025-03-31", 12, "2026-03-31", 365),
    ),
    "từ 01/7/2025, 73/2021 Điều 23 khoản 2: ngày đầu": (
        "2025-07-01", "", Worked("2025-07-01", 12, "2026-07-01", 365),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("decided", "acts", "worked"), LAW_73.values(), ids=LAW_73.keys())
def test_a_year_of_law_73_is_the_one_worked_by_hand(decided, acts, worked) -> None:
    dossier = follow(managed(decided), USERS, acts, CHAIR)
    agrees(standing_term(dossier, USERS, worked.end), worked)


def unknown(days: int) -> Days:
    return Days(days, "unknown_whereabouts", "163/2026/NĐ-CP, Điều 60 khoản 2")


def moving(days: int) -> Days:
    return Days(days, "between_communes", "163/2026/NĐ-CP, Điều 60 khoản 1")


def detained(days: int) -> Days:
    return Days(days, "detention", "120/2025/QH15, Điều 24 khoản 7")


# id: answers to open questions, the first decision, what happened, the term worked by hand
LAW_120 = {
    "120/2025 Điều 24 khoản 2: một năm": (
        {}, "2026-08-31", "", Worked("2026-08-31", 12, "2027-08-31", 365),
    ),
    "120/2025 Điều 24 khoản 2: từ 29/2/2028": (
        {}, "2028-02-29", "", Worked("2028-02-29", 12, "2029-02-28", 365),
    ),
    # 1 Oct to 15 Oct: fourteen days; 3 Aug 2027 + 14.
    "163/2026 Điều 60 khoản 2: vắng mặt 14 ngày": (
        {}, "2026-08-03", "2026-10-01 record_absence, 2026-10-15 record_return",
        Worked("2026-08-03", 12, "2027-08-17", 365, (unknown(14),)),
    ),
    # Two times: 5 + 28 (the whole of February 2027).
    "163/2026 Điều 60 khoản 2: vắng mặt hai lần": (
        {}, "2026-08-03",
        (
            "2026-10-01 record_absence, 2026-10-06 record_return,"
            "2027-02-01 record_absence, 2027-03-01 record_return"
        ),
        Worked("2026-08-03", 12, "2027-09-05", 365, (unknown(33),)),
    ),
    # The old year and its absence are gone: a new one from 15 Oct.
    "163/2026 Điều 59 khoản 1: sử dụng lại khi vắng mặt": (
        {}, "2026-08-03", "2026-10-01 record_absence, 2026-10-15 renew",
        Worked("2026-10-15", 12, "2027-10-15", 365),
    ),
    # The file left on 1 Oct, III-04 of the new commune on the 6th: 59 days served (28 + 30 + 1),
    # 306 left from 6 Oct: 3 Aug 2027 + 5.
    "163/2026 Điều 60 khoản 1: chuyển đi, chờ 05 ngày": (
        {}, "2026-08-03", "2026-10-01 transfer, 2026-10-06 continue_decision",
        Worked("2026-08-03", 12, "2027-08-08", 365, (moving(5),)),
    ),
    "RS3-Q13: một người quyết định tính cả những ngày chờ": (
        {"RS3-Q13": "counted"}, "2026-08-03", "2026-10-01 transfer, 2026-10-06 continue_decision",
        Worked("2026-08-03", 12, "2027-08-03", 365),
    ),
    # In remand for October: managed on to the end of the same year.
    "120/2025 Điều 24 khoản 7: tạm giam, đến hết thời hạn": (
        {}, "2026-08-03", "2026-10-01 pause, 2026-11-01 resume",
        Worked("2026-08-03", 12, "2027-08-03", 365),
    ),
    "RS3-Q12: một người quyết định cộng những ngày bị giam": (
        {"RS3-Q12": "added"}, "2026-08-03", "2026-10-01 pause, 2026-11-01 resume",
        Worked("2026-08-03", 12, "2027-09-03", 365, (detained(31),)),
    ),
    # Gone for ten days, then found in custody: the absence ends there.
    "163/2026 Điều 60, 63: vắng mặt rồi bị tạm giữ": (
        {}, "2026-08-03", "2026-10-01 record_absence, 2026-10-11 pause, 2026-11-01 resume",
        Worked("2026-08-03", 12, "2027-08-13", 365, (unknown(10),)),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "decided", "acts", "worked"), LAW_120.values(), ids=LAW_120.keys()
)
def test_a_year_of_law_120_is_the_one_worked_by_hand(answers, decided, acts, worked) -> None:
    dossier = managed(decided)
    dossier.answers.update(answers)
    by = None if "continue_decision" in acts else POLICE
    follow(dossier, USERS, acts, by)
    agrees(standing_term(dossier, USERS, "2028-04-30"), worked)
