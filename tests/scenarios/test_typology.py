"""Types of areas over HTTP: from lists and facts to the class, its reasons, its approval."""

import pytest
import sqlalchemy as sa

from app.ids import new_id
from tests.scenarios.story import moment, ok

OFFICIAL, MANAGER, NATION = "commune_official", "province_manager", "nation_manager"
HERE, THERE, SAIGON = "00004", "00008", "26740"
SECOND_LIST = sa.text("""
insert into management_record (id, client_id, kind, unit, province, since, provenance, version)
values (:id, :client, 'user', '00004', '01', '2026-11-11', 'recorded', 1)
""")
AUDIT = sa.text("select audit_append('planted', '{}', null, null, null, '{}')")
# The class of type I: two dens, arrests of 0.1 %, and people on record of 0.5 % (one of 200).
TYPE_I = {
    "resident_population": 200, "dens": 2, "offenders_arrested": 1, "plants": 0,
    "on_listed_route": 0,
}  # fmt: skip
QUIET = {**TYPE_I, "dens": 0, "offenders_arrested": 0}


def tell(caller, unit, facts, year="2026-P"):
    lines = [{"unit": unit, "fact": fact, "value": value} for fact, value in facts.items()]
    body = {"year": year, "source": "Báo cáo 45", "lines": lines}
    found = ok(caller.post("/v1/area-facts", json=body), 200)
    assert found["entered"] == len(lines), found
    return [line["entry"]["id"] for line in found["lines"]]


def asked(caller, unit=None, year="2026-P"):
    params = {"year": year} if unit is None else {"unit": unit, "year": year}
    return caller.get("/v1/typology", params=params)


def typed(caller, unit, year="2026-P"):
    """The areas of a report by code."""
    found = ok(asked(caller, unit, year), 200)
    whole = [found["whole"]] if found["whole"] else []
    return {row["unit"]: row for row in found["items"] + whole}


def approve(caller, year="2026-P", **said):
    found = ok(caller.post("/v1/typology/confirmations", json={"year": year, **said}), 200)
    return {row["unit"]: row["outcome"] for row in found["results"]}


def criterion(area, code):
    return next(row for row in area["criteria"] if row["code"] == code)


@pytest.fixture
def one_addict(addict, clock):
    """A commune with one person on its list since 10 November 2026."""
    file = addict("2026-11-10 09:00")
    clock.set(moment("2026-11-20 09:00"))
    return file


# --- What an area is ----------------------------------------------------------------------------


def test_a_commune_is_of_type_one_by_its_list_and_its_facts(offices, one_addict):
    tell(offices(MANAGER), HERE, TYPE_I)
    area = typed(offices(OFFICIAL), HERE)[HERE]
    assert (area["class"], area["missing"]) == ("I", [])
    ratio = criterion(area, "I-ratio")
    assert (ratio["verdict"], ratio["bounds"][0]["value"]) == ("met", 0.5)
    assert ratio["reason"]["vi"].startswith("Đạt: Tỷ lệ người nghiện")
    assert "0,5 (cần từ 0,5 trở lên)" in ratio["reason"]["vi"]


def test_what_nobody_told_is_named_and_is_never_zero(offices, one_addict):
    facts = {name: value for name, value in TYPE_I.items() if name != "offenders_arrested"}
    tell(offices(MANAGER), HERE, facts)
    area = typed(offices(OFFICIAL), HERE)[HERE]
    assert (area["class"], area["could_be"]) == (None, ["I", "III"])
    assert area["missing"] == ["offenders_arrested"]
    assert criterion(area, "I-arrests")["reason"]["vi"].startswith("Chưa đủ số liệu: ")
    untold = typed(offices(MANAGER), "01")[THERE]
    # Nobody stands on its list: that much is counted, and makes it type III at the least.
    assert (untold["class"], untold["could_be"]) == (None, ["I", "II", "III"])


def test_a_list_is_counted_on_the_last_day_of_the_year(offices, one_addict, clock):
    tell(offices(MANAGER), HERE, TYPE_I)
    tell(offices(MANAGER), HERE, TYPE_I, "2025-P")
    before = ok(asked(offices(OFFICIAL), HERE, "2025-P"), 200)
    assert (before["on"], before["over"], before["items"][0]["class"]) == (
        "2025-12-14",
        True,
        "III",
    )
    now = ok(asked(offices(OFFICIAL), HERE), 200)
    assert (now["on"], now["over"]) == ("2026-11-20", False)
    clock.set(moment("2026-12-15 09:00"))
    over = ok(asked(offices(OFFICIAL), HERE), 200)
    assert (over["on"], over["over"]) == ("2026-12-14", True)


