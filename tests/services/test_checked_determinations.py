"""Determinations that name their finding and assessor are checked; the others are told."""

import pytest

from tests.scenarios.story import CENTRE, handed, ok
from tests.services.clinic import (
    CLINIC,
    DIRECTOR,
    OFFICIAL,
    in_the_centre,
    observe,
    pointers,
    record,
    six,
    to_path,
)

DOCTOR = {"full_name": "Lê Thị Hạnh", "kinds": ["doctor"], "employed_from": "2025-01-01"}
LICENCE = {
    "kind": "practising_licence", "number": "GP-7", "scope": "Nội khoa", "issuer": "Sở Y tế",
    "issued_on": "2025-03-01",
}  # fmt: skip
CERTIFICATE = {
    "kind": "determination_certificate", "number": "CC-9", "issuer": "Viện Sức khỏe tâm thần",
    "issued_on": "2025-03-01", "valid_until": "2026-12-31",
}  # fmt: skip


@pytest.fixture
def file(addict):
    return in_the_centre(addict)


def doctor(file, *credentials, unit=CENTRE, **particulars):
    """One of the staff of a facility with credentials; an internist trained in it unless said."""
    director = file.offices(DIRECTOR, unit)
    person = ok(director.post("/v1/staff", json={**DOCTOR, **particulars}))
    for one in credentials or (LICENCE, CERTIFICATE):
        ok(director.post(f"/v1/staff/{person['id']}/credentials", json=one))
    return person["id"]


def determine(file, role=CLINIC, **said):
    """From the application to the delivered result, all of it on the fourth of May."""
    at = file.clock.now().isoformat()
    body = {
        "requested_by": "self", "requested_at": at, "received_at": at, "concluded_at": at,
        "papers": handed("determination-application"), "concluded_on": at[:10],
        "delivered_at": at, **said,
    }  # fmt: skip
    given = {name: value for name, value in body.items() if value is not None}
    return file.as_(role).post(f"/v1/clients/{file.client['id']}/determinations", json=given)


def refused(answer):
    """The reasons of a refusal: code, pointer, article."""
    assert answer.status_code == 409, answer.text
    assert answer.json()["code"] == "step-refused"
    return [
        (r["code"], r["pointer"], f"{r['law']['act']} {r['law']['at']}")
        for r in answer.json()["reasons"]
    ]


def test_result_count_and_names_follow_from_what_is_named(file):
    finding = ok(record(file, **six("yynyyn")))
    who = doctor(file)
    made = ok(determine(file, screening_id=finding["id"], assessor_id=who, paper_number="15/PKQ"))[
        "determination"
    ]
    assert (made["result"], made["criteria_met"], made["checked"]) == ("addicted", 4, "both")
    assert (made["assessor"], made["screening_id"]) == ("Lê Thị Hạnh", finding["id"])
    assert made["facility"].startswith("Cơ sở cai nghiện số 1 Hà Nội")


@pytest.mark.parametrize(
    ("letters", "result", "met", "pointers_"),
    [
        ("yyyyyy", "addicted", 6, []),
        ("yynyyn", "addicted", 4, []),
        ("yyynnn", "addicted", 3, []),
        ("yyynnn", "addicted", None, []),
        ("yyynnn", None, 3, []),
        ("yyynnn", "not_addicted", 3, ["/result"]),
        ("yyynnn", "addicted", 4, ["/criteria_met"]),
        ("yyynnn", "not_addicted", 2, ["/result", "/criteria_met"]),
        ("ynynnn", "not_addicted", 2, []),
        ("ynynnn", "addicted", 2, ["/result"]),
        ("ynynnn", None, 3, ["/criteria_met"]),
        ("nnnnnn", None, None, []),
        ("nnnnnn", "addicted", 3, ["/result", "/criteria_met"]),
    ],
)
def test_a_conclusion_is_that_of_its_finding(file, letters, result, met, pointers_):
    finding = ok(record(file, **six(letters)))
    answer = determine(file, screening_id=finding["id"], result=result, criteria_met=met)
    if not pointers_:
        made = ok(answer)["determination"]
        assert (made["criteria_met"], made["checked"]) == (letters.count("y"), "screening")
        assert made["result"] == ("addicted" if letters.count("y") > 2 else "not_addicted")
        return
    assert refused(answer) == [
        ("screening-agrees", pointer, "18/2021/TT-BYT Điều 4") for pointer in pointers_
    ]


def test_an_observation_that_goes_on_concludes_nothing(file):
    """Two criteria without withdrawal: days are charted, then the criteria are put again."""
    first = ok(record(file, **six("yynnnn")))
    final = ("screening-final", "/screening_id", "18/2021/TT-BYT Điều 4")
    assert final in refused(determine(file, screening_id=first["id"]))
    ok(observe(file, first, on="2026-05-04"))
    again = ok(record(file, follows=first["id"], **six("yyynnn")))
    assert final in refused(determine(file, screening_id=first["id"]))
    made = ok(determine(file, screening_id=again["id"]))["determination"]
    assert (made["result"], made["criteria_met"]) == ("addicted", 3)


