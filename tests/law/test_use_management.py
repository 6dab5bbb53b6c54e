"""Management of illegal users through the real book, in each edition; ids are citations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.law.engine.facts import ActorFacts, ClientFacts
from tests.law.dossier import CHAIR, CLINIC, POLICE, Dossier, codes, due, moment, signed

USERS = "use-management"
NEW = ActorFacts("commune_police", "00007", "commune", province="01")


def verified(day: str, client: ClientFacts | None = None) -> Dossier:
    dossier = Dossier() if client is None else Dossier(client)
    said = {"residence": "stable", "hand": "test-result"}
    dossier.take(USERS, "verify_residence", f"{day} 09:00", POLICE, **said)
    return dossier


def notified(day: str, client: ClientFacts | None = None) -> Dossier:
    dossier = verified(day, client)
    dossier.take(USERS, "notify", f"{day} 10:00", POLICE, hand="use-statement")
    return dossier


def managed(day: str) -> Dossier:
    dossier = notified(day)
    by = POLICE if day >= "2026-07-01" else CHAIR
    dossier.take(USERS, "decide", f"{day} 11:00", by, decision=signed(day))
    return dossier


@pytest.mark.parametrize(
    ("day", "by", "clocks"),
    [
        pytest.param(
            "2024-03-04",
            CHAIR,
            ("2024-03-07 23:59", "2024-03-07 23:59"),
            id="105/2021 Điều 41; 73/2021 Điều 23 khoản 4",
        ),
        pytest.param(
            "2026-03-02", CHAIR, ("2026-03-05 23:59", "2026-03-05 23:59"), id="184/2025 giữ nguyên"
        ),
        pytest.param(
            "2026-08-03",
            POLICE,
            ("2026-08-04 09:00", "2026-08-04 10:00"),
            id="163/2026 Điều 58 khoản 5, Điều 59 khoản 1",
        ),
    ],
)
def test_a_user_is_verified_notified_and_decided_upon_for_one_year(day, by, clocks) -> None:
    dossier = Dossier()
    said = {"residence": "stable", "hand": "test-result"}
    found = dossier.take(USERS, "verify_residence", f"{day} 09:00", POLICE, **said)
    told = dossier.take(USERS, "notify", f"{day} 10:00", POLICE, hand="use-statement")
    assert (due(found, "D-02"), due(told, "D-03")) == clocks
    found = dossier.take(USERS, "decide", f"{day} 11:00", by, decision=signed(day))
    assert found.term is not None
    start = date.fromisoformat(day)
    assert (found.term.start, found.term.end) == (start, start.replace(year=start.year + 1))
    assert [start.clock for start in found.starts] == ["D-06"]


@pytest.mark.parametrize(
    ("day", "step", "by", "hand", "code"),
    [
        ("2026-03-02", "verify_residence", POLICE, "", "missing-paper"),
        ("2026-03-02", "verify_residence", CHAIR, "test-result", "wrong-authority"),
        ("2026-03-02", "decide", POLICE, "", "wrong-authority"),
        ("2026-08-03", "decide", CHAIR, "", "wrong-authority"),
        ("2026-08-03", "notify", POLICE, "", "missing-paper"),
    ],
    ids=[
        "105/2021 Điều 38: kết quả xét nghiệm",
        "105/2021 Điều 41: Công an nơi phát hiện",
        "73/2021 Điều 23: Chủ tịch UBND cấp xã",
        "120/2025 Điều 24: Trưởng Công an cấp xã",
        "163/2026 Điều 57 khoản 2: bản tường trình",
    ],
)
def test_a_step_is_refused(day, step, by, hand, code) -> None:
    opening = {"verify_residence": Dossier(), "notify": None, "decide": None}[step]
    dossier = opening or (verified(day) if step == "notify" else notified(day))
    said: dict[str, object] = {"hand": hand}
    if step == "verify_residence":
        said["residence"] = "stable"
    if step == "decide":
        said["decision"] = signed(day)
    found = dossier.ask(USERS, step, f"{day} 11:00", by, **said)
    assert code in codes(found)


def test_an_addict_is_not_managed_as_a_user_73_2021_article_23() -> None:
    dossier = notified("2026-03-02").addicted("2026-03-02")
    said = {"decision": signed("2026-03-02")}
    assert codes(dossier.ask(USERS, "decide", "2026-03-02 11:00", CHAIR, **said)) == {
        "not-determined-addicted"
    }
    dossier.take(USERS, "drop", "2026-03-02 12:00", CHAIR, reason="addicted")
    assert dossier.cases[USERS].outcome == "not_decided"


def test_without_residence_only_after_a_determination_120_2025_article_24_6() -> None:
    dossier = notified("2026-08-03", ClientFacts(date(1998, 3, 2), residence_stable=False))
    said = {"decision": signed("2026-08-03")}
    found = dossier.ask(USERS, "decide", "2026-08-03 11:00", POLICE, **said)
    assert found.missing == ("determination-result",)
    said["hand"] = "determination-result"
    assert dossier.ask(USERS, "decide", "2026-08-03 11:00", POLICE, **said).allowed


def test_the_day_to_decide_runs_from_the_determination_120_2025_article_24_6() -> None:
    client = ClientFacts(date(1998, 3, 2), residence_stable=False)
    dossier = verified("2026-08-03", client)
    found = dossier.take(USERS, "notify", "2026-08-03 10:00", POLICE, hand="use-statement")
    assert found.starts == ()
    hand = "determination-application"
    dossier.take("determination", "apply", "2026-08-03 11:00", CLINIC, hand=hand)
    said = {"result": "not_addicted", "concluded_on": "2026-08-05"}
    dossier.take("determination", "conclude", "2026-08-05 10:00", CLINIC, **said)
    found = dossier.take("determination", "deliver", "2026-08-05 11:00", CLINIC)
    assert due(found, "D-03") == "2026-08-06 11:00"
    decision = {"decision": signed("2026-08-05")}
    assert "D-03" in dossier.take(USERS, "decide", "2026-08-05 15:00", POLICE, **decision).meets


def test_a_prosecuted_user_is_not_managed_163_2026_article_55() -> None:
    said = {"decision": signed("2026-08-03"), "criminal_screening": "prosecuted"}
    found = notified("2026-08-03").ask(USERS, "decide", "2026-08-03 11:00", POLICE, **said)
    assert codes(found) == {"field-is-not"}


@pytest.mark.parametrize(
    ("day", "by", "at"),
    [("2025-08-04", CHAIR, "2026-06-01"), ("2026-08-03", POLICE, "2027-06-01")],
    ids=["105/2021 Điều 43 khoản 2", "163/2026 Điều 59 khoản 1"],
)
def test_use_again_begins_a_new_year(day, by, at) -> None:
    dossier = managed(day)
    found = dossier.take(USERS, "renew", f"{at} 09:00", by, decision=signed(at))
    assert found.term is not None
    assert found.term.start == date.fromisoformat(at)


@pytest.mark.parametrize(
    ("day", "by", "early", "late", "sent"),
    [
        ("2024-03-04", CHAIR, "2025-02-28", "2025-03-04", "2025-03-07 23:59"),
        ("2025-08-04", POLICE, "2026-07-31", "2026-08-04", "2026-08-05 09:00"),
        ("2026-08-03", POLICE, "2027-08-02", "2027-08-03", "2027-08-04 09:00"),
    ],
    ids=["105/2021 Điều 48 khoản 2, khoản 3", "TR-15", "163/2026 Điều 63 khoản 3, khoản 4"],
)
def test_management_ends_when_the_year_is_over(day, by, early, late, sent) -> None:
    dossier = managed(day)
    assert codes(dossier.ask(USERS, "complete", f"{early} 09:00", by)) == {"term-over"}
    used = dossier.ask(USERS, "complete", f"{late} 09:00", by, used_again=True)
    assert codes(used) == {"field-false"}
    found = dossier.take(USERS, "complete", f"{late} 09:00", by)
    assert (found.outcome, due(found, "D-04")) == ("completed", sent)
    told = dossier.take(USERS, "send_decision", f"{late} 15:00", by)
    assert "D-04" in told.meets


@pytest.mark.parametrize(
    ("day", "by", "clock"),
    [("2026-03-02", CHAIR, "2026-03-12 23:59"), ("2026-08-03", POLICE, "2026-08-11 09:00")],
    ids=["105/2021 Điều 48", "163/2026 Điều 63 khoản 4"],
)
def test_management_stops_when_the_person_is_an_addict(day, by, clock) -> None:
    dossier = managed(day).addicted(day)
    at = "2026-03-09" if day == "2026-03-02" else "2026-08-10"
    found = dossier.take(USERS, "stop", f"{at} 09:00", by, reason="addicted")
    assert (found.outcome, due(found, "D-04")) == ("stopped", clock)


def test_a_move_keeps_the_term_running_105_2021_article_43_3() -> None:
    dossier = managed("2026-03-02")
    departed = "2026-04-01T08:00:00+07:00"
    found = dossier.take(
        USERS, "report_departure", "2026-04-01 09:00", POLICE, departed_at=departed
    )
    assert due(found, "D-05") == "2026-04-08 23:59"
    found = dossier.take(USERS, "transfer", "2026-04-06 09:00", CHAIR, to_unit="00007")
    assert {"D-05", "D-05b"} <= set(found.meets)
    assert dossier.cases[USERS].unit == "00007"


def test_days_between_two_communes_do_not_count_163_2026_article_60() -> None:
    dossier = managed("2026-08-03")
    departed = "2026-09-01T08:00:00+07:00"
    found = dossier.take(
        USERS, "report_departure", "2026-09-01 09:00", POLICE, departed_at=departed
    )
    assert due(found, "D-05") == "2026-09-02 08:00"
    assert due(found, "D-75") == "2026-09-02 08:00"
    dossier.take(USERS, "transfer", "2026-09-01 15:00", POLICE, to_unit="00007")
    said = {"decision": signed("2026-09-11")}
    found = dossier.take(USERS, "continue_decision", "2026-09-11 09:00", NEW, **said)
    assert found.term is not None
    assert (found.term.not_served, found.term.end) == (10, date(2027, 8, 13))


def test_days_of_unknown_whereabouts_do_not_count_163_2026_article_60_2() -> None:
    dossier = managed("2026-08-03")
    dossier.take(USERS, "record_absence", "2026-09-01 09:00", POLICE)
    found = dossier.take(USERS, "record_return", "2026-09-21 09:00", POLICE)
    assert found.term is not None
    assert found.term.end == date(2027, 8, 23)


@pytest.mark.parametrize(
    ("back", "allowed"),
    [("2026-12-01", True), ("2027-08-04", False)],
    ids=["120/2025 Điều 24 khoản 7", "120/2025 Điều 24 khoản 7: giam giữ dài hơn"],
)
def test_management_stands_still_while_in_custody(back: str, allowed: bool) -> None:
    dossier = managed("2026-08-03")
    found = dossier.take(USERS, "pause", "2026-09-01 09:00", POLICE)
    assert due(found, "D-04") == "2026-09-02 09:00"
    found = dossier.ask(USERS, "resume", f"{back} 09:00", POLICE)
    assert found.allowed is allowed
    if not allowed:
        dossier.take(USERS, "stop", f"{back} 09:00", POLICE, reason="detention")


def test_a_pause_is_not_known_before_decree_163() -> None:
    found = managed("2026-03-02").ask(USERS, "pause", "2026-04-01 09:00", CHAIR)
    assert codes(found) == {"wrong-edition"}


def test_a_monthly_check_starts_the_next_163_2026_article_61() -> None:
    dossier = managed("2026-08-03")
    found = dossier.take(USERS, "check_residence", "2026-09-01 09:00", POLICE)
    assert "D-06" in found.meets
    assert due(found, "D-06") == "2026-10-01 23:59"


def test_nobody_is_managed_twice_at_a_time() -> None:
    dossier = managed("2026-08-03")
    open_case = dossier.cases.pop(USERS)
    dossier.cases["other"] = replace(open_case, opened_at=moment("2026-08-01 08:00"))
    said = {"residence": "stable", "hand": "test-result"}
    found = dossier.ask(USERS, "verify_residence", "2026-09-01 09:00", POLICE, **said)
    assert codes(found) == {"no-open-case"}


def test_the_answer_to_rs3_q12_may_add_the_days_in_custody() -> None:
    dossier = managed("2026-08-03")
    dossier.answers["RS3-Q12"] = "added"
    dossier.take(USERS, "pause", "2026-09-01 09:00", POLICE)
    found = dossier.take(USERS, "resume", "2026-10-01 09:00", POLICE)
    assert found.term is not None
    assert found.term.end == date(2027, 9, 2)
