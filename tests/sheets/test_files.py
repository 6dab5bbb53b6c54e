"""A report is written to files that other programs read back: the same figures, the same words."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from app.sheets.book import Book, Chart, Column, Fact, NotASheet, Sheet, Title
from app.sheets.canonical import canonical, digest, from_plain, to_json, to_plain
from app.sheets.csv_file import to_csv
from app.sheets.pdf_file import to_pdf
from app.sheets.xlsx_file import to_xlsx

MOMENT = datetime(2026, 7, 20, 2, 30, 15, 123456, tzinfo=UTC)
HOSTILE = "=cmd|' /C calc'!A0"
MARKUP = '#eval("1+1") $x^2$ *đậm* <label> \\ "'
VOWELS = "Phường Nghĩa Đô: ơ ư ạ ễ ợ ữ ỹ Ặ Ệ Ộ Ợ Ự Ỵ đ"
COLUMNS = (
    Column("unit", Title("Đơn vị", "Unit")),
    Column("reached", Title("Tử số", "Numerator"), "int"),
    Column("mean", Title("Trung bình", "Mean"), "decimal"),
    Column("share", Title("Tỷ lệ", "Share"), "percent"),
    Column("on", Title("Ngày", "Day"), "date"),
    Column("at", Title("Lúc", "Moment"), "moment"),
)


def row(unit: str, reached: int, share: str | None) -> dict:
    return {
        "unit": unit,
        "reached": reached,
        "mean": Decimal("12.50"),
        "share": None if share is None else Decimal(share),
        "on": date(2026, 7, 1),
        "at": MOMENT,
    }


def book(rows: int = 1, kind: str = "bar") -> Book:
    sheet = Sheet(
        code="coverage",
        title=Title("Độ bao phủ", "Coverage"),
        columns=COLUMNS,
        rows=(
            row(VOWELS, 1234, "76.19"),
            row(HOSTILE, 7, "5.00"),
            row(MARKUP, 8, None),
            *(row(f"Xã {n}", n, "50.00") for n in range(rows - 1)),
        ),
        totals=(row("Cộng", 1249, "61.07"),),
        notes=(Title("Chưa kiểm chứng", "Unverified"),),
        chart=Chart(kind, Title("Tỷ lệ theo đơn vị", "Share by unit"), "unit", ("share",)),
        named_by=("unit",),
    )
    return Book(
        title=Title("Báo cáo kết quả cai nghiện ma túy", "Report on rehabilitation"),
        moment=MOMENT,
        sheets=(sheet,),
        facts=(Fact(Title("Kỳ báo cáo", "Period"), "01/01/2026 – 30/06/2026"),),
        notes=(Title("Ghi chú chung", "A note on the whole"),),
    )


def pages(file: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(file)).pages]


def test_a_workbook_holds_numbers_as_numbers_and_days_as_days():
    workbook = CalamineWorkbook.from_filelike(BytesIO(to_xlsx(book())))
    assert workbook.sheet_names == ["coverage", "Ghi chú"]
    lines = workbook.get_sheet_by_name("coverage").to_python()
    assert lines[0][0] == "Độ bao phủ"
    assert lines[3][0] == "Đơn vị\nUnit"
    assert lines[4][:5] == [VOWELS, 1234.0, 12.5, 0.7619, date(2026, 7, 1)]
    assert lines[4][5].replace(microsecond=0) == datetime(2026, 7, 20, 9, 30, 15)  # noqa: DTZ001 - a cell has no zone: Viet Nam's
    assert lines[6][3] == ""  # nobody counted: an empty cell, not nought
    assert lines[7][:2] == ["Cộng", 1249.0]


def test_a_text_that_looks_like_a_formula_stays_a_text_in_a_workbook():
    file = to_xlsx(book())
    lines = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_index(0).to_python()
    assert lines[5][0] == HOSTILE
    sheets = [n for n in ZipFile(BytesIO(file)).namelist() if n.startswith("xl/worksheets/sheet")]
    assert sheets
    assert all(b"<f>" not in ZipFile(BytesIO(file)).read(name) for name in sheets)


def test_notes_and_facts_have_a_sheet_of_their_own():
    workbook = CalamineWorkbook.from_filelike(BytesIO(to_xlsx(book())))
    words = [cell for line in workbook.get_sheet_by_name("Ghi chú").to_python() for cell in line]
    assert "01/01/2026 – 30/06/2026" in words
    assert "Ghi chú chung" in words


def test_tables_with_long_or_odd_codes_are_told_apart():
    codes = ["NTP30-đ1: trạm y tế xã đủ điều kiện/1", "NTP30-đ1: trạm y tế xã đủ điều kiện/2"]
    columns = (Column("a", Title("A", "A")),)
    sheets = tuple(Sheet(code, Title(code, ""), columns, ({"a": code},)) for code in codes)
    file = to_xlsx(Book(Title("Dài", "Long"), MOMENT, sheets))
    workbook = CalamineWorkbook.from_filelike(BytesIO(file))
    first = [workbook.get_sheet_by_index(n).to_python()[4][0] for n in range(2)]
    assert first == codes
    assert all(len(name) <= 31 for name in workbook.sheet_names)


def test_a_text_longer_than_a_cell_is_refused_not_cut():
    long = Sheet(
        "long", Title("Dài", "Long"), (Column("a", Title("A", "A")),), ({"a": "x" * 32768},)
    )
    with pytest.raises(NotASheet):
        to_xlsx(Book(Title("Dài", "Long"), MOMENT, (long,)))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_a_spreadsheet_would_run_gets_an_apostrophe_in_csv(first):
    sheet = Sheet(
        "one",
        Title("Một", "One"),
        (Column("a", Title("A", "A")), Column("n", Title("N", "N"), "int")),
        ({"a": first + "1+1", "n": -5},),
    )
    written = list(csv.reader(StringIO(to_csv(sheet).decode("utf-8-sig"), newline="")))
    assert written[1] == ["'" + first + "1+1", "-5"]


def test_csv_opens_in_excel_as_utf8_and_gives_the_same_figures():
    file = to_csv(book().sheets[0])
    assert file.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(StringIO(file.decode("utf-8-sig"), newline="")))
    assert lines[0][0] == "Đơn vị / Unit"
    assert lines[1][:5] == [VOWELS, "1234", "12.50", "76.19", "2026-07-01"]
    assert lines[-1][0] == "Cộng"


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_the_printed_page_holds_title_figures_notes_and_every_vowel(kind):
    (text,) = pages(to_pdf(book(kind=kind)))
    for words in ("Báo cáo kết quả cai nghiện ma túy", "Độ bao phủ", VOWELS, "Trang 1 / 1"):
        assert words in text
    for figure in ("1.234", "76,19%", "12,50", "01/07/2026", "61,07%", "Chưa kiểm chứng"):
        assert figure in text


def test_nothing_in_the_data_is_read_as_a_command_of_the_typesetter():
    (text,) = pages(to_pdf(book()))
    assert '#eval("1+1") $x^2$ *đậm* <label> \\' in text
    assert HOSTILE in text


def test_a_long_table_repeats_its_head_and_counts_its_pages():
    texts = pages(to_pdf(book(rows=120)))
    assert len(texts) > 3
    assert f"Trang {len(texts)} / {len(texts)}" in texts[-1]
    assert all("Numerator" in text for text in texts[:3])


def test_the_printed_page_says_it_is_an_archive_file():
    told = PdfReader(BytesIO(to_pdf(book()))).trailer["/Root"]["/Metadata"].get_data()
    assert b"<pdfaid:part>2</pdfaid:part>" in told
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in told


def test_the_same_report_gives_the_same_bytes_on_any_machine():
    one = book()
    first = to_xlsx(one), to_pdf(one), to_csv(one.sheets[0]), to_json(one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "America/Lima")
        assert (to_xlsx(one), to_pdf(one), to_csv(one.sheets[0]), to_json(one)) == first


def test_a_kept_report_is_read_back_as_it_was():
    one = book()
    assert from_plain(to_plain(one)) == one
    assert to_json(from_plain(to_plain(one))) == to_json(one)


def test_the_one_spelling_sorts_names_and_has_no_floating_numbers():
    assert (
        canonical({"b": 1, "a": Decimal("1.50"), "đ": "ê\n"})
        == '{"a":"1.50","b":1,"đ":"ê\\n"}'.encode()
    )
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    with pytest.raises(TypeError, match="floating"):
        canonical({"a": 0.1})


@pytest.mark.parametrize(
    "wrong", [{"reached": "7"}, {"reached": True}, {"share": 0.5}, {"on": MOMENT}, {"more": 1}]
)
def test_a_row_that_is_not_what_its_columns_say_is_refused(wrong):
    with pytest.raises(NotASheet):
        Sheet("x", Title("X", "X"), COLUMNS, ({**row("a", 1, None), **wrong},))
