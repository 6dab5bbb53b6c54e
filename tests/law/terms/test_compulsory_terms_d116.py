"""Compulsory terms of adults under Decree 116, worked by hand; ids are citations.

`end = intake + term of the court − days in a facility − months reduced + days escaped`: reading
decree-116.md §5, from 116/2021/NĐ-CP, Điều 44 khoản 3, 56 khoản 4, 58, 59, 67 khoản 4, 70 khoản 1.
The three editions share the rule, so each has rows of its own.
"""

from __future__ import annotations

import pytest

from tests.law.terms.acts import follow
from tests.law.terms.ledger import Days, Worked, agrees, standing_term
from tests.law.terms.taken_in import COMPULSORY, taken_in


def escaped(days: int) -> Days:
    return Days(days, "escape", "116/2021/NĐ-CP, Điều 56 khoản 4")


def mourned(days: int) -> Days:
    return Days(days, "mourning", "116/2021/NĐ-CP, Điều 70 khoản 1")


def in_hospital(days: int) -> Days:
    return Days(days, "hospital", "116/2021/NĐ-CP, Điều 67 khoản 4")


def removed(days: int) -> Days:
    return Days(days, "removal", "116/2021/NĐ-CP, Điều 59")


def suspended(days: int) -> Days:
    return Days(days, "suspension", "116/2021/NĐ-CP, Điều 58 khoản 2, Điều 67 khoản 4")


