"""`actions` and the step itself are one finding: what the list says, the step then does."""

import pytest

from tests.scenarios.chain import CHAIR, CLERK, DIRECTOR, INTAKE, POLICE, PROVINCE, to_court_2026
from tests.scenarios.story import CENTRE, COURT, REGISTRATION, ok, phases, signed

# A body for each step of the two spines: what it asks for, said plausibly.
SAID = {
    "decide": {"decision": signed("2026-03-04"), "term_months": 6},
    "withdraw": {"reason": "Không tiếp tục"},
    "complete": {"phases": phases("abcde", "2026-03-09", "2026-03-10")},
    "record_violation": {"ground": "used_again", "happened_on": "2026-03-03"},
    "record_death": {"died_on": "2026-03-04"},
    "move": {"to_unit": "26740"},
    "record_service_event": {"event": "used", "happened_at": "2026-03-04T09:00:00+07:00"},
    "end_force_majeure": {"decision": signed("2026-03-04")},
    "submit_to_court": {"court": COURT},
    "court_ask": {"request": "Làm rõ"},
    "answer_court": {"answer": "Đã rõ"},
    "court_extend": {"reason": "Phức tạp"},
    "court_decide": {"decision": signed("2026-08-11"), "outcome": "apply"},
    "complain_conduct": {
        "about": "judge",
        "happened_on": "2026-08-10",
        "facts": "Không cho trình bày ý kiến",
    },
    "decide_conduct": {"result": "Không chấp nhận"},
    "decide_conduct_appeal": {"result": "Không chấp nhận"},
    "postpone_session": {"absent": "requester"},
    "drop_dossier": {"reason": "Không đủ căn cứ"},
    "assign_centre": {"decision": signed("2026-08-11"), "facility": CENTRE},
}
EVERYBODY = (CHAIR, POLICE, PROVINCE, CLERK, INTAKE, DIRECTOR)


def agrees(file, role, when, body_of):
    """Compare every action shown to a role with the answer to taking it, one by one."""
    file.at(when)
    shown = file.as_(role).get(f"/v1/cases/{file.case['id']}/actions")
    if shown.status_code == 404:
        return set()
    taken = set()
    for action in ok(shown, 200)["items"]:
        if action["allowed"]:
            taken.add(action["name"])
            continue
        body = body_of(action["name"])
        answer = file.try_take(role, action["name"], when, **body)
        assert answer.status_code == 409, (action["name"], answer.text)
        told = {reason["code"] for reason in answer.json()["reasons"]}
        assert {reason["code"] for reason in action["reasons"]} <= told
        assert action["missing"] == answer.json()["missing"]
    return taken


@pytest.fixture
def registered(addict):
    return addict("2026-02-26 09:00").open(
        CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION
    )


def test_what_is_refused_in_the_list_is_refused_when_taken(registered):
    allowed = {
        role: agrees(registered, role, "2026-03-04 09:00", lambda name: SAID.get(name, {}))
        for role in (CHAIR, POLICE, PROVINCE)
    }
    assert {"decide", "withdraw"} <= allowed[CHAIR]
    assert "decide" not in allowed[POLICE]
    assert allowed[PROVINCE] == set()


def test_what_is_allowed_in_the_list_can_be_taken(registered):
    registered.at("2026-03-04 09:00")
    [decide] = [a for a in registered.look(CHAIR, "/actions")["items"] if a["name"] == "decide"]
    assert (decide["allowed"], decide["reasons"], decide["ref"]) == (True, [], "VH3")
    assert set(decide["body"]["required"]) == {"name", "occurred_at", "decision", "term_months"}
    assert decide["body"]["properties"]["term_months"]["title"] == "Thời hạn cai nghiện (tháng)"
    registered.take(CHAIR, "decide", "2026-03-04 09:00", **SAID["decide"])


def test_the_same_holds_on_the_way_through_the_court(addict):
    file = to_court_2026(addict("2026-07-20 09:00"))
    allowed = {
        role: agrees(file, role, "2026-08-11 09:00", lambda name: SAID.get(name, {}))
        for role in EVERYBODY
    }
    assert "court_accept" in allowed[CLERK]
    assert "court_accept" not in allowed[POLICE]
    file.take(CLERK, "court_accept", "2026-08-11 09:00")


def test_the_actions_of_an_earlier_day_are_those_of_its_law(registered):
    registered.at("2026-09-01 09:00")
    march = {"at": "2026-03-04T09:00:00+07:00"}
    then = {a["name"]: a for a in registered.look(CHAIR, "/actions", params=march)["items"]}
    now = {a["name"]: a for a in registered.look(CHAIR, "/actions")["items"]}
    assert (then["decide"]["allowed"], then["decide"]["edition"]) == (True, "d116-2025-07")
    assert (now["decide"]["allowed"], now["decide"]["edition"]) == (False, "d163")
    future = registered.as_(CHAIR).get(
        f"/v1/cases/{registered.case['id']}/actions", params={"at": "2026-09-02T09:00:00+07:00"}
    )
    assert future.status_code == 422


def test_the_openings_of_a_client_tell_which_case_may_begin(addict):
    file = addict("2026-02-26 09:00")
    file.at("2026-03-02 09:00")
    path = f"/v1/clients/{file.client['id']}/actions"
    shown = {(a["procedure"], a["name"]): a for a in ok(file.as_(CHAIR).get(path), 200)["items"]}
    register = shown["voluntary-home", "register"]
    assert register["missing"] == ["registration", "identity-copy"]
    codes = {reason["code"] for reason in shown["compulsory", "open_dossier"]["reasons"]}
    assert "wrong-authority" in codes
    refused = file.refused_opening(CHAIR, "voluntary-home", "register", "2026-03-02 09:00")
    assert refused.answer.json()["missing"] == register["missing"]