def test_without_a_year_the_running_one_is_meant(offices, clock):
    told = {}
    for day in ("2026-12-14", "2026-12-15"):
        clock.set(moment(f"{day} 23:59"))
        found = ok(offices(OFFICIAL).get("/v1/typology"), 200)
        told[day] = (found["unit"], found["year"], found["over"])
    assert told == {
        "2026-12-14": (HERE, "2026-P", False), "2026-12-15": (HERE, "2027-P", False),
    }  # fmt: skip


def test_a_person_on_two_lists_is_one_person(offices, one_addict):
    tell(offices(MANAGER), HERE, {**TYPE_I, "resident_population": 201})
    with offices.desk.as_nation() as session:
        session.execute(SECOND_LIST, {"id": new_id(), "client": one_addict.client["id"]})
        session.execute(AUDIT)
    area = typed(offices(OFFICIAL), HERE)[HERE]
    # One of 201 is 0.4975 %; cut off, so that it never looks like the threshold it is below.
    assert criterion(area, "I-ratio")["bounds"][0]["value"] == 0.4975
    assert area["class"] == "III"


def test_a_ratio_of_zero_is_below_and_the_note_says_so(offices):
    tell(offices(MANAGER), HERE, {**QUIET, "recognised_drug_free": 1})
    area = typed(offices(OFFICIAL), HERE)[HERE]
    assert (area["class"], [note["code"] for note in area["notes"]]) == ("III", ["zero-is-below"])
    assert area["recognised_drug_free"] is True


def test_facts_nobody_confirmed_are_named(offices, one_addict):
    ids = tell(offices(MANAGER), HERE, TYPE_I)
    ok(offices(MANAGER).post("/v1/area-facts/confirmations", json={"ids": ids[1:]}), 200)
    area = typed(offices(OFFICIAL), HERE)[HERE]
    assert area["unconfirmed"] == ["resident_population"]


# --- The province and the nation ----------------------------------------------------------------


def test_a_province_is_judged_by_its_facts_and_its_communes(offices, one_addict):
    manager = offices(MANAGER)
    tell(manager, HERE, TYPE_I)
    tell(manager, "01", {
        "resident_population": 500, "dens": 5, "offenders_arrested": 1, "plants": 0,
        "on_interprovincial_route": 1,
    })  # fmt: skip
    found = ok(asked(manager), 200)
    province = found["whole"]
    # Ratio, dens, arrests and the route: four, whatever its other communes are.
    assert (province["unit"], province["class"]) == ("01", "hot_spot")
    assert criterion(province, "P-communes")["verdict"] == "unknown"
    assert len(found["items"]) > 100
    assert {row["level"] for row in found["items"]} == {"commune"}


def test_a_sum_stands_for_a_province_only_when_every_commune_told_it(offices):
    manager = offices(MANAGER)
    codes = [row["unit"] for row in ok(asked(manager), 200)["items"]]
    lines = [{"unit": code, "fact": "dens", "value": 1} for code in codes[1:]]
    body = {"year": "2026-P", "source": "Báo cáo 45", "lines": lines}
    assert ok(manager.post("/v1/area-facts", json=body), 200)["entered"] == len(lines)
    assert "dens" in ok(asked(manager), 200)["whole"]["missing"]
    tell(manager, codes[0], {"dens": 1})
    province = ok(asked(manager), 200)["whole"]
    assert criterion(province, "P-dens")["bounds"][0]["value"] == len(codes)


def test_the_nation_sees_its_provinces_in_one_pass(offices, one_addict):
    found = ok(asked(offices(NATION)), 200)
    assert (len(found["items"]), found["whole"]) == (34, None)
    assert found["legal_basis"][0]["act"] == "28/2025/QĐ-TTg"
    assert all(law["unverified"] for law in found["legal_basis"])


def test_a_province_and_the_nation_count_the_same_people(offices, one_addict):
    tell(offices(MANAGER), HERE, TYPE_I)
    seen = [typed(offices(role), HERE)[HERE] for role in (MANAGER, NATION, OFFICIAL)]
    assert [criterion(one, "I-ratio")["bounds"][0]["value"] for one in seen] == [0.5] * 3


