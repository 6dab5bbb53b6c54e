"""Praise and discipline: the kinds of the decree of the day, the days in the special area."""

import pytest

from tests.scenarios.inside import (
    DIRECTOR,
    INTAKE,
    events,
    fault,
    listed,
    path,
    under_116,
    under_163,
    void,
)
from tests.scenarios.story import ok

KIND = "measures"


@pytest.fixture
def file(addict):
    return under_163(addict)


def decide(file, kind, on, role=INTAKE, **said):
    file.at(f"{on} 16:00")
    body = {
        "kind": kind, "reason": "Biên bản kèm theo", "decided_by": "Trần Văn Bình",
        "decided_on": on, **said,
    }  # fmt: skip
    return file.as_(role).post(path(file, KIND), json=body)


def end(file, measure, until, today):
    file.at(f"{today} 16:00")
    where = f"{path(file, KIND)}/{measure['id']}/end"
    return file.as_(DIRECTOR).post(where, json={"until_on": until}, version=measure["version"])


@pytest.mark.parametrize("kind", ["reprimand", "warning", "commendation", "other_reward"])
def test_the_kinds_both_decrees_know(file, kind):
    made = ok(decide(file, kind, "2026-10-05", decision_number="5/QĐ-CSCN"))
    sort = "reward" if kind in {"commendation", "other_reward"} else "discipline"
    assert (made["sort"], made["from_on"]) == (sort, None)
    assert listed(file, KIND, sort=sort) == [made]
    assert events(file, "discipline") == [kind]


def test_a_proposal_of_relief_is_gone_with_decree_163(addict, file):
    assert fault(decide(file, "relief_proposal", "2026-10-05")) == (422, "/kind")
    assert listed(file, KIND) == []


def test_decree_116_knows_the_proposal_of_relief(addict):
    assert ok(decide(under_116(addict), "relief_proposal", "2025-12-01"))["sort"] == "reward"


def test_the_special_area_has_a_first_day_and_ends_once(file):
    assert fault(decide(file, "special_area", "2026-10-05")) == (422, "/from_on")
    assert fault(decide(file, "warning", "2026-10-05", from_on="2026-10-05")) == (422, "/from_on")
    made = ok(decide(file, "special_area", "2026-10-05", from_on="2026-10-06"))
    assert fault(end(file, made, "2026-10-05", "2026-10-10")) == (422, "/until_on")
    assert fault(end(file, made, "2026-10-11", "2026-10-10")) == (422, "/until_on")
    ended = ok(end(file, made, "2026-10-10", "2026-10-10"), 200)
    assert ended["until_on"] == "2026-10-10"
    assert end(file, made, "2026-10-09", "2026-10-10").status_code == 412
    assert end(file, ended, "2026-10-09", "2026-10-10").status_code == 409


def test_a_warning_does_not_end(file):
    made = ok(decide(file, "warning", "2026-10-05"))
    assert end(file, made, "2026-10-05", "2026-10-05").status_code == 409


def test_a_decision_voided_counts_no_more(file):
    made = ok(decide(file, "warning", "2026-10-05"))
    assert ok(void(file, KIND, made), 200)["void_reason"] == "Nhập nhầm người"
    assert events(file, "discipline") == []


def test_nothing_is_decided_tomorrow_nor_by_the_commune(file):
    file.at("2026-10-05 16:00")
    body = {"kind": "warning", "reason": "x", "decided_by": "Bình", "decided_on": "2026-10-06"}
    answer = file.as_(INTAKE).post(path(file, KIND), json=body)
    assert fault(answer) == (422, "/decided_on")
    assert decide(file, "warning", "2026-10-05", role="commune_official").status_code == 403
