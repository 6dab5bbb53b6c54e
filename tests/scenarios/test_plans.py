"""The individual plan: one in force, goals that are told on, reviews that fall due."""

import pytest

from tests.scenarios.story import CENTRE, REGISTRATION, ok, signed
from tests.scenarios.test_contacts import in_the_centre, refused_at

CHAIR, POLICE = "commune_official", "commune_police"
INTAKE, CLINICIAN, CLERK = "centre_caseworker", "centre_clinician", "court_clerk"
MINE = "01a2015f-adb6-79aa-8a45-fd8b9fc69bc8"
LITERACY = {
    "domain": "education", "goal": "Đọc thông, viết thạo", "target_on": "2026-06-01",
    "interventions": [
        {"what": "Lớp xóa mù chữ", "phase": "c", "who": "Cô Lan", "frequency": "2 buổi/tuần",
         "from_on": "2026-03-16", "until_on": "2026-05-30"},
    ],
}  # fmt: skip


@pytest.fixture
def file(addict):
    """At home since 10 March 2026, for six months."""
    file = addict("2026-03-02 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2026-03-04 09:00", papers=REGISTRATION)
    file.take(CHAIR, "decide", "2026-03-06 09:00", term_months=6, decision=signed("2026-03-06"))
    return file.take(CHAIR, "begin", "2026-03-10 09:00")


def path_of(file, rest=""):
    return f"/v1/cases/{file.case['id']}/plans{rest}"


def write(file, on="2026-03-10", when=None, role=CHAIR, **said):
    file.at(when or f"{on} 10:00")
    return file.as_(role).post(path_of(file), json={"written_on": on, **said})


def post(file, plan, rest, role=CHAIR, version=None, **said):
    return file.as_(role).post(path_of(file, f"/{plan['id']}{rest}"), json=said, version=version)


def read(file, plan, role=CHAIR):
    return ok(file.as_(role).get(path_of(file, f"/{plan['id']}")), 200)


def listed(file, role=CHAIR):
    return ok(file.as_(role).get(path_of(file)), 200)["items"]


# --- Writing ------------------------------------------------------------------------------------


def test_a_plan_is_written_with_its_goals_in_one_request(file):
    plan = ok(write(file, agreed_on="2026-03-10", goals=[LITERACY]))
    assert (plan["status"], plan["owner_id"]) == ("active", str(file.as_(CHAIR).id))
    [goal] = plan["goals"]
    assert (goal["domain"], goal["status"], goal["target_on"]) == (
        "education", "open", "2026-06-01",
    )  # fmt: skip
    [class_] = goal["interventions"]
    assert (class_["what"], class_["phase"], class_["status"]) == ("Lớp xóa mù chữ", "c", "planned")
    assert read(file, plan) == plan


def test_a_new_plan_ends_the_old_one_and_leaves_it_as_it_was(file):
    old = ok(write(file, goals=[LITERACY], note="lần đầu"))
    new = ok(write(file, on="2026-04-10"))
    assert new["supersedes"] == old["id"]
    kept = read(file, old)
    assert (kept["status"], kept["ended_on"], kept["end_reason"]) == (
        "ended", "2026-04-10", "superseded",
    )  # fmt: skip
    assert (kept["note"], kept["goals"]) == ("lần đầu", old["goals"])
    assert [(plan["id"], plan["status"]) for plan in listed(file)] == [
        (new["id"], "active"), (old["id"], "ended"),
    ]  # fmt: skip


def test_a_draft_leaves_the_plan_in_force_until_it_is_put_in_force_itself(file):
    first = ok(write(file))
    draft = ok(write(file, on="2026-03-20", status="draft"))
    assert read(file, first)["status"] == "active"
    made = ok(post(file, draft, "/activate", version=1, agreed_on="2026-03-20"), 200)
    assert (made["status"], made["agreed_on"]) == ("active", "2026-03-20")
    assert read(file, first)["status"] == "ended"
    again = post(file, draft, "/activate", version=made["version"])
    assert (again.status_code, again.json()["code"]) == (409, "state-conflict")


def test_a_plan_entered_by_mistake_makes_room_for_another(file):
    wrong = ok(write(file))
    voided = ok(post(file, wrong, "/void", version=1, reason="Nhầm người"), 200)
    assert (voided["void_reason"], voided["review_due_on"]) == ("Nhầm người", None)
    assert ok(write(file))["supersedes"] is None
    assert post(file, wrong, "/goals", domain="family", goal="Hòa giải").status_code == 409


