"""The demonstration: what it prints and what it writes hold the same figures."""

import re

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from app import cli

LINE = re.compile(r"^DA1393-1\.1 \[(any|step)\] .*?\s(\d+)\s+(\d+)\s+(\d+\.\d\d)\s", re.MULTILINE)


@pytest.fixture
def shown(monkeypatch, tmp_path, empty_database, capsys):
    """Run it as `make demo ARGS=--no-serve` does; it takes the time of a dozen lives."""
    monkeypatch.setenv("HOANHAP_DATABASE_URL", empty_database.owner_url)
    monkeypatch.setenv("HOANHAP_APP_DATABASE_URL", empty_database.app_url)
    monkeypatch.setenv("HOANHAP_WORKER_DATABASE_URL", empty_database.worker_url)
    monkeypatch.setenv("HOANHAP_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HOANHAP_ENVIRONMENT", "demo")
    assert cli.main(["demo", "--no-serve"]) == 0
    return capsys.readouterr().out, tmp_path / "reports"


@pytest.mark.timeout(300)
def test_the_dashboard_the_workbook_and_the_pages_hold_the_same_figures(shown):
    printed, folder = shown
    figures = {variant: (int(n), int(d), p) for variant, n, d, p in LINE.findall(printed)}
    assert set(figures) == {"any", "step"}
    book = CalamineWorkbook.from_path(folder / "do-bao-phu-2026.xlsx")
    rows = {row[0]: row for row in book.get_sheet_by_name("DA1393").to_python()}
    pages = " ".join(
        page.extract_text() for page in PdfReader(folder / "do-bao-phu-2026.pdf").pages
    )
    for variant, (numerator, denominator, percent) in figures.items():
        row = rows[f"DA1393-1.1.{variant}.ever"]
        assert row[3:5] == [numerator, denominator]
        assert f"{row[5] * 100:.2f}" == percent
        assert f"{numerator} {denominator} {percent.replace('.', ',')}%" in pages
    assert "Bước bị từ chối" in printed
