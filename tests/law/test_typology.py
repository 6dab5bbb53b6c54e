"""Types of areas by hand: both sides of every threshold of 28/2025/QĐ-TTg, and what is missing."""

import random
from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from app.law.engine.typology import appraise
from app.law.reading import typology as reading
from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.source import BookError
from app.law.reading.typology import typology

RULES = typology()
# A commune of 100,000: 100 people on record are 0.1 %, 50 arrested are 0.05 %. Met by itself: the
# criteria of type III on ratio, arrests and plants.
QUIET = {
    "people_on_record": 10, "resident_population": 100_000, "dens": 0, "offenders_arrested": 5,
    "plants": 0, "plant_area_m2": 0, "on_listed_route": 0,
}  # fmt: skip
RATIO_1, DENS_1, ARRESTS_1, PLANTS_1 = (
    {"people_on_record": 500}, {"dens": 2}, {"offenders_arrested": 100}, {"plants": 3000},
)  # fmt: skip
RATIO_2, DENS_2, ARRESTS_2, PLANTS_2 = (
    {"people_on_record": 100}, {"dens": 1}, {"offenders_arrested": 50}, {"plants": 500},
)  # fmt: skip
ROUTE = {"on_listed_route": 1}
# No criterion of type III is met: neither ratio nor arrests nor plants are below.
NOTHING_BELOW = {"people_on_record": 500, "offenders_arrested": 100, "plants": 3000,
                 "plant_area_m2": 750}  # fmt: skip

# id: facts that differ from the quiet commune → its class, and the criteria that are met.
COMMUNES = {
    "Đ4: quiet": ({}, "III", "III-ratio III-arrests III-plants"),
    "Đ4: three of type I": (
        (RATIO_1, DENS_1, ARRESTS_1), "I", "I-ratio I-dens I-arrests III-plants",
    ),
    "Đ4: ratio just below 0.5 %": (
        ({"people_on_record": 499}, DENS_1, ARRESTS_1), "III",
        "I-dens I-arrests II-ratio III-plants",
    ),
    "Đ4: one den short": (
        (RATIO_1, DENS_2, ARRESTS_1), "III", "I-ratio I-arrests II-dens III-plants",
    ),
    "Đ4: arrests just below 0.1 %": (
        (RATIO_1, DENS_1, {"offenders_arrested": 99}), "III",
        "I-ratio I-dens II-arrests III-plants",
    ),
    "Đ4: 3,000 plants": (
        (RATIO_1, DENS_1, PLANTS_1), "I", "I-ratio I-dens I-plants III-arrests III-plants",
    ),
    "Đ4: 2,999 plants": (
        (RATIO_1, DENS_1, {"plants": 2999, "plant_area_m2": 125}), "III",
        "I-ratio I-dens II-plants III-arrests",
    ),
    "Đ4: 750 m2": (
        (RATIO_1, DENS_1, {"plants": 500, "plant_area_m2": 750}), "I",
        "I-ratio I-dens I-plants II-plants III-arrests",
    ),
    "Đ4: 749.99 m2": (
        (RATIO_1, DENS_1, {"plants": 500, "plant_area_m2": Fraction("749.99")}), "III",
        "I-ratio I-dens II-plants III-arrests",
    ),
    "Đ4: two of type I, two of type II and a route": (
        (RATIO_1, DENS_1, {"offenders_arrested": 50}, {"plants": 500, "plant_area_m2": 125}, ROUTE),
        "I", "I-ratio I-dens I-route II-arrests II-plants",
    ),
    "Đ4: the same without a route": (
        (RATIO_1, DENS_1, {"offenders_arrested": 50}, {"plants": 500, "plant_area_m2": 125}),
        "none", "I-ratio I-dens II-arrests II-plants",
    ),
    "Đ4: two of type I, one of type II and a route": (
        (RATIO_1, DENS_1, {"offenders_arrested": 50}, ROUTE), "III",
        "I-ratio I-dens II-arrests III-plants",
    ),
    "Đ4: three of type II": (
        (RATIO_2, DENS_2, ARRESTS_2), "II", "II-ratio II-dens II-arrests III-plants",
    ),
    "Đ4: ratio just below 0.1 %": (
        ({"people_on_record": 99}, DENS_2, ARRESTS_2), "III",
        "II-dens II-arrests III-ratio III-plants",
    ),
    "Đ4: ratio just below 0.5 % is still type II": (
        ({"people_on_record": 499}, DENS_2, ARRESTS_2), "II",
        "II-ratio II-dens II-arrests III-plants",
    ),
    "Đ4: arrests just below 0.05 %": (
        (RATIO_2, DENS_2, {"offenders_arrested": 49}), "III",
        "II-ratio II-dens III-arrests III-plants",
    ),
    "Đ4: arrests just below 0.1 % are still type II": (
        (RATIO_2, DENS_2, {"offenders_arrested": 99}), "II",
        "II-ratio II-dens II-arrests III-plants",
    ),
    "Đ4: 500 plants": (
        (RATIO_2, DENS_2, PLANTS_2), "II", "II-ratio II-dens II-plants III-arrests III-plants",
    ),
    "Đ4: 499 plants": (
        (RATIO_2, DENS_2, {"plants": 499}), "III", "II-ratio II-dens III-arrests III-plants",
    ),
    "Đ4: 125 m2": (
        (RATIO_2, DENS_2, {"plant_area_m2": 125}), "II",
        "II-ratio II-dens II-plants III-arrests III-plants",
    ),
    "Đ4: 124.9 m2": (
        (RATIO_2, DENS_2, {"plant_area_m2": Fraction("124.9")}), "III",
        "II-ratio II-dens III-arrests III-plants",
    ),
    "Đ4: two of type II, two of type III and a route": (
        (RATIO_2, DENS_2, ROUTE), "II",
        "I-route II-ratio II-dens II-route III-arrests III-plants",
    ),
    "Đ4: two of type II, one of type III and a route": (
        (RATIO_2, DENS_2, {"offenders_arrested": 100}, ROUTE), "III",
        "I-arrests I-route II-ratio II-dens III-plants",
    ),
    "Đ4: quiet on a route": (ROUTE, "III", "II-route III-ratio III-arrests III-plants"),
    "Đ4: nobody and nothing is below, read strictly": (
        {"people_on_record": 0, "offenders_arrested": 0}, "III", "III-ratio III-arrests III-plants",
    ),
    "Đ4: nothing is below": (NOTHING_BELOW, "I", "I-ratio I-arrests I-plants"),
}  # fmt: skip

