"""Compulsory terms of adults under Decree 163, worked by hand; ids are citations.

`end = intake + 24 or 36 months − days pending + days escaped`, stopped by a prison sentence:
reading decree-163.md §5, from 120/2025/QH15, Điều 29, 37, 39, 47; 163/2026/NĐ-CP, Điều 109, 111,
114, 121.
"""

from __future__ import annotations

import pytest

from tests.law.terms.acts import follow
from tests.law.terms.ledger import Days, Worked, agrees, standing_term
from tests.law.terms.taken_in import COMPULSORY, taken_in


def escaped(days: int) -> Days:
    return Days(days, "escape", "163/2026/NĐ-CP, Điều 107 khoản 4, Điều 109 khoản 3")


def imprisoned(days: int) -> Days:
    return Days(days, "prison", "120/2025/QH15, Điều 47 khoản 1")


def mourned(days: int) -> Days:
    return Days(days, "mourning", "163/2026/NĐ-CP, Điều 121 khoản 1")


def in_hospital(days: int) -> Days:
    return Days(days, "hospital", "163/2026/NĐ-CP, Điều 114 khoản 2, khoản 4")


def removed(days: int) -> Days:
    return Days(days, "removal", "163/2026/NĐ-CP, Điều 111 khoản 4")


def suspended(days: int) -> Days:
    return Days(days, "suspension", "120/2025/QH15, Điều 39 khoản 3")


