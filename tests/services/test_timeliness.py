"""Timeliness (QT-01 to QT-15): clocks that fell due, met in time or owed, counted by hand."""

import pytest

from tests.scenarios.chain import (
    CHAIR,
    CLERK,
    POLICE,
    decided,
    opened,
    to_court_2025,
    to_court_2026,
)
from tests.scenarios.inside import under_163
from tests.scenarios.story import (
    CENTRE,
    COMMUNE,
    DOSSIER,
    REGISTRATION,
    REGISTRATION_163,
    phases,
    signed,
)
from tests.services.reading import Reader

BAC = {"full_name": "Trịnh Văn Bắc", "birth_date": "1983-01-01"}
REGISTER = "voluntary-home:register|voluntary-centre:register|substitution:register"


@pytest.fixture
def read(offices):
    """Asked of the year 2026."""
    return Reader(offices, {"period": "2026"})


def managed(file, day, verified, told, done, chief=POLICE):
    """A user found on a day, verified, told of and decided on."""
    file.open(POLICE, "body-test", "order", f"{day} 08:30", subject="reasonable_ground",
              ground="caught")  # fmt: skip
    file.take(POLICE, "record_result", f"{day} 09:00", result="positive", sample="urine")
    file.take(POLICE, "send_result", f"{day} 09:05")
    file.open(POLICE, "use-management", "verify_residence", verified, residence="stable")
    file.take(POLICE, "notify", told, papers=("test-result", "use-statement"))
    return file.take(chief, "decide", done, decision=signed(done[:10]))


def test_a_user_is_verified_told_of_and_decided_on_under_both_rules(new_file, read):
    """In March found on Monday the 2nd: three working days each. In August 24 hours each."""
    late = new_file().register("2026-03-02 08:00", **BAC)
    managed(late, "2026-03-02", "2026-03-10 09:00", "2026-03-13 09:00", "2026-03-18 09:00", CHAIR)
    august = new_file().register("2026-08-03 08:00")
    managed(august, "2026-08-03", "2026-08-03 10:00", "2026-08-04 09:30", "2026-08-05 10:00")
    assert read.count("QT-01") == (1, 2)
    assert read.owed("QT-01") == {"Bắc": (["use-management:verify_residence"], COMMUNE)}
    assert read.each("QT-01") == {"now": 1}
    assert read.count("QT-01", variant="each", kind="before") == (0, 1)
    assert read.count("QT-02") == (2, 2)
    assert read.count("QT-03") == (1, 2)
    assert read.owed("QT-03") == {"An": (["decide"], COMMUNE)}
    assert read.figure("QT-03")["met"] is False
    assert read.count("QT-03", period="2026-Q1") == (1, 1)