def test_an_ended_plan_is_over(file):
    plan = ok(write(file))
    done = ok(post(file, plan, "/end", version=1, ended_on="2026-03-10", reason="Chuyển nơi"), 200)
    assert (done["status"], done["end_reason"]) == ("ended", "Chuyển nơi")
    assert post(file, plan, "/goals", domain="family", goal="Hòa giải").status_code == 409
    assert post(file, plan, "/reviews", held_on="2026-03-10", findings="x").status_code == 409


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"written_on": "2026-03-11"}, "/written_on"),
        ({"agreed_on": "2026-03-11"}, "/agreed_on"),
        ({"next_review_on": "2026-03-09"}, "/next_review_on"),
        ({"unit": "99999"}, "/unit"),
        ({"owner_id": MINE}, "/owner_id"),
        ({"status": "ended"}, "/status"),
        ({"goals": [{**LITERACY, "domain": "happiness"}]}, "/goals/0/domain"),
        ({"goals": [{**LITERACY, "target_on": "2026-03-09"}]}, "/goals/0/target_on"),
        (
            {"goals": [{**LITERACY, "interventions": [
                {"what": "Lớp", "from_on": "2026-04-02", "until_on": "2026-04-01"}]}]},
            "/goals/0/interventions/0/until_on",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(file, said, pointer):
    body = {"on": said.pop("written_on", "2026-03-10"), "when": "2026-03-10 10:00"}
    assert refused_at(write(file, **body, **said)) == (422, pointer)
    assert listed(file) == []


def test_the_owner_is_somebody_of_a_unit_that_holds_the_file(file):
    police = str(file.as_(POLICE).id)
    assert ok(write(file, owner_id=police))["owner_id"] == police
    stranger = str(file.offices("centre_director").id)
    assert refused_at(write(file, owner_id=stranger)) == (422, "/owner_id")
    named = ok(write(file, owner_name="Bà Hạnh, tổ trưởng"))
    assert (named["owner_id"], named["owner_name"]) == (None, "Bà Hạnh, tổ trưởng")


def test_no_plan_is_written_in_a_case_that_is_over(file):
    plan = ok(write(file))
    draft = ok(write(file, status="draft"))
    file.take(POLICE, "record_violation", "2026-05-04 09:00", ground="used_again",
              happened_on="2026-05-03")  # fmt: skip
    assert write(file, on="2026-05-05").status_code == 409
    assert post(file, draft, "/activate", version=1).status_code == 409
    ended = post(file, plan, "/end", version=1, ended_on="2026-05-05", reason="Vi phạm")
    assert ended.status_code == 200


# --- Goals and what is done for them -------------------------------------------------------------


def tell(file, plan, goal, rest="", role=CHAIR, version=1, **said):
    return post(file, plan, f"/goals/{goal['id']}{rest}/standing", role, version, **said)


def test_how_a_goal_stands_is_told_on_and_nothing_told_is_lost(file):
    plan = ok(write(file, goals=[LITERACY]))
    goal = plan["goals"][0]
    file.at("2026-06-02 09:00")
    ok(tell(file, plan, goal, status="partly", on="2026-06-01", reason="Mới đọc được"), 200)
    assert tell(file, plan, goal, status="met", on="2026-06-02").status_code == 412
    ok(tell(file, plan, goal, version=2, status="met", on="2026-06-02"), 200)
    [now] = read(file, plan)["goals"]
    assert now["status"] == "met"
    assert [(one["status"], one["on"], one["reason"]) for one in now["progress"]] == [
        ("partly", "2026-06-01", "Mới đọc được"), ("met", "2026-06-02", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"status": "dropped", "on": "2026-03-10"}, "/reason"),
        ({"status": "partly", "on": "2026-03-10"}, "/reason"),
        ({"status": "met", "on": "2026-03-11"}, "/on"),
        ({"status": "met", "on": "2026-03-09"}, "/on"),
        ({"status": "lost", "on": "2026-03-10"}, "/status"),
    ],
)
def test_a_goal_is_given_up_for_a_reason_and_never_ahead_of_time(file, said, pointer):
    plan = ok(write(file, goals=[LITERACY]))
    assert refused_at(tell(file, plan, plan["goals"][0], **said)) == (422, pointer)


def test_interventions_are_added_and_stopped_for_a_reason(file):
    plan = ok(write(file, goals=[LITERACY]))
    goal = plan["goals"][0]
    made = ok(post(file, plan, f"/goals/{goal['id']}/interventions", what="Kèm tại nhà"))
    assert [one["what"] for one in made["interventions"]] == ["Lớp xóa mù chữ", "Kèm tại nhà"]
    rest = f"/interventions/{made['interventions'][1]['id']}"
    answer = tell(file, plan, goal, rest, status="stopped", on="2026-03-10")
    assert refused_at(answer) == (422, "/reason")
    said = {"status": "stopped", "on": "2026-03-10", "reason": "Cô giáo chuyển đi"}
    stopped = ok(tell(file, plan, goal, rest, **said), 200)["interventions"][1]
    assert (stopped["status"], stopped["progress"][0]["reason"]) == ("stopped", said["reason"])