def test_what_a_conclusion_rests_on_is_not_taken_away(file):
    first = ok(record(file, **six("yynnnn")))
    day = ok(observe(file, first, on="2026-05-04"))
    again = ok(record(file, follows=first["id"], **six("yyynnn")))
    ok(determine(file, screening_id=again["id"]))
    why, clinician = {"reason": "Nhập nhầm"}, file.as_(CLINIC)
    gone = clinician.post(to_path(file, f"/{again['id']}/void"), json=why, version=1)
    assert (gone.status_code, gone.json()["code"]) == (409, "state-conflict")
    path = to_path(file, f"/{first['id']}/observations/{day['id']}/void")
    assert clinician.post(path, json=why, version=1).status_code == 409
    used = determine(file, screening_id=again["id"])
    assert (used.status_code, used.json()["code"]) == (409, "state-conflict")


def test_a_voided_finding_another_instrument_and_an_old_one_do_not_count(file):
    counts = [("screening-counts", "/screening_id", "18/2021/TT-BYT Điều 3, Điều 4")]
    voided = ok(record(file, **six("yyynnn")))
    path = to_path(file, f"/{voided['id']}/void")
    ok(file.as_(CLINIC).post(path, json={"reason": "Nhập nhầm"}, version=1), 200)
    assert refused(determine(file, screening_id=voided["id"])) == counts
    old = ok(record(file, on="2026-05-03", **six("yyynnn")))
    assert refused(determine(file, screening_id=old["id"])) == counts
    dast = ok(record(file))
    codes = [one[0] for one in refused(determine(file, screening_id=dast["id"], criteria_met=4))]
    assert "screening-counts" in codes


def test_a_finding_of_somebody_else_is_not_on_this_file(file, addict):
    other = ok(record(file, **six("yyynnn")))["id"]
    beside = in_the_centre(addict, full_name="Trần Văn Bảy", birth_date="1990-01-01")
    assert pointers(determine(beside, screening_id=other)) == ["/screening_id"]


def test_who_does_not_read_the_clinical_part_names_no_finding(file):
    finding = ok(record(file, **six("yyynnn")))
    told = determine(file, OFFICIAL, screening_id=finding["id"], result="addicted")
    assert pointers(told) == ["/screening_id"]


EXPIRED = {**CERTIFICATE, "valid_until": "2026-05-03"}
PSYCHIATRIST = {**LICENCE, "scope": "Chuyên khoa Tâm thần"}
TODAY = {**CERTIFICATE, "valid_until": "2026-05-04"}


@pytest.mark.parametrize(
    ("credentials", "particulars", "missing"),
    [
        ((LICENCE, CERTIFICATE), {}, []),
        ((LICENCE, TODAY), {}, []),
        ((PSYCHIATRIST,), {}, []),
        ((LICENCE,), {}, ["determination_certificate"]),
        ((LICENCE, EXPIRED), {}, ["determination_certificate"]),
        ((CERTIFICATE,), {}, ["practising_licence"]),
        (({**LICENCE, "scope": "Răng hàm mặt"}, CERTIFICATE), {}, ["practising_licence"]),
        (({**LICENCE, "valid_until": "2026-05-03"}, CERTIFICATE), {}, ["practising_licence"]),
        ((EXPIRED,), {}, ["practising_licence", "determination_certificate"]),
        ((LICENCE, CERTIFICATE), {"kinds": ["nurse"]}, None),
    ],
)
def test_the_assessor_is_a_doctor_licensed_and_trained(file, credentials, particulars, missing):
    who = doctor(file, *credentials, **particulars)
    answer = determine(file, assessor_id=who, result="addicted", criteria_met=3)
    if missing == []:
        assert ok(answer)["determination"]["checked"] == "credential"
        return
    reasons = refused(answer)
    assert {one[0] for one in reasons} == {"assessor-qualified"}
    assert {one[2] for one in reasons} == {"109/2021/NĐ-CP Điều 3"}
    assert answer.json()["missing"] == (missing or [])


def test_an_assessor_who_left_or_works_elsewhere_is_none_of_this_facility(file, offices):
    gone = doctor(file, employed_until="2026-05-03")
    [reason] = refused(determine(file, assessor_id=gone, result="addicted"))
    assert reason == ("assessor-employed", "/assessor_id", "109/2021/NĐ-CP Điều 3")
    there = doctor(file, unit="F-01-02")
    assert pointers(determine(file, assessor_id=there, result="addicted")) == ["/assessor_id"]


