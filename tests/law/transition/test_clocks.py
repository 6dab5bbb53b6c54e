"""Limits and omissions that straddle the cutover; ids are rows of §12 or articles."""

from __future__ import annotations

import pytest

from tests.law.dossier import CHAIR, POLICE, Dossier, codes, signed
from tests.law.transition.legacy import FILE, FIRST, HOME, LAST, NEW, OLD, before, home, office

# --- TR-22: a running clock keeps its length, the act is done by the new office ------------------


@pytest.mark.parametrize(
    ("registered", "by"),
    [
        pytest.param(LAST, "2026-07-03 23:59", id="116/2021 Điều 30 khoản 1: 03 ngày làm việc"),
        pytest.param(FIRST, "2026-07-02 00:00", id="163/2026 Điều 91 khoản 1: 24 giờ"),
    ],
)
def test_the_length_is_that_of_the_minute_the_clock_started_tr_22(registered, by) -> None:
    dossier = home(registered)
    clock = next(clock for clock in dossier.clocks if clock.clock == "D-10")
    assert clock.due_at.strftime("%Y-%m-%d %H:%M") == by
    said = {"decision": signed("2026-07-03"), "hand": "reception-record"}
    assert codes(dossier.ask(HOME, "decide", "2026-07-03 09:00", CHAIR, **said)) == {
        "wrong-authority"
    }
    found = dossier.take(HOME, "decide", "2026-07-03 09:00", POLICE, **said)
    assert "D-10" in found.meets
    assert found.papers_issued[0].form == "V-22"


def test_a_step_of_the_new_law_starts_clocks_of_the_new_law_tr_22() -> None:
    """The 5 working days to begin became 2: the decision of July starts two."""
    dossier = home("2026-06-30 09:00")
    said = {"decision": signed("2026-07-01"), "hand": "reception-record"}
    found = dossier.take(HOME, "decide", FIRST, POLICE, **said)
    started = next(clock for clock in found.starts if clock.clock == "D-11")
    assert (started.edition, started.limit) == (NEW, 2)


# --- TR-17: an omission complete before the cutover ---------------------------------------------

NOT_BEGUN = {"ground": "not_performed"}


@pytest.mark.parametrize(
    ("decided", "at", "code"),
    [
        pytest.param("2026-06-22 09:00", LAST, "", id="five days over on 29 June: the day before"),
        pytest.param("2026-06-22 09:00", FIRST, "", id="five days over on 29 June: from then on"),
        pytest.param("2026-06-24 09:00", FIRST, "clock-missed", id="the fifth day is 1 July"),
        pytest.param("2026-06-24 09:00", "2026-07-02 00:00", "", id="the fifth day is over"),
    ],
)
def test_not_beginning_is_by_the_five_days_of_the_old_decree_tr_17(decided, at, code) -> None:
    """116/2021 Điều 3 khoản 4; the clock had started under it and keeps its length (TR-22)."""
    dossier = home(decided, decided)
    said = NOT_BEGUN | {"happened_on": at[:10]}
    found = dossier.ask(HOME, "record_violation", at, office(at), **said)
    assert found.allowed if not code else codes(found) == {code}
    assert found.edition == (OLD if before(at) else NEW)


@pytest.mark.parametrize(
    ("decided", "at", "code"),
    [
        pytest.param("2026-07-01 09:00", "2026-07-03 09:00", "clock-missed", id="second day runs"),
        pytest.param("2026-07-01 09:00", "2026-07-04 00:00", "", id="163/2026 Điều 4 khoản 8"),
    ],
)
def test_an_omission_of_july_is_by_the_two_days_of_the_new_decree_tr_17(decided, at, code) -> None:
    dossier = home("2026-06-30 09:00", decided)
    found = dossier.ask(
        HOME, "record_violation", at, POLICE, **NOT_BEGUN | {"happened_on": at[:10]}
    )
    assert found.allowed if not code else codes(found) == {code}


# --- TR-21: six months from the result ----------------------------------------------------------


@pytest.mark.parametrize(
    ("concluded", "at", "code"),
    [
        pytest.param("2025-12-31", LAST, "", id="73/2021 Điều 27: không có 06 tháng"),
        pytest.param("2025-12-31", FIRST, "determination-too-old", id="120/2025 Điều 31 k1b: quá"),
        pytest.param("2026-01-01", FIRST, "", id="120/2025 Điều 31 k1b: đúng 06 tháng"),
        pytest.param("2025-06-02", LAST, "", id="a year old, the last minute"),
    ],
)
def test_an_old_determination_counts_six_months_from_its_result_tr_21(concluded, at, code) -> None:
    dossier = Dossier().addicted(concluded)
    found = dossier.ask(HOME, "register", at, office(at), hand=FILE)
    assert found.allowed if not code else codes(found) == {code}
    assert found.edition == (OLD if before(at) else NEW)
