"""Screenings: scored here, kept as they were, counted as a service, read by clinicians alone."""

from dataclasses import replace

import pytest

from tests.scenarios.story import CENTRE, ok
from tests.services.clinic import (
    CLINIC,
    DIRECTOR,
    OFFICIAL,
    assist,
    had,
    in_the_centre,
    listed,
    observe,
    pointers,
    record,
    services_of,
    six,
    to_path,
)


@pytest.fixture
def file(addict):
    return in_the_centre(addict)


def test_the_library_tells_versions_items_options_and_bands(file):
    known = ok(file.as_(OFFICIAL).get("/v1/instruments"), 200)["items"]
    assert [(one["code"], one["version"]) for one in known] == [
        ("assist", "3.1"), ("audit", "2001"), ("dast-10", "1982"), ("dependence", "TT18-2021"),
    ]  # fmt: skip
    of = {one["code"]: one for one in known}
    assert [i["code"] for i in of["assist"]["items"]] == [f"q{n}" for n in range(1, 9)]
    assert [o["value"] for o in of["assist"]["items"][1]["options"]] == [0, 2, 3, 4, 6]
    assert [(b["first"], b["last"]) for b in of["audit"]["bands"]] == [
        (0, 7), (8, 15), (16, 19), (20, 40),
    ]  # fmt: skip
    assert (of["dast-10"]["items"], of["dast-10"]["scored"]) == (None, "total")
    [law] = of["dependence"]["legal_basis"]
    assert (law["act"], law["at"]) == ("18/2021/TT-BYT", "Điều 3, Điều 4")


def test_the_clinician_enters_answers_and_the_server_scores_them(file):
    made = ok(record(file, assessor="BS. Bình", note="Hợp tác tốt", **assist()))
    [opioids] = [one for one in made["scores"] if one["subject"] == "opioids"]
    # 6 + 6 + 6 + 6 + 6 + 3, by hand
    assert (opioids["score"], opioids["band"]) == (33, "high")
    assert opioids["because"]["en"].startswith("q2 6 + q3 6 + q4 6 + q5 6 + q6 6 + q7 3 = 33")
    assert opioids["parts"][-1] == {"item": "q7", "value": 3}
    assert {one["band"] for one in made["scores"] if one != opioids} == {"low"}
    assert len(made["answers"]) == 17
    assert (made["instrument_version"], made["late_entry"]) == ("3.1", False)
    assert listed(file) == [made]
    assert listed(file, DIRECTOR) == [made]
    assert listed(file, "province_manager", instrument="assist") == [made]
    assert listed(file, instrument="audit") == []


def test_a_score_that_differs_is_refused_and_the_right_one_taken(file):
    def said(score):
        scores = [{"subject": "alcohol", "score": 0}, {"subject": "opioids", "score": score}]
        return record(file, **assist(scores=scores))

    assert pointers(said(32)) == ["/scores/1/score"]
    assert listed(file) == []
    ok(said(33))
    assert pointers(record(file, **assist(scores=[{"score": 33}]))) == ["/scores/0/score"]


def test_dast_takes_its_total_alone(file):
    made = ok(record(file, scores=[{"score": 6}]))
    assert [(s["score"], s["band"]) for s in made["scores"]] == [(6, "substantial")]
    assert pointers(record(file, scores=[{"score": 11}])) == ["/scores/0/score"]
    for wrong in ([], [{"score": 1}, {"score": 2}], [{"score": 1, "subject": "opioids"}]):
        assert pointers(record(file, scores=wrong)) == ["/scores"]
    answers = [{"item": "q1", "option": "yes"}]
    assert pointers(record(file, answers=answers)) == ["/scores"]


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"on": "2026-05-05"}, "/on"),
        ({"on": "1998-03-01"}, "/on"),
        ({"unit": "99999"}, "/unit"),
        ({"instrument": "cage", "version": "1"}, "/version"),
        ({"instrument": "assist", "version": "4"}, "/version"),
        ({"instrument": "assist", "version": "3.1", "answers": []}, "/answers"),
        ({"case_id": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc7"}, "/case_id"),
        ({"follows": "01a2015f-adb6-79aa-8a45-fd8b9fc69bc7"}, "/follows"),
        ({"provenance": "historic"}, ""),
    ],
)
def test_what_cannot_be_is_refused(file, said, pointer):
    assert pointers(record(file, **said))[0].startswith(pointer)
    assert (listed(file), services_of(file)) == ([], [])


