"""Write app/law/book/calendar/<year>.toml: holidays from the package `holidays`, then decisions.

The package knows the lunar dates and the days in lieu; the yearly decisions (Tết, the second day
of National Day, days swapped with a Saturday) are in the tables below with where they were read.
`unverified` stays on every row that rests on the package alone. Run by hand:
`python scripts/make_calendar.py`, or with `--check` to see whether the files are as made.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import holidays

FOLDER: Final = Path(__file__).parents[1] / "app" / "law" / "book" / "calendar"
YEARS: Final = range(2022, 2028)
CODE: Final = "45/2019/QH14"
IN_LIEU: Final = " (nghỉ bù)"
IN_LIEU_LAW: Final = f"{CODE}, Điều 111 khoản 3"
NATIONAL_DAY: Final = "Quốc khánh"
HUNG_KINGS: Final = "Ngày Giỗ Tổ Hùng Vương"

# The package's name -> our title and the point of Điều 112 khoản 1 of the Labour Code.
NAMES: Final = {
    "Tết Dương lịch": ("Tết Dương lịch", "New Year's Day", "a"),
    "29 Tết": ("Tết Âm lịch (trước giao thừa)", "Lunar New Year (before the eve)", "b"),
    "Giao thừa Tết Nguyên Đán": ("Tết Âm lịch (giao thừa)", "Lunar New Year's Eve", "b"),
    "Tết Nguyên Đán": ("Tết Âm lịch (mùng một)", "Lunar New Year (first day)", "b"),
    "Mùng hai Tết Nguyên Đán": ("Tết Âm lịch (mùng hai)", "Lunar New Year (second day)", "b"),
    "Mùng ba Tết Nguyên Đán": ("Tết Âm lịch (mùng ba)", "Lunar New Year (third day)", "b"),
    "Mùng bốn Tết Nguyên Đán": ("Tết Âm lịch (mùng bốn)", "Lunar New Year (fourth day)", "b"),
    "Mùng năm Tết Nguyên Đán": ("Tết Âm lịch (mùng năm)", "Lunar New Year (fifth day)", "b"),
    "Ngày Chiến thắng": ("Ngày Chiến thắng 30/4", "Victory Day", "c"),
    "Ngày Quốc tế Lao động": ("Ngày Quốc tế lao động 1/5", "International Labour Day", "d"),
    NATIONAL_DAY: ("Quốc khánh", "National Day", "đ"),
    HUNG_KINGS: ("Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day", "e"),
}
# Chosen as a day off by the Politburo; the law that gives it (a change of Điều 112) was not found.
CULTURE_DAY: Final = "Ngày Văn hóa Việt Nam"
CULTURE_DAY_SOURCE: Final = "80-NQ/TW ngày 07/01/2026; 30/NQ-CP năm 2026 (giao sửa Điều 112)"
CULTURE_DAY_READ: Final = "https://vneconomy.vn/bo-sung-ngay-van-hoa-viet-nam-2411-vao-danh-muc-ngay-nghi-huong-nguyen-luong.htm"


@dataclass(frozen=True)
class Decision:
    """What an authority decided for a year, and the page where that was read."""

    source: str
    read_at: str = ""


@dataclass(frozen=True)
class Row:
    """One marked day, as it is written."""

    on: date
    kind: str
    vi: str
    en: str
    source: str
    unverified: bool
    read_at: str = ""


LABOUR_2024: Final = Decision(
    "Thông báo của Bộ LĐTBXH về nghỉ Tết Âm lịch và Quốc khánh năm 2024",
    "https://sucsongtre.vn/doi-song/can-bo-cong-chuc-vien-chuc-nguoi-lao-dong-nghi-tet-nguyen-dan-giap-thin-7-ngay.html",
)
CABINET_2026: Final = Decision(
    "Ý kiến Thủ tướng do VPCP truyền đạt tháng 10/2025 về nghỉ Tết Âm lịch và Quốc khánh năm 2026",
    "https://kienthuc.net.vn/chot-phuong-an-nghi-tet-am-lich-binh-ngo-va-quoc-khanh-nam-2026-post1576857.html",
)
TET: Final = {
    2022: Decision("245/VPCP-KGVX ngày 11/01/2022", "https://kinhtemoitruong.vn./nghi-82743.tag"),
    2023: Decision(
        "Ý kiến Phó Thủ tướng về nghỉ Tết Âm lịch từ 20/01/2023 đến hết 26/01/2023",
        "https://pld.net.vn/tag/nghi-tet-nguyen-dan.html",
    ),
    2024: LABOUR_2024,
    2025: Decision(
        "8726/VPCP-KGVX ngày 26/11/2024", "https://pld.net.vn/tag/nghi-tet-nguyen-dan.html"
    ),
    2026: CABINET_2026,
}
SECOND_NATIONAL_DAY: Final = {2024: LABOUR_2024, 2026: CABINET_2026}
HUNG_KINGS_READ: Final = {
    2022: "https://scon.com.vn/vi/cac-ngay-nghi-le-trong-nam-2022/",
    2023: "https://kinhtedothi.vn/tag/nghi-quoc-te-lao-dong-15",
    2024: "https://xaydungchinhsach.chinhphu.vn/nguoi-lao-dong.html",
    2026: "https://thanhnien.vn/gio-to-hung-vuong-304-15-quoc-khanh-29-nam-2026-duoc-nghi-may-ngay-185260223083506397.htm",
}
# A working day taken off -> the Saturday worked for it.
SWAPS: Final = {
    date(2024, 4, 29): (
        date(2024, 5, 4),
        Decision(
            "2450/VPCP-KGVX ngày 12/4/2024",
            "https://baophapluat.vn/media/thu-tuong-chinh-phu-dong-y-nghi-5-ngay-lien-tiep-dip-304-va-15-post12513.html",
        ),
    ),
    # The package cites the notice for these two days; the notice itself was not found.
    date(2025, 5, 2): (date(2025, 4, 26), Decision("6150/TB-BLĐTBXH năm 2024")),
    date(2026, 1, 2): (
        date(2026, 1, 10),
        Decision(
            "12729/VPCP-KGVX ngày 25/12/2025",
            "https://tracuuquyhoach.com/tin-tuc/tin-vui-cho-nguoi-lao-dong-chinh-phu-dong-y-nghi-tet-duong-lich-4-ngay-54100289",
        ),
    ),
    date(2026, 8, 31): (date(2026, 8, 22), CABINET_2026),
}
# Tết has five days; the package names more, which are days in lieu or plain weekends.
TET_IN_LIEU: Final = {date(2023, 1, d) for d in (25, 26)} | {date(2024, 2, d) for d in (13, 14)}
PLAIN_WEEKEND: Final = {date(2025, 2, 1)}


def seed(year: int) -> list[Row]:
    """The package's holidays of a year, named and cited; swapped days are left to the decisions."""
    rows = []
    for on, name in sorted(holidays.country_holidays("VN", years=year, language="vi").items()):
        if on in SWAPS or on in PLAIN_WEEKEND:
            continue
        if name == CULTURE_DAY:
            row = Row(
                on, "holiday", name, "Vietnamese Culture Day", CULTURE_DAY_SOURCE, unverified=True
            )
            rows.append(replace(row, read_at=CULTURE_DAY_READ))
            continue
        base = name.removesuffix(IN_LIEU)
        vi, en, point = NAMES[base]
        law = f"{CODE}, Điều 112 khoản 1 điểm {point}"
        row = Row(on, "holiday", vi, en, law, unverified=False)
        rows.append(_decided(_in_lieu(row) if base != name or on in TET_IN_LIEU else row, base))
    return rows


