"""A procedure is a person's or a facility's, and is offered and opened for its own kind only."""

from dataclasses import replace

import pytest

from app.law.engine.judge import actions
from app.law.reading.loader import load
from tests.law.engine.conftest import Desk, moment

AT = moment("2024-03-04")


@pytest.fixture
def mixed(copy):
    """Care is a facility's procedure, the others are a person's."""
    path = copy / "procedures/e1/care.toml"
    text = path.read_text(encoding="utf-8").replace(
        'code = "care"\n', 'code = "care"\nsubject = "facility"\n'
    )
    path.write_text(text, encoding="utf-8")
    return Desk(load(copy))


@pytest.mark.parametrize(
    ("subject", "offered"),
    [("client", {"after", "confine"}), ("facility", {"care"})],
)
def test_openings_of_its_own_kind_are_offered(mixed, subject, offered):
    facts = replace(mixed.facts("chair"), subject=subject)
    found = actions(mixed.book, mixed.calendar, facts, at=AT, now=AT)
    assert {row.procedure for row in found} == offered


def test_opening_the_other_kind_is_refused(mixed):
    found = mixed.judge("care:register", "2024-03-04", papers=["result"])
    assert [reason.code for reason in found.reasons] == ["wrong-subject"]
    assert found.reasons[0].law == mixed.book.procedure("care", "e1").steps["register"].law[0]
    reasons = mixed.judge("confine:open_dossier", "2024-03-04").reasons
    assert "wrong-subject" not in {reason.code for reason in reasons}