def test_an_answer_that_does_not_exist_is_pointed_at(file):
    said = assist()
    said["answers"][10]["option"] = "hourly"
    assert pointers(record(file, **said)) == ["/answers/10/option"]
    said = assist()
    del said["answers"][12]
    assert pointers(record(file, **said)) == ["/answers"]


def test_yesterdays_is_a_late_entry_under_the_callers_own_id(file):
    own = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc7"
    made = ok(record(file, id=own, on="2026-05-03"))
    assert (made["id"], made["late_entry"]) == (own, True)
    assert record(file, id=own, on="2026-05-03").status_code == 409
    assert len(services_of(file)) == 1


def test_the_same_request_twice_is_one_screening(file):
    body = {"instrument": "dast-10", "version": "1982", "on": "2026-05-04", "unit": CENTRE,
            "scores": [{"score": 2}]}  # fmt: skip
    first, again = (file.as_(CLINIC).post(to_path(file), json=body, key="mot") for _ in range(2))
    assert ok(first) == ok(again)
    assert (len(listed(file)), len(services_of(file))) == (1, 1)


def test_it_is_counted_as_the_service_it_is(file):
    screened, judged = ok(record(file)), ok(record(file, **six("ynnnnn")))
    kinds = {row["id"]: row["kind"] for row in services_of(file)}
    assert kinds == {
        screened["service_id"]: "screening_examination", judged["service_id"]: "assessment",
    }  # fmt: skip
    # The centre itself is rehabilitation.
    assert had(file) == ["screening_examination", "assessment", "rehabilitation"]
    for one in (screened, judged):
        path = to_path(file, f"/{one['id']}/void")
        ok(file.as_(CLINIC).post(path, json={"reason": "Nhập nhầm"}, version=1), 200)
    assert had(file) == ["rehabilitation"]


def test_a_voided_screening_takes_its_service_along(file):
    made, why = ok(record(file)), {"reason": "Nhầm người"}
    beside = f"/v1/clients/{file.client['id']}/services/{made['service_id']}/void"
    assert file.as_(CLINIC).post(beside, json=why, version=1).status_code == 409
    path = to_path(file, f"/{made['id']}/void")
    voided = ok(file.as_(CLINIC).post(path, json=why, version=1), 200)
    assert (voided["void_reason"], voided["version"]) == (why["reason"], 2)
    assert voided["scores"] == made["scores"]
    assert [row["void_reason"] for row in services_of(file, CLINIC)] == [why["reason"]]
    assert file.as_(CLINIC).post(path, json=why, version=1).status_code == 412
    assert file.as_(CLINIC).post(path, json=why, version=2).status_code == 409
    assert [row["id"] for row in listed(file)] == [made["id"]]


def test_who_does_not_read_the_clinical_part_neither_reads_nor_writes(file):
    made = ok(record(file))
    days = to_path(file, f"/{made['id']}/observations")
    for role in (OFFICIAL, "commune_police", "centre_caseworker", "court_clerk", "analyst"):
        caller = file.as_(role)
        assert caller.get(to_path(file)).status_code == 403
        assert caller.get(days).status_code == 403
        assert record(file, role).status_code == 403
        assert observe(file, made, role=role).status_code == 403
        void = caller.post(f"{to_path(file)}/{made['id']}/void", json={"reason": "x"}, version=1)
        assert void.status_code == 403
    assert record(file, "province_manager").status_code == 403


