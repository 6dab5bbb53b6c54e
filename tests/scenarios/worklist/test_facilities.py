"""A licence is the case of a facility: the province decides on it, and no client stands behind."""

from tests.scenarios.test_licence import APPLY, CENTRE
from tests.scenarios.worklist.seen import area, items, named, worklist


def applied(sign_in):
    director = sign_in("centre_director", CENTRE)
    body = {"facility": CENTRE, "procedure": "private-licence", "step": APPLY}
    assert director.post("/v1/cases", json=body).status_code == 201
    return director


def test_what_the_province_must_decide_is_on_its_own_list(sign_in):
    applied(sign_in)
    rows = items(sign_in("province_manager", "01"), procedure="private-licence")
    assert ("due_soon", "D-38") in named(rows)
    row = next(row for row in rows if row["clock"] == "D-38")
    assert (row["client_id"], row["full_name"], row["unit"]) == (None, None, CENTRE)
    assert {"grant", "refuse"} <= {step["name"] for step in row["steps"]}


def test_it_is_no_duty_of_the_centre_and_no_person_of_its_area(sign_in):
    director = applied(sign_in)
    assert "D-38" not in {row["clock"] for row in items(director)}
    page = area(director, CENTRE)
    assert page["items"] == []
    assert [(row["procedure"], row["count"]) for row in page["summary"]["cases"]] == [
        ("private-licence", 1)
    ]


def test_another_province_sees_nothing_of_it(sign_in):
    applied(sign_in)
    assert sum(worklist(sign_in("province_manager", "79"))["counts"].values()) == 0