# id: days pending told at the intake, what happened, the term worked by hand
ROWS = {
    # 365 days to 1 Jul 2027, 366 more to 1 Jul 2028 (29 Feb 2028 is one of them).
    "120/2025 Điều 29 khoản 1: ngày đầu của luật": (
        None, "", Worked("2026-07-01", 24, "2028-07-01", 731),
    ),
    # 31 Aug has a 31 Aug two years on.
    "91/2015 Điều 148 khoản 3: 31/8 và 24 tháng": (
        None, "", Worked("2026-08-31", 24, "2028-08-31", 731),
    ),
    # 29 Feb 2028: two years on there is none, so 28 Feb 2030: 365 + 365.
    "91/2015 Điều 148 khoản 3: 29/2/2028 và 24 tháng": (
        None, "", Worked("2028-02-29", 24, "2030-02-28", 730),
    ),
    # 5 Aug 2028 is a Saturday; a term does not move.
    "120/2025 Điều 29 khoản 1: hết hạn vào thứ bảy không dời": (
        None, "", Worked("2026-08-05", 24, "2028-08-05", 731),
    ),
    # 90 days back from 3 Aug 2028: 3 to 31 Jul, 31 to 30 Jun, 30 to 31 May, 26 to 5 May.
    "120/2025 Điều 37 khoản 2: trừ 90 ngày chờ quyết định": (
        90, "", Worked("2026-08-03", 24, "2028-05-05", 641),
    ),
    # From 1 Oct, back on the 11th: ten days; 3 Aug 2028 + 10.
    "163/2026 Điều 109 khoản 3: bỏ trốn 10 ngày": (
        None, "2026-10-01 record_escape, 2026-10-11 record_return",
        Worked("2026-08-03", 24, "2028-08-13", 731, (escaped(10),)),
    ),
    # From 20 Feb to 10 Mar 2028: 9 days of February (20 to 28), the 29th, 9 of March: 19.
    "163/2026 Điều 109 khoản 3: bỏ trốn qua 29/2/2028": (
        None, "2028-02-20 record_escape, 2028-03-10 record_return",
        Worked("2026-08-03", 24, "2028-08-22", 731, (escaped(19),)),
    ),
    # On leave on the 1st to the 5th, not back on the 6th, found on the 9th.
    "163/2026 Điều 121 khoản 4: không trở lại sau chịu tang": (
        None, "2026-10-01 grant_leave, 2026-10-06 record_escape, 2026-10-09 record_return",
        Worked("2026-08-03", 24, "2028-08-06", 731, (escaped(3),), (mourned(5),)),
    ),
    # All counted: 5 days of leave, 14 in hospital, 61 at home ill (1 Dec to 31 Jan), 20 removed.
    "163/2026 Điều 111, 114, 121; 120/2025 Điều 39: vẫn tính": (
        None,
        (
            "2026-09-01 grant_leave, 2026-09-06 end_leave,"
            "2026-10-01 send_to_hospital, 2026-10-15 return_from_hospital,"
            "2026-12-01 suspend, 2027-01-31 resume,"
            "2027-03-01 remove_temporarily, 2027-03-21 end_removal"
        ),
        Worked(
            "2026-08-03", 24, "2028-08-03", 731, (),
            (mourned(5), in_hospital(14), suspended(61), removed(20)),
        ),
    ),
    # In hospital 10 days, suspended for 61: from the day of the resumption back in the centre.
    "120/2025 Điều 39 khoản 3: từ bệnh viện sang tạm đình chỉ": (
        None, "2026-11-21 send_to_hospital, 2026-12-01 suspend, 2027-01-31 resume",
        Worked("2026-08-03", 24, "2028-08-03", 731, (), (in_hospital(10), suspended(61))),
    ),
    # Suspended on 1 Oct, the court cancels on 2 Nov (32 days); found on 20 Nov (18 days).
    "120/2025 Điều 39 khoản 6: bỏ trốn khi tạm đình chỉ": (
        None, "2026-10-01 suspend, 2026-11-02 cancel_suspension, 2026-11-20 record_return",
        Worked("2026-08-03", 24, "2028-08-21", 731, (escaped(18),), (suspended(32),)),
    ),
    # 1 Mar to 1 Sep 2027: 31 + 30 + 31 + 30 + 31 + 31 = 184. 3 Aug 2028 + 184: 28 to 31 Aug, then
    # 30 + 31 + 30 + 31 + 31 to 31 Jan, 3 more: 3 Feb 2029.
    "120/2025 Điều 47 khoản 1: phạt tù 184 ngày": (
        None, "2027-03-01 record_imprisonment, 2027-09-01 resume_after_prison",
        Worked("2026-08-03", 24, "2029-02-03", 731, (imprisoned(184),)),
    ),
    # Removed for the proceedings on 1 Feb, sentenced on 1 Mar: 28 days that count, 184 that do not.
    "120/2025 Điều 47 khoản 1: trích xuất rồi phạt tù": (
        None,
        (
            "2027-02-01 remove_temporarily, 2027-03-01 record_imprisonment,"
            "2027-09-01 resume_after_prison"
        ),
        Worked("2026-08-03", 24, "2029-02-03", 731, (imprisoned(184),), (removed(28),)),
    ),
    # Fled on 1 Feb, sentenced on 1 Mar: 28 + 184 days; 3 Feb 2029 + 28 = 3 Mar 2029.
    "120/2025 Điều 47 khoản 1: bỏ trốn rồi phạt tù": (
        None,
        (
            "2027-02-01 record_escape, 2027-03-01 record_imprisonment,"
            "2027-09-01 resume_after_prison"
        ),
        Worked("2026-08-03", 24, "2029-03-03", 731, (escaped(28), imprisoned(184))),
    ),
    # Sentenced from the hospital, ten days in; out of prison he is in the centre, not in hospital.
    "120/2025 Điều 47 khoản 1: từ bệnh viện vào tù": (
        None,
        (
            "2027-02-19 send_to_hospital, 2027-03-01 record_imprisonment,"
            "2027-09-01 resume_after_prison"
        ),
        Worked("2026-08-03", 24, "2029-02-03", 731, (imprisoned(184),), (in_hospital(10),)),
    ),
    # 731 less 30 is 701: 2 Aug 2028. 15 days escaped; 10 Jan to 20 Apr is 21 + 28 + 31 + 20 = 100
    # in prison: 115 days from 2 Aug: 29 to 31 Aug, 30 + 31 to 31 Oct, 25 more: 25 Nov 2028.
    "120/2025 Điều 37, 47; 163/2026 Điều 109: cùng lúc": (
        30,
        (
            "2026-10-01 record_escape, 2026-10-16 record_return,"
            "2027-01-10 record_imprisonment, 2027-04-20 resume_after_prison"
        ),
        Worked("2026-09-01", 24, "2028-11-25", 701, (escaped(15), imprisoned(100))),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("pending", "acts", "worked"), ROWS.values(), ids=ROWS.keys())
def test_a_term_of_the_law_is_the_one_worked_by_hand(pending, acts, worked) -> None:
    dossier = follow(taken_in(worked.start, None, pending), COMPULSORY, acts)
    agrees(standing_term(dossier, COMPULSORY, "2028-06-30"), worked)


# Fled on 1 Oct 2026 and not found: the days up to the one looked at, that day included, are added.
STILL_AWAY = {
    "ngày bỏ trốn": ("2026-10-01", Worked("2026-08-03", 24, "2028-08-04", 731, (escaped(1),))),
    "sau một tuần": ("2026-10-08", Worked("2026-08-03", 24, "2028-08-11", 731, (escaped(8),))),
    # 1 Oct to 31 Dec is 92 days: 28 to 31 Aug 2028, 30 to 30 Sep, 31 to 31 Oct, 3 more.
    "hết năm": ("2026-12-31", Worked("2026-08-03", 24, "2028-11-03", 731, (escaped(92),))),
}


@pytest.mark.parametrize(("day", "worked"), STILL_AWAY.values(), ids=STILL_AWAY.keys())
def test_the_end_moves_on_while_a_person_is_away_163_2026_article_109_3(day, worked) -> None:
    dossier = follow(taken_in("2026-08-03"), COMPULSORY, "2026-10-01 record_escape")
    term = standing_term(dossier, COMPULSORY, day)
    assert term.open
    agrees(term, worked)
