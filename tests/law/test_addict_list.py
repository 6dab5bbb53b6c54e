"""The commune's list of addicts in each edition; ids are citations."""

from __future__ import annotations

import pytest

from tests.law.dossier import POLICE, Dossier, codes, due

CASE = "addict-list"


@pytest.mark.parametrize(
    ("day", "by"),
    [
        pytest.param("2026-03-02", "2026-03-09 23:59", id="73/2021 Điều 43 khoản 2"),
        pytest.param("2026-08-03", "2026-08-04 10:00", id="120/2025 Điều 48 khoản 2"),
    ],
)
def test_a_move_is_told_in_time(day, by) -> None:
    dossier = Dossier().addicted(day)
    dossier.take(CASE, "enter", f"{day} 09:30", POLICE)
    said = {"departed_at": f"{day}T10:00:00+07:00"}
    found = dossier.take(CASE, "report_departure", f"{day} 10:00", POLICE, **said)
    assert due(found, "D-05") == by
    moved = dossier.take(CASE, "move", f"{day} 11:00", POLICE, to_unit="00008")
    assert (moved.holds, "D-05" in moved.meets) == ((("commune", "00008"),), True)


def test_only_a_determined_addict_is_listed_and_once_120_2025_article_48_1() -> None:
    assert codes(Dossier().ask(CASE, "enter", "2026-08-03 09:00", POLICE)) == {
        "determined-addicted"
    }
    dossier = Dossier().addicted("2026-08-03")
    dossier.take(CASE, "enter", "2026-08-03 09:00", POLICE)
    again = dossier.ask(CASE, "enter", "2026-08-03 10:00", POLICE)
    assert codes(again) == {"no-open-case"}


def test_a_completer_leaves_the_list_on_proof_120_2025_article_48_3_a() -> None:
    dossier = Dossier().addicted("2026-08-03")
    dossier.take(CASE, "enter", "2026-08-03 09:00", POLICE)
    at, said = "2028-08-03 10:00", {"reason": "completed"}
    assert codes(dossier.ask(CASE, "remove", at, POLICE, **said)) == {"missing-paper"}
    found = dossier.take(CASE, "remove", at, POLICE, hand="certificate-home", **said)
    assert found.outcome == "removed"
