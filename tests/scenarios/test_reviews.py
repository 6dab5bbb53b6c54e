"""Reviews of facilities: the checklist of the day, no closing with a gap, the re-check."""

from dataclasses import replace

import pytest

from app.law.shape.figures import NO_FIGURES
from tests.scenarios.story import moment, ok

MANAGER, DIRECTOR, CENTRE = "province_manager", "centre_director", "F-01-01"
LATER = "2026-12-20"


@pytest.fixture
def manager(offices):
    offices(DIRECTOR)
    return offices(MANAGER)


def begun(manager, held_on="2026-11-10", **said):
    body = {
        "facility": CENTRE, "facility_kind": "public_centre", "held_on": held_on,
        "team": ["Trần Thị Bình"], **said,
    }  # fmt: skip
    return ok(manager.post("/v1/reviews", json=body))


def codes(review):
    return [row["criterion"] for row in review["findings"]]


def answer(manager, review, results=None, version=None):
    """Tell of every criterion that it is met, but for those of `results`."""
    told = dict.fromkeys(codes(review), "met") | (results or {})
    findings = [
        {"criterion": code, "result": result, "evidence": "Biên bản kiểm tra"}
        for code, result in told.items()
        if result is not None
    ]
    path = f"/v1/reviews/{review['id']}/findings"
    version = version or review["version"]
    return manager.post(path, version=version, json={"findings": findings})


def plan(manager, review, code, **said):
    body = {"criterion": code, "what": "Mở rộng khu ở", "owner": "Giám đốc cơ sở",
            "due_on": "2026-11-30", **said}  # fmt: skip
    return manager.post(f"/v1/reviews/{review['id']}/remedies", json=body)


def close(manager, review, **said):
    path = f"/v1/reviews/{review['id']}/close"
    return manager.post(path, version=review["version"], json=said)


def closed_with_a_gap(manager, code="C3-05", **said):
    review = begun(manager, **said)
    review = ok(answer(manager, review, {code: "not_met"}), 200)
    remedy = ok(plan(manager, review, code))
    return ok(close(manager, review, recheck_due_on=LATER), 200), remedy


def listed(caller, **params):
    return [row["id"] for row in ok(caller.get("/v1/reviews", params=params), 200)["items"]]


# --- The checklist of the day -------------------------------------------------------------------


def test_the_day_it_is_held_decides_which_law_asks(manager):
    old, new = begun(manager, "2026-06-30"), begun(manager, "2026-07-01")
    assert {code[:2] for code in codes(old)} == {"C0", "C1", "C2"}
    assert {code[:3] for code in codes(new)} == {"C3-"}
    # Lease, degree of the head and financial plan are asked of private centres alone.
    assert {"C21", "C22", "C23"} & set(codes(old)) == set()
    assert old["findings"][0]["legal_basis"][0]["act"] == "116/2021/NĐ-CP"
    assert (old["edition"][:4], new["edition"]) == ("d116", "d163")


def test_circumstances_add_what_is_asked(manager):
    plain, minors = begun(manager), begun(manager, circumstances=["takes_minors"])
    assert set(codes(minors)) - set(codes(plain)) == {"C3-09"}
    private = begun(manager, facility_kind="private_centre")
    assert "C3-20" in codes(private)
    assert "C3-01" not in codes(private)


