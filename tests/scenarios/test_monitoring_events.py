"""The feed of e-monitoring devices: what is necessary is kept, of the rest nothing."""

from datetime import timedelta

import pytest

from app.law.reading.monitoring import monitoring
from tests.scenarios.story import REGISTRATION, moment, ok, signed

CHAIR, POLICE = "commune_official", "commune_police"
FEED = "/v1/monitoring-events"
KEPT = timedelta(days=monitoring().keep_days)
NOBODY = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"


@pytest.fixture
def watched(addict):
    """In rehabilitation at home, under e-monitoring since 2026-07-02 09:00."""
    file = addict("2026-03-02 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2026-03-03 09:00", papers=REGISTRATION)
    file.take(CHAIR, "decide", "2026-03-04 09:00", term_months=6, decision=signed("2026-03-04"))
    file.take(CHAIR, "begin", "2026-03-05 09:00")
    told = {"basis": "home", "term_months": 2, "effective_at": "2026-07-02T12:00:00+07:00"}
    return file.open(
        POLICE, "e-monitoring", "decide", "2026-07-02 09:00", decision=signed("2026-07-02"), **told
    )


@pytest.fixture
def feed(sign_in):
    return sign_in(None, "00004", scopes=("monitoring:write",), username="giam-sat")


def event(file, when, kind="tamper", source="1", **said):
    return {"client_id": file.client["id"], "device": "GS-17", "source_id": source, "kind": kind,
            "at": f"{when.replace(' ', 'T')}:00+07:00", **said}  # fmt: skip


def sent(feed, *events):
    return ok(feed.post(FEED, json={"items": list(events)}), 200)


def results(feed, *events):
    return [item["result"] for item in sent(feed, *events)["items"]]


def listed(file, role=POLICE, **params):
    path = f"/v1/clients/{file.client['id']}/monitoring-events"
    return ok(file.as_(role).get(path, params=params), 200)["items"]


def test_events_are_taken_late_and_out_of_order(watched, feed):
    watched.at("2026-07-10 09:00")
    batch = [
        event(watched, "2026-07-09 08:00", "battery_empty", "7"),
        event(watched, "2026-07-03 08:00", "contact_lost", "2"),
        event(watched, "2026-07-03 09:00", "contact_regained", "3"),
    ]
    assert sent(feed, *batch) == {
        "recorded": 3,
        "items": [
            {"device": "GS-17", "source_id": source, "result": "recorded"} for source in "723"
        ],
    }
    rows = listed(watched)
    assert [(row["source_id"], row["kind"]) for row in rows] == [
        ("7", "battery_empty"), ("3", "contact_regained"), ("2", "contact_lost"),
    ]  # fmt: skip
    assert {row["case_id"] for row in rows} == {watched.case["id"]}
    assert [row["source_id"] for row in listed(watched, kind="contact_lost")] == ["2"]


def test_sent_again_it_does_no_harm(watched, feed):
    watched.at("2026-07-10 09:00")
    one = event(watched, "2026-07-03 08:00")
    assert results(feed, one, one) == ["recorded", "repeated"]
    assert results(feed, one) == ["repeated"]
    assert results(feed, {**one, "kind": "removed"}) == ["conflict"]
    assert results(feed, {**one, "at": "2026-07-03T08:00:01+07:00"}) == ["conflict"]
    assert results(feed, {**one, "device": "GS-18"}) == ["recorded"]
    assert len(listed(watched)) == 2


@pytest.mark.parametrize("kind", ["zone_exit", "zone_entry", "heart_rate"])
def test_of_what_the_measure_does_not_need_nothing_is_kept(watched, feed, kind):
    watched.at("2026-07-10 09:00")
    assert results(feed, event(watched, "2026-07-03 08:00", kind)) == ["not_necessary"]
    assert listed(watched) == []


