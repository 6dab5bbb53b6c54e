"""Terms of post-rehab management in every edition, worked by hand; ids are citations.

A year after voluntary rehabilitation, substitution and a minor's compulsory term, two after an
adult's (73/2021/QH14, Điều 40; 120/2025/QH15, Điều 42): from the completion, not from the decision.
Days away without reporting do not count.
"""

from __future__ import annotations

import pytest

from app.law.engine.facts import CaseFacts
from tests.law.dossier import CHAIR, POLICE, Dossier, moment, signed
from tests.law.standing import standing
from tests.law.terms.acts import follow
from tests.law.terms.ledger import Days, Worked, agrees, standing_term

AFTER = "post-rehab"


def managed(procedure: str, completed: str, decided: str) -> Dossier:
    """Decided on one day after a rehabilitation that was completed on another."""
    dossier = standing(AFTER, "proposed", decided)
    begun, done = moment("2022-01-03 08:00"), moment(f"{completed} 08:00")
    dossier.cases["origin"] = CaseFacts(
        "origin",
        procedure,
        "d116",
        "completed",
        "00004",
        begun,
        closed_at=done,
        outcome="completed",
    )
    said = {"decision": signed(decided), "from_on": completed}
    dossier.take(AFTER, "decide", f"{decided} 09:00", CHAIR, **said)
    return dossier


def away_116(days: int) -> Days:
    return Days(days, "unreported_absence", "116/2021/NĐ-CP, Điều 79 khoản 1 điểm b")


def away_163(days: int) -> Days:
    return Days(days, "unreported_absence", "163/2026/NĐ-CP, Điều 136 khoản 1 điểm a")


# id: what was completed, the day of the decision, what happened, the term worked by hand
ROWS = {
    # Completed on 29 Feb 2024, decided five days later: a year from the completion, 28 Feb 2025.
    "73/2021 Điều 40 khoản 1: tự nguyện tại nhà, từ ngày hoàn thành": (
        "voluntary-home", "2024-03-05", "", Worked("2024-02-29", 12, "2025-02-28", 365),
    ),
    "73/2021 Điều 40 khoản 1: tự nguyện tại cơ sở": (
        "voluntary-centre", "2023-09-05", "", Worked("2023-08-31", 12, "2024-08-31", 366),
    ),
    "73/2021 Điều 40 khoản 1: điều trị thay thế": (
        "substitution", "2024-03-05", "", Worked("2024-03-01", 12, "2025-03-01", 365),
    ),
    "73/2021 Điều 40 khoản 1: bắt buộc, dưới 18 tuổi": (
        "compulsory-minor", "2023-09-05", "", Worked("2023-08-31", 12, "2024-08-31", 366),
    ),
    # Two years from 29 Feb 2024: 28 Feb 2026.
    "73/2021 Điều 40 khoản 2: bắt buộc, người lớn": (
        "compulsory", "2024-03-05", "", Worked("2024-02-29", 24, "2026-02-28", 730),
    ),
    # 10 to 20 May 2024: ten days; over 29 Feb: 28 Feb to 5 Mar 2024 is 6 (28, 29, 1, 2, 3, 4).
    "116/2021 Điều 79 khoản 1 điểm b: vắng mặt hai lần": (
        "compulsory", "2023-09-05",
        (
            "2024-02-28 record_absence, 2024-03-05 record_return,"
            "2024-05-10 record_absence, 2024-05-20 record_return"
        ),
        Worked("2023-09-04", 24, "2025-09-20", 731, (away_116(16),)),
    ),
    # The new commune goes on with the same term.
    "116/2021 Điều 79 khoản 1 điểm c: chuyển nơi cư trú": (
        "voluntary-home", "2024-03-05", "2024-06-03 transfer",
        Worked("2024-03-04", 12, "2025-03-04", 365),
    ),
    "từ 01/3/2025, 73/2021 Điều 40 khoản 1": (
        "voluntary-centre", "2025-04-02", "2025-05-05 record_absence, 2025-05-12 record_return",
        Worked("2025-03-31", 12, "2026-04-07", 365, (away_116(7),)),
    ),
    "từ 01/7/2025, 73/2021 Điều 40 khoản 2": (
        "compulsory", "2025-07-03", "2025-12-29 record_absence, 2026-01-02 record_return",
        Worked("2025-07-01", 24, "2027-07-05", 730, (away_116(4),)),
    ),
    "120/2025 Điều 42 khoản 1: tự nguyện tại nhà": (
        "voluntary-home", "2026-08-04", "", Worked("2026-08-31", 12, "2027-08-31", 365),
    ),
    "120/2025 Điều 42 khoản 1: bắt buộc, dưới 18 tuổi": (
        "compulsory-minor", "2026-08-04", "", Worked("2026-08-03", 12, "2027-08-03", 365),
    ),
    # 1 Oct 2026 to 1 Feb 2027: 31 + 30 + 31 + 31 = 123; 3 Aug 2028 + 123: 28 to 31 Aug, 30 + 31
    # + 30 to 30 Nov, 4 more.
    "120/2025 Điều 42 khoản 2; 163/2026 Điều 136: vắng mặt 123 ngày": (
        "compulsory", "2026-08-04", "2026-10-01 record_absence, 2027-02-01 record_return",
        Worked("2026-08-03", 24, "2028-12-04", 731, (away_163(123),)),
    ),
    "120/2025 Điều 42 khoản 2: từ 29/2/2028": (
        "compulsory", "2028-03-01", "", Worked("2028-02-29", 24, "2030-02-28", 730),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("origin", "decided", "acts", "worked"), ROWS.values(), ids=ROWS.keys())
def test_a_term_after_rehabilitation_is_the_one_worked_by_hand(
    origin, decided, acts, worked
) -> None:
    dossier = follow(managed(origin, worked.start, decided), AFTER, acts, POLICE)
    agrees(standing_term(dossier, AFTER, max(worked.end, decided)), worked)
