"""Reports: frozen and signed, sent up and decided, and what they say of the same question later."""

import base64
import json
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.scenarios.reports_story import HALF, act, file, freeze, rows, second, verify
from tests.scenarios.story import moment, ok
from tests.services.population import BA_DINH, HOAN_KIEM, Population

ANY = "DA1393-1.1.any.ever"


@pytest.fixture
def population(offices, clock, as_nation):
    return Population(offices, clock, as_nation)


@pytest.fixture
def province(population, offices):
    return offices("province_manager")


# --- What is in it -------------------------------------------------------------------------------


def test_a_province_reports_its_figures_by_commune(province):
    report = freeze(province)
    whole = rows(report, "DA1393")[ANY]
    assert (whole["numerator"], whole["denominator"], whole["percent"]) == (3, 5, "60.00")
    assert whole["target"] == "> 80% (đến 31/12/2025)"
    communes = rows(report, ANY)
    assert (communes[BA_DINH]["numerator"], communes[BA_DINH]["denominator"]) == (2, 3)
    assert (communes[HOAN_KIEM]["numerator"], communes[HOAN_KIEM]["denominator"]) == (1, 2)
    assert sum(row["denominator"] for unit, row in communes.items() if unit != "01") == 5
    assert communes["01"]["denominator"] == 5


def test_the_nation_reports_by_province_and_a_commune_itself_alone(population, offices):
    nation = rows(freeze(offices("nation_manager")), ANY)
    assert {unit: nation[unit]["denominator"] for unit in ("01", "79", "vn")} == {
        "01": 5, "79": 2, "vn": 7,
    }  # fmt: skip
    commune = freeze(offices("commune_official"))
    assert [sheet["code"] for sheet in commune["figures"]["sheets"]] == ["DA1393"]
    assert rows(commune, "DA1393")[ANY]["denominator"] == 3


def test_an_indicator_without_figures_is_told_and_not_left_out(province):
    listed = ok(province.get("/v1/reports/definitions"), 200)["items"]
    coverage = next(one for one in listed if one["code"] == "coverage")
    (table,) = coverage["tables"]
    notes = [
        note["vi"] for sheet in freeze(province)["figures"]["sheets"] for note in sheet["notes"]
    ]
    for code in table["missing"]:
        assert any("Chưa có số liệu" in note and code in note for note in notes)


def test_no_name_and_no_id_of_a_person_is_kept_in_a_report(province, population):
    text = json.dumps(freeze(province), ensure_ascii=False)
    for person in population.people.values():
        assert person.name not in text
        assert person.id not in text


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"kind": "nothing"}, "/kind"),
        ({"from": "2026-07-01"}, "/to"),
        ({"from": "2026-08-01", "to": "2026-08-31"}, "/from"),
        ({"to": None}, "/from"),
        ({"period": "2026-H1"}, "/period"),
        ({"cut_off": "2026-07-02T00:00:00+07:00"}, "/cut_off"),
    ],
)
def test_what_cannot_be_reported_is_refused(province, said, pointer):
    answer = province.post("/v1/reports", json={"kind": "coverage", **HALF, **said})
    assert answer.status_code == 422
    assert pointer in {fault["pointer"] for fault in answer.json()["errors"]}


def test_a_period_is_told_by_its_code_too(province):
    told = {"kind": "coverage", "period": "2026-P"}
    report = ok(province.post("/v1/reports", json=told))
    assert (report["from"], report["to"]) == ("2025-12-15", "2026-12-14")


def test_a_report_is_cut_off_at_an_earlier_moment(province, population, clock):
    population.serve(population["Năm"], "counselling", "2026-03-03")
    clock.set(moment("2026-07-05 09:00"))
    report = freeze(province, cut_off="2026-07-05T08:00:00+07:00")
    assert report["cut_off"] == "2026-07-05T08:00:00+07:00"
    assert verify(province, report)["at_cut_off"] == {"done": True, "figures": [], "people": []}


# --- Files ---------------------------------------------------------------------------------------


def test_workbook_csv_and_pages_hold_the_figures_of_the_report(province):
    report = freeze(province)
    workbook = CalamineWorkbook.from_filelike(BytesIO(file(province, report, "xlsx")))
    lines = {line[0]: line for line in workbook.get_sheet_by_name("DA1393").to_python()}
    assert lines[ANY][3:6] == [3.0, 5.0, 0.6]
    text = file(province, report, "csv", sheet=ANY).decode("utf-8-sig")
    assert f"{BA_DINH},Phường Ba Đình,2,3,66.67," in text
    pages = [
        page.extract_text() for page in PdfReader(BytesIO(file(province, report, "pdf"))).pages
    ]
    assert "Báo cáo độ bao phủ dịch vụ" in pages[0]
    assert "60,00%" in pages[0]
    assert any("66,67%" in page for page in pages)
    assert json.loads(file(province, report, "json")) == report["figures"]


def test_the_file_of_a_report_is_the_same_bytes_whenever_it_is_asked_for(province, clock):
    report = freeze(province)
    first = [file(province, report, kind) for kind in ("xlsx", "pdf", "csv", "json")]
    clock.advance(days=40)
    assert [file(province, report, kind) for kind in ("xlsx", "pdf", "csv", "json")] == first


def test_a_sheet_a_report_has_not_is_not_found(province):
    report = freeze(province)
    path = f"/v1/reports/{report['id']}/file"
    assert province.get(path, params={"format": "csv", "sheet": "none"}).status_code == 404


# --- Signature and later -----------------------------------------------------------------------


