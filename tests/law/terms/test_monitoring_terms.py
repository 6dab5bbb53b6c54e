"""Terms of electronic monitoring, worked by hand: Decree 163 alone has it; ids are citations.

The whole measure for adults at home and after rehabilitation, two years in substitution treatment,
a year for a minor on request, or what is left of the measure if that is less (Điều 15).
"""

from __future__ import annotations

from datetime import date

import pytest

from app.law.engine.facts import ClientFacts
from tests.law.dossier import POLICE, signed
from tests.law.terms.acts import follow
from tests.law.terms.ledger import Worked, agrees, standing_term
from tests.law.test_e_monitoring import MONITORING, in_measure

ADULT = ClientFacts(date(1998, 3, 2))
YOUNG = ClientFacts(date(2012, 3, 2))
HOMELESS = ClientFacts(date(2012, 3, 2), residence_stable=False)

# id: the person, the act, the measure, what the decision says, what happened, the term by hand
ROWS = {
    "163/2026 Điều 15 khoản 1 điểm a: tại nhà, lần đầu": (
        ADULT, "decide", "home", {"term_months": 24}, "",
        Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
    # 36 months from 3 Aug 2026: 365 + 366 + 365.
    "163/2026 Điều 15 khoản 1 điểm a: tại nhà, lần hai": (
        ADULT, "decide", "home", {"term_months": 36}, "",
        Worked("2026-08-03", 36, "2029-08-03", 1096),
    ),
    # Fitted late in the measure: it ends with it on 5 May 2028: 365 + 276 (3 Aug 2027 to 5 May).
    "163/2026 Điều 15 khoản 1 điểm a: hết cùng biện pháp": (
        ADULT, "decide", "home", {"term_months": 24, "ends_on": "2028-05-05"}, "",
        Worked("2026-08-03", 24, "2028-05-05", 641),
    ),
    # The decision names a day past its own months: they go first.
    "163/2026 Điều 15 khoản 1 điểm a: ngày kết thúc xa hơn thời hạn": (
        ADULT, "decide", "home", {"term_months": 24, "ends_on": "2028-09-01"}, "",
        Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
    "163/2026 Điều 15 khoản 1 điểm a: sau cai nghiện, 01 năm": (
        ADULT, "decide", "post_rehab", {"term_months": 12}, "",
        Worked("2026-08-03", 12, "2027-08-03", 365),
    ),
    "163/2026 Điều 15 khoản 1 điểm b: điều trị thay thế, 02 năm": (
        ADULT, "decide", "substitution", {"term_months": 24}, "",
        Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
    # A device off for treatment, the pause in prison: the decision's own days run on.
    "163/2026 Điều 20 khoản 1, khoản 2: tạm dừng, còn thời hạn": (
        ADULT, "decide", "home", {"term_months": 24}, "2027-03-01 pause, 2027-09-01 refit",
        Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
    "163/2026 Điều 15 khoản 2 điểm a: dưới 18 tuổi, 01 năm": (
        YOUNG, "decide_on_request", "home", {}, "", Worked("2026-08-03", 12, "2027-08-03", 365),
    ),
    # Less than a year is left of the measure: to its end on 1 Mar 2027: 28+30+31+30+31+31+28+1.
    "163/2026 Điều 15 khoản 2 điểm a: còn dưới 01 năm": (
        YOUNG, "decide_on_request", "home", {"ends_on": "2027-03-01"}, "",
        Worked("2026-08-03", 12, "2027-03-01", 210),
    ),
    "163/2026 Điều 15 khoản 2 điểm b: sau cai nghiện, không nơi cư trú": (
        HOMELESS, "decide_minor", "post_rehab", {"term_months": 12}, "",
        Worked("2026-08-03", 12, "2027-08-03", 365),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("client", "step", "basis", "says", "acts", "worked"), ROWS.values(), ids=ROWS.keys()
)
def test_a_term_of_monitoring_is_the_one_worked_by_hand(
    client, step, basis, says, acts, worked
) -> None:
    dossier, day = in_measure(basis, client), worked.start
    if step == "decide_on_request":
        said: dict[str, object] = {"requester": {"full_name": "Trần Thị Bình", "relation": "mẹ"}}
        said["hand"] = "monitoring-request"
        dossier.take(MONITORING, "request", f"{day} 08:00", POLICE, **said)
    told = {"decision": signed(day), "basis": basis, "effective_at": f"{day}T12:00:00+07:00"}
    dossier.take(MONITORING, step, f"{day} 10:00", POLICE, **told, **says)
    follow(dossier, MONITORING, acts, POLICE)
    agrees(standing_term(dossier, MONITORING, "2027-12-31"), worked)
