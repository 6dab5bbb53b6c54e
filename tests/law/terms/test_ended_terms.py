"""Measures that end before their term, worked by hand: the ledger tells the days that fall away.

Ids are citations.
"""

from __future__ import annotations

import pytest

from tests.law.centre_stays import CENTRE, contracted
from tests.law.dossier import BOOK, DIRECTOR, INTAKE, POLICE, Dossier
from tests.law.terms.acts import follow
from tests.law.terms.ledger import Days, Worked, agrees, standing_term
from tests.law.terms.taken_in import COMPULSORY, taken_in
from tests.law.terms.test_post_rehab_terms import AFTER
from tests.law.terms.test_post_rehab_terms import managed as after
from tests.law.test_use_management import USERS, managed
from tests.law.transition.legacy import HOME, home


def in_centre(day: str) -> Dossier:
    """In a voluntary centre under a contract of six months."""
    dossier = contracted(day)
    dossier.take(CENTRE, "admit", f"{day} 17:00", INTAKE)
    return dossier


# id: the file, the procedure, what happened, the term by hand, the days that fall away, the article
ROWS = {
    # 4 Mar to 4 Jun 2024 is 27 + 30 + 31 + 4 = 92 of 365 days: 273 fall away.
    "116/2021 Điều 58 khoản 3: miễn phần còn lại": (
        lambda: taken_in("2024-03-04", 12), COMPULSORY, "2024-06-04 exempt",
        Worked("2024-03-04", 12, "2024-06-04", 92), 273,
        "116/2021/NĐ-CP, Điều 58 khoản 2, khoản 3",
    ),
    # 92 days gone, ten of them escaped: 82 served of 365.
    "116/2021 Điều 56, 58: miễn sau khi bỏ trốn 10 ngày": (
        lambda: taken_in("2024-03-04", 12), COMPULSORY,
        "2024-05-10 record_escape, 2024-05-20 record_return, 2024-06-04 exempt",
        Worked(
            "2024-03-04", 12, "2024-06-04", 82,
            (Days(10, "escape", "116/2021/NĐ-CP, Điều 56 khoản 4"),),
        ),
        283, "116/2021/NĐ-CP, Điều 58 khoản 2, khoản 3",
    ),
    # The certificate is of the day before the end: one day falls away.
    "163/2026 Điều 123 khoản 2: trong 24 giờ trước khi hết": (
        lambda: taken_in("2026-08-03"), COMPULSORY, "2028-08-02 complete",
        Worked("2026-08-03", 24, "2028-08-02", 730), 1, "163/2026/NĐ-CP, Điều 123 khoản 2",
    ),
    # 4 Mar to 5 Apr is 32 of 184 days.
    "116/2021 Điều 36 khoản 1 điểm đ: chấm dứt hợp đồng": (
        lambda: in_centre("2024-03-04"), CENTRE, "2024-04-05 end_contract",
        Worked("2024-03-04", 6, "2024-04-05", 32), 152,
        "116/2021/NĐ-CP, Điều 36 khoản 1 điểm đ",
    ),
    # Gone on 1 Oct (59 days served), off the list on 1 Nov: the 31 days away are lost, no more.
    "120/2025 Điều 48 khoản 4: đưa ra khỏi danh sách khi vắng mặt": (
        lambda: after("compulsory", "2026-08-03", "2026-08-04"), AFTER,
        "2026-10-01 record_absence, 2026-11-01 stop",
        Worked(
            "2026-08-03", 24, "2026-11-01", 59,
            (Days(31, "unreported_absence", "163/2026/NĐ-CP, Điều 136 khoản 1 điểm a"),),
        ),
        672, "120/2025/QH15, Điều 48 khoản 4",
    ),
    # 3 Aug to 2 Nov is 28 + 30 + 31 + 2 = 91 of 365 days.
    "120/2025 Điều 24 khoản 5: dừng quản lý": (
        lambda: managed("2026-08-03"), USERS, "2026-11-02 stop",
        Worked("2026-08-03", 12, "2026-11-02", 91), 274, "120/2025/QH15, Điều 24 khoản 5, khoản 7",
    ),
    # Used again; the record of 1 Oct ends it: 3 Aug to 1 Oct is 28 + 30 + 1 = 59 of 731 days.
    "120/2025 Điều 35 khoản 1 điểm b: sử dụng khi cai nghiện tại nhà": (
        lambda: home("2026-08-03 09:00", "2026-08-03 15:00", "2026-08-04 09:00"), HOME,
        "2026-10-01 record_violation", Worked("2026-08-03", 24, "2026-10-01", 59), 672,
        "120/2025/QH15, Điều 35 khoản 1, Điều 47",
    ),
    # 6 Mar to 3 Jun 2024 is 25 + 30 + 31 + 3 = 89 of 184 days.
    "116/2021 Điều 33 khoản 1: vi phạm khi cai nghiện tại nhà": (
        lambda: home("2024-03-04 09:00", "2024-03-05 09:00", "2024-03-06 09:00", 6), HOME,
        "2024-06-03 record_violation", Worked("2024-03-06", 6, "2024-06-03", 89), 95,
        "116/2021/NĐ-CP, Điều 33 khoản 1",
    ),
    # Died in prison on 1 Mar, two months in (31 + 28 = 59): 151 days served (28 + 30 + 31 + 30 + 31
    # + 1 to 1 Jan), none of the 580 left.
    "163/2026 Điều 122: chết khi đang chấp hành án phạt tù": (
        lambda: taken_in("2026-08-03"), COMPULSORY,
        "2027-01-01 record_imprisonment, 2027-03-01 record_death",
        Worked(
            "2026-08-03", 24, "2027-03-01", 151,
            (Days(59, "prison", "120/2025/QH15, Điều 47 khoản 1"),),
        ),
        580, "163/2026/NĐ-CP, Điều 122 khoản 1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "procedure", "acts", "worked", "early", "law"), ROWS.values(), ids=ROWS.keys()
)
@pytest.mark.parametrize("seen", ["on the day", "long after"])
def test_a_measure_that_ends_early_tells_the_days_that_fall_away(
    file, procedure, acts, worked, early, law, seen
) -> None:
    by = POLICE if procedure in {AFTER, USERS, HOME} else DIRECTOR if procedure == CENTRE else None
    dossier = follow(file(), procedure, acts, by)
    day = worked.end if seen == "on the day" else "2029-06-30"
    term = standing_term(dossier, procedure, day)
    agrees(term, worked)
    last = term.parts[-1]
    assert (last.kind, last.days, last.law) == ("ended", -early, law)
    assert last.vi == f"Kết thúc sớm {early} ngày"
    lost = sum(row.days for row in worked.lost)
    assert (term.open, term.not_served, term.remaining) == (False, lost, 0)
    assert term.served == worked.serves


def test_what_closes_a_measure_that_runs_ends_its_term() -> None:
    for procedure in (row for row in BOOK.procedures.values() if row.subject == "client"):
        final = {state.code for state in procedure.states.values() if state.final}
        steps = procedure.steps.values()
        running = {
            state for step in steps for row in step.term if row.start for state in step.targets
        }
        for _ in steps:
            running |= {s for step in steps if running & step.from_ for s in step.targets}
        for step in steps:
            if final & set(step.targets) and (running - final) & step.from_:
                assert any(row.end for row in step.term), (procedure.code, step.name)