def test_anybody_verifies_a_report_with_the_public_key_alone(province):
    report = freeze(province)
    keys = ok(province.get("/v1/reports/keys"), 200)["items"]
    key = next(key for key in keys if key["key_id"] == report["key_id"])
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key["public_key"]))
    public.verify(base64.b64decode(report["signature"]), report["signed"].encode())
    signed = json.loads(report["signed"])
    assert signed["figures"] == report["figures"]
    assert signed["rule_set_hash"] == report["rule_set_hash"]


def test_nothing_differs_while_nothing_has_changed(province):
    found = verify(province, freeze(province))
    assert found["signature"] == "valid"
    assert not found["rule_set_changed"]
    assert found["definitions_changed"] == []
    nothing = {"done": True, "figures": [], "people": []}
    assert (found["at_cut_off"], found["now"]) == (nothing, nothing)


def test_people_who_moved_later_are_listed_and_the_report_stays(
    province, population, offices, clock
):
    report = freeze(province)
    clock.set(moment("2026-07-03 09:00"))
    official, person = offices("commune_official"), population["Một"]
    client = f"/v1/clients/{person.id}"
    move = {
        "to": "26740", "occurred_at": "2026-07-01T10:00:00+07:00", "reason": "Chuyển đi",
        "stable": True, "address": "1 Lê Lợi",
    }  # fmt: skip
    version = ok(official.get(client), 200)["version"]
    ok(official.post(f"{client}/moves", version=version, json=move))
    found = verify(province, report)
    assert found["signature"] == "valid"
    # As known at its cut-off it is what it was: only since then has the person moved.
    assert found["at_cut_off"] == {"done": True, "figures": [], "people": []}
    differences = {one["path"]: (one["frozen"], one["now"]) for one in found["now"]["figures"]}
    assert differences[f"DA1393/{ANY}/numerator"] == (3, 2)
    assert differences[f"{ANY}/{BA_DINH}/denominator"] == (3, 2)
    assert f"{ANY}/01/numerator" in found["now"]["people"]
    again = ok(province.get(f"/v1/reports/{report['id']}"), 200)
    assert again["figures"] == report["figures"]


def test_other_people_in_the_same_number_are_told(province, population):
    report = freeze(province)
    population.serve(population["Năm"], "counselling", "2026-03-03")
    population.leave(population["Bốn"], "2026-06-15", "error")
    changed = verify(province, report)["now"]
    assert f"{ANY}/{HOAN_KIEM}/numerator" in changed["people"]


# --- Up and back -------------------------------------------------------------------------------


def test_a_commune_submits_and_its_province_approves(province, offices):
    commune = offices("commune_official")
    report = ok(act(commune, freeze(commune), "submit"), 200)
    assert report["state"] == "submitted"
    done = ok(act(province, report, "approve"), 200)
    assert (done["state"], done["decided_by"]) == ("approved", str(province.id))
    assert act(province, done, "approve").status_code == 409
    assert verify(commune, done)["signature"] == "valid"


def test_a_returned_report_is_replaced_by_another_once(province, offices):
    commune = offices("commune_official")
    report = ok(act(commune, freeze(commune), "submit"), 200)
    back = ok(act(province, report, "return", reason="Thiếu số liệu quý II"), 200)
    assert (back["state"], back["return_reason"]) == ("returned", "Thiếu số liệu quý II")
    assert act(commune, back, "submit").status_code == 409
    assert freeze(commune, replaces=back["id"])["replaces"] == back["id"]
    twice = commune.post("/v1/reports", json={"kind": "coverage", **HALF, "replaces": back["id"]})
    assert (twice.status_code, twice.json()["code"]) == (409, "state-conflict")


def test_only_the_unit_above_decides(province, offices):
    nation = offices("nation_manager")
    commune = offices("commune_official")
    report = ok(act(commune, freeze(commune), "submit"), 200)
    assert act(nation, report, "approve").status_code == 403
    assert act(commune, report, "approve").status_code == 403
    other = offices("province_manager", "79")
    assert act(other, report, "approve").status_code == 404
    own = ok(act(province, freeze(province), "submit"), 200)
    assert act(second(offices, "province_manager", "01"), own, "approve").status_code == 403
    assert ok(act(nation, own, "approve"), 200)["state"] == "approved"


def test_the_nation_decides_with_four_eyes(population, offices):
    nation = offices("nation_manager")
    report = ok(act(nation, freeze(nation), "submit"), 200)
    assert act(nation, report, "approve").status_code == 403
    assert ok(act(second(offices, "nation_manager", "vn"), report, "approve"), 200)["state"] == (
        "approved"
    )


def test_what_is_not_submitted_is_not_decided(province, offices):
    commune = offices("commune_official")
    assert act(province, freeze(commune), "approve").status_code == 409


def test_a_unit_lists_its_own_reports_and_those_below(province, offices):
    commune, other = offices("commune_official"), offices("commune_official", HOAN_KIEM)
    first, second_, own = freeze(commune), freeze(other), freeze(province)
    listed = ok(province.get("/v1/reports", params={"limit": 2}), 200)
    more = ok(province.get("/v1/reports", params={"limit": 2, "cursor": listed["next"]}), 200)
    assert {row["id"] for row in (*listed["items"], *more["items"])} == {
        first["id"], second_["id"], own["id"],
    }  # fmt: skip
    mine = ok(commune.get("/v1/reports"), 200)["items"]
    assert [row["id"] for row in mine] == [first["id"]]
    assert commune.get(f"/v1/reports/{own['id']}").status_code == 404
    told = ok(province.get("/v1/reports", params={"unit": BA_DINH}), 200)["items"]
    assert [row["id"] for row in told] == [first["id"]]


def test_a_report_of_a_unit_is_frozen_as_known_at_that_moment(province, clock):
    clock.set(moment("2026-07-02 08:30"))
    report = freeze(province)
    assert report["cut_off"] == report["made_at"] == "2026-07-02T08:30:00+07:00"
