"""Areas by hand: facts on both sides of every threshold of 28/2025/QĐ-TTg, and what they make."""

from fractions import Fraction

from app.law.engine.typology import appraise
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
