"""What is written down of a resident between the first day and the last."""

from collections.abc import Iterator
from datetime import datetime

from tests.year.acts import CENTRE, DIRECTOR, DOCTOR, INTAKE, Act, followed, later, written

PLAN = {
    "goals": [{"domain": "education", "goal": "Đọc thông, viết thạo", "interventions": []}],
}  # fmt: skip


# Days of the stay on which detoxification begins and ends.
DETOX = (1, 14)


def has_plan(n: int) -> bool:
    """One in ten of those who came by the old law, half of those the court of the new one sent."""
    return n % 10 == 1 or n % 20 == 9


def lived(n: int, day: datetime, procedure: str) -> Iterator[Act]:
    """Everybody is visited and telephones; the rest is of some."""
    yield written(
        n, later(day, 10, 9), INTAKE, "outside-contacts",
        {"kind": "visit", "happened_at": "AT", "who": "Nguyễn Thị Lan", "relation": "mẹ",
         "minutes": 30, "visitors": 1}, counts="visit_received",
    )  # fmt: skip
    yield written(
        n, later(day, 20, 15), INTAKE, "outside-contacts",
        {"kind": "call", "happened_at": "AT", "who": "Nguyễn Thị Lan", "relation": "mẹ",
         "minutes": 5}, counts="visit_received",
    )  # fmt: skip
    if n % 3 == 0:
        yield from treated(n, day)
    if n % 4 == 1:
        yield written(
            n, later(day, 2, 10), DOCTOR, "screenings",
            {"instrument": "dast-10", "version": "1982", "unit": CENTRE, "scores": [{"score": 4}],
             "on": later(day, 2).date().isoformat()},
            counts="screening", serves="screening_examination",
        )  # fmt: skip
    if n % 5 == 2:
        yield written(
            n, later(day, 1, 10), DOCTOR, "tests",
            {"taken_at": "AT", "result": "negative", "sample": "urine", "reason": "intake",
             "unit": CENTRE}, counts="body_test",
        )  # fmt: skip
    if n % 8 == 0:
        yield Act(later(day, 25, 9), "move_room", n, INTAKE, {"procedure": procedure})
    if has_plan(n):
        yield from planned(n, day, procedure)
    if n % 10 == 4 or n % 20 == 19:
        yield from judged(n, day)
    if n % 20 == 9:
        yield from in_hospital(n, later(day, 20, 11), procedure)


def treated(n: int, day: datetime) -> Iterator[Act]:
    """The record of withdrawal treatment, opened and closed; things kept meanwhile."""
    key, first = f"health:{n}", later(day, 1)
    yield written(
        n, later(day, 1, 11), DOCTOR, "health-records",
        {"opened_on": first.date().isoformat(), "substances": ["opioids"], "protocol": "Clonidin",
         "severity": "moderate", "doctor": "BS. Bình"},
        key=key, counts="health_record", serves="treatment",
    )  # fmt: skip
    over = later(day, 12, 11)
    body = {"closed_on": over.date().isoformat(), "outcome": "completed"}
    yield followed(n, over, DOCTOR, key, "close", body=body)
    yield written(
        n, later(day, 0, 17), INTAKE, "belongings",
        {"received_at": "AT", "what": "Điện thoại", "quantity": 1, "receipt_number": f"BN-{n}"},
    )  # fmt: skip


def planned(n: int, day: datetime, procedure: str) -> Iterator[Act]:
    """A plan with a goal, reviewed once; detoxification begun and closed."""
    key, at = f"plan:{n}", later(day, 3, 10)
    body = {"written_on": at.date().isoformat(), **PLAN}
    yield written(n, at, INTAKE, "{case}/plans", body, key=key, procedure=procedure, counts="plan")
    at = later(day, 40, 10)
    body = {"held_on": at.date().isoformat(), "findings": "Tiến bộ"}
    yield followed(n, at, INTAKE, key, "reviews", body=body, versioned=False, status=201,
                   counts="plan")  # fmt: skip
    key, at = f"phase:{n}", later(day, DETOX[0], 12)
    body = {"phase": "b", "started_on": at.date().isoformat(), "carried_out_by": "BS. Bình"}
    yield written(
        n, at, DOCTOR, "{case}/phases", body, key=key, procedure=procedure, counts="phase"
    )
    at = later(day, DETOX[1], 12)
    body = {"ended_on": at.date().isoformat(), "outcome": "completed", "carried_out_by": "BS. Bình"}
    yield followed(n, at, DOCTOR, key, "close", body=body, counts="phase")


def judged(n: int, day: datetime) -> Iterator[Act]:
    """Praised or warned; a certificate of a trade."""
    at = later(day, 30, 16)
    body = {"kind": "commendation" if n % 3 else "warning", "reason": "Biên bản kèm theo",
            "decided_by": "Trần Văn Bình", "decided_on": at.date().isoformat()}  # fmt: skip
    yield written(n, at, INTAKE, "measures", body, counts="discipline")
    at = later(day, 70, 16)
    body = {"kind": "vocational_elementary", "title": "Nghề mộc", "number": f"CC-{n}",
            "issuer": "Trường trung cấp nghề", "issued_on": at.date().isoformat()}  # fmt: skip
    yield written(
        n, at, INTAKE, "certificates", body, counts="certificate", serves="vocational_training"
    )


def in_hospital(n: int, at: datetime, procedure: str) -> Iterator[Act]:
    """Taken ill, the family told: no text gives this notice a time; back after five days."""
    case = {"procedure": procedure}
    said = {"name": "send_to_hospital", **case, "place": "Bạch Mai"}
    yield Act(at, "step", n, DOCTOR, said)
    yield Act(later(at, 0, 12), "incident", n, INTAKE, {"kind": "illness", **case}, f"ill:{n}")
    said = {"recipient": "relatives", "late": False}
    yield Act(later(at, 0, 13), "notice", n, DIRECTOR, said, f"ill:{n}")
    yield Act(later(at, 5), "step", n, DOCTOR, {"name": "return_from_hospital", **case})
