"""Six criteria, observation where they do not tell, and the conclusion that rests on it."""

import pytest

from tests.scenarios.story import ok
from tests.services.clinic import (
    CLINIC,
    DIRECTOR,
    in_the_centre,
    observe,
    pointers,
    record,
    six,
    to_path,
)


@pytest.fixture
def file(addict):
    return in_the_centre(addict)


def test_two_criteria_without_withdrawal_are_observed_and_then_concluded(file):
    first = ok(record(file, **six("yynnnn")))
    assert first["scores"][0]["band"] == "observe"
    again = six("yyynnn", on="2026-05-07", follows=first["id"])
    file.at("2026-05-07 10:00")
    assert pointers(record(file, **again)) == ["/follows"]
    days = [ok(observe(file, first, f"2026-05-0{day}")) for day in (5, 6)]
    assert [day["late_entry"] for day in days] == [True, True]
    path = to_path(file, f"/{first['id']}/observations")
    assert ok(file.as_(DIRECTOR).get(path), 200)["items"] == days
    concluded = ok(record(file, **again))
    assert (concluded["follows"], concluded["scores"][0]["band"]) == (first["id"], "addicted")
    assert record(file, **again).status_code == 409
    assert observe(file, first, "2026-05-07").status_code == 409


def test_observed_and_still_under_three_is_not_addicted(file):
    first = ok(record(file, **six("ynunnn")))
    ok(observe(file, first, on="2026-05-04"))
    [found] = ok(record(file, **six("yynnnn", follows=first["id"])))["scores"]
    assert (found["score"], found["band"]) == (2, "not_addicted")
    assert "Sau theo dõi" in found["because"]["vi"]


def test_what_a_conclusion_rests_on_is_voided_last(file):
    first = ok(record(file, **six("yynnnn")))
    day = ok(observe(file, first, on="2026-05-04"))
    last = ok(record(file, **six("yynnnn", follows=first["id"])))
    caller, why = file.as_(CLINIC), {"reason": "Nhập nhầm"}
    of_day = to_path(file, f"/{first['id']}/observations/{day['id']}/void")
    of_first = to_path(file, f"/{first['id']}/void")
    assert caller.post(of_first, json=why, version=1).status_code == 409
    assert caller.post(of_day, json=why, version=1).status_code == 409
    ok(caller.post(to_path(file, f"/{last['id']}/void"), json=why, version=1), 200)
    ok(caller.post(of_day, json=why, version=1), 200)
    # The only day counts no more, so there is nothing to conclude from.
    assert pointers(record(file, **six("yynnnn", follows=first["id"]))) == ["/follows"]
    ok(caller.post(of_first, json=why, version=1), 200)
    assert observe(file, first, on="2026-05-04").status_code == 404


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"on": "2026-05-05"}, "/on"),
        ({"on": "2026-05-03"}, "/on"),
        ({"unit": "99999"}, "/unit"),
        ({"chart": "alcohol"}, "/chart"),
        ({"findings": ""}, "/findings"),
    ],
)
def test_a_day_of_observation_lies_after_the_finding_and_not_ahead(file, said, pointer):
    first = ok(record(file, **six("yynnnn")))
    assert pointers(observe(file, first, **{"on": "2026-05-04", **said})) == [pointer]


def test_only_what_calls_for_it_is_observed(file):
    clear = ok(record(file, **six("yyynnn")))
    assert observe(file, clear, on="2026-05-04").status_code == 409
    follow = six("yynnnn", follows=clear["id"])
    assert pointers(record(file, **follow)) == ["/follows"]


def test_a_day_is_voided_under_the_finding_it_belongs_to(file):
    first, second = ok(record(file, **six("yynnnn"))), ok(record(file, **six("yynnnn")))
    day = ok(observe(file, first, on="2026-05-04"))
    path = to_path(file, f"/{second['id']}/observations/{day['id']}/void")
    assert file.as_(CLINIC).post(path, json={"reason": "x"}, version=1).status_code == 404


def test_a_conclusion_is_by_the_criteria_it_follows(file):
    first = ok(record(file, **six("yynnnn")))
    ok(observe(file, first, on="2026-05-04"))
    assert pointers(record(file, follows=first["id"])) == ["/follows"]
    earlier = six("yynnnn", on="2026-05-03", follows=first["id"])
    assert pointers(record(file, **earlier)) == ["/follows"]


def test_another_persons_screening_is_none_of_this_file(file, addict):
    first = ok(record(file, **six("yynnnn")))
    other = in_the_centre(addict, full_name="Lê Thị Hoa", birth_date="1990-01-01")
    assert observe(other, first, on="2026-05-04").status_code == 404
    ok(observe(file, first, on="2026-05-04"))
    assert pointers(record(other, **six("yynnnn", follows=first["id"]))) == ["/follows"]
    path = to_path(other, f"/{first['id']}/void")
    assert other.as_(CLINIC).post(path, json={"reason": "x"}, version=1).status_code == 404
    assert other.as_(CLINIC).get(to_path(other, f"/{first['id']}/observations")).status_code == 404
