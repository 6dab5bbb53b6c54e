"""The long roads, walked office by office: to the court, into the centre, out again."""

from tests.scenarios.story import CENTRE, COURT, DOSSIER, File, signed

CHAIR, POLICE, PROVINCE = "commune_official", "commune_police", "province_manager"
CLERK, INTAKE, DIRECTOR = "court_clerk", "centre_caseworker", "centre_director"
NO_EXCLUSION = {"without_capacity": False, "pregnant": False, "raising_child": False}


def opened(file: File, when: str, by: str, **more: object) -> File:
    """The dossier is opened: used again, caught that morning."""
    said = {"grounds": ["used_again"], "detected_at": file.at(when), **NO_EXCLUSION, **more}
    return file.open(by, "compulsory", "open_dossier", when, papers=("violation-record",), **said)


def to_court_2023(file: File) -> File:
    """Decree 116 before 2025: the chair compiles, the district labour office checks and submits."""
    opened(file, "2023-03-06 09:00", CHAIR)
    file.take(CHAIR, "notify", "2023-03-08 09:00", papers=DOSSIER)
    file.take(CHAIR, "finish_reading", "2023-03-14 08:00")
    file.take(CHAIR, "send_for_check", "2023-03-14 15:00")
    said = {"court": COURT, "receiving_facility": CENTRE}
    return file.take(PROVINCE, "submit_to_court", "2023-03-16 09:00", **said)


def to_court_2025(file: File) -> File:
    """Decree 116 from 2025-07-01: the commune police compile, check and submit."""
    opened(file, "2025-09-08 09:00", POLICE)
    file.take(POLICE, "notify", "2025-09-10 09:00", papers=DOSSIER)
    file.take(POLICE, "finish_reading", "2025-09-16 08:00")
    said = {"court": COURT, "receiving_facility": CENTRE}
    return file.take(POLICE, "submit_to_court", "2025-09-16 15:00", **said)


def to_court_2026(file: File) -> File:
    """Decree 163: one working day to compile, no office checks, the centre is chosen later."""
    opened(file, "2026-08-03 09:00", POLICE, not_criminal=True)
    file.take(POLICE, "notify", "2026-08-04 09:00", papers=DOSSIER)
    file.take(POLICE, "finish_reading", "2026-08-10 08:00")
    return file.take(POLICE, "submit_to_court", "2026-08-10 15:00", court=COURT)


def decided(file: File, accepted: str, on: str, **said: object) -> File:
    """The court accepts, and decides to apply the measure."""
    file.take(CLERK, "court_accept", accepted)
    body = {"outcome": "apply", "decision": signed(on[:10], "7/QĐ-TA"), **said}
    return file.take(CLERK, "court_decide", on, **body)


def admitted_116(file: File, effective: str, received: str, intake: str, escort: str) -> File:
    """In force after the time for complaint, received, brought in."""
    file.take(CLERK, "take_effect", effective, facility=CENTRE)
    file.take(escort, "receive_decision", received)
    return file.take(INTAKE, "admit", intake)


def admitted_163(file: File, effective: str, day: str, intake: str) -> File:
    """The chain of 24 hours: received, centre asked for, assigned, sent, brought in."""
    file.take(CLERK, "take_effect", effective)
    file.take(POLICE, "receive_decision", f"{day} 09:00")
    file.take(POLICE, "request_placement", f"{day} 10:00")
    said = {"decision": signed(day, "3/QĐ-CAT"), "facility": CENTRE}
    file.take(PROVINCE, "assign_centre", f"{day} 14:00", **said)
    file.take(POLICE, "send_assignment", f"{day} 15:00")
    return file.take(INTAKE, "admit", intake)
