"""Types of areas by hand: both sides of every threshold of 28/2025/QĐ-TTg, and what is missing."""

import random
from itertools import product

import pytest

from app.law.engine.typology import appraise
from app.law.reading import typology as reading
from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.source import BookError
from tests.law.areas import (
    ARRESTS_1,
    ARRESTS_2,
    COMMUNES,
    DENS_1,
    DENS_2,
    HOT,
    PROVINCES,
    QUIET,
    RATIO_1,
    RATIO_2,
    RULES,
    commune,
    exact,
    met,
    verdicts,
)


@pytest.mark.parametrize("name", COMMUNES)
def test_a_commune_is_of_the_class_its_facts_make(name):
    facts, wanted, criteria = COMMUNES[name]
    found = commune(*(facts if isinstance(facts, tuple) else (facts,)))
    assert (found.area_class, met(found)) == (wanted, set(criteria.split()))
    assert found.missing == ()


@pytest.mark.parametrize("name", PROVINCES)
def test_a_province_is_a_hot_spot_by_four_of_six(name):
    facts, grave, wanted = PROVINCES[name]
    below = [commune(RATIO_2, DENS_2, ARRESTS_2)] * grave + [commune()] * (100 - grave)
    found = appraise(RULES, "province", exact(HOT, facts), below)
    assert found.area_class == ("hot_spot" if wanted else "none")


def test_zero_is_below_read_strictly_and_the_reader_is_told():
    zero = {"people_on_record": 0, "offenders_arrested": 0}
    assert commune(zero).notes == ("zero-is-below",)
    assert commune().notes == ()
    assert "zero-is-below" in RULES.notes


def test_the_reader_is_told_where_a_higher_criterion_would_count():
    found = commune(RATIO_1, DENS_2, ARRESTS_2)
    assert (found.area_class, found.otherwise) == ("III", "II")
    assert "higher-criteria" in found.notes
    assert commune(RATIO_2, DENS_2, ARRESTS_2).otherwise is None


# --- What nobody told ---------------------------------------------------------------------------


def test_a_fact_that_could_change_the_class_leaves_it_unknown():
    found = commune(RATIO_2, DENS_2, {"offenders_arrested": None})
    assert (found.area_class, found.could_be) == (None, ("II", "III"))
    assert found.missing == ("offenders_arrested",)
    assert verdicts(found)["II-arrests"] == "unknown"
    assert verdicts(found)["II-ratio"] == "met"


def test_a_fact_that_changes_nothing_is_named_and_the_class_stands():
    found = commune(RATIO_1, DENS_1, ARRESTS_1, {"on_listed_route": None})
    assert (found.area_class, found.missing) == ("I", ("on_listed_route",))


def test_no_population_makes_no_ratio_but_nobody_of_anybody_is_zero():
    found = commune({"resident_population": None})
    assert found.missing == ("resident_population",)
    assert found.values["addiction_ratio"] is None
    nobody = commune({"resident_population": None, "people_on_record": 0, "offenders_arrested": 0})
    assert (nobody.area_class, nobody.missing) == ("III", ())


def test_no_plants_have_no_area_and_some_plants_have_one():
    none = commune({"plants": 0, "plant_area_m2": None})
    assert (none.values["plant_area"], none.missing) == (0, ())
    assert commune({"plants": 499, "plant_area_m2": None}).missing == ("plant_area_m2",)


def test_of_a_commune_nobody_told_anything_about_nothing_is_known():
    found = appraise(RULES, "commune", {})
    assert found.could_be == ("I", "II", "III", "none")
    assert "people_on_record" in found.missing
    assert set(verdicts(found).values()) == {"unknown"}


def test_unknown_communes_hold_a_province_only_while_they_could_carry_it_over():
    grave, quiet, unknown = commune(RATIO_2, DENS_2, ARRESTS_2), commune(), appraise(
        RULES, "commune", {}
    )  # fmt: skip
    need = exact(HOT, {"dens": 4, "plants": 0})
    held = appraise(RULES, "province", need, [grave] * 2 + [unknown] + [quiet] * 97)
    assert (held.area_class, held.missing) == (None, ("hot_communes",))
    free = appraise(RULES, "province", need, [grave] * 3 + [unknown] * 97)
    assert free.area_class == "hot_spot"
    assert appraise(RULES, "province", need).area_class is None


def test_the_class_is_known_exactly_when_every_value_gives_the_same():
    """A second opinion: 300 communes with holes, each hole filled with many numbers."""
    chance = random.Random(28)  # noqa: S311 - invented communes
    fill = {
        "people_on_record": (0, 50, 99, 100, 300, 499, 500, 900),
        "dens": (0, 1, 2, 9),
        "offenders_arrested": (0, 49, 50, 99, 100, 400),
        "plants": (0, 499, 500, 2999, 3000, 9000),
        "plant_area_m2": (0, 124, 125, 749, 750, 900),
        "on_listed_route": (0, 1),
    }
    for _ in range(300):
        facts = {**QUIET, **{name: chance.choice(values) for name, values in fill.items()}}
        holes = chance.sample(list(fill), 2)
        filled = {
            commune({**facts, **dict(zip(holes, values, strict=True))}).area_class
            for values in product(*(fill[name] for name in holes))
            if not (set(holes) & {"plants", "plant_area_m2"})
        }
        if not filled:
            continue
        found = commune({**facts, **dict.fromkeys(holes)})
        assert set(found.could_be) == filled
        assert found.area_class == (next(iter(filled)) if len(filled) == 1 else None)


# --- The file -----------------------------------------------------------------------------------


def test_nothing_of_it_passes_for_checked():
    assert RULES.law.unverified
    assert all(one.law.unverified for one in RULES.classes)
    assert {one.law.at for one in RULES.classes} == {"Điều 4", "Điều 5"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('part = "dens"', 'part = "dens_of_old"', "no fact 'dens_of_old'"),
        ("from = 0.5 }", "from = 0.5, to = 1 }", "Extra inputs"),
        ('counts = ["I", "II"]', 'counts = ["I", "IV"]', "counts classes there are"),
        ('class = "III", at_least = 2', 'class = "I", at_least = 2', "a class below its own"),
        ('measure = "listed_route", from = 1', 'measure = "road", from = 1', "no measure 'road'"),
        ("at_least = 4", "at_least = 7", "more than there are criteria"),
    ],
)  # fmt: skip
def test_a_fault_in_the_file_is_refused(tmp_path, old, new, said):
    text = (DEFAULT_FOLDER / "typology.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "typology.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BookError, match=said):
        reading.typology(tmp_path)