HOT = {
    "people_on_record": 2_000, "resident_population": 1_000_000, "dens": 5,
    "offenders_arrested": 500, "plants": 8000, "plant_area_m2": 0, "on_interprovincial_route": 1,
}  # fmt: skip
# id: facts that differ from a province at every threshold, share of type I and II communes of a
# hundred → is it a hot spot.
PROVINCES = {
    "Đ5: all six": ({}, 3, True),
    "Đ5: four of six": ({"dens": 4, "plants": 7999}, 3, True),
    "Đ5: three of six": ({"dens": 4, "plants": 7999, "on_interprovincial_route": 0}, 3, False),
    "Đ5: ratio just below 0.2 %": ({"people_on_record": 1999, "dens": 4, "plants": 0}, 3, False),
    "Đ5: arrests just below 0.05 %": (
        {"offenders_arrested": 499, "dens": 4, "plants": 0}, 3, False,
    ),
    "Đ5: two communes of a hundred": ({"dens": 4, "plants": 0}, 2, False),
    "Đ5: three communes of a hundred": ({"dens": 4, "plants": 0}, 3, True),
    "Đ5: 2,000 m2": (
        {"dens": 4, "plants": 0, "plant_area_m2": 2000, "people_on_record": 0}, 3, True,
    ),
    "Đ5: 1,999 m2": (
        {"dens": 4, "plants": 0, "plant_area_m2": 1999, "people_on_record": 0}, 3, False,
    ),
}  # fmt: skip


def exact(*facts):
    whole = {name: value for part in facts for name, value in part.items()}
    return {name: Fraction(value) for name, value in whole.items() if value is not None}


def commune(*facts):
    return appraise(RULES, "commune", exact(QUIET, *facts))


def met(found):
    return {one.criterion.code for one in found.criteria if one.verdict == "met"}


def verdicts(found):
    return {one.criterion.code: one.verdict for one in found.criteria}


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


def test_the_year_runs_from_15_december_to_14_december():
    assert RULES.year.of(2026) == (date(2025, 12, 15), date(2026, 12, 14))


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
