"""The tables of places: complete, dated, spelled one way, and never old and new mixed."""

import hashlib
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app import units
from scripts import make_units

FOLDER = Path(units.__file__).parent
DONG_NAI_WARDS = {
    "25270": "Lộc Ninh",
    "25357": "Tân Khai",
    "25363": "Đồng Phú",
    "26116": "Tân Phú",
    "26170": "Trị An",
    "26248": "Trảng Bom",
    "26326": "Dầu Giây",
    "26368": "Long Thành",
    "26425": "Xuân Lộc",
    "26485": "Nhơn Trạch",
}
BAC_NINH_WARDS = {
    "07294": "Bố Hạ",
    "07375": "Lạng Giang",
    "07399": "Kép",
    "07444": "Lục Nam",
    "07840": "Hiệp Hòa",
    "09193": "Yên Phong",
    "09292": "Phù Lãng",
    "09313": "Chi Lăng",
    "09319": "Tiên Du",
    "09454": "Gia Bình",
    "09475": "Nhân Thắng",
    "09496": "Lương Tài",
}


def by_code() -> dict[str, units.Unit]:
    return {unit.code: unit for unit in units.current()}


def test_there_is_one_nation_with_34_provinces_and_3321_communes():
    kinds = Counter(unit.kind for unit in units.current())
    assert kinds == {"nation": 1, "province": 34, "commune": 3321}


@pytest.mark.parametrize(
    ("day", "wards", "communes", "cities"),
    [
        pytest.param(date(2025, 7, 1), 687, 2621, 6, id="19/2025/QĐ-TTg"),
        pytest.param(date(2026, 4, 29), 687, 2621, 6, id="the-day-before-Đồng-Nai"),
        pytest.param(date(2026, 4, 30), 697, 2611, 7, id="30/2026/QH16-237/NQ-UBTVQH16"),
        pytest.param(date(2026, 9, 1), 697, 2611, 8, id="36/2026/QH16"),
        pytest.param(date(2026, 9, 20), 709, 2599, 9, id="39/2026/QH16-388/NQ-UBTVQH16"),
    ],
)
def test_place_types_follow_the_resolutions(day, wards, communes, cities):
    found = Counter((unit.kind, unit.place_type) for unit in units.on(day))
    assert found == {
        ("nation", "quốc gia"): 1,
        ("province", "thành phố"): cities,
        ("province", "tỉnh"): 34 - cities,
        ("commune", "phường"): wards,
        ("commune", "xã"): communes,
        ("commune", "đặc khu"): 13,
    }


@pytest.mark.parametrize(
    ("names", "before", "after"),
    [
        ({"75": "Đồng Nai"}, date(2026, 4, 29), date(2026, 4, 30)),
        (DONG_NAI_WARDS, date(2026, 4, 29), date(2026, 4, 30)),
        ({"22": "Quảng Ninh"}, date(2026, 8, 31), date(2026, 9, 1)),
        ({"24": "Bắc Ninh"}, date(2026, 9, 19), date(2026, 9, 20)),
        (BAC_NINH_WARDS, date(2026, 9, 19), date(2026, 9, 20)),
    ],
)
def test_a_changed_unit_keeps_its_code_and_has_both_versions(names, before, after):
    for code, name in names.items():
        old, new = (unit for unit in units.versions() if unit.code == code)
        assert (old.valid_to, new.valid_from, new.valid_to) == (before, after, None)
        assert (old.name, old.parent) == (name, new.parent)
        assert new.name == name
        assert old.place_type != new.place_type


def test_the_versions_of_a_code_neither_overlap_nor_leave_a_gap():
    for day in {unit.valid_from for unit in units.versions()}:
        codes = [unit.code for unit in units.on(day)]
        assert len(codes) == len(set(codes)) == 3356


def test_no_unit_is_known_before_the_two_tiers():
    assert units.on(date(2025, 6, 30)) == ()


def test_codes_have_two_digits_for_a_province_and_five_for_a_commune():
    pattern = {"nation": "vn", "province": r"\d{2}", "commune": r"\d{5}"}
    assert all(re.fullmatch(pattern[unit.kind], unit.code) for unit in units.current())


def test_every_parent_is_a_unit_one_tier_up():
    found = by_code()
    above = {"province": "nation", "commune": "province"}
    for unit in units.current():
        if unit.parent:
            assert found[unit.parent].kind == above[unit.kind]
    assert [unit.code for unit in units.current() if not unit.parent] == ["vn"]


def test_a_unit_has_the_region_of_its_province_and_the_six_regions_hold_all_34():
    region_of = {code: region.number for region in units.REGIONS for code in region.provinces}
    provinces = {unit.code for unit in units.current() if unit.kind == "province"}
    assert [region.number for region in units.REGIONS] == [1, 2, 3, 4, 5, 6]
    assert sum(len(region.provinces) for region in units.REGIONS) == 34
    assert set(region_of) == provinces
    for unit in units.versions():
        assert unit.region == (region_of[unit.province] if unit.province else None)


def test_known_places_stand_where_they_are():
    found = by_code()
    assert found["00004"].full_name == "Phường Ba Đình"
    assert (found["00004"].province, found["00004"].region) == ("01", 2)
    assert found["01"].full_name == "Thành phố Hà Nội"
    assert found["vn"].full_name == "Việt Nam"
    assert found["26732"].full_name == "Đặc khu Côn Đảo"


def test_before_2025_there_were_63_provinces_696_districts_and_10035_communes():
    kinds = Counter(unit.kind for unit in units.former())
    assert kinds == {"province": 63, "district": 696, "commune": 10035}
    assert {unit.valid_to for unit in units.former()} == {date(2025, 6, 30)}


