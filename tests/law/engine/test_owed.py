"""Which steps answer a clock, and whose work they are: by the real book."""

from datetime import date

import pytest

from app.law.engine.owed import duties
from app.law.reading.loader import lawbook

OLD, NEW = date(2025, 9, 1), date(2026, 9, 1)


@pytest.fixture
def found():
    return duties(lawbook(), NEW)


def test_a_step_named_bare_is_one_of_the_procedure(found):
    assert found.answers("voluntary-home", "D-11", ("begin",)) == ("voluntary-home:begin",)


def test_a_step_may_be_of_another_procedure(found):
    marks = found.answers("determination", "D-09", ("voluntary-home:register",))
    assert marks == ("voluntary-home:register",)


def test_a_step_that_names_the_clock_itself_answers_it_too(found):
    """163/2026: D-20 names no step; that the dossier was submitted meets it."""
    assert "compulsory:submit_to_court" in found.answers("compulsory", "D-20", ())


@pytest.mark.parametrize(
    ("mark", "kinds"),
    [
        ("compulsory:court_decide", {"court"}),
        ("compulsory:notify", {"commune"}),
        ("compulsory:assign_centre", {"province", "nation"}),
        ("compulsory:grant_leave", {"facility"}),
        ("determination:conclude", {"commune", "facility"}),
    ],
)
def test_a_step_is_the_work_of_the_units_its_offices_are_at(found, mark, kinds):
    every = ("commune", "facility", "court", "province", "nation")
    assert {kind for kind in every if mark in found.of(kind)} == kinds


def test_the_edition_of_the_day_says_whose_it_is():
    """The district labour office checked until 2025; the province sat over it."""
    before, after = duties(lawbook(), date(2024, 1, 1)), duties(lawbook(), OLD)
    assert "compulsory:submit_to_court" in before.of("province")
    assert "compulsory:submit_to_court" not in after.of("province")


def test_a_step_the_edition_of_the_day_has_no_more_is_known_as_it_was(found):
    book = lawbook()
    of_old = {
        f"{procedure.code}:{name}"
        for procedure in book.procedures_of("d116-2025-07")
        for name in procedure.steps
    }
    of_new = {
        f"{procedure.code}:{name}"
        for procedure in book.procedures_of("d163")
        for name in procedure.steps
    }
    assert of_old - of_new != set()
    assert {found.steps[mark].procedure.edition for mark in of_old - of_new} == {"d116-2025-07"}
    assert {found.steps[mark].procedure.edition for mark in of_new} == {"d163"}


def test_the_quick_look_never_says_that_nothing_is_lacking_where_an_edition_asks(found):
    book = lawbook()
    for procedure in book.procedures.values():
        for rule in procedure.steps.values():
            mark = f"{procedure.code}:{rule.name}"
            every = {code for need in rule.needs for code in need.papers}
            for need in rule.needs:
                assert found.may_lack(mark, frozenset(every.difference(need.papers)))


def test_a_step_whose_papers_are_all_there_lacks_nothing(found):
    held = frozenset(lawbook().papers)
    assert not any(found.may_lack(mark, held) for mark in found.steps)
    assert not found.may_lack("compulsory:unheard_of", frozenset())


def test_every_clock_of_the_book_is_somebodys(found):
    """Else a clock would stand on no list at all."""
    kinds = ("commune", "facility", "court", "province", "nation")
    ours = frozenset().union(*(found.of(kind) for kind in kinds))
    for procedure in lawbook().procedures.values():
        for rule in procedure.steps.values():
            for clock in rule.starts:
                marks = found.answers(procedure.code, clock.clock, clock.met_by)
                assert ours.intersection(marks), (procedure.edition, clock.clock)
