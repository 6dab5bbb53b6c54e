"""What changes with the law: an edition begins, a figure or a day is tried; terms day by day."""

import pytest

from tests.scenarios.chain import CLERK, to_court_2025
from tests.scenarios.story import REGISTRATION, moment, ok, signed

CHAIR, POLICE, NATION = "commune_official", "commune_police", "nation_manager"
TURN = {"on": "2026-07-01"}
SEVEN = {
    "kind": "clock", "edition": "d116-2025-07", "procedure": "voluntary-home", "step": "decide",
    "clock": "D-11", "limit": 7,
}  # fmt: skip


@pytest.fixture
def decided(addict):
    """Registered on a Monday, decided the next day: five working days to begin."""
    file = addict("2026-02-26 09:00")
    file.open(CHAIR, "voluntary-home", "register", "2026-03-02 09:00", papers=REGISTRATION)
    return file.take(
        CHAIR, "decide", "2026-03-03 09:00", decision=signed("2026-03-03"), term_months=6
    )


def impact(file, by=CHAIR, **params):
    return ok(file.as_(by).get("/v1/law/impact", params={**TURN, **params}), 200)


def simulated(file, *changes, by=CHAIR, **rest):
    body = {"changes": list(changes), **rest}
    return file.as_(by).post("/v1/law/simulations", json=body)


def test_an_open_case_that_changes_with_the_new_decree_is_listed_with_what_changes(decided):
    found = impact(decided)
    assert (found["edition"], found["next"]) == ("d163", None)
    [case] = [row for row in found["items"] if row["case_id"] == decided.case["id"]]
    assert case["client_id"] == decided.client["id"]
    steps = {row["step"]: row for row in case["steps"]}
    violation = steps["record_violation"]
    assert violation["before"]["clocks"][0]["limit"] != violation["after"]["clocks"][0]["limit"]
    assert violation["before"]["legal_basis"][0]["act"] == "116/2021/NĐ-CP"
    assert all(row["before"] != row["after"] for row in case["steps"])


def test_a_day_on_which_nothing_begins_changes_nothing(decided):
    assert impact(decided, on="2026-07-02") == {"edition": None, "items": [], "next": None}


def test_a_case_opened_since_or_closed_or_elsewhere_is_not_listed(decided):
    assert impact(decided, on="2025-07-01")["items"] == []
    stranger = decided.offices("commune_police", "00008")
    assert ok(stranger.get("/v1/law/impact", params=TURN), 200)["items"] == []
    wider = impact(decided, by="province_manager", unit="01")
    assert decided.case["id"] in {row["case_id"] for row in wider["items"]}
    decided.take(CHAIR, "record_death", "2026-03-04 09:00", died_on="2026-03-04")
    assert decided.case["id"] not in {row["case_id"] for row in impact(decided)["items"]}


def test_impact_is_read_page_by_page(decided, addict):
    other = addict("2026-03-03 09:00", full_name="Lê Văn Cường", birth_date="1985-05-05")
    other.open(CHAIR, "voluntary-home", "register", "2026-03-04 09:00", papers=REGISTRATION)
    whole = [row["case_id"] for row in impact(decided)["items"]]
    assert len(whole) >= 2
    pages, cursor = [], {}
    while True:
        page = impact(decided, limit="1", **cursor)
        pages += [row["case_id"] for row in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert pages == whole


def test_another_limit_names_the_people_whose_date_would_move_and_writes_nothing(decided):
    before = decided.deadline("D-11")
    [case] = ok(simulated(decided, SEVEN), 200)["items"]
    [clock] = case["clocks"]
    assert (case["case_id"], clock["clock"]) == (decided.case["id"], "D-11")
    assert (clock["due_before"][:10], clock["due_after"][:10]) == ("2026-03-10", "2026-03-12")
    assert decided.deadline("D-11") == before
    assert decided.explained(before)["changes"] == []
    stranger = decided.offices("commune_police", "00008")
    hidden = {"changes": [SEVEN], "unit": "vn"}
    assert ok(stranger.post("/v1/law/simulations", json=hidden), 200)["items"] == []
    assert ok(simulated(decided, {**SEVEN, "limit": 5}), 200) == {"items": [], "next": None}


def test_a_holiday_a_term_an_office_and_a_condition_can_be_tried(decided):
    day = {"kind": "day", "day": "2026-03-05", "mark": "holiday"}
    [case] = ok(simulated(decided, day), 200)["items"]
    assert [clock["due_after"][:10] for clock in case["clocks"]] == ["2026-03-11"]
    office = {
        "kind": "office", "edition": "d116", "procedure": "voluntary-home", "step": "begin",
        "by": ["commune_police_head"],
    }  # fmt: skip
    [case] = ok(simulated(decided, office), 200)["items"]
    assert {row["step"] for row in case["steps"]} == {"begin"}
    assert case["steps"][0]["after"]["by"][0]["code"] == "commune_police_head"
    term = {
        "kind": "term", "edition": "d116", "term": "voluntary", "figure": "max", "value": 9,
    }  # fmt: skip
    assert simulated(decided, term).status_code == 200


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({**SEVEN, "clock": "D-99"}, "/changes/0"),
        ({**SEVEN, "step": "no_such_step"}, "/changes/0"),
        ({**SEVEN, "edition": "d999"}, "/changes/0"),
        ({**SEVEN, "limit": -1}, "/changes/0"),
        ({**SEVEN, "kind": "law"}, "/changes/0/kind"),
        ({**SEVEN, "because": "x"}, "/changes/0"),
    ],
)
def test_a_figure_the_book_does_not_have_cannot_be_tried(decided, change, pointer):
    answer = simulated(decided, change)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["pointer"].startswith(pointer)


