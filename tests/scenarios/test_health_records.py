"""Records of withdrawal treatment: opened, kept by entries, corrected by later, closed once."""

import pytest

from tests.scenarios.chain import admitted_163, decided, to_court_2026
from tests.scenarios.story import ok

DOCTOR, INTAKE, OFFICIAL = "centre_clinician", "centre_caseworker", "commune_official"
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69be1"
RECORD = {
    "opened_on": "2026-09-04", "substances": ["opioids", "amphetamines"], "protocol": "Clonidin",
    "severity": "moderate", "doctor": "BS. Bình",
}  # fmt: skip


@pytest.fixture
def file(addict):
    """A person in the centre since 2026-09-04."""
    story = to_court_2026(addict("2026-07-20 09:00"))
    decided(story, "2026-08-11 09:00", "2026-08-20 09:00")
    return admitted_163(story, "2026-08-31 08:00", "2026-09-03", "2026-09-04 09:00")


def path_of(file, kind="health-records"):
    return f"/v1/clients/{file.client['id']}/{kind}"


def opened(file, recorded="2026-09-05 09:00", role=DOCTOR, **said):
    file.at(recorded)
    return file.as_(role).post(path_of(file), json={**RECORD, **said})


def act(file, made, what, version=1, **said):
    path = f"{path_of(file)}/{made['id']}/{what}"
    return file.as_(DOCTOR).post(path, json=said, version=version)


def noted(file, made, when, recorded=None, **said):
    body = {"noted_at": file.at(when, recorded), "doctor": "BS. Bình", **said}
    return file.as_(DOCTOR).post(f"{path_of(file)}/{made['id']}/entries", json=body)


def listed(file, kind="health-records", role=DOCTOR):
    return ok(file.as_(role).get(path_of(file, kind)), 200)["items"]


def refused_at(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def test_a_record_is_opened_by_the_doctor_and_is_the_service_of_its_day(file):
    made = ok(opened(file))
    assert (made["substances"], made["closed_on"]) == (RECORD["substances"], None)
    assert listed(file) == [made]
    [service] = [row for row in listed(file, "services") if row["kind"] == "treatment"]
    assert (service["id"], service["on"]) == (made["service_id"], "2026-09-04")


@pytest.mark.parametrize("role", [INTAKE, OFFICIAL, "commune_police"])
def test_nobody_reads_or_writes_it_without_the_clinical_part(file, role):
    made = ok(opened(file))
    ok(noted(file, made, "2026-09-05 10:00", treatment="Diazepam"))
    caller = file.as_(role)
    assert caller.get(path_of(file)).status_code == 403
    assert caller.get(f"{path_of(file)}/{made['id']}/entries").status_code == 403
    assert opened(file, role=role).status_code == 403
    events = ok(caller.get(path_of(file, "timeline")), 200)["items"]
    assert "health_record" not in {event["kind"] for event in events}


def test_it_stands_once_in_the_life_of_the_file(file):
    ok(opened(file))
    events = ok(file.as_(DOCTOR).get(path_of(file, "timeline")), 200)["items"]
    told = [(e["kind"], e["title"]) for e in events if e["kind"] in {"health_record", "service"}]
    assert told == [("health_record", "open")]


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"opened_on": "2026-09-06"}, "/opened_on"),
        ({"opened_on": "1998-03-01"}, "/opened_on"),
        ({"substances": []}, "/substances"),
        ({"substances": ["tea"]}, "/substances/0"),
        ({"severity": "none"}, "/severity"),
        ({"case_id": MINE}, "/case_id"),
    ],
)
def test_a_record_that_cannot_be_is_refused(file, said, pointer):
    assert refused_at(opened(file, **said)) == (422, pointer)
    assert listed(file) == []


def test_one_record_is_open_at_a_time(file):
    made = ok(opened(file))
    second = opened(file, opened_on="2026-09-05")
    assert (second.status_code, second.json()["code"]) == (409, "state-conflict")
    ok(act(file, made, "close", closed_on="2026-09-05", outcome="stopped"), 200)
    ok(opened(file, opened_on="2026-09-05"))