def test_a_later_law_never_rewrites_an_old_review(manager, house, monkeypatch):
    review = begun(manager, "2026-06-30")
    review = ok(answer(manager, review), 200)
    path = f"/v1/reviews/{review['id']}"
    ok(close(manager, review), 200)
    before = manager.get(path).text
    # A law that asks for nothing at all any more.
    monkeypatch.setattr(house, "lawbook", replace(house.lawbook, figures=NO_FIGURES))
    assert manager.get(path).text == before
    body = {"facility": CENTRE, "facility_kind": "public_centre", "held_on": "2026-11-10",
            "team": ["Trần Bình"]}  # fmt: skip
    refused = manager.post("/v1/reviews", json=body)
    assert refused.json()["errors"][0]["pointer"] == "/facility_kind"


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"held_on": "2026-11-21"}, "/held_on"),
        ({"held_on": "2019-01-01"}, "/held_on"),
        ({"facility": "00004"}, "/facility"),
        ({"facility": "F-01-99"}, "/facility"),
        ({"team": []}, "/team"),
    ],
)
def test_a_review_that_cannot_be_is_refused(manager, said, pointer):
    body = {"facility": CENTRE, "facility_kind": "public_centre", "held_on": "2026-11-10",
            "team": ["Trần Bình"], **said}  # fmt: skip
    refused = manager.post("/v1/reviews", json=body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


# --- Findings and score -------------------------------------------------------------------------


def test_the_score_is_met_of_applicable(manager):
    review = begun(manager)
    count = len(review["findings"])
    assert (review["score"]["open"], review["score"]["percent"]) == (count, 0.0)
    told = {"C3-05": "not_met", "C3-06": "partly", "C3-11": "not_applicable"}
    score = ok(answer(manager, review, told), 200)["score"]
    assert (score["met"], score["partly"], score["not_met"]) == (count - 3, 1, 1)
    assert (score["applicable"], score["open"]) == (count - 1, 0)
    assert score["percent"] == round(100 * (count - 3) / (count - 1), 1)
    assert (score["variant"], score["all_met"]) == ("met_of_applicable", False)


def test_a_finding_keeps_what_was_measured(manager):
    review = begun(manager)
    path = f"/v1/reviews/{review['id']}/findings"
    told = {"criterion": "C3-01", "result": "met", "evidence": "Sổ đỏ", "measured_value": "82.5"}
    found = ok(manager.post(path, version=1, json={"findings": [told]}), 200)
    row = next(row for row in found["findings"] if row["criterion"] == "C3-01")
    assert {name: row[name] for name in told} == told
    strange = {**told, "criterion": "C01"}
    refused = manager.post(path, version=2, json={"findings": [told, strange]})
    assert refused.json()["errors"][0]["pointer"] == "/findings/1/criterion"


# --- Closing ------------------------------------------------------------------------------------


def test_no_review_closes_with_a_criterion_unanswered(manager):
    review = begun(manager)
    review = ok(answer(manager, review, {"C3-05": None}), 200)
    refused = close(manager, review)
    assert (refused.status_code, refused.json()["code"]) == (409, "state-conflict")
    assert (refused.json()["open"], refused.json()["without_remedy"]) == (["C3-05"], [])


@pytest.mark.parametrize("result", ["not_met", "partly"])
def test_no_review_closes_with_a_gap_and_no_plan(manager, result):
    review = begun(manager)
    review = ok(answer(manager, review, {"C3-05": result}), 200)
    refused = close(manager, review, recheck_due_on=LATER)
    assert refused.json()["without_remedy"] == ["C3-05"]
    ok(plan(manager, review, "C3-05"))
    no_day = close(manager, review)
    assert no_day.json()["errors"][0]["pointer"] == "/recheck_due_on"
    assert ok(close(manager, review, recheck_due_on=LATER), 200)["recheck"] == "due"


def test_a_review_without_a_gap_needs_no_recheck(manager):
    review = begun(manager)
    review = ok(close(manager, ok(answer(manager, review), 200)), 200)
    assert (review["state"], review["recheck"], review["score"]["all_met"]) == (
        "closed", None, True,
    )  # fmt: skip


def test_what_was_found_stands_once_it_is_closed(manager):
    review, _ = closed_with_a_gap(manager)
    assert answer(manager, review).status_code == 409
    assert plan(manager, review, "C3-06").status_code == 409
    assert close(manager, review, recheck_due_on=LATER).status_code == 409


def test_a_remedy_is_done_with_evidence_and_the_finding_stays(manager):
    review, remedy = closed_with_a_gap(manager)
    path = f"/v1/reviews/{review['id']}/remedies/{remedy['id']}/done"
    done = {"done_on": "2026-11-20", "evidence": "Biên bản nghiệm thu"}
    told = ok(manager.post(path, version=1, json=done), 200)
    assert (told["done_on"], told["evidence"]) == ("2026-11-20", "Biên bản nghiệm thu")
    assert manager.post(path, version=2, json=done).status_code == 409
    again = ok(manager.get(f"/v1/reviews/{review['id']}"), 200)
    assert again["score"]["not_met"] == 1


# --- The re-check -------------------------------------------------------------------------------


def test_a_recheck_is_overdue_until_a_later_review_is_closed(manager, clock):
    review, _ = closed_with_a_gap(manager)
    assert listed(manager, unit="01", recheck="due") == [review["id"]]
    clock.set(moment("2026-12-20 09:00"))
    assert listed(manager, recheck="overdue") == []
    clock.set(moment("2026-12-21 00:00"))
    assert listed(manager, recheck="overdue") == [review["id"]]
    again = begun(manager, "2026-12-20", follows=review["id"])
    assert listed(manager, recheck="overdue") == [review["id"]]
    ok(close(manager, ok(answer(manager, again), 200)), 200)
    assert listed(manager, recheck="overdue") == []
    assert listed(manager, recheck="done") == [review["id"]]


def test_a_recheck_follows_one_closed_review_of_the_same_facility(manager, offices):
    review, _ = closed_with_a_gap(manager)
    offices(DIRECTOR, "F-01-02")
    for said in ({"facility": "F-01-02"}, {"held_on": "2026-11-10"}):
        body = {"facility": CENTRE, "facility_kind": "public_centre", "held_on": "2026-11-12",
                "team": ["Trần Bình"], "follows": review["id"], **said}  # fmt: skip
        refused = manager.post("/v1/reviews", json=body)
        assert refused.json()["errors"][0]["pointer"] == "/follows", said
    begun(manager, "2026-11-12", follows=review["id"])
    body = {"facility": CENTRE, "facility_kind": "public_centre", "held_on": "2026-11-13",
            "team": ["Trần Bình"], "follows": review["id"]}  # fmt: skip
    assert manager.post("/v1/reviews", json=body).status_code == 409


# --- Who ----------------------------------------------------------------------------------------


def test_the_facility_reads_its_review_and_does_not_write_it(manager, offices):
    review = begun(manager)
    director = offices(DIRECTOR)
    assert ok(director.get(f"/v1/reviews/{review['id']}"), 200)["id"] == review["id"]
    assert answer(director, review).status_code == 403
    for role, unit in ((DIRECTOR, "F-01-02"), (MANAGER, "79"), ("commune_official", "00004")):
        assert offices(role, unit).get(f"/v1/reviews/{review['id']}").status_code == 404


# --- The share ----------------------------------------------------------------------------------


def share(caller, **asked):
    return ok(caller.get("/v1/reviews/share", params=asked), 200)


def test_the_share_of_facilities_says_its_reading(manager, offices):
    offices(DIRECTOR, "F-01-02")
    whole = begun(manager, facility="F-01-02")
    ok(close(manager, ok(answer(manager, whole), 200)), 200)
    closed_with_a_gap(manager)
    strict = share(manager)
    assert (strict["numerator"], strict["denominator"], strict["percent"]) == (1, 2, 50.0)
    assert (strict["target"]["at_least"], strict["met"], strict["unverified"]) == (80, False, True)
    # The remedy is due on 30 November.
    assert share(manager, variant="met_or_on_plan", on="2026-11-30")["numerator"] == 2
    assert share(manager, variant="met_or_on_plan", on="2026-12-01")["numerator"] == 1
    assert share(manager, on="2026-11-09")["met"] is None


def test_a_review_voided_counts_no_more(manager):
    review, _ = closed_with_a_gap(manager)
    path = f"/v1/reviews/{review['id']}/void"
    ok(manager.post(path, version=review["version"], json={"reason": "Nhập nhầm cơ sở"}), 200)
    assert share(manager)["denominator"] == 0
    assert listed(manager, recheck="due") == []
