"""A law that does not exist yet comes into force by one file, and no line of Python.

The book is copied, ONE file `editions/x999.toml` is added, and from its first day on the engine
follows it and cites it; the day before nothing has changed.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.law.checks.health import check
from app.law.days.calendar import Calendar
from app.law.engine.facts import ActorFacts, ClientFacts, DeterminationFact, Facts
from app.law.engine.finding import Finding
from app.law.engine.judge import judge
from app.law.reading.loader import DEFAULT_FOLDER, load
from app.law.shape.model import Book
from app.times import VN

EDITION = """
code = "x999"
begins = 2027-01-01
base = "d163"
title = { vi = "Nghị định 999/2026/NĐ-CP", en = "Decree 999/2026, which does not exist" }

[[acts]]
code = "999/2026/NĐ-CP"
title = { vi = "Nghị định sửa đổi Nghị định 163/2026/NĐ-CP", en = "An amending decree" }

[[override]]
procedure = "voluntary-home"
step = "register"
clock = "D-10"
set = { limit = 5, unit = "working_days", law = { act = "999/2026/NĐ-CP", at = "Điều 1 khoản 1" } }

[[authority]]
code = "registration_desk"
edition = "x999"
title = { vi = "Bộ phận một cửa cấp xã", en = "The commune's one-stop desk" }
roles = ["commune_official"]
reach = "unit"
kinds = ["commune"]
law = { act = "999/2026/NĐ-CP", at = "Điều 1 khoản 2" }
"""
CALENDAR = Calendar.from_toml()
POLICE = ActorFacts("commune_police", "00004", "commune", province="01")
OFFICIAL = ActorFacts("commune_official", "00004", "commune", province="01")
FILE = ("registration", "cv", "determination-result", "identity-copy")
LAST_DAY, FIRST_DAY = "2026-12-31 09:00", "2027-01-01 09:00"


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Book:
    folder: Path = tmp_path_factory.mktemp("law") / "book"
    shutil.copytree(DEFAULT_FOLDER, folder)
    (folder / "editions" / "x999.toml").write_text(EDITION, encoding="utf-8")
    return load(folder)


def registered(book: Book, at: str, actor: ActorFacts) -> Finding:
    when = datetime.fromisoformat(at).replace(tzinfo=VN)
    facts = Facts(
        ClientFacts(date(1998, 3, 2)),
        actor,
        determinations=(DeterminationFact("addicted", date(2026, 12, 1), when),),
        unit="00004",
        province="01",
    )
    body = {"papers": [{"paper": code} for code in FILE]}
    return judge(
        book, CALENDAR, facts, procedure="voluntary-home", step="register", body=body,
        at=when, now=when,
    )  # fmt: skip


def d10(found: Finding) -> tuple[int, str, str, str, str]:
    clock = next(clock for clock in found.starts if clock.clock == "D-10")
    due = clock.due_at.astimezone(VN).strftime("%Y-%m-%d %H:%M")
    return clock.limit, clock.unit, due, clock.law.act, clock.edition


def test_the_book_with_the_new_edition_is_whole(book):
    assert check(book) == []
    assert [edition.code for edition in book.editions][-1] == "x999"
    assert book.hash != load().hash


def test_the_day_before_nothing_has_changed(book):
    found = registered(book, LAST_DAY, POLICE)
    assert (found.allowed, found.edition, found.case_edition) == (True, "d163", "d163")
    assert d10(found) == (24, "hours", "2027-01-01 09:00", "163/2026/NĐ-CP", "d163")
    refused = registered(book, LAST_DAY, OFFICIAL)
    assert [reason.code for reason in refused.reasons] == ["wrong-authority"]


def test_from_its_first_day_the_figure_is_the_new_one(book):
    found = registered(book, FIRST_DAY, OFFICIAL)
    assert (found.allowed, found.edition, found.case_edition) == (True, "x999", "x999")
    # 1 January is a holiday and 2 and 3 a weekend: the fifth working day is Friday the 8th.
    assert d10(found) == (5, "working_days", "2027-01-08 23:59", "999/2026/NĐ-CP", "x999")


def test_from_its_first_day_the_old_office_is_refused_with_the_new_article(book):
    found = registered(book, FIRST_DAY, POLICE)
    (reason,) = found.reasons
    assert reason.code == "wrong-authority"
    assert reason.law is not None
    law = (reason.law.act, reason.law.at, reason.law.edition)
    assert law == ("999/2026/NĐ-CP", "Điều 1 khoản 2", "x999")
    assert "Bộ phận một cửa cấp xã" in reason.title.vi
    assert reason.law in found.legal_basis


def test_everything_it_does_not_name_stays_as_it_was(book):
    for (code, edition), procedure in book.procedures.items():
        if edition != "x999":
            continue
        before = book.procedures[code, "d163"]
        assert procedure.states == before.states
        assert procedure.steps.keys() == before.steps.keys()
        for name, rule in procedure.steps.items():
            old = before.steps[name]
            assert (rule.by, rule.from_, rule.to) == (old.by, old.from_, old.to)
            told = [(clock.clock, clock.limit, clock.unit) for clock in rule.starts]
            kept = [(clock.clock, clock.limit, clock.unit) for clock in old.starts]
            if (code, name) == ("voluntary-home", "register"):
                kept = [(c, 5, "working_days") if c == "D-10" else (c, n, u) for c, n, u in kept]
            assert told == kept
            assert {law.edition for law in rule.law} == {"x999"}


def test_the_book_on_file_is_not_touched(book):
    assert "x999" not in {edition.code for edition in load().editions}
    assert replace(book.editions[-1], code="d163").base == "d163"