def test_sent_again_under_its_id_it_is_answered_as_it_stands(file):
    first = ok(opened(file, id=MINE))
    assert ok(opened(file, id=MINE, recorded="2026-09-06 09:00")) == first
    assert opened(file, id=MINE, severity="mild").status_code == 409


def test_entries_tell_what_was_seen_and_given_in_the_order_of_their_moments(file):
    made = ok(opened(file))
    later = ok(noted(file, made, "2026-09-05 20:00", pulse=92, systolic=130, diastolic=85,
                     temperature=37.8))  # fmt: skip
    first = ok(noted(file, made, "2026-09-04 20:00", "2026-09-05 21:00", treatment="Clonidin"))
    assert (later["temperature"], first["late_entry"]) == (37.8, True)
    assert listed(file, f"health-records/{made['id']}/entries") == [first, later]


@pytest.mark.parametrize(
    ("when", "said", "pointer"),
    [
        ("2026-09-03 23:59", {"pulse": 80}, "/noted_at"),
        ("2026-09-05 12:01", {"pulse": 80}, "/noted_at"),
        ("2026-09-05 11:00", {}, "/findings"),
        ("2026-09-05 11:00", {"systolic": 120}, "/diastolic"),
        ("2026-09-05 11:00", {"systolic": 80, "diastolic": 120}, "/diastolic"),
        ("2026-09-05 11:00", {"temperature": 24.9}, "/temperature"),
        ("2026-09-05 11:00", {"pulse": 80, "corrects": MINE}, "/corrects"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(file, when, said, pointer):
    made = ok(opened(file))
    assert refused_at(noted(file, made, when, "2026-09-05 12:00", **said)) == (422, pointer)


def test_a_mistake_is_corrected_by_a_later_entry_that_names_it_once(file):
    made = ok(opened(file))
    wrong = ok(noted(file, made, "2026-09-05 10:00", pulse=180, id=MINE))
    right = ok(noted(file, made, "2026-09-05 10:00", pulse=80, corrects=MINE))
    assert listed(file, f"health-records/{made['id']}/entries") == [wrong, right]
    again = noted(file, made, "2026-09-05 10:00", pulse=81, corrects=MINE)
    assert (again.status_code, again.json()["code"]) == (409, "state-conflict")
    assert ok(noted(file, made, "2026-09-05 10:00", pulse=180, id=MINE)) == wrong
    assert noted(file, made, "2026-09-05 10:00", pulse=181, id=MINE).status_code == 409


def test_a_record_is_closed_once_and_not_before_its_last_entry(file):
    made = ok(opened(file))
    ok(noted(file, made, "2026-09-10 10:00", findings="Ổn định"))
    file.at("2026-09-14 09:00")
    early = act(file, made, "close", closed_on="2026-09-09", outcome="completed")
    assert refused_at(early) == (422, "/closed_on")
    late = act(file, made, "close", closed_on="2026-09-15", outcome="completed")
    assert refused_at(late) == (422, "/closed_on")
    done = ok(act(file, made, "close", closed_on="2026-09-14", outcome="completed"), 200)
    assert (done["outcome"], done["version"]) == ("completed", 2)
    again = act(file, made, "close", 2, closed_on="2026-09-14", outcome="stopped")
    assert again.status_code == 409
    assert act(file, made, "close", closed_on="2026-09-14", outcome="stopped").status_code == 412
    assert ok(noted(file, made, "2026-09-14 08:00", "2026-09-20 08:00", pulse=70))["late_entry"]
    after = noted(file, made, "2026-09-15 08:00", "2026-09-20 08:00", pulse=70)
    assert refused_at(after) == (422, "/noted_at")


def test_a_voided_record_takes_its_service_with_it_and_takes_no_more_entries(file):
    made = ok(opened(file))
    voided = ok(act(file, made, "void", reason="Nhầm người"), 200)
    assert voided["void_reason"] == "Nhầm người"
    assert all(row["voided_at"] for row in listed(file, "services") if row["kind"] == "treatment")
    assert noted(file, made, "2026-09-05 10:00", pulse=80).status_code == 409
    close = act(file, made, "close", 2, closed_on="2026-09-05", outcome="completed")
    assert close.status_code == 409
    ok(opened(file))
