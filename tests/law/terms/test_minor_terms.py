"""Compulsory terms of minors in every edition, worked by hand; ids are citations.

6 to 12 months under Law 73 (Điều 33 khoản 3), 24 or 36 under Law 120 (Điều 29 khoản 1); what
shortens and lengthens them is as for adults. Nothing ends or cuts a term at 18.
"""

from __future__ import annotations

from datetime import date

import pytest

from app.law.engine.facts import ClientFacts
from tests.law.dossier import codes, signed
from tests.law.terms.acts import BY, follow
from tests.law.terms.ledger import Days, Worked, agrees, standing_term
from tests.law.terms.taken_in import MINORS, taken_in

ESCAPE_116 = "116/2021/NĐ-CP, Điều 56 khoản 4"
ESCAPE_163 = "163/2026/NĐ-CP, Điều 107 khoản 4, Điều 109 khoản 3"

# id: the birthday, days in a facility before, what happened, the term worked by hand
ROWS = {
    # 31 Aug and 6 months: 28 Feb 2023. 30 + 31 + 30 + 31 + 31 + 28 = 181.
    "73/2021 Điều 33 khoản 3: 31/8 và 06 tháng": (
        "2007-03-02", None, "", Worked("2022-08-31", 6, "2023-02-28", 181),
    ),
    # The same in a leap year: 29 Feb 2024, 182.
    "73/2021 Điều 33 khoản 3: 31/8 và 06 tháng, năm nhuận": (
        "2008-03-02", None, "", Worked("2023-08-31", 6, "2024-02-29", 182),
    ),
    # From 29 Feb there is a 29 Aug: 29 + 31 + 30 + 31 + 30 + 31 = 182.
    "73/2021 Điều 33 khoản 3: 29/2 và 06 tháng": (
        "2008-03-02", None, "", Worked("2024-02-29", 6, "2024-08-29", 182),
    ),
    # 4 Mar 2025 is 365 days on; 20 back: 4 to 28 Feb, 16 more to 12 Feb. 10 escaped: 22 Feb.
    "116/2021 Điều 44, 56: trừ 20 ngày, trốn 10 ngày": (
        "2008-05-02", 20, "2024-05-10 record_escape, 2024-05-20 record_return",
        Worked("2024-03-04", 12, "2025-02-22", 345, (Days(10, "escape", ESCAPE_116),)),
    ),
    # 18 on 1 May 2024, two months in: Decree 116 is silent and the term of the court runs on.
    "73/2021 Điều 33: đủ 18 tuổi giữa thời hạn": (
        "2006-05-01", None, "", Worked("2024-03-04", 12, "2025-03-04", 365),
    ),
    # 31 Mar 2025 and 11 months: 28 Feb 2026, 334 days.
    "từ 01/3/2025, 73/2021 Điều 33 khoản 3: 31/3 và 11 tháng": (
        "2009-03-02", None, "", Worked("2025-03-31", 11, "2026-02-28", 334),
    ),
    # 30 Aug 2025 and 6 months: 28 Feb 2026: 31 + 30 + 31 + 30 + 31 + 29 = 182.
    "từ 01/7/2025, 73/2021 Điều 33 khoản 3: 30/8 và 06 tháng": (
        "2010-03-02", None, "", Worked("2025-08-30", 6, "2026-02-28", 182),
    ),
    "120/2025 Điều 29 khoản 1: 24 tháng như người lớn": (
        "2011-03-02", None, "", Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
    # 45 pending, 7 escaped: 3 Aug 2028 − 45 is 19 Jun (3 + 31 + 11), + 7 is 26 Jun.
    "120/2025 Điều 37 khoản 2; 163/2026 Điều 109: trừ 45, trốn 07 ngày": (
        "2011-03-02", 45, "2026-10-01 record_escape, 2026-10-08 record_return",
        Worked("2026-08-03", 24, "2028-06-26", 686, (Days(7, "escape", ESCAPE_163),)),
    ),
    # 18 on 2 Mar 2028 with five months left: moved to a public centre, the term runs on.
    "120/2025 Điều 36 khoản 4: đủ 18 tuổi, chuyển cơ sở": (
        "2010-03-02", None, "2028-03-02 transfer_at_18",
        Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
    # 18 on 3 May 2028: exactly three months left is still three months.
    "120/2025 Điều 36 khoản 4: còn đúng 03 tháng": (
        "2010-05-03", None, "2028-05-03 transfer_at_18",
        Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
    # With four days escaped the end is 7 Aug: on 7 May three months are left again.
    "120/2025 Điều 36 khoản 4: 03 tháng sau khi cộng ngày trốn": (
        "2010-05-03", None,
        "2026-10-01 record_escape, 2026-10-05 record_return, 2028-05-07 transfer_at_18",
        Worked("2026-08-03", 24, "2028-08-07", 731, (Days(4, "escape", ESCAPE_163),)),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("born", "pending", "acts", "worked"), ROWS.values(), ids=ROWS.keys())
def test_a_term_of_a_minor_is_the_one_worked_by_hand(born, pending, acts, worked) -> None:
    client = ClientFacts(date.fromisoformat(born))
    dossier = taken_in(worked.start, worked.months, pending, MINORS, client)
    agrees(standing_term(follow(dossier, MINORS, acts), MINORS, "2028-06-30"), worked)


def test_a_day_short_of_three_months_the_person_stays_120_2025_article_36_4() -> None:
    dossier = taken_in("2026-08-03", procedure=MINORS, client=ClientFacts(date(2010, 5, 4)))
    said = {"decision": signed("2028-05-04"), "facility": "F-01"}
    found = dossier.ask(MINORS, "transfer_at_18", "2028-05-04 10:00", BY["transfer_at_18"], **said)
    assert codes(found) == {"term-left-at-least"}


def test_a_reduction_of_a_minor_that_a_human_allows_116_2021_article_58() -> None:
    dossier = taken_in("2024-03-31", 12, procedure=MINORS, client=ClientFacts(date(2008, 5, 2)))
    dossier.answers["D116-Q17"] = "yes"
    follow(dossier, MINORS, "2024-10-07 reduce progress_months=1")
    # 11 months from 31 Mar 2024: 28 Feb 2025; 365 less 31 days.
    agrees(
        standing_term(dossier, MINORS, "2024-12-31"), Worked("2024-03-31", 12, "2025-02-28", 334)
    )