def _in_lieu(row: Row) -> Row:
    vi, en = f"Nghỉ bù {row.vi}", f"Day in lieu of {row.en}"
    return replace(row, kind="day_off", vi=vi, en=en, source=IN_LIEU_LAW)


def _decided(row: Row, name: str) -> Row:
    """Add the decision of the year where the law leaves the day to one, or flag its absence."""
    year = row.on.year
    decision: Decision | None = None
    if NAMES[name][2] == "b":
        decision = TET.get(year)
    elif name == NATIONAL_DAY and row.kind == "holiday" and row.on != date(year, 9, 2):
        row = replace(row, vi="Quốc khánh (ngày liền kề)", en="National Day (adjoining day)")
        decision = SECOND_NATIONAL_DAY.get(year)
    elif name == HUNG_KINGS:
        read_at = HUNG_KINGS_READ.get(year, "")
        return replace(row, unverified=not read_at, read_at=read_at)
    else:
        return row
    if decision is None:
        return replace(row, unverified=True)
    return replace(row, source=f"{row.source}; {decision.source}", read_at=decision.read_at)


def swapped(year: int) -> list[Row]:
    """Both days of each swap, each naming the other."""
    rows = []
    for off, (worked, decision) in SWAPS.items():
        doubt, source, read_at = not decision.read_at, decision.source, decision.read_at
        vi = f"Nghỉ hoán đổi, làm bù ngày {worked:%d/%m/%Y}"
        en = f"Day off in exchange for {worked.isoformat()}"
        rows.append(Row(off, "day_off", vi, en, source, doubt, read_at))
        vi = f"Làm bù cho ngày {off:%d/%m/%Y}"
        en = f"Worked in exchange for {off.isoformat()}"
        rows.append(Row(worked, "working", vi, en, source, doubt, read_at))
    return [row for row in rows if row.on.year == year]


def written(year: int) -> str:
    """The text of a year's file."""
    lines = [
        f"# Ngày nghỉ và ngày làm bù của khu vực công năm {year}.",
        f"# Days off and make-up days of the public sector in {year}; weekends go without saying.",
        "# Made by scripts/make_calendar.py: change the tables there, then run it.",
        "# unverified = true: the decision was not found, or only the seeding package says so.",
        f"year = {year}",
    ]
    for row in sorted([*seed(year), *swapped(year)], key=lambda row: row.on):
        lines += ["", "[[day]]"]
        lines += [f"# {row.read_at}"] if row.read_at else []
        lines += [
            f"on = {row.on.isoformat()}  # {row.on:%a}",
            f'kind = "{row.kind}"',
            f'title = {{ vi = "{row.vi}", en = "{row.en}" }}',
            f'source = "{row.source}"',
        ]
        lines += ["unverified = true"] if row.unverified else []
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the files, or with --check say which differ; returns the exit code."""
    differing = 0
    for year in YEARS:
        path, text = FOLDER / f"{year}.toml", written(year)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            differing += 1
            print(f"{path.name}: not as made")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
