"""Every figure of people: its parts add up, and as known now it is what it is."""

import pytest

from app.law.reading.indicator import definitions
from app.services.question import Question
from app.services.sources import SOURCES
from tests.scenarios.story import moment
from tests.services.lives import SAI_GON, Lives, a_test, day

HALF = ("2025-01-01", "2025-06-30")
SPLITS = ("commune", "province", "region", "sex", "age_band", "form", "turn")
MINE = sorted(
    code
    for code, one in definitions().items()
    if one.personal and (code.startswith(("KQ-", "NTP30-")) or one.source in {"records", "forms"})
)
# Name: where, cure or treatment, first day, last day, state.
PEOPLE = {
    "An": ("00004", "voluntary-home", "2025-01-10", "2025-04-01", "completed"),
    "Ba": (SAI_GON, "voluntary-centre", "2025-02-10", "2025-04-01", "violation_recorded"),
    "Chi": (SAI_GON, "compulsory", "2025-03-10", None, "in_centre"),
    "Dậu": ("00004", "substitution", "2024-01-10", "2025-05-01", "completed"),
    "Em": (SAI_GON, "substitution", "2025-01-10", None, "in_treatment"),
    "Gái": ("00004", "e-monitoring", "2025-01-10", None, "fitted"),
}


@pytest.fixture
def lives(offices, clock, as_nation):
    """People of two provinces, with something of everything that is counted."""
    lives = Lives(offices, clock, as_nation)
    for name, (unit, *case) in PEOPLE.items():
        lives.person(name, unit)
        lives.case(name, *case)
        for kind in ("addict", "user", "post_rehab"):
            lives.listed(name, kind, "2025-01-15")
        a_test(lives, name, "2025-06-01", "positive")
        for outcome, on in (("met", "2025-05-01"), ("not_met", "2025-06-01")):
            lives.entered("contact", name, on, kind="visit", outcome=outcome,
                          happened_at=moment(f"{on} 08:00"))  # fmt: skip
        lives.entered("circumstance", name, "2025-04-10", stage="exit", work="employed",
                      housing="stable", told_on=day("2025-04-10"))  # fmt: skip
        lives.entered(
            "support_item", name, "2025-03-05", kind="legal_aid", need="Cần", state="open",
            opened_on=day("2025-03-02"), last_on=day("2025-03-05"),
        )  # fmt: skip
    lives.serve("An", "counselling", "2025-03-01")
    lives.listed("Ba", "user", "2024-06-01", "2025-01-14", "stopped")
    lives.clock.set(moment("2027-01-01 12:00"))
    return lives


def test_every_source_gives_what_a_figure_asks_of_it():
    lacking = {}
    for code, one in definitions().items():
        wanted = {"id", "client_id", "day", "reached", "excluded", "soft", "left_out"}
        wanted |= {"amount", "over"} if one.measure in {"rate", "change"} else set()
        wanted |= {"unit", "province"} if SOURCES[one.source].placed else set()
        for variant in one.variant:
            question = Question(
                indicator=one, variant=variant.code, groups=tuple(map(tuple, variant.groups)),
                base=one.bases[0], unit="vn", since=day(HALF[0]), until=day(HALF[1]),
                known_on=day("2026-01-01"),
            )  # fmt: skip
            given = set(SOURCES[one.source].rows(question).c.keys())
            if wanted - given:
                lacking[code] = wanted - given
    assert lacking == {}


def test_communes_add_up_to_the_nation_and_so_does_every_split(lives):
    for code in MINE:
        whole = lives.counts(code, *HALF)
        for split in SPLITS:
            parts = lives.figure(code, *HALF, by=split)["splits"]
            for place, part in enumerate(("numerator", "denominator")):
                added = sum(row[part] or 0 for row in parts)
                assert added == pytest.approx(whole[place] or 0), (code, split)
        for unit in ("01", "00004"):
            lower = lives.counts(code, *HALF, unit=unit)
            for part, of in zip(lower, whole, strict=True):
                assert (part or 0) <= (of or 0), code


def test_nobody_is_counted_nowhere(lives):
    """Else the two tests beside this one would prove nothing."""
    counted = {code: lives.counts(code, *HALF) for code in MINE}
    assert [code for code, of in counted.items() if not (of[0] if of[1] is None else of[1])] == []


def test_as_known_now_and_where_it_was_then_are_the_figure_where_nobody_has_moved(lives):
    for code in MINE:
        for variant in [one.code for one in definitions()[code].variant if not one.each]:
            plain = lives.counts(code, *HALF, variant=variant)
            now = {"variant": variant, "as_of": "2027-01-01T12:00:00+07:00"}
            assert lives.counts(code, *HALF, **now) == plain, (code, variant)
            then = {"variant": variant, "geography": "then"}
            assert lives.counts(code, *HALF, **then) == plain, (code, variant)
            before = {"variant": variant, "as_of": "2024-01-01T12:00:00+07:00"}
            assert lives.counts(code, *HALF, **before)[1] in {0, None}, (code, variant)