def test_registering_and_beginning_in_time(addict, read):
    """Told on 26 February: five working days to 5 March; Bắc never comes."""
    file = addict("2026-02-26 09:00")
    addict("2026-02-26 10:00", **BAC)
    assert read.count("QT-04") == (0, 0)
    assert read.left_out("QT-04") == {"not_due_yet": 2}
    file.open(CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    assert read.count("QT-04") == (1, 1)
    assert read.names("QT-04", "excluded") == ["Bắc"]
    file.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    file.take(CHAIR, "begin", "2026-03-12 09:00")
    assert read.count("QT-04") == (1, 2)
    assert read.owed("QT-04") == {"Bắc": ([REGISTER], COMMUNE)}
    assert read.count("QT-05") == (0, 1)
    assert read.owed("QT-05") == {"An": (["begin"], COMMUNE)}


def test_a_clock_that_a_death_stopped_before_it_was_due_is_left_out(addict, read):
    """Decided on 4 March, to begin by the 11th; dead on the 6th."""
    file = addict("2026-02-26 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    file.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    file.take(CHAIR, "record_death", "2026-03-06 09:00", died_on="2026-03-06")
    file.at("2026-03-20 09:00")
    assert (read.count("QT-05"), read.left_out("QT-05")) == ((0, 0), {"cancelled": 1})
    assert read.names("QT-05", "excluded") == ["An"]


def test_the_file_of_2026_from_the_finding_to_the_court(addict, read):
    """Found on 3 August, told on the 4th, sent on the day the reading ended; asked by the court."""
    file = to_court_2026(addict("2026-07-20 09:00"))
    file.take(CLERK, "court_ask", "2026-08-11 09:00", request="Làm rõ nơi cư trú")
    assert read.count("QT-06", variant="compiled") == (1, 1)
    assert read.count("QT-06") == (0, 0)
    assert read.count("QT-07") == read.count("QT-08") == (1, 1)
    assert read.left_out("QT-09") == {"not_due_yet": 1}
    file.at("2026-08-14 09:00")
    assert read.owed("QT-09") == {"An": (["answer_court"], COMMUNE)}
    file.take(POLICE, "answer_court", "2026-08-14 09:00", answer="Đã rõ")
    assert read.count("QT-09") == (0, 1)
    assert read.each("QT-08") == {"now": 1}


def test_a_violation_opens_the_file_the_next_day_and_within_the_limitation(addict, read):
    """An's file is opened the day after; Bắc's never, and the three months run out."""
    for particulars in ({}, BAC):
        file = addict("2026-08-03 09:00", **particulars)
        file.open(POLICE, "voluntary-home", "register", "2026-08-03 15:00",
                  papers=REGISTRATION_163)  # fmt: skip
        file.take(POLICE, "decide", "2026-08-04 09:00", decision=signed("2026-08-04"))
        file.take(POLICE, "begin", "2026-08-05 08:00")
        said = {"ground": "used_again", "happened_on": "2026-09-01"}
        file.take(POLICE, "record_violation", "2026-09-01 09:00", **said)
        if not particulars:
            opened(file, "2026-09-03 09:00", POLICE, not_criminal=True)
    assert read.left_out("QT-13") == {"not_due_yet": 1}
    file.at("2026-12-20 09:00")
    assert read.count("QT-06") == read.count("QT-13") == (1, 2)
    marks = "compulsory:open_dossier|compulsory-minor:open_dossier"
    assert read.owed("QT-13") == {"Bắc": ([marks], COMMUNE)}
    assert read.owed("QT-06") == {"Bắc": (["compulsory:open_dossier"], COMMUNE)}


def test_notice_of_a_move_within_a_day(addict, read):
    for particulars, moved in (({}, "2026-08-10 15:00"), (BAC, "2026-08-12 09:00")):
        file = addict("2026-08-03 09:00", **particulars)
        file.open(POLICE, "addict-list", "enter", "2026-08-03 10:00")
        left = "2026-08-10T09:00:00+07:00"
        file.take(POLICE, "report_departure", "2026-08-10 10:00", departed_at=left)
        file.take(POLICE, "move", moved, to_unit="26740")
    assert read.count("QT-10") == (1, 2)
    assert read.owed("QT-10") == {"Bắc": (["move"], COMMUNE)}


def test_the_coming_end_is_told_thirty_days_before_by_who_holds_the_person(addict, offices):
    home = addict("2026-08-03 09:00")
    home.open(POLICE, "voluntary-home", "register", "2026-08-03 15:00", papers=REGISTRATION_163)
    home.take(POLICE, "decide", "2026-08-04 09:00", decision=signed("2026-08-04"))
    home.take(POLICE, "begin", "2026-08-05 08:00")
    under_163(lambda day: addict(day, **BAC))
    home.take(POLICE, "announce_end", "2028-07-03 09:00")
    home.at("2028-09-20 09:00")
    read = Reader(offices, {"period": "2028"})
    assert read.count("QT-11") == (1, 2)
    assert read.owed("QT-11") == {"Bắc": (["announce_end"], CENTRE)}


def test_post_rehab_is_proposed_and_decided_in_time(addict, read):
    """Reported on 7 May: proposed in three working days; decided in two, which Bắc's was not."""
    for particulars, signed_on in (({}, "2026-05-11"), (BAC, "2026-05-14")):
        file = addict("2025-11-03 09:00", **particulars)
        file.open(CHAIR, "voluntary-home", "register", "2025-11-04 09:00", papers=REGISTRATION)
        file.take(CHAIR, "decide", "2025-11-05 09:00", term_months=6, decision=signed("2025-11-05"))
        file.take(CHAIR, "begin", "2025-11-06 09:00")
        done = phases("abc", "2025-11-07", "2026-04-30")
        file.take(CHAIR, "complete", "2026-05-06 09:00", phases=done)
        file.take(CHAIR, "self_report", "2026-05-07 09:00")
        file.open(POLICE, "post-rehab", "propose", "2026-05-08 09:00", papers=("cv",),
                  origin=file.case["id"])  # fmt: skip
        file.take(CHAIR, "decide", f"{signed_on} 09:00", decision=signed(signed_on),
                  from_on="2026-05-06")  # fmt: skip
    assert read.count("QT-12") == (3, 4)
    assert read.count("QT-12", variant="proposal") == (2, 2)
    assert read.count("QT-12", variant="decision") == (1, 2)
    assert read.owed("QT-12") == {"Bắc": (["decide"], COMMUNE)}


def returned(file, reason):
    """The commune police send their own file back, once the reading is over."""
    opened(file, "2025-09-08 09:00", POLICE)
    file.take(POLICE, "notify", "2025-09-10 09:00", papers=DOSSIER)
    file.take(POLICE, "finish_reading", "2025-09-16 08:00")
    return file.take(POLICE, "return_for_supplement", "2025-09-16 09:00", reason=reason)


def test_what_the_court_decided_and_what_came_back(addict, offices):
    decided(to_court_2025(addict("2025-08-20 09:00")), "2025-09-18 09:00", "2025-09-25 09:00",
            term_months=18)  # fmt: skip
    for name, reason in (("Bắc", "residence-unclear"), ("Tư", "Thiếu lý lịch")):
        born = {"full_name": f"Trịnh Văn {name}", "birth_date": f"1983-01-{len(reason):02}"}
        returned(addict("2025-08-21 09:00", **born), reason)
    refused = to_court_2025(addict("2025-08-22 09:00", full_name="Phan Thị Mơ",
                                   birth_date="1991-06-06"))  # fmt: skip
    decided(refused, "2025-09-18 09:00", "2025-09-26 09:00", outcome="not_apply",
            reason="Miễn")  # fmt: skip
    read = Reader(offices, {"period": "2025"})
    assert read.count("QT-14") == (1, 4)
    assert read.each("QT-14") == {"approved": 1, "returned": 2, "refused": 1}
    assert read.names("QT-14", "gap") == ["Bắc", "Mơ", "Tư"]
    assert (read.count("QT-15"), read.each("QT-15")) == (
        (2, None), {"residence_unclear": 1, "other": 1},
    )  # fmt: skip
    [other] = read.rows("QT-15", "numerator", variant="each", kind="other")
    assert (other["full_name"], other["label"]) == ("Trịnh Văn Tư", "Thiếu lý lịch")