def test_only_while_the_measure_runs(watched, feed):
    watched.at("2026-07-10 09:00")
    assert results(
        feed,
        event(watched, "2026-07-02 08:59"),
        event(watched, "2026-07-02 09:00", source="2"),
        event(watched, "2026-07-10 09:01", source="3"),
    ) == ["not_necessary", "recorded", "in_future"]


def test_after_the_case_is_closed_only_what_happened_before_is_taken(watched, feed):
    watched.take(POLICE, "end", "2026-07-20 09:00", reason="to_centre")
    watched.at("2026-07-25 09:00")
    assert results(
        feed,
        event(watched, "2026-07-19 08:00"),
        event(watched, "2026-07-20 09:01", source="2"),
    ) == ["recorded", "not_necessary"]


def test_nobody_without_the_measure_is_watched(feed, addict):
    file = addict("2026-07-02 09:00")
    file.at("2026-07-10 09:00")
    assert results(feed, event(file, "2026-07-03 08:00")) == ["not_necessary"]


def test_a_person_out_of_sight_is_not_there(watched, feed, sign_in):
    watched.at("2026-07-10 09:00")
    assert results(feed, event(watched, "2026-07-03 08:00", client_id=NOBODY)) == ["not_found"]
    stranger = sign_in(None, "26740", scopes=("monitoring:write",), username="noi-khac")
    assert results(stranger, event(watched, "2026-07-03 08:00")) == ["not_found"]
    assert listed(watched) == []


@pytest.mark.parametrize("more", [{"latitude": 21.03}, {"position": "21.03,105.85"}])
def test_a_position_is_not_taken_at_all(watched, feed, more):
    watched.at("2026-07-10 09:00")
    answer = feed.post(FEED, json={"items": [event(watched, "2026-07-03 08:00", **more)]})
    assert answer.status_code == 422
    assert listed(watched) == []


@pytest.mark.parametrize(("number", "status"), [(0, 422), (500, 200), (501, 422)])
def test_a_batch_has_up_to_500_events(watched, feed, number, status):
    watched.at("2026-07-10 09:00")
    batch = [event(watched, "2026-07-03 08:00", source=str(one)) for one in range(number)]
    assert feed.post(FEED, json={"items": batch}).status_code == status


def test_what_is_older_than_it_is_kept_is_neither_taken_nor_shown(watched, feed):
    watched.at("2026-07-10 09:00")
    assert results(feed, event(watched, "2026-07-03 08:00")) == ["recorded"]
    watched.clock.set(moment("2026-07-03 08:00") + KEPT)
    assert [row["source_id"] for row in listed(watched)] == ["1"]
    watched.clock.set(moment("2026-07-03 08:00") + KEPT + timedelta(minutes=1))
    assert listed(watched) == []
    assert results(feed, event(watched, "2026-07-03 08:00")) == ["not_necessary"]


@pytest.mark.parametrize("role", [CHAIR, "centre_director"])
def test_only_who_reads_the_monitoring_part_reads_events(watched, feed, role):
    watched.at("2026-07-10 09:00")
    results(feed, event(watched, "2026-07-03 08:00"))
    path = f"/v1/clients/{watched.client['id']}"
    answer = watched.as_(role).get(f"{path}/monitoring-events")
    assert answer.status_code == 403
    if role == CHAIR:
        events = ok(watched.as_(role).get(f"{path}/timeline"), 200)["items"]
        assert "monitoring" not in {one["kind"] for one in events}
    told = ok(watched.as_(POLICE).get(f"{path}/timeline"), 200)["items"]
    assert [(e["title"], e["ref"]) for e in told if e["kind"] == "monitoring"] == [
        ("tamper", "GS-17")
    ]


@pytest.mark.parametrize("role", [POLICE, "nation_manager"])
def test_no_person_feeds_events(watched, role):
    answer = watched.as_(role).post(FEED, json={"items": [event(watched, "2026-07-03 08:00")]})
    assert answer.status_code == 403
