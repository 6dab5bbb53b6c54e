"""Substitution treatment: one period open at most, the last dose as it was confirmed."""

import pytest

from tests.scenarios.story import ok

OFFICIAL = "commune_official"
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69be1"
PERIOD = {"medicine": "methadone", "started_on": "2026-03-03"}


@pytest.fixture
def file(new_file):
    return new_file().register("2026-03-02 09:00")


@pytest.fixture
def clinic(sign_in):
    """A clinic's own program, which reads and writes the clinical part."""
    scopes = ("client:read", "service:write", "determination:write")
    return sign_in(None, "00004", scopes=scopes, username="phong-kham")


def path_of(file, kind="substitutions"):
    return f"/v1/clients/{file.client['id']}/{kind}"


def begin(file, clinic, recorded="2026-03-10 09:00", **said):
    file.at(recorded)
    return clinic.post(path_of(file), json={**PERIOD, **said})


def act(file, clinic, made, what, version=None, **said):
    options = {} if version is None else {"version": version}
    return clinic.post(f"{path_of(file)}/{made['id']}/{what}", json=said, **options)


def dose(file, clinic, made, on, mg):
    return act(file, clinic, made, "doses", dose_mg=mg, confirmed_on=on, confirmed_by="Cơ sở 1")


def listed(file, clinic, kind="substitutions"):
    return ok(clinic.get(path_of(file, kind)), 200)["items"]


def refused_at(answer):
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def test_a_period_begins_and_is_the_service_of_its_day(file, clinic):
    made = ok(begin(file, clinic, dosed_at="Cơ sở Methadone quận"))
    assert (made["unit"], made["ended_on"], made["last_dose_mg"]) == ("00004", None, None)
    assert listed(file, clinic) == [made]
    [service] = listed(file, clinic, "services")
    assert (service["id"], service["kind"]) == (made["service_id"], "treatment")
    assert (service["on"], service["provider"]) == ("2026-03-03", None)


def test_nobody_reads_or_writes_it_without_the_clinical_part(file, clinic):
    ok(begin(file, clinic))
    official = file.as_(OFFICIAL)
    assert official.get(path_of(file)).status_code == 403
    assert official.post(path_of(file), json=PERIOD).status_code == 403
    events = ok(official.get(path_of(file, "timeline")), 200)["items"]
    assert "substitution" not in {event["kind"] for event in events}
    nation = file.as_("nation_manager").get(path_of(file, "timeline"))
    told = [(e["kind"], e["title"]) for e in ok(nation, 200)["items"] if e["kind"] != "custody"]
    assert told == [("substitution", "methadone")]


def test_the_newest_confirmation_is_the_last_known_dose(file, clinic):
    made = ok(begin(file, clinic))
    assert ok(dose(file, clinic, made, "2026-03-08", 62.5))["last_dose_mg"] == 62.5
    late = ok(dose(file, clinic, made, "2026-03-05", 40))
    assert (late["last_dose_mg"], late["dose_confirmed_on"]) == (62.5, "2026-03-08")
    file.at("2026-03-10 10:00")
    right = ok(dose(file, clinic, made, "2026-03-08", 60))
    assert (right["last_dose_mg"], right["dose_confirmed_by"]) == (60, "Cơ sở 1")
    assert listed(file, clinic) == [right]


@pytest.mark.parametrize("on", ["2026-03-02", "2026-03-11"])
def test_a_dose_is_confirmed_within_its_period_and_up_to_today(file, clinic, on):
    made = ok(begin(file, clinic))
    assert refused_at(dose(file, clinic, made, on, 40)) == (422, "/confirmed_on")


def test_of_a_client_one_period_is_open_at_most(file, clinic):
    made = ok(begin(file, clinic))
    second = begin(file, clinic, started_on="2026-03-05", medicine="buprenorphine")
    assert (second.status_code, second.json()["code"]) == (409, "state-conflict")
    ended = act(file, clinic, made, "end", 1, ended_on="2026-03-05", end_reason="moved_site")
    assert ok(ended, 200)["end_reason"] == "moved_site"
    ok(begin(file, clinic, started_on="2026-03-05", medicine="buprenorphine"))


def test_a_period_of_before_is_entered_whole_and_overlaps_none(file, clinic):
    ok(begin(file, clinic))
    over = {"started_on": "2026-01-05", "ended_on": "2026-03-04", "end_reason": "other"}
    assert begin(file, clinic, **over).status_code == 409
    made = ok(begin(file, clinic, **{**over, "ended_on": "2026-03-03"}))
    assert [row["started_on"] for row in listed(file, clinic)] == ["2026-03-03", "2026-01-05"]
    assert made["late_entry"] is True


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"started_on": "2026-03-11"}, "/started_on"),
        ({"started_on": "1998-03-01"}, "/started_on"),
        ({"medicine": "tea"}, "/medicine"),
        ({"ended_on": "2026-03-04"}, "/end_reason"),
        ({"end_reason": "other"}, "/end_reason"),
        ({"ended_on": "2026-03-02", "end_reason": "other"}, "/ended_on"),
        ({"ended_on": "2026-03-11", "end_reason": "other"}, "/ended_on"),
        ({"case_id": MINE}, "/case_id"),
    ],
)
def test_a_period_that_cannot_be_is_refused(file, clinic, said, pointer):
    assert refused_at(begin(file, clinic, **said)) == (422, pointer)
    assert listed(file, clinic) == listed(file, clinic, "services") == []


def test_a_period_ends_once(file, clinic):
    made = ok(begin(file, clinic))
    said = {"ended_on": "2026-03-09", "end_reason": "completed"}
    early = {**said, "ended_on": "2026-03-02"}
    assert refused_at(act(file, clinic, made, "end", 1, **early)) == (422, "/ended_on")
    assert ok(act(file, clinic, made, "end", 1, **said), 200)["version"] == 2
    assert act(file, clinic, made, "end", 1, **said).status_code == 412
    assert act(file, clinic, made, "end", 2, **said).status_code == 409


def test_a_voided_period_takes_its_service_with_it_and_makes_room(file, clinic):
    made = ok(begin(file, clinic, id=MINE))
    assert ok(begin(file, clinic, id=MINE)) == made
    ok(act(file, clinic, made, "void", 1, reason="Nhầm người"), 200)
    assert [row["void_reason"] for row in listed(file, clinic, "services")] == ["Nhầm người"]
    assert begin(file, clinic, id=MINE).status_code == 409
    assert dose(file, clinic, made, "2026-03-08", 60).status_code == 409
    ok(begin(file, clinic))
