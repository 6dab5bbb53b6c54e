"""Who chooses a centre, and who moves a person to another: by where it lies (120/2025 Điều 38)."""

from __future__ import annotations

from datetime import date

import pytest

from app.law.engine.facts import ClientFacts
from tests.law.dossier import NATION, PROVINCE, codes, signed
from tests.law.standing import standing

HERE, ELSEWHERE = "F-01-07", "F-79-01"
PPD = "Giám đốc Công an cấp tỉnh"
C04 = "Cục trưởng Cục Cảnh sát điều tra tội phạm về ma túy"
C10 = "Cục trưởng Cục Cảnh sát quản lý trại giam"
MINOR = ClientFacts(date(2010, 5, 6))


def refused(found) -> str:
    """The office a refusal names; empty where the act is allowed."""
    if found.allowed:
        return ""
    assert codes(found) == {"acts-as"}
    return found.reasons[0].title.vi.removeprefix("Thẩm quyền thuộc về: ")


@pytest.mark.parametrize(
    ("by", "facility", "office"),
    [
        (PROVINCE, HERE, ""),
        (PROVINCE, ELSEWHERE, C04),
        (NATION, ELSEWHERE, ""),
        (NATION, HERE, PPD),
    ],
)
@pytest.mark.parametrize(
    ("state", "step"), [("in_centre", "transfer"), ("placement_requested", "assign_centre")]
)
def test_inside_the_province_its_director_beyond_it_the_ministry(
    state, step, by, facility, office
) -> None:
    file = standing("compulsory", state, "2026-08-03")
    said = {"decision": signed("2026-09-01"), "facility": facility}
    found = file.ask("compulsory", step, "2026-09-01 09:00", by, **said)
    assert refused(found) == office


@pytest.mark.parametrize(
    ("by", "place", "facility", "office"),
    [
        (NATION, "reform_school", HERE, ""),
        (PROVINCE, "reform_school", HERE, C10),
        (PROVINCE, "public_centre", HERE, ""),
        (NATION, "public_centre", ELSEWHERE, ""),
    ],
)
def test_a_reform_school_is_the_prison_departments_to_choose(by, place, facility, office) -> None:
    file = standing("compulsory-minor", "in_centre", "2026-08-03", client=MINOR)
    said = {"decision": signed("2026-09-01"), "facility": facility, "place": place}
    found = file.ask("compulsory-minor", "transfer", "2026-09-01 09:00", by, **said)
    assert refused(found).startswith(office)
    assert bool(found.reasons) is bool(office)


def test_before_2026_the_centre_was_named_in_the_request_and_nobody_transferred() -> None:
    """Decree 116 has no rule on a transfer between centres."""
    file = standing("compulsory", "in_centre", "2026-03-02")
    found = file.ask("compulsory", "transfer", "2026-03-03 09:00", PROVINCE, facility=HERE)
    assert codes(found) == {"wrong-edition"}


def test_turning_18_in_the_centre_starts_a_clock_of_its_own() -> None:
    """120/2025 Điều 36 khoản 4: D-78 falls on the birthday of whoever is taken in under 18."""
    file = standing("compulsory-minor", "in_centre", "2026-08-03", client=MINOR)
    found = file.ask("compulsory-minor", "admit", "2026-08-03 09:00", PROVINCE)
    assert [row.due_at.date() for row in found.starts if row.clock == "D-78"] == [date(2028, 5, 8)]
    grown = standing(
        "compulsory-minor", "in_centre", "2026-08-03", client=ClientFacts(date(2008, 8, 1))
    )
    found = grown.ask("compulsory-minor", "admit", "2026-08-03 09:00", PROVINCE)
    assert [row for row in found.starts if row.clock == "D-78"] == []
