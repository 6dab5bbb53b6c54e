"""What a line of a table tells: acts of a file by their day, put through the real book.

`2024-05-10 record_escape, 2024-05-20 record_return` are two acts; `reduce progress_months=2` tells
a figure with its act. Who takes an act and what is handed in is the same in every row, so it stands
here once.
"""

from __future__ import annotations

from dataclasses import replace

from app.law.engine.facts import ActorFacts
from app.law.engine.transition import act_edition
from tests.law.dossier import (
    BOOK,
    CLINIC,
    COURT,
    DIRECTOR,
    INTAKE,
    POLICE,
    PROVINCE,
    Dossier,
    moment,
    phases,
    signed,
)

CENTRE = replace(CLINIC, unit="F-01")
CUTOVER = "2026-07-01"
DAYS = ("died_on", "happened_on")
MOMENTS = ("escaped_at", "left_at", "suspended_at")

BY: dict[str, ActorFacts] = {
    "admit": INTAKE,
    "record_return": INTAKE,
    "end_leave": INTAKE,
    "end_removal": INTAKE,
    "resume_after_prison": INTAKE,
    "send_to_hospital": CENTRE,
    "return_from_hospital": CENTRE,
    "suspend": COURT,
    "cancel_suspension": COURT,
    "exempt": COURT,
    "reduce": COURT,
    "transfer_at_18": PROVINCE,
    "certify_partial": DIRECTOR,
    "register_home": POLICE,
    "register_remainder": POLICE,
    "record_centre_suspension": POLICE,
    "voluntary-centre:suspend": PROVINCE,
    "use-management:transfer": POLICE,
    "move": POLICE,
    "continue_decision": replace(POLICE, unit="00007"),
    "record_provider_suspension": POLICE,
}
HAND = {
    "suspend": "medical-proof relief-proposal",
    "exempt": "medical-proof",
    "remove_temporarily": "removal-request",
    "grant_leave": "leave-application death-certificate",
    "renew": "test-result",
    "reduce": "merit-proof",
}
TELLS: dict[str, dict[str, object]] = {
    "send_to_hospital": {"place": "Bệnh viện tâm thần tỉnh"},
    "remove_temporarily": {"agency": "Cơ quan Cảnh sát điều tra", "until_on": "2029-12-31"},
    "grant_leave": {"deceased": "parent", "days": 5},
    "end_leave": {"drug_test": "negative"},
    "reduce": {"graded_well": True},
    "exempt": {"reason": "critical_illness"},
    "suspend": {"inpatient_days": 20},
    "record_imprisonment": {"judgment": "Bản án 45/2027/HS-ST"},
    "transfer_at_18": {"facility": "F-01"},
    "certify_partial": {"phases": phases(*"abc")},
    "transfer": {"to_unit": "00007"},
    "move": {"to_unit": "00007"},
    "pause": {"reason": "prison"},
    "stop": {"reason": "prison"},
    "record_violation": {"ground": "used_again"},
    "end_contract": {"reason": "Theo thỏa thuận"},
}


def follow(dossier: Dossier, procedure: str, acts: str, by: ActorFacts | None = None) -> Dossier:
    """Take the acts of a line in their order; where one office takes them all, it is told."""
    for act in filter(None, (part.strip() for part in acts.split(","))):
        day, step, *figures = act.split()
        said = tells(procedure, step, day)
        said |= {name: int(figure) for name, figure in (told.split("=") for told in figures)}
        office = BY.get(f"{procedure}:{step}", BY.get(step, DIRECTOR))
        dossier.take(procedure, step, f"{day} 10:00", by or office, **said)
    return dossier


def tells(procedure: str, step: str, day: str) -> dict[str, object]:
    """What goes with an act in the edition of its day: only what that edition asks for."""
    edition = act_edition(BOOK, moment(f"{day} 10:00")).code
    asked = {row.field for row in BOOK.procedures[procedure, edition].steps[step].asks}
    told: dict[str, object] = {"decision": signed(day), **TELLS.get(step, {})}
    told |= dict.fromkeys(MOMENTS, f"{day}T08:00:00+07:00") | dict.fromkeys(DAYS, day)
    found = {name: value for name, value in told.items() if name in asked}
    return found | ({"hand": HAND[step]} if step in HAND else {})