# id: days in a facility before, what happened (day and act), the term worked by hand
D116 = {
    # 31 Aug 2022 and 18 months: February 2024 has no 31st, it is a leap year: the 29th. 365 days to
    # 31 Aug 2023, then 30 Sep + 31 Oct + 30 Nov + 31 Dec + 31 Jan + 29 Feb = 182: 547.
    "91/2015 Điều 148 khoản 3: 31/8 và 18 tháng, năm nhuận": (
        None, "", Worked("2022-08-31", 18, "2024-02-29", 547),
    ),
    # From 29 Feb 2024: 12 months on there is no 29th, so 28 Feb 2025: a year of 365 days.
    "91/2015 Điều 148 khoản 3: 29/2 và 12 tháng": (
        None, "", Worked("2024-02-29", 12, "2025-02-28", 365),
    ),
    # 29 Feb 2024 and 24 months: 28 Feb 2026, 365 + 365.
    "91/2015 Điều 148 khoản 3: 29/2 và 24 tháng": (
        None, "", Worked("2024-02-29", 24, "2026-02-28", 730),
    ),
    # 15 Mar 2024 is 366 days off (29 Feb in it). Less 45: 15 back to 29 Feb, 30 more to 30 Jan.
    "116/2021 Điều 44 khoản 3: 45 ngày ở cơ sở trước": (
        45, "", Worked("2023-03-15", 12, "2024-01-30", 321),
    ),
    # No day was spent in a facility: nought is told and nothing is taken off.
    "116/2021 Điều 44 khoản 3: khai 0 ngày": (
        0, "", Worked("2023-03-15", 12, "2024-03-15", 366),
    ),
    # Away on the 10th to the 19th, back on the 20th: ten days; 4 Mar 2025 + 10.
    "116/2021 Điều 56 khoản 4: bỏ trốn 10 ngày": (
        None, "2024-05-10 record_escape, 2024-05-20 record_return",
        Worked("2024-03-04", 12, "2025-03-14", 365, (escaped(10),)),
    ),
    # Fled on 20 May with 12 days to go to 1 Jun; back on 1 Jul: 12 + 30 = 42 days lost, so the 12
    # days are served from 1 Jul to 12 Jul and it is over on the 13th.
    "116/2021 Điều 56 khoản 4: bỏ trốn qua ngày hết hạn": (
        None, "2024-05-20 record_escape, 2024-07-01 record_return",
        Worked("2023-06-01", 12, "2024-07-13", 366, (escaped(42),)),
    ),
    # Twice: 28 Feb to 2 Mar 2024 is 3 days (28, 29 Feb, 1 Mar); 31 Dec to 3 Jan is 3 days.
    "116/2021 Điều 56 khoản 4: hai lần, qua 29/2 và qua năm": (
        None,
        (
            "2023-12-31 record_escape, 2024-01-03 record_return,"
            "2024-02-28 record_escape, 2024-03-02 record_return"
        ),
        Worked("2023-09-04", 12, "2024-09-10", 366, (escaped(6),)),
    ),
    # Brought back on the day of the escape: no night away, no day lost.
    "116/2021 Điều 56 khoản 4: trở lại trong ngày": (
        None, "2024-05-10 record_escape, 2024-05-10 record_return",
        Worked("2024-03-04", 12, "2025-03-04", 365),
    ),
    # Five days of leave, twenty in hospital, thirty with the police: all counted, the end stays.
    "116/2021 Điều 70, 67, 59: chịu tang, bệnh viện, trích xuất vẫn tính": (
        None,
        (
            "2024-04-01 grant_leave, 2024-04-06 end_leave,"
            "2024-05-02 send_to_hospital, 2024-05-22 return_from_hospital,"
            "2024-06-03 remove_temporarily, 2024-07-03 end_removal"
        ),
        Worked("2024-03-04", 12, "2025-03-04", 365, (), (mourned(5), in_hospital(20), removed(30))),
    ),
    # Leave from 1 Apr, not back on the 6th: escaped from then until the 16th, ten days.
    "116/2021 Điều 70 khoản 4: không trở lại sau chịu tang": (
        None, "2024-04-01 grant_leave, 2024-04-06 record_escape, 2024-04-16 record_return",
        Worked("2024-03-04", 12, "2025-03-14", 365, (escaped(10),), (mourned(5),)),
    ),
    # From the hospital on the 8th, six days in; back after seven more.
    "116/2021 Điều 56 khoản 2: trốn khi đang điều trị": (
        None, "2024-05-02 send_to_hospital, 2024-05-08 record_escape, 2024-05-15 record_return",
        Worked("2024-03-04", 12, "2025-03-11", 365, (escaped(7),), (in_hospital(6),)),
    ),
    # Fled from the officers on the 8th; back on the 15th in the centre, no longer with them.
    "116/2021 Điều 59: trốn khi bị trích xuất": (
        None, "2024-05-02 remove_temporarily, 2024-05-08 record_escape, 2024-05-15 record_return",
        Worked("2024-03-04", 12, "2025-03-11", 365, (escaped(7),), (removed(6),)),
    ),
    # Hospital from 2 May, suspended on the 13th (11 days), resumed on 12 Jun (30 days).
    "116/2021 Điều 58 khoản 2: từ bệnh viện sang tạm đình chỉ": (
        None, "2024-05-02 send_to_hospital, 2024-05-13 suspend, 2024-06-12 resume",
        Worked("2024-03-04", 12, "2025-03-04", 365, (), (in_hospital(11), suspended(30))),
    ),
    # 24 months less 3 are 21: 16 Sep 2024. 365 + 275 (16 Dec 2023 to 16 Sep 2024, leap) = 640.
    "116/2021 Điều 58 khoản 1 điểm a: giảm 03 tháng": (
        None, "2024-01-05 reduce progress_months=3", Worked("2022-12-16", 24, "2024-09-16", 640),
    ),
    # 3 for progress, later 5 for merit: 16 months left of 24, 16 Apr 2024: 365 + 122 = 487.
    "116/2021 Điều 58 khoản 1: giảm hai lần": (
        None, "2024-01-05 reduce progress_months=3, 2024-04-05 reduce merit_months=5",
        Worked("2022-12-16", 24, "2024-04-16", 487),
    ),
    # 31 Aug 2022, 24 months less 2: June has no 31st: 30 Jun 2024; 365 + 304.
    "116/2021 Điều 58 khoản 1: giảm 02 tháng, cuối tháng": (
        None, "2024-02-01 reduce progress_months=2", Worked("2022-08-31", 24, "2024-06-30", 669),
    ),
    # All at once: 24 less 3 months is 16 Sep 2024 (640 days), less 20 days is 620; 10 days of
    # escape on top: 27 Aug + 10 = 6 Sep 2024.
    "116/2021 Điều 44, 56, 58: trừ 20 ngày, giảm 03 tháng, trốn 10 ngày": (
        20,
        (
            "2023-02-06 record_escape, 2023-02-16 record_return,"
            "2024-01-05 reduce progress_months=3"
        ),
        Worked("2022-12-16", 24, "2024-09-06", 620, (escaped(10),)),
    ),
}  # fmt: skip
MARCH_2025 = {
    # 31 Mar 2025 and 18 months: 30 Sep 2026; 365 + 183 (31 Mar to 30 Sep).
    "từ 01/3/2025, 91/2015 Điều 148 khoản 3: 31/3 và 18 tháng": (
        None, "", Worked("2025-03-31", 18, "2026-09-30", 548),
    ),
    # 3 Mar 2026 is a Tuesday; less 30 days: 3 back to 28 Feb, 27 more to 1 Feb, a Sunday: it stays.
    "từ 01/3/2025, 116/2021 Điều 44 khoản 3: 30 ngày": (
        30, "", Worked("2025-03-03", 12, "2026-02-01", 335),
    ),
    # 5 days from 27 Jun to 1 Jul, over the day the next edition began: 2 Apr 2026 + 5.
    "từ 01/3/2025, 116/2021 Điều 56 khoản 4: trốn qua 01/7/2025": (
        None, "2025-06-27 record_escape, 2025-07-02 record_return",
        Worked("2025-04-02", 12, "2026-04-07", 365, (escaped(5),)),
    ),
    # 15 days of suspension counted; a month off for progress: 17 months from 1 Apr is 1 Sep 2026.
    "từ 01/3/2025, 116/2021 Điều 58: tạm đình chỉ, giảm 01 tháng": (
        None, "2025-05-05 suspend, 2025-05-20 resume, 2026-02-02 reduce progress_months=1",
        Worked("2025-04-01", 18, "2026-09-01", 518, (), (suspended(15),)),
    ),
}  # fmt: skip
JULY_2025 = {
    # 31 Aug 2025 and 18 months: 28 Feb 2027; 365 + 181.
    "từ 01/7/2025, 91/2015 Điều 148 khoản 3: 31/8 và 18 tháng": (
        None, "", Worked("2025-08-31", 18, "2027-02-28", 546),
    ),
    # The first day of the edition: 1 Jul 2026 is 365 days on; less 61: 1 May.
    "từ 01/7/2025, 116/2021 Điều 44 khoản 3: 61 ngày": (
        61, "", Worked("2025-07-01", 12, "2026-05-01", 304),
    ),
    # No hospital stay is asked for any more (184/2025 Điều 20 khoản 17); the days still count.
    "từ 01/7/2025, 116/2021 Điều 58, 59: tạm đình chỉ, trích xuất vẫn tính": (
        None,
        (
            "2025-09-01 suspend, 2025-10-01 resume,"
            "2025-11-03 remove_temporarily, 2025-11-13 end_removal"
        ),
        Worked("2025-08-04", 12, "2026-08-04", 365, (), (suspended(30), removed(10))),
    ),
    # Six for merit from 18: 12 months from 1 Jul 2025 is 1 Jul 2026, 365 days; 14 escaped.
    "từ 01/7/2025, 116/2021 Điều 56, 58: trốn 14 ngày, lập công giảm 06 tháng": (
        None,
        "2025-08-01 record_escape, 2025-08-15 record_return, 2026-06-29 reduce merit_months=6",
        Worked("2025-07-01", 18, "2026-07-15", 365, (escaped(14),)),
    ),
}  # fmt: skip
ROWS = D116 | MARCH_2025 | JULY_2025


@pytest.mark.parametrize(("pending", "acts", "worked"), ROWS.values(), ids=ROWS.keys())
def test_a_term_of_the_court_is_the_one_worked_by_hand(pending, acts, worked) -> None:
    dossier = follow(taken_in(worked.start, worked.months, pending), COMPULSORY, acts)
    agrees(standing_term(dossier, COMPULSORY, "2026-06-30"), worked)
