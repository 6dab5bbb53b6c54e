"""The notice of a move is read from the law of the edition; what no article says is practice."""

import pytest

from app.law.reading.loader import lawbook
from app.law.reading.moving import moves

SPANS = {"d116": (5, "working_days"), "d116-2025-03": (5, "working_days"),
         "d116-2025-07": (5, "working_days"), "d163": (24, "hours")}  # fmt: skip


@pytest.mark.parametrize("edition", SPANS)
@pytest.mark.parametrize("kind", ["addict", "user", "post_rehab"])
def test_every_list_of_every_edition_has_its_notice(edition, kind):
    found = moves().notices(lawbook(), edition, (kind,))
    assert {(rule.limit, rule.unit) for rule in found} == {SPANS[edition]}
    assert all(rule.law.act for rule in found)


def test_who_stands_on_no_list_has_the_notice_of_the_usual_one():
    practice = moves()
    usual = practice.notices(lawbook(), "d163", (practice.usual_list,))
    assert practice.notices(lawbook(), "d163", ()) == usual != []


def test_no_figure_of_practice_passes_for_law():
    assert moves().unverified is True
