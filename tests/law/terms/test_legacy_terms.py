"""Terms of Law 73 that run on after 2026-07-01, worked by hand; ids are rows of decree-163.md §12.

The length is that of the decision (TR-1, TR-14, TR-15), and what happens from July 2026 on is dealt
with by the new law (TR-10): who is sent to prison then serves the rest after it, whose whereabouts
are unknown then does not serve.
"""

from __future__ import annotations

import pytest

from tests.law.dossier import POLICE
from tests.law.terms.acts import follow
from tests.law.terms.ledger import Days, Worked, agrees, standing_term
from tests.law.terms.taken_in import COMPULSORY, taken_in
from tests.law.test_use_management import USERS, managed
from tests.law.transition.legacy import HOME, home

PRISON = "120/2025/QH15, Điều 47 khoản 1"
ROWS = {
    # 2 Feb 2027 as the court has it.
    "TR-1: 12 tháng của Tòa án": ("", Worked("2026-02-02", 12, "2027-02-02", 365)),
    # From 3 Aug to 3 Sep: 31 days, 2 Feb + 31 = 5 Mar 2027.
    "TR-1, TR-10, 120/2025 Điều 47 khoản 1: phạt tù 31 ngày": (
        "2026-08-03 record_imprisonment, 2026-09-03 resume_after_prison",
        Worked("2026-02-02", 12, "2027-03-05", 365, (Days(31, "prison", PRISON),)),
    ),
    # From 28 Jun to 4 Jul, over the cutover: six days (28, 29, 30, 1, 2, 3); the term is of Law 73.
    "TR-1, 116/2021 Điều 56 khoản 4: trốn qua 01/7/2026": (
        "2026-06-28 record_escape, 2026-07-04 record_return",
        Worked(
            "2026-02-02", 12, "2027-02-08", 365,
            (Days(6, "escape", "116/2021/NĐ-CP, Điều 56 khoản 4"),),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("acts", "worked"), ROWS.values(), ids=ROWS.keys())
def test_a_legacy_term_of_the_court_is_the_one_worked_by_hand(acts, worked) -> None:
    dossier = follow(taken_in(worked.start, worked.months), COMPULSORY, acts)
    agrees(standing_term(dossier, COMPULSORY, "2026-12-31"), worked)


def test_who_is_gone_without_a_trace_does_not_serve_tr_15_163_2026_article_60_2() -> None:
    acts = "2026-08-03 record_absence, 2026-08-13 record_return"
    dossier = follow(managed("2026-02-02"), USERS, acts, POLICE)
    lost = (Days(10, "unknown_whereabouts", "163/2026/NĐ-CP, Điều 60 khoản 2"),)
    worked = Worked("2026-02-02", 12, "2027-02-12", 365, lost)
    agrees(standing_term(dossier, USERS, "2026-12-31"), worked)


def test_a_legacy_term_at_home_from_the_end_of_august_tr_1() -> None:
    dossier = home("2025-08-29 08:00", "2025-08-29 09:00", "2025-08-31 10:00", 12)
    worked = Worked("2025-08-31", 12, "2026-08-31", 365)
    agrees(standing_term(dossier, HOME, "2026-08-01"), worked)
