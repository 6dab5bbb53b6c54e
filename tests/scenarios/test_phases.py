"""The five phases as they are carried out: begun, closed as the law asks, gone on with."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.scenarios.phase_acts import (
    CHAIR,
    POLICE,
    act,
    at_home_116,
    at_home_163,
    begin,
    close,
    done,
    paper,
    path_of,
    reasons,
    seen,
)
from tests.scenarios.story import REGISTRATION_163, ok
from tests.scenarios.test_contacts import refused_at

_ANOTHER = sa.text("""
insert into phase (id, client_id, case_id, phase, edition, started_on, evidence, unit, province,
                   provenance, late_entry, recorded_by, recorded_at, version)
select :id, client_id, case_id, phase, edition, date '2026-09-01', evidence, unit, province,
       provenance, late_entry, recorded_by, recorded_at, 1
from phase where id = :row
""")
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"


@pytest.fixture
def old(addict):
    return at_home_116(addict("2026-03-02 09:00"))


@pytest.fixture
def new(addict):
    return at_home_163(addict("2026-08-03 09:00"))


# --- What the law asks ---------------------------------------------------------------------------


def test_detox_is_not_over_before_ten_days_under_decree_163(new):
    row = ok(begin(new, "b", "2026-08-06"))
    early = close(new, row, "2026-08-14")
    assert reasons(early) == [("phase-too-short", "Điều 85", "/ended_on")]
    assert early.json()["legal_basis"][0]["act"] == "163/2026/NĐ-CP"
    closed = ok(close(new, row, "2026-08-15"), 200)
    assert (closed["outcome"], closed["edition"], closed["version"]) == ("completed", "d163", 2)
    assert closed["carried_out_by"] == "BS. Bình"


def test_the_old_law_sets_no_length(old):
    row = done(old, "b", "2026-03-11", "2026-03-11", carried_out_by=None)
    assert (row["edition"][:4], row["carried_out_by"]) == ("d116", None)


def test_work_therapy_waits_for_the_end_of_detox(new):
    wait = begin(new, "d", "2026-08-06")
    assert reasons(wait) == [("phase-too-early", "Điều 87", "/started_on")]
    done(new, "b", "2026-08-06", "2026-08-16")
    assert reasons(begin(new, "d", "2026-08-15", when="2026-08-16"))[0][0] == "phase-too-early"
    assert ok(begin(new, "d", "2026-08-16"))["ended_on"] is None


def test_intake_is_closed_with_the_information_and_a_plan(new):
    row = ok(begin(new, "a", "2026-08-05"))
    bare = close(new, row, "2026-08-06")
    assert reasons(bare) == [("phase-record-missing", "Điều 84", "/evidence")] * 2
    assert bare.json()["missing"] == ["intake-information", "rehab-plan"]
    new.at("2026-08-06 10:00")
    plan = ok(new.as_(CHAIR).post(f"/v1/cases/{new.case['id']}/plans",
                                  json={"written_on": "2026-08-06"}))  # fmt: skip
    shown = [
        paper(new, "intake-information"),
        {"kind": "plan", "id": plan["id"], "record": "rehab-plan"},
    ]
    closed = ok(close(new, row, "2026-08-06", evidence=shown), 200)
    assert closed["evidence"] == [
        {**shown[0], "record": "intake-information"}, shown[1],
    ]  # fmt: skip


def test_evidence_is_of_this_case_and_stands_for_what_it_may(new):
    row = ok(begin(new, "a", "2026-08-05"))
    new.at("2026-08-06 10:00")
    said = {"written_on": "2026-08-06", "status": "draft"}
    plan = ok(new.as_(CHAIR).post(f"/v1/cases/{new.case['id']}/plans", json=said))
    of_another = ok(new.as_(CHAIR).get(
        f"/v1/cases/{new.cases['determination']['id']}/papers"), 200)["items"][0]  # fmt: skip
    for wrong, pointer in (
        ({"kind": "paper", "id": MINE}, "/evidence/0/id"),
        ({"kind": "paper", "id": of_another["id"]}, "/evidence/0/id"),
        ({"kind": "plan", "id": plan["id"]}, "/evidence/0/id"),
        ({"kind": "screening", "id": MINE}, "/evidence/0/id"),
        ({**paper(new, "rehab-plan"), "record": "intake-information"}, "/evidence/0/record"),
    ):
        assert refused_at(close(new, row, "2026-08-06", evidence=[wrong])) == (422, pointer)
    ok(new.as_(CHAIR).post(f"/v1/cases/{new.case['id']}/plans/{plan['id']}/activate",
                           json={}, version=1), 200)  # fmt: skip
    wrong = {"kind": "plan", "id": plan["id"], "record": "intake-information"}
    assert refused_at(close(new, row, "2026-08-06", evidence=[wrong])) == (
        422, "/evidence/0/record",
    )  # fmt: skip


def test_who_carried_it_out_is_told_where_decree_163_says_who(new):
    row = ok(begin(new, "b", "2026-08-06"))
    nobody = close(new, row, "2026-08-20", carried_out_by=None)
    assert reasons(nobody) == [("phase-by-nobody", "Điều 85", "/carried_out_by")]
    assert "Bác sĩ" in seen(new)["b"]["carried_out_by"]["vi"]


def test_a_phase_not_completed_needs_a_reason_and_nothing_else(new):
    row = ok(begin(new, "b", "2026-08-06"))
    assert refused_at(close(new, row, "2026-08-07", "interrupted")) == (422, "/reason")
    said = {"reason": "Đi viện", "carried_out_by": None}
    closed = ok(close(new, row, "2026-08-07", "interrupted", **said), 200)
    assert (closed["outcome"], closed["outcome_reason"]) == ("interrupted", "Đi viện")


def test_what_lasts_too_long_is_closed_and_remarked_upon(new):
    row = ok(begin(new, "a", "2026-08-05"))
    new.at("2026-08-08 09:00")
    assert [one["code"] for one in seen(new)["a"]["remarks"]] == ["phase-too-long"]
    shown = [paper(new, "intake-information"), paper(new, "rehab-plan")]
    ok(close(new, row, "2026-08-08", evidence=shown), 200)
    [remark] = seen(new)["a"]["remarks"]
    assert (remark["code"], remark["legal_basis"][0]["at"]) == ("phase-too-long", "Điều 84")


def test_an_open_phase_is_not_too_short_yet(new):
    ok(begin(new, "c", "2026-08-06"))
    assert seen(new)["c"]["remarks"] == []


# --- One stretch at a time -----------------------------------------------------------------------


def test_a_phase_is_on_file_once_for_a_day(new):
    row = ok(begin(new, "b", "2026-08-06"))
    assert begin(new, "b", "2026-08-07").json()["code"] == "state-conflict"
    ok(close(new, row, "2026-08-08", "interrupted", reason="Đi viện"), 200)
    assert begin(new, "b", "2026-08-08").status_code == 409
    again = ok(begin(new, "b", "2026-08-09"))
    early = close(new, again, "2026-08-14")
    assert reasons(early) == [("phase-too-short", "Điều 85", "/ended_on")]
    ok(close(new, again, "2026-08-15"), 200)
    assert [one["outcome"] for one in seen(new)["b"]["rows"]] == ["interrupted", "completed"]


def test_a_phase_closed_by_mistake_goes_on_in_a_row_that_names_it(new):
    closed = done(new, "b", "2026-08-06", "2026-08-20")
    open_ = ok(act(new, closed, "reopen"), 200)
    assert (open_["follows"], open_["started_on"], open_["ended_on"]) == (
        closed["id"], "2026-08-06", None,
    )  # fmt: skip
    kept = next(one for one in seen(new)["b"]["rows"] if one["id"] == closed["id"])
    assert (kept["ended_on"], kept["void_reason"]) == ("2026-08-20", "Ghi nhầm ngày")
    assert act(new, closed, "reopen", version=3).status_code == 409
    assert act(new, open_, "reopen").status_code == 409
    ok(close(new, open_, "2026-08-22"), 200)


def test_what_follows_a_reopened_phase_is_remarked_upon(new):
    closed = done(new, "b", "2026-08-06", "2026-08-20")
    ok(begin(new, "d", "2026-08-20"))
    assert seen(new)["d"]["remarks"] == []
    new.at("2026-08-25 09:00")
    ok(act(new, closed, "reopen"), 200)
    assert [one["code"] for one in seen(new)["d"]["remarks"]] == ["phase-too-early"]


def test_a_phase_entered_by_mistake_makes_room(new):
    row = ok(begin(new, "b", "2026-08-06"))
    assert act(new, row, "void", version=2).status_code == 412
    ok(act(new, row, "void"), 200)
    assert close(new, row, "2026-08-20", version=2).status_code == 409
    ok(begin(new, "b", "2026-08-06"))


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"started_on": "2026-08-07"}, "/started_on"),
        ({"phase": "f"}, "/phase"),
        ({"unit": "99999"}, "/unit"),
    ],
)
def test_what_cannot_begin_is_refused(new, said, pointer):
    new.at("2026-08-06 16:00")
    body = {"phase": "b", "started_on": "2026-08-06", **said}
    assert refused_at(new.as_(POLICE).post(path_of(new), json=body)) == (422, pointer)


def test_an_end_is_neither_ahead_of_time_nor_before_the_beginning(new):
    row = ok(begin(new, "b", "2026-08-06"))
    assert refused_at(close(new, row, "2026-08-21", when="2026-08-20")) == (422, "/ended_on")
    assert refused_at(close(new, row, "2026-08-05", when="2026-08-20")) == (422, "/ended_on")


def test_a_phase_may_begin_before_the_decision(addict):
    file = addict("2026-08-03 09:00")
    file.open(POLICE, "voluntary-home", "register", "2026-08-03 15:00", papers=REGISTRATION_163)
    assert ok(begin(file, "a", "2026-08-03"))["edition"] == "d163"


def test_a_procedure_that_is_no_rehabilitation_has_no_phases(addict):
    file = addict("2026-08-03 09:00")
    file.case = file.cases["determination"]
    answer = begin(file, "a", "2026-08-04")
    assert (answer.status_code, answer.json()["code"]) == (409, "state-conflict")


# --- Who reads -----------------------------------------------------------------------------------


def test_phases_stand_in_the_life_of_the_file(new):
    done(new, "b", "2026-08-06", "2026-08-20")
    ok(act(new, ok(begin(new, "c", "2026-08-20")), "void"), 200)
    events = ok(new.as_(CHAIR).get(f"/v1/clients/{new.client['id']}/timeline"), 200)["items"]
    assert [(e["at"][:10], e["title"], e["ref"]) for e in events if e["kind"] == "phase"] == [
        ("2026-08-20", "completed", "b"), ("2026-08-06", "begun", "b"),
    ]  # fmt: skip


def test_the_database_lets_no_two_stretches_of_a_phase_overlap(new, house):
    row = ok(begin(new, "b", "2026-08-06"))
    with house.sessions() as session:
        session.execute(sa.text("select set_config('role', 'hoanhap_nation', true)"))
        with pytest.raises(IntegrityError, match="one_stretch_of_a_phase_at_a_time"):
            session.execute(_ANOTHER, {"id": MINE, "row": row["id"]})