def test_no_former_code_is_there_twice_and_every_parent_exists():
    kinds = {unit.code: unit.kind for unit in units.former()}
    assert len(kinds) == len(units.former())
    above = {"province": None, "district": "province", "commune": "district"}
    for unit in units.former():
        assert (kinds[unit.parent] if unit.parent else None) == above[unit.kind]
        assert kinds[unit.province] == "province"


def test_an_old_code_may_name_another_place_today():
    """Tây Ninh was 72 and is 80; old 27 was Bắc Ninh, which is 24, once Bắc Giang."""
    old = {unit.code: unit.name for unit in units.former()}
    assert (old["72"], by_code()["80"].name) == ("Tỉnh Tây Ninh", "Tây Ninh")
    assert (old["24"], by_code()["24"].name) == ("Tỉnh Bắc Giang", "Bắc Ninh")


def test_every_successor_leads_from_a_former_unit_to_one_of_today():
    old = {unit.code: unit for unit in units.former()}
    new = by_code()
    for successor in units.successors():
        assert successor.kind == old[successor.old_code].kind
        wanted = "province" if successor.kind == "province" else "commune"
        assert new[successor.new_code].kind == wanted


def test_no_former_province_or_commune_is_unmapped():
    kinds = {"province", "commune"}
    mapped = {successor.old_code for successor in units.successors()}
    unmapped = [u.code for u in units.former() if u.kind in kinds and u.code not in mapped]
    assert unmapped == []


def test_a_commune_follows_its_old_province_into_the_new_one():
    new = by_code()
    of_province = {s.old_code: s.new_code for s in units.successors() if s.kind == "province"}
    for unit in units.former():
        for successor in units.successors_of(unit.code):
            assert new[successor.new_code].province == of_province[unit.province]


def test_a_commune_code_that_lived_on_leads_to_itself():
    """A check of the map from outside it: 19/2025/QĐ-TTg kept 3,316 commune codes in place."""
    old = {unit.code for unit in units.former() if unit.kind == "commune"}
    kept = [unit.code for unit in units.current() if unit.kind == "commune" and unit.code in old]
    assert len(kept) == 3316
    for code in kept:
        assert code in {successor.new_code for successor in units.successors_of(code)}


def test_every_unit_of_today_has_a_predecessor():
    reached = {successor.new_code for successor in units.successors()}
    assert {unit.code for unit in units.current()} - reached == {"vn"}


def test_a_split_commune_has_several_parts_and_an_unsplit_one_is_whole():
    shares = Counter()
    for unit in units.former():
        found = units.successors_of(unit.code)
        if found:
            assert {s.share for s in found} == ({"whole"} if len(found) == 1 else {"part"})
            shares[unit.kind, found[0].share] += 1
    assert shares == {
        ("province", "whole"): 63,
        ("district", "whole"): 5,
        ("commune", "whole"): 9564,
        ("commune", "part"): 471,
    }


def test_only_districts_without_communes_have_successors_of_their_own():
    """Bạch Long Vĩ, Cồn Cỏ, Hoàng Sa, Lý Sơn and Côn Đảo, all islands."""
    with_communes = {unit.parent for unit in units.former() if unit.kind == "commune"}
    islands = {u.code for u in units.former() if u.kind == "district"} - with_communes
    assert {s.old_code for s in units.successors() if s.kind == "district"} == islands
    assert islands == {"318", "471", "498", "536", "755"}


def test_an_unknown_old_code_has_no_successor():
    assert units.successors_of("99999") == ()


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Thuỷ  Hoá", "Thủy Hóa"),
        ("HOÀ LẠC", "HÒA LẠC"),
        ("Khoẻ", "Khỏe"),
        ("Quý Quỳnh", "Quý Quỳnh"),
        ("Hoằng Hoà Toàn Hoạch Thuỵ Khuyến Hoặc", "Hoằng Hòa Toàn Hoạch Thụy Khuyến Hoặc"),
        (unicodedata.normalize("NFD", "Ngọc Thuỵ"), "Ngọc Thụy"),
    ],
)
def test_a_name_is_spelled_by_one_rule(written, spelled):
    assert make_units.spell(written) == spelled


def test_names_are_nfc_and_put_the_tone_mark_in_one_place():
    """Hòa not hoà, thủy not thuỷ; after q the u is no vowel (Quý)."""
    elsewhere = re.compile(r"(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", re.IGNORECASE)
    for unit in (*units.versions(), *units.former(), *units.demo_bodies()):
        assert unit.name == unicodedata.normalize("NFC", " ".join(unit.name.split()))
        assert not elsewhere.search(unit.name), unit.name


def test_the_invented_bodies_say_so_and_stand_in_real_provinces():
    provinces = {unit.code for unit in units.current() if unit.kind == "province"}
    for body in units.demo_bodies():
        letter = {"facility": "F", "court": "C"}[body.kind]
        assert re.fullmatch(rf"{letter}-{body.province}-\d{{2}}", body.code)
        assert body.province in provinces
        assert body.name.endswith("(hư cấu)")


def test_the_committed_tables_are_the_ones_the_script_made():
    """Whoever edits a table by hand instead of running scripts/make_units.py is told so."""
    lines = (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    written = {name: digest for digest, name in (line.split() for line in lines)}
    tables = {table.name: table for table in FOLDER.glob("*.csv")}
    assert written == {n: hashlib.sha256(t.read_bytes()).hexdigest() for n, t in tables.items()}