def test_a_centre_without_the_file_finds_nothing(file, offices):
    other = offices(CLINIC, "F-01-02")
    assert other.get(to_path(file)).status_code == 404
    body = {"instrument": "dast-10", "version": "1982", "on": "2026-05-04", "unit": "F-01-02",
            "scores": [{"score": 4}]}  # fmt: skip
    assert other.post(to_path(file), json=body).status_code == 404


@pytest.mark.parametrize(
    ("scopes", "read", "wrote"),
    [
        (("client:read", "service:write"), 403, 403),
        (("client:read", "determination:write"), 200, 403),
        (("client:read", "service:write", "determination:write"), 200, 201),
    ],
)
def test_a_system_does_what_its_scopes_stand_for(file, offices, scopes, read, wrote):
    system = offices.desk(CLINIC, CENTRE, scopes=scopes)
    assert system.get(to_path(file)).status_code == read
    body = {"instrument": "dast-10", "version": "1982", "on": "2026-05-04", "unit": CENTRE,
            "scores": [{"score": 4}]}  # fmt: skip
    assert system.post(to_path(file), json=body).status_code == wrote


def test_the_timeline_tells_it_once_to_each(file):
    ok(record(file, **assist()))
    path = f"/v1/clients/{file.client['id']}/timeline"

    def told(role):
        events = ok(file.as_(role).get(path), 200)["items"]
        return [(e["kind"], e["title"], e["ref"]) for e in events
                if e["kind"] in {"service", "screening"}]  # fmt: skip

    assert told(CLINIC) == [("screening", "assist", "3.1")]
    assert told(OFFICIAL) == [("service", "screening_examination", None)]


def test_a_new_version_never_rewrites_an_old_score(file, house):
    """An invented version 3.2 weighs daily use heavier; the old score stands as it was."""
    old = ok(record(file, **assist()))
    now = house.lawbook.instruments["assist", "3.1"]
    daily = replace(now.items["q2"].options["daily"], value=9)
    heavier = replace(now.items["q2"], options={**now.items["q2"].options, "daily": daily})
    new = replace(now, version="3.2", items={**now.items, "q2": heavier}, digest="x")
    # And the old version is worded anew by somebody who should not have.
    worded = replace(now, bands=tuple(replace(b, code="worse") for b in now.bands))
    kept, versions = house.lawbook, {("assist", "3.1"): worded, ("assist", "3.2"): new}
    house.lawbook = replace(kept, instruments={**kept.instruments, **versions})
    try:
        newer = ok(record(file, **assist(version="3.2")))
        rows = {row["id"]: row for row in listed(file)}
    finally:
        house.lawbook = kept
    assert rows[old["id"]] == old
    opioids = [s["score"] for s in newer["scores"] if s["subject"] == "opioids"]
    assert (opioids, newer["digest"]) == ([36], "x")


def test_a_version_is_used_only_while_it_is_in_use(file, house):
    kept = house.lawbook
    ended = replace(kept.instruments["dast-10", "1982"], ends=file.clock.now().date())
    house.lawbook = replace(kept, instruments={("dast-10", "1982"): ended})
    try:
        ok(record(file))
        file.at("2026-05-05 09:00")
        assert pointers(record(file, on="2026-05-05")) == ["/version"]
        ok(record(file, on="2026-05-04"))
    finally:
        house.lawbook = kept


def test_the_newest_come_first_in_pages_that_join(file):
    for day in ("2026-05-01", "2026-05-03", "2026-05-02", "2026-05-03"):
        ok(record(file, on=day))
    read, cursor = [], None
    while True:
        params = {"limit": 1} | ({"cursor": cursor} if cursor else {})
        page = ok(file.as_(CLINIC).get(to_path(file), params=params), 200)
        read += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    days = [row["on"] for row in read]
    assert days == ["2026-05-03", "2026-05-03", "2026-05-02", "2026-05-01"]
    assert len({row["id"] for row in read}) == 4