def test_a_name_that_is_not_the_assessors_is_refused(file):
    answer = determine(file, assessor_id=doctor(file), result="addicted", assessor="BS. Bình")
    assert pointers(answer) == ["/assessor"]


def test_a_paper_from_outside_is_told_and_shown_as_told(file):
    """The hospital's staff and findings are not in this system (ADR 0022)."""
    made = ok(determine(file, OFFICIAL, result="addicted", criteria_met=5, assessor="BS. Bình",
                        facility_name="Bệnh viện Tâm thần Hà Nội"))["determination"]  # fmt: skip
    assert (made["checked"], made["assessor"]) == ("none", "BS. Bình")
    path = f"/v1/clients/{file.client['id']}/determinations"
    rows = ok(file.as_("province_manager").get(path), 200)["items"]
    assert [row["checked"] for row in rows] == ["none", "none"]
    paper = ok(file.as_(CLINIC).get(f"{path}/{made['id']}/paper"), 200)
    assert (paper["finding"], paper["assessor"]["credentials"]) == (None, [])


def test_the_result_paper_says_it_all_to_the_clinician(file):
    first = ok(record(file, **six("yynnnn")))
    ok(observe(file, first, on="2026-05-04"))
    again = ok(record(file, follows=first["id"], **six("yyynnn")))
    said = {"screening_id": again["id"], "assessor_id": doctor(file), "paper_number": "15/PKQ"}
    made = ok(determine(file, **said))["determination"]
    path = f"/v1/clients/{file.client['id']}/determinations/{made['id']}/paper"
    paper = ok(file.as_(CLINIC).get(path), 200)
    head = paper["paper"]
    assert (head["code"], head["form"]) == ("determination-result", "04 (NĐ 109/2021)")
    assert (head["number"], head["issued_on"]) == ("15/PKQ", "2026-05-04")
    assert head["title"]["vi"] == "Phiếu kết quả xác định tình trạng nghiện ma túy"
    assert paper["person"]["full_name"] == "Nguyễn Văn An"
    held = [(one["kind"], one["number"]) for one in paper["assessor"]["credentials"]]
    assert held == [("practising_licence", "GP-7"), ("determination_certificate", "CC-9")]
    assert paper["conclusion"] == {"vi": "Nghiện ma túy", "en": "Addicted"}
    found = {one["code"]: one["option"] for one in paper["finding"]["criteria"] if one["counted"]}
    assert found == {"craving": "yes", "control": "yes", "withdrawal": "yes", "tolerance": "no",
                     "interests": "no", "harm": "no"}  # fmt: skip
    assert paper["finding"]["criteria"][0]["title"]["vi"] == "Thèm muốn, thôi thúc"
    assert paper["finding"]["observation"] == [{"on": "2026-05-04", "chart": "opioid"}]
    acts = {(law["act"], law["at"]) for law in paper["legal_basis"]}
    assert ("18/2021/TT-BYT", "Điều 3, Điều 4") in acts


def test_the_paper_keeps_the_credentials_as_they_counted(file):
    who = doctor(file)
    made = ok(determine(file, assessor_id=who, result="not_addicted"))["determination"]
    director, own = file.as_(DIRECTOR), f"/v1/staff/{who}/credentials"
    for one in ok(director.get(own), 200)["items"]:
        ok(director.post(f"{own}/{one['id']}/void", json={"reason": "Giả"}, version=1), 200)
    path = f"/v1/clients/{file.client['id']}/determinations/{made['id']}/paper"
    paper = ok(file.as_(CLINIC).get(path), 200)
    assert [one["number"] for one in paper["assessor"]["credentials"]] == ["GP-7", "CC-9"]


def test_the_clinical_part_of_the_paper_is_for_clinicians(file):
    finding = ok(record(file, **six("yyynnn")))
    made = ok(determine(file, screening_id=finding["id"]))["determination"]
    path = f"/v1/clients/{file.client['id']}/determinations/{made['id']}/paper"
    paper = ok(file.as_(OFFICIAL).get(path), 200)
    assert (paper["finding"], paper["conclusion"]["en"]) == (None, "Addicted")
    assert file.as_("analyst").get(path).status_code == 403


def test_step_by_step_it_is_the_same(file):
    file.open(CLINIC, "determination", "apply", "2026-05-04 09:00",
              papers=("determination-application",))  # fmt: skip
    file.take(CLINIC, "receive", "2026-05-04 10:00")
    finding = ok(record(file, **six("yyynnn")))
    said = {"concluded_on": "2026-05-04", "screening_id": finding["id"]}
    wrong = file.refused(CLINIC, "conclude", "2026-05-04 11:00", **said, result="not_addicted")
    assert wrong.law_of("screening-agrees") == ("18/2021/TT-BYT", "Điều 4")
    file.take(CLINIC, "conclude", "2026-05-04 11:00", **said)
    assert file.case["steps"][-1]["body"]["criteria_met"] == 3
