"""A missed clock that is a fact of the law opens the compulsory dossier, and not a minute before.

116/2021/NĐ-CP, Điều 3 khoản 3-5; 163/2026/NĐ-CP, Điều 4 khoản 7-10.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

import pytest

from app.law.days.calendar import DAY
from app.law.engine.facts import ActorFacts, ClientFacts
from app.law.engine.finding import Finding
from tests.law import centre_stays
from tests.law.dossier import CHAIR, CLINIC, INTAKE, POLICE, Dossier, codes, due, signed
from tests.law.standing import ADULT, MINOR, standing

SITE: Final = ActorFacts("centre_clinician", "F-01", "facility", province="01")
HOME, CENTRE, TREATMENT = "voluntary-home", "voluntary-centre", "substitution"
RESTART = "end_force_majeure"


class Law(NamedTuple):
    """A Monday under an edition; who decides and compiles."""

    day: str
    decider: ActorFacts
    compiler: ActorFacts


RS1 = Law("2024-03-04", CHAIR, CHAIR)
RS1B = Law("2025-03-10", CHAIR, POLICE)
RS2 = Law("2026-03-02", CHAIR, POLICE)
RS3 = Law("2026-08-03", POLICE, POLICE)


class Story(NamedTuple):
    """What was missed, under which law; the last minute in time, and the first one too late."""

    clock: str
    ground: str
    law: Law
    last: str
    late: str


def not_registered(law: Law, client: ClientFacts) -> tuple[Dossier, Finding]:
    dossier = standing("determination", "received", law.day, client=client, facility="F-09")
    said = {"result": "addicted", "concluded_on": law.day}
    dossier.take("determination", "conclude", f"{law.day} 08:30", CLINIC, **said)
    return dossier, dossier.take("determination", "deliver", f"{law.day} 09:00", CLINIC)


def decided(procedure: str, law: Law, client: ClientFacts) -> tuple[Dossier, Finding]:
    dossier = standing(procedure, "registered", law.day, client=client)
    said: dict[str, object] = {"decision": signed(law.day)}
    if procedure == HOME and law is not RS3:
        said["term_months"] = 6
    hand = "registration determination-result substitution-application"
    found = dossier.take(procedure, "decide", f"{law.day} 09:00", law.decider, hand=hand, **said)
    return dossier, found


def left_the_centre(law: Law, client: ClientFacts) -> tuple[Dossier, Finding]:
    dossier = standing(CENTRE, "in_centre", law.day, client=client)
    said = {"left_at": f"{law.day}T08:00:00+07:00"}
    return dossier, dossier.take(CENTRE, "record_absence", f"{law.day} 09:00", INTAKE, **said)


def missed_doses(law: Law, client: ClientFacts, absent: str) -> tuple[Dossier, Finding]:
    """The last dose on the Monday; absent from the site since then, or a week after."""
    dossier = standing(TREATMENT, "in_treatment", law.day, client=client)
    said = {"absent_from": f"{absent}T08:00:00+07:00", "last_dose_on": law.day}
    at = f"{absent} 09:00"
    return dossier, dossier.take(TREATMENT, "record_missed_doses", at, SITE, **said)


def begun(story: Story, client: ClientFacts) -> tuple[Dossier, Finding]:
    """The file of the person up to the start of the clock."""
    law = story.law
    if story.clock == "D-09":
        return not_registered(law, client)
    if story.clock == "D-11":
        return decided(TREATMENT if story.ground == "substitution" else HOME, law, client)
    if story.ground == "self_terminated":
        return left_the_centre(law, client)
    if story.clock == "D-12":
        return missed_doses(law, client, law.day)
    return missed_doses(law, client, f"{date.fromisoformat(law.day) + 7 * DAY}")


def opening(story: Story, client: ClientFacts, at: str) -> tuple[str, dict[str, object]]:
    """Which dossier, and what its compiler tells."""
    told: dict[str, object] = {
        "grounds": [story.ground],
        "detected_at": f"{at.replace(' ', 'T')}:00+07:00",
    }
    if story.law is RS3:
        told["not_criminal"] = True
    if client is MINOR:
        return "compulsory-minor", told
    return "compulsory", told | dict.fromkeys(
        ("without_capacity", "pregnant", "raising_child"), False
    )


STORIES = [
    Story("D-09", "not_registered", RS1, "2024-03-11 23:59", "2024-03-12 00:00"),
    Story("D-09", "not_registered", RS1B, "2025-03-17 23:59", "2025-03-18 00:00"),
    Story("D-09", "not_registered", RS2, "2026-03-09 23:59", "2026-03-10 00:00"),
    Story("D-09", "not_registered", RS3, "2026-08-04 09:00", "2026-08-04 09:01"),
    Story("D-11", "not_performed", RS1, "2024-03-11 23:59", "2024-03-12 00:00"),
    Story("D-11", "not_performed", RS1B, "2025-03-17 23:59", "2025-03-18 00:00"),
    Story("D-11", "not_performed", RS2, "2026-03-09 23:59", "2026-03-10 00:00"),
    Story("D-11", "not_performed", RS3, "2026-08-05 23:59", "2026-08-06 00:00"),
    Story("D-11", "substitution", RS1, "2024-03-11 23:59", "2024-03-12 00:00"),
    Story("D-11", "substitution", RS1B, "2025-03-17 23:59", "2025-03-18 00:00"),
    Story("D-11", "substitution", RS2, "2026-03-09 23:59", "2026-03-10 00:00"),
    Story("D-12", "self_terminated", RS1, "2024-03-11 23:59", "2024-03-12 00:00"),
    Story("D-12", "self_terminated", RS1B, "2025-03-17 23:59", "2025-03-18 00:00"),
    Story("D-12", "self_terminated", RS2, "2026-03-09 23:59", "2026-03-10 00:00"),
    Story("D-12", "self_terminated", RS3, "2026-08-05 23:59", "2026-08-06 00:00"),
    Story("D-12", "substitution", RS1, "2024-03-11 23:59", "2024-03-12 00:00"),
    Story("D-12", "substitution", RS1B, "2025-03-17 23:59", "2025-03-18 00:00"),
    Story("D-12", "substitution", RS2, "2026-03-09 23:59", "2026-03-10 00:00"),
    Story("D-12", "substitution", RS3, "2026-08-10 23:59", "2026-08-11 00:00"),
    Story("D-13", "substitution", RS1, "2024-03-14 23:59", "2024-03-15 00:00"),
    Story("D-13", "substitution", RS1B, "2025-03-20 23:59", "2025-03-21 00:00"),
    Story("D-13", "substitution", RS2, "2026-03-12 23:59", "2026-03-13 00:00"),
    Story("D-13", "substitution", RS3, "2026-08-13 23:59", "2026-08-14 00:00"),
]


def named(story: Story) -> str:
    return f"{story.clock}-{story.ground}-{story.law.day}"


@pytest.mark.parametrize("client", [ADULT, MINOR], ids=["adult", "minor"])
@pytest.mark.parametrize("story", STORIES, ids=named)
def test_a_missed_clock_opens_the_dossier_and_not_a_minute_before(story, client) -> None:
    dossier, found = begun(story, client)
    assert due(found, story.clock) == story.last
    procedure, told = opening(story, client, story.last)
    early = dossier.ask(procedure, "open_dossier", story.last, story.law.compiler, **told)
    assert codes(early) == {"ground-exists"}
    procedure, told = opening(story, client, story.late)
    dossier.take(procedure, "open_dossier", story.late, story.law.compiler, **told)


@pytest.mark.parametrize("story", STORIES, ids=named)
def test_a_record_on_paper_does_not_make_it_late_while_the_clock_runs(story) -> None:
    dossier, _ = begun(story, ADULT)
    procedure, told = opening(story, ADULT, story.last)
    hand = "violation-record"
    early = dossier.ask(
        procedure, "open_dossier", story.last, story.law.compiler, hand=hand, **told
    )
    assert codes(early) == {"ground-exists"}


# --- Not performed: the record itself waits for the clock ----------------------------------------

NOT_PERFORMED = [
    story for story in STORIES if (story.clock, story.ground) == ("D-11", "not_performed")
]


@pytest.mark.parametrize("client", [ADULT, MINOR], ids=["adult", "minor"])
@pytest.mark.parametrize("story", NOT_PERFORMED, ids=named)
def test_not_performing_is_recorded_when_the_time_to_begin_is_over(story, client) -> None:
    dossier, _ = begun(story, client)
    said = {"ground": "not_performed", "happened_on": story.law.day}
    early = dossier.ask(HOME, "record_violation", story.last, story.law.compiler, **said)
    assert codes(early) == {"clock-missed"}
    other = said | {"ground": "used_again"}
    assert dossier.ask(HOME, "record_violation", story.last, story.law.compiler, **other).allowed
    dossier.take(HOME, "record_violation", story.late, story.law.compiler, **said)
    procedure, told = opening(story, client, story.late)
    found = dossier.take(procedure, "open_dossier", story.late, story.law.compiler, **told)
    assert "D-16" in found.meets


def test_who_began_in_time_has_not_failed_to_perform_163_2026_article_4_8() -> None:
    dossier, _ = begun(NOT_PERFORMED[-1], ADULT)
    dossier.take(HOME, "begin", "2026-08-05 23:59", POLICE)
    said = {"ground": "not_performed", "happened_on": "2026-08-06"}
    found = dossier.ask(HOME, "record_violation", "2026-08-20 09:00", POLICE, **said)
    assert codes(found) == {"clock-missed"}


# --- Force majeure: the limit runs anew from its end ---------------------------------------------

RESTARTED = {
    ("D-09", RS1): "2024-03-12 23:59",
    ("D-09", RS1B): "2025-03-18 23:59",
    ("D-09", RS2): "2026-03-10 23:59",
    ("D-09", RS3): "2026-08-05 08:00",
    ("D-11", RS1): "2024-03-12 23:59",
    ("D-11", RS1B): "2025-03-18 23:59",
    ("D-11", RS2): "2026-03-10 23:59",
    ("D-11", RS3): "2026-08-06 23:59",
}


@pytest.mark.parametrize(
    "story", [row for row in STORIES if row.clock in {"D-09", "D-11"}], ids=named
)
def test_force_majeure_gives_the_whole_time_again(story) -> None:
    """It ended on the Tuesday at eight, by the decision of the authority."""
    dossier, _ = begun(story, ADULT)
    tuesday = f"{date.fromisoformat(story.law.day) + DAY}"
    procedure = next(iter(dossier.cases))
    said = {"decision": signed(tuesday)}
    again = dossier.take(procedure, RESTART, f"{tuesday} 08:00", story.law.compiler, **said)
    assert due(again, story.clock) == RESTARTED[story.clock, story.law]
    compulsory, told = opening(story, ADULT, story.late)
    found = dossier.ask(compulsory, "open_dossier", story.late, story.law.compiler, **told)
    assert codes(found) == {"ground-exists"}
    later = f"{date.fromisoformat(story.late[:10]) + 2 * DAY} 09:00"
    compulsory, told = opening(story, ADULT, later)
    dossier.take(compulsory, "open_dossier", later, story.law.compiler, **told)


def test_force_majeure_restarts_a_private_centre_only_163_2026_article_4_8() -> None:
    said = {"decision": signed("2026-08-05")}
    again = centre_stays.decided("2026-08-03", "private").take(
        CENTRE, RESTART, "2026-08-05 08:00", POLICE, **said
    )
    assert due(again, "D-11") == "2026-08-07 23:59"
    public = centre_stays.decided("2026-08-03", "public")
    found = public.ask(CENTRE, RESTART, "2026-08-05 08:00", POLICE, **said)
    assert codes(found) == {"case-field-is"}
