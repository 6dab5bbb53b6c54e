"""Terms of voluntary rehabilitation at home in every edition, worked by hand; ids are citations.

6 to 12 months under Law 73 (Điều 30 khoản 2), from the day a human has said (question D116-Q1);
24 or 36 months under Law 120, from the reception record made at the registration (Điều 32 khoản 2
điểm a), which may lie a day before the decision.
"""

from __future__ import annotations

import pytest

from tests.law.dossier import CHAIR
from tests.law.terms.acts import follow
from tests.law.terms.ledger import Worked, agrees, standing_term
from tests.law.transition.legacy import HOME, home

# id: registered, decided, begun; the term worked by hand, from the day it was begun
LAW_73 = {
    # 31 Aug 2022 and 6 months: 28 Feb 2023, 181 days.
    "73/2021 Điều 30 khoản 2: 31/8 và 06 tháng": (
        "2022-08-29", "2022-08-30", Worked("2022-08-31", 6, "2023-02-28", 181),
    ),
    # 31 Aug 2023 and 6 months: 29 Feb 2024, 182 days.
    "73/2021 Điều 30 khoản 2: 31/8 và 06 tháng, năm nhuận": (
        "2023-08-29", "2023-08-30", Worked("2023-08-31", 6, "2024-02-29", 182),
    ),
    # 29 Feb 2024 and 12 months: 28 Feb 2025.
    "73/2021 Điều 30 khoản 2: 29/2 và 12 tháng": (
        "2024-02-26", "2024-02-27", Worked("2024-02-29", 12, "2025-02-28", 365),
    ),
    # 30 Nov 2022 and 9 months: 30 Aug 2023: 365 less 92 (30 Aug to 30 Nov).
    "73/2021 Điều 30 khoản 2: 30/11 và 09 tháng": (
        "2022-11-28", "2022-11-29", Worked("2022-11-30", 9, "2023-08-30", 273),
    ),
    # Begun under Decree 116, over the first of March 2025: 31 Dec and 6 months is 30 Jun.
    "73/2021 Điều 30 khoản 2: 31/12 và 06 tháng, qua 01/3/2025": (
        "2024-12-30", "2024-12-30", Worked("2024-12-31", 6, "2025-06-30", 181),
    ),
    "từ 01/3/2025, 73/2021 Điều 30 khoản 2: 31/3 và 08 tháng": (
        # November has no 31st: 30 Nov 2025; 30+31+30+31+31+30+31+30 = 244.
        "2025-03-27", "2025-03-28", Worked("2025-03-31", 8, "2025-11-30", 244),
    ),
    "từ 01/7/2025, 73/2021 Điều 30 khoản 2: 29/8 và 06 tháng": (
        # 28 Feb 2026: 31 + 30 + 31 + 30 + 31 + 30 = 183.
        "2025-08-27", "2025-08-28", Worked("2025-08-29", 6, "2026-02-28", 183),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("registered", "decided", "worked"), LAW_73.values(), ids=LAW_73.keys())
def test_a_term_at_home_of_law_73_is_the_one_worked_by_hand(registered, decided, worked) -> None:
    dossier = home(
        f"{registered} 09:00", f"{decided} 09:00", f"{worked.start} 10:00", worked.months
    )
    agrees(standing_term(dossier, HOME, worked.start), worked)


# Registered on 29 Feb, decided on 4 Mar, begun on 7 Mar 2024: six months from each.
ANSWERS = {
    # 7 Mar to 7 Sep: 31 + 30 + 31 + 30 + 31 + 31 = 184.
    "begin": Worked("2024-03-07", 6, "2024-09-07", 184),
    "decision": Worked("2024-03-04", 6, "2024-09-04", 184),
    # 29 Feb to 29 Aug: 182.
    "registration": Worked("2024-02-29", 6, "2024-08-29", 182),
}


@pytest.mark.parametrize(("answer", "worked"), ANSWERS.items(), ids=ANSWERS.keys())
def test_the_first_day_is_the_one_a_human_has_said_d116_q1(answer, worked) -> None:
    dossier = home("2024-02-29 09:00", "2024-03-04 09:00", "2024-03-07 09:00", 6)
    dossier.answers["D116-Q1"] = answer
    agrees(standing_term(dossier, HOME, "2024-03-31"), worked)


# id: registered (the reception record), decided, begun, what happened, the term worked by hand
LAW_120 = {
    # Received on 3 Aug at nine, decided on the 4th, begun on the 6th: it runs from the 3rd.
    "120/2025 Điều 32 khoản 2 điểm a: từ biên bản tiếp nhận": (
        "2026-08-04", "2026-08-06", "", Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
    # Received on the first day of the law.
    "120/2025 Điều 29 khoản 1: 01/7/2026": (
        "2026-07-01", "2026-07-02", "", Worked("2026-07-01", 24, "2028-07-01", 731),
    ),
    "91/2015 Điều 148 khoản 3: 29/2/2028 và 24 tháng": (
        "2028-02-29", "2028-03-01", "", Worked("2028-02-29", 24, "2030-02-28", 730),
    ),
    # A move and a suspended provider are no new time and stop nothing: each day counts.
    "163/2026 Điều 92 khoản 1 điểm c: chuyển nơi cư trú": (
        "2026-08-04", "2026-08-06", "2026-10-05 move, 2026-10-20 continue_decision",
        Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
    "163/2026 Điều 81 khoản 4: tổ chức dịch vụ bị đình chỉ": (
        "2026-08-04", "2026-08-06",
        "2026-12-01 record_provider_suspension, 2026-12-03 register_remainder",
        Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("decided", "begun", "acts", "worked"), LAW_120.values(), ids=LAW_120.keys()
)
def test_a_term_at_home_of_law_120_is_the_one_worked_by_hand(decided, begun, acts, worked) -> None:
    dossier = home(f"{worked.start} 09:00", f"{decided} 15:00", f"{begun} 16:00")
    follow(dossier, HOME, acts)
    agrees(standing_term(dossier, HOME, "2028-04-30"), worked)


def test_a_move_takes_no_day_off_116_2021_article_32_2() -> None:
    dossier = home("2024-03-04 09:00", "2024-03-05 09:00", "2024-03-06 09:00", 8)
    follow(dossier, HOME, "2024-06-03 move", CHAIR)
    # 6 Mar to 6 Nov 2024: 31 + 30 + 31 + 30 + 31 + 31 + 30 + 31 = 245.
    agrees(standing_term(dossier, HOME, "2024-07-01"), Worked("2024-03-06", 8, "2024-11-06", 245))
