"""Terms of voluntary rehabilitation in a centre in every edition, worked by hand.

6 to 12 months from the contract under Law 73 (Điều 31 khoản 1); 24 or 36 months under Law 120: from
the reception record of a private centre (Điều 33 khoản 2), from the intake of a public one
(question RS3-Q2), the remainder at home from its new reception record (Điều 32 khoản 2 điểm b).
Ids are citations.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.law.centre_stays import CENTRE, contracted, decided
from tests.law.dossier import DIRECTOR, INTAKE, POLICE, Dossier
from tests.law.terms.acts import follow
from tests.law.terms.ledger import Days, Worked, agrees, standing_term

# id: taken in, what happened, the term worked by hand from the day of the contract
LAW_73 = {
    # In the centre a week after the contract; 4 Mar to 4 Sep is 27 + 30 + 31 + 30 + 31 + 31 + 4.
    "73/2021 Điều 31 khoản 1: từ ngày ký hợp đồng": (
        "2024-03-11", "", Worked("2024-03-04", 6, "2024-09-04", 184),
    ),
    "73/2021 Điều 31 khoản 1: 31/8 và 06 tháng": (
        "2022-08-31", "", Worked("2022-08-31", 6, "2023-02-28", 181),
    ),
    "73/2021 Điều 31 khoản 1: 29/2 và 12 tháng": (
        "2024-03-01", "", Worked("2024-02-29", 12, "2025-02-28", 365),
    ),
    # Away three days; the decree takes nothing off or on for it.
    "116/2021 Điều 37 khoản 1: rời cơ sở 03 ngày": (
        "2024-03-04", "2024-05-02 record_absence, 2024-05-05 record_return",
        Worked("2024-03-04", 6, "2024-09-04", 184),
    ),
    # 31 May 2025 and 9 months: 28 Feb 2026: 365 less 92 (28 Feb to 31 May).
    "từ 01/3/2025, 73/2021 Điều 31 khoản 1: 31/5 và 09 tháng": (
        "2025-06-02", "", Worked("2025-05-31", 9, "2026-02-28", 273),
    ),
    "từ 01/7/2025, 73/2021 Điều 31 khoản 1: 31/12 và 06 tháng": (
        "2025-12-31", "", Worked("2025-12-31", 6, "2026-06-30", 181),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("taken_in", "acts", "worked"), LAW_73.values(), ids=LAW_73.keys())
def test_a_term_of_a_contract_is_the_one_worked_by_hand(taken_in, acts, worked) -> None:
    dossier = contracted(worked.start, worked.months)
    dossier.take(CENTRE, "admit", f"{taken_in} 17:00", INTAKE)
    follow(dossier, CENTRE, acts, INTAKE)
    agrees(standing_term(dossier, CENTRE, worked.end), worked)


def private(day: str) -> Dossier:
    """Decided and received at a private centre on one day."""
    dossier = decided(day, "private")
    dossier.take(CENTRE, "sign_contract", f"{day} 16:00", DIRECTOR)
    dossier.take(CENTRE, "admit", f"{day} 17:00", INTAKE)
    return dossier


def public(day: str) -> Dossier:
    """Decided on a day and brought to a public centre on it."""
    dossier = decided(day, "public")
    dossier.cases[CENTRE] = replace(dossier.cases[CENTRE], state="assigned", facility="F-01")
    dossier.take(CENTRE, "admit", f"{day} 17:00", INTAKE, hand="placement-decision")
    return dossier


def waited(days: int) -> Days:
    return Days(days, "between_places", "120/2025/QH15, Điều 32 khoản 2 điểm b")


PRIVATE = {
    "120/2025 Điều 33 khoản 2: 31/8 và 24 tháng": (
        "", Worked("2026-08-31", 24, "2028-08-31", 731),
    ),
    "91/2015 Điều 148 khoản 3: 29/2/2028": (
        "", Worked("2028-02-29", 24, "2030-02-28", 730),
    ),
    # Out with V-30 on 5 Mar 2027, V-24 at home on the 7th: served 214 days (3 Aug to 5 Mar), 517 of
    # 731 are left and run from the 7th: 3 Aug 2028 + 2.
    "120/2025 Điều 32 khoản 2 điểm b: nhánh B, chờ 02 ngày": (
        "2027-03-05 certify_partial, 2027-03-07 register_home",
        Worked("2026-08-03", 24, "2028-08-05", 731, (waited(2),)),
    ),
    # Received at home on the day itself: nothing is lost.
    "120/2025 Điều 32 khoản 2 điểm b: nhánh B, trong ngày": (
        "2027-03-05 certify_partial, 2027-03-05 register_home",
        Worked("2026-08-03", 24, "2028-08-03", 731),
    ),
    # Past the two days of Điều 33(4)b: 26 days wait, none of them counts.
    "120/2025 Điều 33 khoản 4 điểm b: nhánh B, chờ 26 ngày": (
        "2027-03-05 certify_partial, 2027-03-31 register_home",
        Worked("2026-08-03", 24, "2028-08-29", 731, (waited(26),)),
    ),
    # The centre is suspended on 1 Dec; in another on the 5th: four days.
    "163/2026 Điều 75 khoản 5: cơ sở bị đình chỉ, sang cơ sở khác": (
        "2026-12-01 record_centre_suspension, 2026-12-03 register_remainder, 2026-12-05 admit",
        Worked("2026-08-03", 24, "2028-08-07", 731, (waited(4),)),
    ),
    # Suspended on 1 Dec, at home from the 3rd (two days).
    "163/2026 Điều 75 khoản 5: cơ sở bị đình chỉ, về gia đình": (
        "2026-12-01 record_centre_suspension, 2026-12-03 register_home",
        Worked("2026-08-03", 24, "2028-08-05", 731, (waited(2),)),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("acts", "worked"), PRIVATE.values(), ids=PRIVATE.keys())
def test_a_term_of_a_private_centre_is_the_one_worked_by_hand(acts, worked) -> None:
    dossier = follow(private(worked.start), CENTRE, acts.replace(", 2026-12-05 admit", ""))
    if "admit" in acts:
        dossier.cases[CENTRE] = replace(dossier.cases[CENTRE], state="contracted")
        follow(dossier, CENTRE, "2026-12-05 admit")
    agrees(standing_term(dossier, CENTRE, "2028-03-31"), worked)


ESCAPE = "163/2026/NĐ-CP, Điều 107 khoản 4, Điều 109 khoản 3"
ILL = "120/2025/QH15, Điều 39 khoản 3"
PUBLIC = {
    "RS3-Q2: từ ngày tiếp nhận": ("", Worked("2026-08-03", 24, "2028-08-03", 731)),
    # 1 Oct to 13 Oct: 12 days; 3 Aug 2028 + 12.
    "163/2026 Điều 109 khoản 3: bỏ trốn 12 ngày": (
        "2026-10-01 record_escape, 2026-10-13 record_return",
        Worked("2026-08-03", 24, "2028-08-15", 731, (Days(12, "escape", ESCAPE),)),
    ),
    # Ill at home from 1 Dec to 1 Mar: 31 + 31 + 28 = 90 days, all counted.
    "120/2025 Điều 39 khoản 3: tạm đình chỉ vẫn tính": (
        "2026-12-01 suspend, 2027-03-01 resume",
        Worked("2026-08-03", 24, "2028-08-03", 731, (), (Days(90, "suspension", ILL),)),
    ),
}  # fmt: skip


def test_an_escape_counts_from_itself_not_from_its_record_163_2026_article_109_3() -> None:
    dossier = public("2026-08-03")
    said = {"escaped_at": "2026-09-29T23:30:00+07:00"}
    dossier.take(CENTRE, "record_escape", "2026-10-01 08:00", DIRECTOR, **said)
    follow(dossier, CENTRE, "2026-10-13 record_return")
    # 29 and 30 Sep, 1 to 12 Oct: fourteen days; 3 Aug 2028 + 14.
    worked = Worked("2026-08-03", 24, "2028-08-17", 731, (Days(14, "escape", ESCAPE),))
    agrees(standing_term(dossier, CENTRE, "2028-03-31"), worked)


def test_a_stay_stops_when_the_centre_is_suspended_163_2026_article_75_5() -> None:
    dossier = private("2026-08-03")
    said = {"suspended_at": "2026-11-29T08:00:00+07:00"}
    dossier.take(CENTRE, "record_centre_suspension", "2026-12-01 08:00", POLICE, **said)
    follow(dossier, CENTRE, "2026-12-02 register_home")
    # 29 and 30 Nov, 1 Dec: three days.
    worked = Worked("2026-08-03", 24, "2028-08-06", 731, (waited(3),))
    agrees(standing_term(dossier, CENTRE, "2028-03-31"), worked)


@pytest.mark.parametrize(("acts", "worked"), PUBLIC.values(), ids=PUBLIC.keys())
def test_a_term_of_a_public_centre_is_the_one_worked_by_hand(acts, worked) -> None:
    dossier = follow(public(worked.start), CENTRE, acts)
    agrees(standing_term(dossier, CENTRE, "2028-03-31"), worked)