def test_a_year_that_is_over_stays_when_a_person_moves_away(offices, one_addict, clock):
    tell(offices(MANAGER), HERE, TYPE_I)
    clock.set(moment("2027-01-05 09:00"))
    before = typed(offices(MANAGER), HERE)[HERE]
    path = f"/v1/clients/{one_addict.client['id']}"
    official = offices(OFFICIAL)
    move = {"to": SAIGON, "occurred_at": "2027-01-05T08:00:00+07:00", "reason": "Theo gia đình"}
    version = ok(official.get(path), 200)["version"]
    ok(official.post(f"{path}/moves", json=move, version=version))
    assert official.get(path).status_code == 404
    for role in (OFFICIAL, MANAGER, NATION):
        assert typed(offices(role), HERE)[HERE]["criteria"] == before["criteria"]
    # The next year is the new commune's.
    tell(offices(NATION), HERE, TYPE_I, "2027-P")
    tell(offices(NATION), SAIGON, TYPE_I, "2027-P")
    now = [typed(offices(NATION), unit, "2027-P")[unit] for unit in (HERE, SAIGON)]
    assert [criterion(area, "I-ratio")["bounds"][0]["value"] for area in now] == [0, 0.5]


# --- Who ----------------------------------------------------------------------------------------


def test_who_may_not_open_a_figure_sees_the_class_and_no_number_of_people(offices, one_addict):
    tell(offices(MANAGER), HERE, TYPE_I)
    area = typed(offices("analyst", "01"), HERE)[HERE]
    assert (area["class"], area["withheld"]) == ("I", ["addiction_ratio"])
    ratio = criterion(area, "I-ratio")
    assert ratio["bounds"][0]["value"] is None
    assert "không hiển thị" in ratio["reason"]["vi"]
    assert criterion(area, "I-dens")["bounds"][0]["value"] == 2


def test_a_type_is_told_of_no_area_out_of_reach(offices):
    assert asked(offices(OFFICIAL), THERE).status_code == 404
    assert asked(offices(MANAGER), SAIGON).status_code == 404
    assert asked(offices(MANAGER), "vn").status_code == 404
    assert asked(offices("centre_director")).status_code == 422
    assert asked(offices(MANAGER), year="2026").status_code == 422


# --- Approving ----------------------------------------------------------------------------------


def test_a_class_is_approved_once_the_year_is_over(offices, one_addict, clock):
    manager = offices(MANAGER)
    tell(manager, HERE, TYPE_I)
    early = manager.post("/v1/typology/confirmations", json={"year": "2026-P"})
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (422, "/year")
    clock.set(moment("2026-12-16 09:00"))
    outcomes = approve(manager)
    assert outcomes[HERE] == "approved"
    assert set(outcomes.values()) == {"approved", "unknown"}
    assert "01" not in outcomes
    kept = typed(offices(OFFICIAL), HERE)[HERE]["approved"]
    assert (kept["class"], kept["rules"]) == ("I", "2025-08-24.1")
    assert approve(manager, units=[HERE]) == {HERE: "unchanged"}


def test_a_class_approved_is_replaced_and_never_rewritten(offices, one_addict, clock, house):
    manager = offices(MANAGER)
    ids = tell(manager, HERE, TYPE_I)
    clock.set(moment("2026-12-16 09:00"))
    approve(manager, unit=HERE)
    said = {"fact": "dens", "year": "2026-P", "value": 0, "source": "Đính chính", "note": "đếm lại",
            "corrects": ids[1]}  # fmt: skip
    ok(manager.post(f"/v1/units/{HERE}/facts", json=said))
    area = typed(offices(OFFICIAL), HERE)[HERE]
    assert (area["class"], area["approved"]["class"]) == ("III", "I")
    assert approve(manager, unit=HERE) == {HERE: "approved"}
    assert typed(offices(OFFICIAL), HERE)[HERE]["approved"]["class"] == "III"


def test_provinces_are_approved_by_the_nation(offices, one_addict, clock):
    facts = {"resident_population": 500, "dens": 5, "offenders_arrested": 1, "plants": 0,
             "on_interprovincial_route": 1}  # fmt: skip
    tell(offices(MANAGER), "01", facts)
    clock.set(moment("2026-12-16 09:00"))
    assert "01" not in approve(offices(MANAGER))
    outcomes = approve(offices(NATION))
    assert (outcomes["01"], outcomes["79"]) == ("approved", "unknown")
    assert ok(asked(offices(MANAGER)), 200)["whole"]["approved"]["class"] == "hot_spot"


def test_the_rules_are_told_with_every_threshold_in_words(offices):
    found = ok(offices(OFFICIAL).get("/v1/typology/rules"), 200)
    words = {row["code"]: row["text"]["vi"] for row in found["criteria"]}
    assert words["II-ratio"].endswith("từ 0,1 đến dưới 0,5")
    assert words["I-plants"].endswith("bị phát hiện, triệt phá (m2): từ 750 trở lên")
    assert words["I-route"].endswith("và đạt từ 2 tiêu chí loại II trở lên")
    assert [(row["code"], row["at_least"]) for row in found["classes"]] == [
        ("I", 3), ("II", 3), ("III", 1), ("hot_spot", 4),
    ]  # fmt: skip
