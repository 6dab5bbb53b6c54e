"""Days before the decision that shorten a compulsory term, worked by hand; ids are citations.

Decree 116 takes off the days in a facility, not those with the family (Điều 44 khoản 3); Decree 163
the days under the decision on pending management, from the day it is made, less those of an escape
(163/2026/NĐ-CP, Điều 98 khoản 3, 109 khoản 3), both up to the intake (question RS3-Q3).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.law.engine.facts import ActorFacts
from tests.law.dossier import CHAIR, COURT, POLICE, Dossier, signed
from tests.law.standing import ADULT, standing
from tests.law.terms.acts import CUTOVER, follow
from tests.law.terms.ledger import Worked, agrees, standing_term
from tests.law.terms.taken_in import COMPULSORY, admit

PENDING = "pending-management"
SISTER = {"full_name": "Nguyễn Thị Bình", "relation": "chị"}


def compiler(day: str) -> ActorFacts:
    """Who compiles the dossier: the chair until February 2025, then the commune police."""
    return CHAIR if day < "2025-03-01" else POLICE


def begun(day: str, *, family: bool = False) -> Dossier:
    """A dossier is being compiled, and the person is given to a facility or to the family."""
    dossier = standing(COMPULSORY, "dossier_open", day, client=ADULT)
    said: dict[str, object] = {"decision": signed(day)}
    step = "decide_facility"
    if family:
        step = "decide_family"
        said |= {"family": SISTER, "hand": "family-agreement"}
    else:
        said |= {"facility": "F-01", "hand": "family-refusal"}
        said |= {"reason": "Đang lập hồ sơ"} if day >= CUTOVER else {}
    dossier.take(PENDING, step, f"{day} 09:00", compiler(day), **said)
    return dossier


def pend(dossier: Dossier, acts: str) -> Dossier:
    """Follow the acts of the pending stage, each by the office that takes it."""
    for act in filter(None, acts.split(", ")):
        day, step = act.split()
        by = compiler(day)
        said: dict[str, object] = {"hand": "cv"} if step == "hand_over_to_facility" else {}
        if day < CUTOVER and step == "record_return":
            said |= {"decision": signed(day), "facility": "F-01"}
        if day >= CUTOVER and step == "record_escape":
            follow(dossier, PENDING, act)
            continue
        dossier.take(PENDING, step, f"{day} 10:00", by, **said)
    return dossier


def sentenced(dossier: Dossier, day: str, months: int) -> Dossier:
    """The court applies the measure on a day."""
    case = dossier.cases[COMPULSORY]
    dossier.cases[COMPULSORY] = replace(case, state="accepted", court="C-01", facility="F-01")
    said: dict[str, object] = {"decision": signed(day), "outcome": "apply"}
    said |= {"term_months": months} if day < CUTOVER else {}
    dossier.take(COMPULSORY, "court_decide", f"{day} 08:00", COURT, **said)
    return dossier


# id: with the family first, the decision on pending management, what happened, the court's day, the
# term worked by hand from the intake
ROWS = {
    # Decided on 4 Mar, in the facility from the 6th: 6 Mar to 15 Apr is 25 + 15 = 40. 15 Apr 2025
    # less 40: 15 to 31 Mar, 25 more to 6 Mar.
    "116/2021 Điều 44 khoản 3: 40 ngày ở cơ sở": (
        False, "2024-03-04", "2024-03-06 hand_over_to_facility", "2024-04-08",
        Worked("2024-04-15", 12, "2025-03-06", 325),
    ),
    # With the family all the time: no day is taken off.
    "116/2021 Điều 44 khoản 3: ở gia đình không trừ": (
        True, "2024-03-04", "2024-03-04 hand_over_to_family", "2024-04-08",
        Worked("2024-04-15", 12, "2025-04-15", 365),
    ),
    # Fled from the family on 10 Mar, in a facility from 20 Mar: 20 Mar to 15 Apr is 11 + 15 = 26.
    "116/2021 Điều 48 khoản 4: trốn khỏi gia đình, rồi ở cơ sở": (
        True, "2024-03-04",
        (
            "2024-03-04 hand_over_to_family, 2024-03-10 record_escape, "
            "2024-03-18 record_return, 2024-03-20 hand_over_to_facility"
        ),
        "2024-04-08", Worked("2024-04-15", 12, "2025-03-20", 339),
    ),
    # 6 to 16 Mar is 10 days, fled, back in the facility from 1 Apr: 14 more: 24.
    "116/2021 Điều 44 khoản 3: trốn khỏi cơ sở": (
        False, "2024-03-04",
        (
            "2024-03-06 hand_over_to_facility, 2024-03-16 record_escape, "
            "2024-03-30 record_return, 2024-04-01 hand_over_to_facility"
        ),
        "2024-04-08", Worked("2024-04-15", 12, "2025-03-22", 341),
    ),
    # 7 Apr to 5 May 2025: 23 + 5 = 28.
    "từ 01/3/2025, 116/2021 Điều 44 khoản 3: 28 ngày": (
        False, "2025-04-07", "2025-04-07 hand_over_to_facility", "2025-04-28",
        Worked("2025-05-05", 18, "2026-10-08", 521),
    ),
    # 1 Sep to 1 Oct 2025: 30.
    "từ 01/7/2025, 116/2021 Điều 44 khoản 3: 30 ngày": (
        False, "2025-09-01", "2025-09-01 hand_over_to_facility", "2025-09-24",
        Worked("2025-10-01", 12, "2026-09-01", 335),
    ),
    # Decided on 3 Aug, brought in on the 5th, taken into the centre on 1 Sep: 28 + 1 = 29.
    "163/2026 Điều 98 khoản 3: từ ngày ra quyết định": (
        False, "2026-08-03", "2026-08-05 hand_over_to_facility", "2026-08-28",
        Worked("2026-09-01", 24, "2028-08-03", 702),
    ),
    # The same, fled on the 10th, back on the 20th: 7 days and 12 days.
    "163/2026 Điều 109 khoản 3: trừ ngày bỏ trốn": (
        False, "2026-08-03",
        "2026-08-05 hand_over_to_facility, 2026-08-10 record_escape, 2026-08-20 record_return",
        "2026-08-28", Worked("2026-09-01", 24, "2028-08-13", 712),
    ),
    # Fled on the 4th before being brought in, found on the 24th: 1 day and 8 days.
    "163/2026 Điều 109 khoản 3: trốn trước khi vào cơ sở": (
        False, "2026-08-03", "2026-08-04 record_escape, 2026-08-24 record_return", "2026-08-28",
        Worked("2026-09-01", 24, "2028-08-23", 722),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("family", "day", "acts", "court", "worked"), ROWS.values(), ids=ROWS.keys()
)
def test_days_before_the_decision_are_the_ones_worked_by_hand(
    family, day, acts, court, worked
) -> None:
    dossier = pend(begun(day, family=family), acts)
    sentenced(dossier, court, worked.months)
    admit(dossier, worked.start)
    dossier.take(PENDING, "move_to_term", f"{worked.start} 11:00", compiler(day))
    agrees(standing_term(dossier, COMPULSORY, worked.end), worked)
