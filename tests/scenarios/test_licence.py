"""A licence is the case of a facility: same engine, same door, no client behind it."""

import pytest

CENTRE, OTHER = "F-01-02", "F-79-01"
PAPERS = [
    {"paper": code}
    for code in (
        "licence-application", "establishment-paper", "facility-proof", "staff-list", "head-cv",
        "financial-plan",
    )
]  # fmt: skip
APPLY = {"name": "apply", "occurred_at": "2026-11-16T09:00:00+07:00", "papers": PAPERS}
# C3-18, C3-19, C3-20 and C3-22 are shown by the papers of the file.
MET = (
    "C3-04", "C3-05", "C3-07", "C3-13", "C3-14", "C3-15", "C3-16", "C3-17", "C3-21", "C3-23",
    "C3-25", "C3-26", "C3-27",
)  # fmt: skip
GRANT = {
    "name": "grant",
    "occurred_at": "2026-11-19T09:00:00+07:00",
    "decision": {"number": "3/GP-CAT", "on": "2026-11-19", "signed_by": "Giám đốc Công an tỉnh"},
    "appraisal": [{"criterion": code, "met": True, "evidence": "Biên bản"} for code in MET],
}


@pytest.fixture
def director(sign_in):
    return sign_in("centre_director", CENTRE)


@pytest.fixture
def applied(director):
    body = {"facility": CENTRE, "procedure": "private-licence", "step": APPLY}
    answer = director.post("/v1/cases", json=body)
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_a_centre_applies_and_the_province_grants_within_five_working_days(applied, sign_in):
    assert (applied["client_id"], applied["subject_unit"]) == (None, CENTRE)
    province = sign_in("province_manager", "01")
    path = f"/v1/cases/{applied['id']}"
    granted = province.post(f"{path}/steps", json=GRANT, version=applied["version"])
    assert granted.status_code == 201, granted.json()
    assert granted.json()["state"] == "licensed"
    clocks = province.get(f"{path}/deadlines").json()["items"]
    met = next(clock for clock in clocks if clock["clock"] == "D-38")
    assert (met["status"], met["due_at"][:10]) == ("met", "2026-11-23")
    assert {paper["code"] for paper in province.get(f"{path}/papers").json()["items"]} >= {
        "licence-application"
    }


def test_the_centre_does_not_grant_its_own_licence(applied, director):
    path = f"/v1/cases/{applied['id']}/steps"
    refused = director.post(path, json=GRANT, version=applied["version"])
    assert refused.status_code == 409
    assert refused.json()["reasons"][0]["code"] == "wrong-authority"


def test_a_criterion_that_is_not_met_refuses_the_licence_with_its_article(applied, sign_in):
    province = sign_in("province_manager", "01")
    found = [row | {"met": row["criterion"] != "C3-13"} for row in GRANT["appraisal"]]
    path = f"/v1/cases/{applied['id']}/steps"
    body = {**GRANT, "appraisal": found[:-1]}
    refused = province.post(path, json=body, version=applied["version"])
    assert refused.status_code == 409, refused.json()
    told = {
        reason["title"].split(":")[0]: (reason["law"]["at"], reason["pointer"])
        for reason in refused.json()["reasons"]
    }
    assert told == {
        "Không đạt tiêu chí C3-13": ("Điều 71 khoản 1 điểm a", "/appraisal/3/met"),
        "Chưa thẩm định tiêu chí C3-27": ("Điều 46 khoản 2 điểm g", "/appraisal"),
    }


@pytest.mark.parametrize(
    ("role", "unit"),
    [("centre_director", OTHER), ("province_manager", "79"), ("commune_official", "00004")],
)
def test_nobody_else_sees_the_case_of_a_centre(applied, sign_in, role, unit):
    other = sign_in(role, unit)
    assert other.get(f"/v1/cases/{applied['id']}").status_code == 404
    assert applied["id"] not in other.get("/v1/cases").text
    assert other.get("/v1/deadlines").json()["items"] == []
    body = {"facility": CENTRE, "procedure": "private-licence", "step": APPLY}
    assert other.post("/v1/cases", json=body).status_code == 404


def test_one_licence_runs_at_a_time(applied, director):
    body = {"facility": CENTRE, "procedure": "private-licence", "step": APPLY}
    assert director.post("/v1/cases", json=body).status_code == 409


def test_a_case_belongs_to_one_client_or_to_one_facility(director):
    body = {"procedure": "private-licence", "step": APPLY}
    assert director.post("/v1/cases", json=body).status_code == 422