def test_health_is_written_and_read_by_the_clinical_part_alone(addict):
    file = in_the_centre(addict)
    health = {"domain": "health", "goal": "Ổn định giấc ngủ"}
    assert write(file, on="2026-09-10", role=INTAKE, goals=[health]).status_code == 403
    plan = ok(write(file, on="2026-09-10", role=CLINICIAN, goals=[health, LITERACY | {
        "target_on": None, "interventions": []}]))  # fmt: skip
    assert plan["unit"] == CENTRE
    assert [goal["domain"] for goal in plan["goals"]] == ["health", "education"]
    for role, seen in ((INTAKE, ["education"]), ("centre_director", ["health", "education"])):
        assert [goal["domain"] for goal in read(file, plan, role)["goals"]] == seen
    [goal, _] = plan["goals"]
    said = {"status": "met", "on": "2026-09-10"}
    assert tell(file, plan, goal, role=INTAKE, **said).status_code == 404
    assert tell(file, plan, goal, role=CLINICIAN, **said).status_code == 200


# --- Reviews ------------------------------------------------------------------------------------


def test_a_review_is_due_on_the_day_agreed_and_overdue_the_day_after(file):
    plan = ok(write(file, next_review_on="2026-04-10"))
    file.at("2026-04-10 23:00")
    assert (read(file, plan)["review_due_on"], read(file, plan)["review_overdue"]) == (
        "2026-04-10", False,
    )  # fmt: skip
    file.at("2026-04-11 00:30")
    assert listed(file)[0]["review_overdue"] is True
    said = {"held_on": "2026-04-11", "findings": "Tiến bộ", "next_review_on": "2026-05-11"}
    ok(post(file, plan, "/reviews", **said))
    seen = read(file, plan)
    assert (seen["review_due_on"], seen["review_overdue"]) == ("2026-05-11", False)
    assert seen["next_review_on"] == "2026-04-10"


def test_where_no_day_was_agreed_practice_says_when_and_is_not_law(file):
    plan = ok(write(file))
    assert (plan["review_due_on"], plan["review_interval_days"]) == ("2026-06-08", 90)
    assert plan["unverified"] is True
    file.at("2026-04-11 09:00")
    ok(post(file, plan, "/reviews", held_on="2026-04-10", findings="Tốt"))
    assert read(file, plan)["review_due_on"] == "2026-07-09"


def test_a_voided_review_puts_nothing_off(file):
    plan = ok(write(file, next_review_on="2026-04-10"))
    file.at("2026-04-11 09:00")
    review = ok(post(file, plan, "/reviews", held_on="2026-04-10", findings="Tốt"))
    assert (review["late_entry"], review["unit"]) == (True, "00004")
    rest = f"/reviews/{review['id']}/void"
    assert post(file, plan, rest, reason="Nhầm").status_code == 428
    ok(post(file, plan, rest, version=1, reason="Nhầm người"), 200)
    assert post(file, plan, rest, version=2, reason="Nhầm").status_code == 409
    seen = read(file, plan)
    assert (seen["review_due_on"], len(seen["reviews"])) == ("2026-04-10", 1)


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"held_on": "2026-03-11"}, "/held_on"),
        ({"held_on": "2026-03-09"}, "/held_on"),
        ({"held_on": "2026-03-10", "next_review_on": "2026-03-10"}, "/next_review_on"),
    ],
)
def test_a_review_is_neither_ahead_of_time_nor_before_the_plan(file, said, pointer):
    plan = ok(write(file))
    assert refused_at(post(file, plan, "/reviews", findings="Tốt", **said)) == (422, pointer)


# --- Who reads ----------------------------------------------------------------------------------


def test_a_client_s_plans_are_listed_across_cases_page_by_page(file):
    ids = [ok(write(file, on=on))["id"] for on in ("2026-03-10", "2026-03-11", "2026-03-12")]
    path = f"/v1/clients/{file.client['id']}/plans"
    first = ok(file.as_(CHAIR).get(path, params={"limit": 2}), 200)
    rest = ok(file.as_(CHAIR).get(path, params={"limit": 2, "cursor": first["next"]}), 200)
    assert [plan["id"] for plan in first["items"] + rest["items"]] == ids[::-1]
    active = ok(file.as_(CHAIR).get(path, params={"status": "active"}), 200)["items"]
    assert [plan["id"] for plan in active] == ids[-1:]


def test_plans_and_reviews_stand_in_the_life_of_the_file(file):
    plan = ok(write(file))
    ok(post(file, ok(write(file, status="draft")), "/void", version=1, reason="Nhầm"), 200)
    file.at("2026-04-10 09:00")
    ok(post(file, plan, "/reviews", held_on="2026-04-10", findings="Tốt"))
    events = ok(file.as_(CHAIR).get(f"/v1/clients/{file.client['id']}/timeline"), 200)["items"]
    assert [(e["at"][:10], e["title"], e["ref"]) for e in events if e["kind"] == "plan"] == [
        ("2026-04-10", "reviewed", None), ("2026-03-10", "written", "active"),
    ]  # fmt: skip


def test_the_same_id_does_not_make_a_second_plan(file):
    ok(write(file, id=MINE))
    again = write(file, id=MINE)
    assert again.status_code == 409
    assert [plan["id"] for plan in listed(file)] == [MINE]