def test_the_change_that_does_not_fit_is_pointed_at_among_others(decided):
    answer = simulated(decided, SEVEN, {**SEVEN, "step": "no_such_step"}, SEVEN)
    [fault] = answer.json()["errors"]
    assert (answer.status_code, fault["pointer"]) == (422, "/changes/1")
    assert "no_such_step" not in answer.text


def test_holidays_are_tried_before_they_are_entered(decided):
    trial = {"days": [{"kind": "day", "day": "2026-03-05", "mark": "day_off"}]}
    found = ok(decided.as_(CHAIR).post("/v1/calendar/trials", json=trial), 200)
    [shift] = [row for row in found["items"] if row["case_id"] == decided.case["id"]]
    assert (shift["clock"], shift["due_after"][:10]) == ("D-11", "2026-03-11")
    assert decided.deadline("D-11")["due_at"][:10] == "2026-03-10"
    stranger = decided.offices("commune_police", "00008")
    assert ok(stranger.post("/v1/calendar/trials", json=trial), 200)["items"] == []
    mark = {
        "kind": "day_off", "title_vi": "Nghỉ", "title_en": "Off", "source": "Quyết định 1/QĐ-TTg",
    }  # fmt: skip
    entered = decided.as_(NATION).put("/v1/calendar/2026-03-05", json=mark)
    assert ok(entered, 200)["moved_deadlines"] == len(found["items"])
    assert decided.deadline("D-11")["due_at"] == shift["due_after"]
    again = ok(decided.as_(CHAIR).post("/v1/calendar/trials", json=trial), 200)
    assert again == {"items": [], "next": None}


def test_each_day_of_a_term_is_explained(decided):
    nothing = decided.look(CHAIR, "/term/days")
    assert nothing == {"start": None, "end": None, "items": []}
    decided.take(CHAIR, "begin", "2026-03-09 08:00")
    whole = decided.look(CHAIR, "/term/days")
    assert (whole["start"], whole["end"]) == ("2026-03-09", "2026-09-09")
    assert len(whole["items"]) == 185
    decided.clock.set(moment("2026-03-12 09:00"))
    days = decided.look(CHAIR, "/term/days", params={"from": "2026-03-08", "to": "2026-03-12"})[
        "items"
    ]
    codes = ["before_start", "served", "served", "served", "to_serve"]
    assert [day["code"] for day in days] == codes
    assert days[1]["law"].startswith("73/2021/QH14")
    assert (
        decided.look(CHAIR, "/term/days", params={"from": "2026-03-08", "to": "2026-03-01"})[
            "items"
        ]
        == []
    )
    path = f"/v1/cases/{decided.case['id']}/term/days"
    far = decided.as_(CHAIR).get(path, params={"from": "2000-01-01", "to": "2026-03-01"})
    assert far.status_code == 422
    assert decided.offices("commune_police", "00008").get(path).status_code == 404


def test_the_coverage_counts_rows_and_says_what_stands_for_each(offices):
    found = ok(offices(CHAIR).get("/v1/law/coverage"), 200)
    documents = {row["document"]: row for row in found["documents"]}
    assert set(documents) == {"d116", "d163"}
    kinds = ("encoded", "absent", "blind_spot", "missing")
    for document in documents.values():
        groups = document["groups"]
        for kind in kinds:
            assert document[kind] == sum(group[kind] for group in groups)
        assert document["rows"] == sum(document[kind] for kind in kinds)
        for row in (row for group in groups for row in group["items"]):
            assert bool(row["where"]) is (row["standing"] == "encoded")
            assert bool(row["legal_basis"]) is (row["standing"] == "absent")
    homes = next(group for group in documents["d116"]["groups"] if group["group"] == "VH")
    assert homes["items"][0] == {
        "row": "VH1", "standing": "encoded", "where": ["voluntary-home/register"],
        "text": None, "legal_basis": [],
    }  # fmt: skip
    assert all(spot["legal_basis"] for spot in found["blind_spots"])


def test_a_clock_stopped_by_a_late_entry_was_stopped_when_it_happened(addict):
    """The court's time ends on 2 October; what ended it on 1 October is entered on the tenth."""
    file = to_court_2025(addict("2025-08-25 09:00"))
    file.take(CLERK, "court_accept", "2025-09-17 09:00")
    clock = file.deadline("D-23", CLERK)
    file.take(
        POLICE, "record_death", "2025-10-01 09:00", recorded="2025-10-10 09:00",
        died_on="2025-10-01",
    )  # fmt: skip
    stopped = next(
        row for row in file.look(CLERK, "/deadlines")["items"] if row["id"] == clock["id"]
    )
    assert (stopped["status"], stopped["late"]) == ("cancelled", False)
