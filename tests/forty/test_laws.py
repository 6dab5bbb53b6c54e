"""What must hold of every definition over the forty, whatever it counts."""

from decimal import Decimal

import pytest

from app.law.reading.indicator import definitions
from app.services import geographies, indicators
from app.services.sources import SOURCES
from tests.forty.planted import Person
from tests.forty.world import figure, put, rows
from tests.scenarios.story import moment, ok

YEAR, YESTERDAY, TODAY = "2026", "2027-01-15 12:00", "2027-01-16 09:00"
PARTS = ("numerator", "denominator", "gap", "excluded")
SUMS = {"rate", "change"}


def readings():
    """Every variant and base of every definition; of kinds the first."""
    for code, one in definitions().items():
        for variant in one.variant:
            kind = one.kinds[0] if variant.each else None
            for base in one.bases:
                yield code, {"variant": variant.code, "base": base, "kind": kind}


READINGS = list(readings())
# Whoever is counted is counted where their file is; other things say themselves where they are.
OF_FILES = [(code, said) for code, said in READINGS
            if not SOURCES[definitions()[code].source].placed]  # fmt: skip


def of(found):
    """The numbers of a figure, to be added and compared."""
    return (Decimal(found.numerator), Decimal(found.denominator), found.excluded, found.soft,
            found.counted)  # fmt: skip


def added(found):
    return tuple(map(sum, zip(*map(of, found), strict=True))) or (0, 0, 0, 0, 0)


def called(code, said):
    return " ".join(str(word) for word in (code, *said.values()) if word)


def everything(world, unit="vn", which=READINGS, **more):
    """Every figure there is."""
    with world.reading() as ctx:
        return {
            called(code, said): of(figure(ctx, put(ctx, code, YEAR, unit=unit, **said, **more)))
            for code, said in which
        }


def changed(then, now):
    return {name: (told, now[name]) for name, told in then.items() if now[name] != told}


@pytest.fixture(scope="session")
def kept():
    """What was counted once, for all of these."""
    return {}


@pytest.fixture
def before(world, kept):
    """Every figure of the nation, as it stands before the test does anything."""
    if not kept:
        kept |= everything(world)
    return kept


# --- Within one figure ----------------------------------------------------------------------------


def test_communes_add_up_to_the_province_and_provinces_to_the_nation(world):
    with world.reading() as ctx:
        for code, said in READINGS:
            question = put(ctx, code, YEAR, unit="vn", **said)
            whole = of(figure(ctx, question))
            for by in ("commune", "province", "region"):
                told = added(indicators.figures(ctx, question, by).values())
                assert told == whole, (called(code, said), by)


def test_what_is_asked_of_a_part_is_what_the_whole_tells_of_it(world, before):
    """A commune and, of another province, the province: all forty live in the one or the other."""
    ba_dinh, south = (everything(world, unit, OF_FILES) for unit in ("00004", "79"))
    for name, told in ba_dinh.items():
        assert tuple(map(sum, zip(told, south[name], strict=True))) == before[name], name


def test_a_figure_is_the_length_of_its_lists(world):
    with world.reading() as ctx:
        for code, said in READINGS:
            question = put(ctx, code, YEAR, unit="vn", **said)
            found = figure(ctx, question)
            listed = {part: rows(ctx, question, part) for part in PARTS}
            size = {part: len(found) for part, found in listed.items()}
            name = called(code, said)
            assert (found.counted, found.excluded) == (size["denominator"], size["excluded"]), name
            assert size["numerator"] + size["gap"] == size["denominator"], name
            assert found.soft == sum(row["soft"] for row in listed["denominator"]), name
            if found.measure in SUMS:
                for number, column in ((found.numerator, "amount"), (found.denominator, "over")):
                    told = sum((row[column] for row in listed["denominator"]), Decimal(0))
                    assert number == told, name
            else:
                assert found.numerator == size["numerator"], name


def test_the_map_of_the_day_and_that_of_today_tell_the_same_whole(world):
    with world.reading() as ctx:
        for code, said in OF_FILES:
            question = put(ctx, code, "2025-H1", unit="vn", **said)
            cells = [cell.figure for cell in geographies.table(ctx, question)]
            assert added(cells) == of(figure(ctx, question)), called(code, said)


# --- What changes nothing -------------------------------------------------------------------------

# 38 is on no list; of 02 it is years ago; of the others it was taken back.
IRRELEVANT = {
    "19": ("contact 2026-12-01 met voided",),
    "20": (
        "test 2026-05-05 positive unplanned voided",
        "told 2026-02-05 work=employed housing=stable voided",
        "support legal_aid 2026-05-05 achieved voided",
    ),
    "02": (
        "service prevention 2019-05-05",
        "service counselling 2026-05-05 voided",
        "contact 2019-05-05 met",
        "list addict 2019-01-01..2019-12-31 completed",
        "case voluntary-home d116 2019-01-01..2019-12-31 completed",
        "told 2019-05-05 work=employed",
    ),
    "38": (
        "service vocational_training 2026-05-05",
        "contact 2019-05-05 met",
        "test 2019-05-05 negative unplanned",
        "told 2026-05-05 work=employed",
        "support legal_aid 2019-05-05 achieved",
        "support papers 2026-05-05 open",
        "case use-management d116-2025-07 -..- managed opened=2026-02-27",
    ),
}


def test_irrelevant_records_change_no_figure(world, before):
    for number, acts in IRRELEVANT.items():
        world.plant(number, *acts)
    assert changed(before, everything(world)) == {}


def test_a_seal_changes_no_figure_and_takes_the_name_off_the_list(world, before):
    with world.reading() as ctx:
        assert "36" in world.names(rows(ctx, put(ctx, "DA1393-2.1", YEAR), "numerator"))
    world.seal("36")
    assert changed(before, everything(world)) == {}
    with world.reading() as ctx:
        assert "36" not in world.names(rows(ctx, put(ctx, "DA1393-2.1", YEAR), "numerator"))


# --- What changes one thing -----------------------------------------------------------------------


@pytest.mark.parametrize("pair", [("19", "20"), ("29", "36")])
def test_merging_twins_never_raises_a_count_of_persons(world, before, pair):
    """Whoever was reached in one file is so in both: of all that ran in the period nobody is more.

    Of a path one file may have the one step and the other the next; on the last day one file may
    be on the list and the other have had the service.
    """
    world.merge(*pair)
    after = everything(world)
    fewer = 0
    for code, said in READINGS:
        one, name = definitions()[code], called(code, said)
        if one.counts != "people":
            continue
        numerator, counted = (0, 4)
        assert after[name][counted] <= before[name][counted], name
        fewer += after[name][counted] < before[name][counted]
        if one.measure not in SUMS and said["variant"] != "step" and said["base"] == "ever":
            assert after[name][numerator] <= before[name][numerator], name
    assert fewer


def test_moving_a_person_moves_exactly_that_person(world, before):
    """10 has cures, clocks, plans and two lists: whatever is counted of him goes with him."""
    then = by_commune(world)
    with world.reading() as ctx:
        his = {called(code, said): world.names(
                   rows(ctx, put(ctx, code, YEAR, unit="vn", **said), "denominator")).count("10")
               for code, said in OF_FILES}  # fmt: skip
    world.move("10", "26740", "2027-01-15 09:00")
    now = by_commune(world)
    for name, times in his.items():
        left, came = (counted(now, name, unit) - counted(then, name, unit) for unit in PLACES)
        assert (left, came) == (-times, times), name
    assert {name for name, times in his.items() if times}


PLACES = ("00004", "26740")


def by_commune(world):
    with world.reading() as ctx:
        return {
            called(code, said): indicators.figures(
                ctx, put(ctx, code, YEAR, unit="vn", **said), "commune")
            for code, said in OF_FILES
        }  # fmt: skip


def counted(told, name, unit):
    return told[name][unit].counted if unit in told[name] else 0


# --- What was known -------------------------------------------------------------------------------


def a_late_service(world):
    world.plant("02", "service counselling 2026-03-01")


def a_late_case(world):
    world.plant("33", "case voluntary-home d116-2025-07 2026-03-01.. in_service term=2026-09-01",
                "plan 2026-03-02", "screening 2026-03-01", "step record_death 2026-09-01 a>b",
                "clock D-11 2026-03-03 met=2026-03-02")  # fmt: skip


def a_late_contact_test_and_answer(world):
    world.plant("20", "contact 2026-12-20 not_met", "test 2026-12-01 positive unplanned",
                "told 2026-02-02 work=employed housing=stable",
                "support legal_aid 2026-12-01 open")  # fmt: skip


def a_merge(world):
    world.merge("33", "32")


def a_move(world):
    world.move("10", "26740", "2027-01-16 08:00")


def a_seal(world):
    world.seal("36")


def a_new_person(world):
    person = Person("41", "Tạ Văn Mốt", "male", "1991-01-10", "kinh", "00004", None, set())
    world.people["41"] = person
    world.register(person)
    world.plant("41", "list addict 2026-05-05..", "found 2026-05-05")


def a_fact(world):
    lines = [{"unit": "00070", "fact": "dens_destroyed", "value": 5},
             {"unit": "00004", "fact": "station_can_determine", "value": 0}]  # fmt: skip
    body = {"year": "2026-P", "source": "Báo cáo 46", "lines": lines}
    ok(world.offices("nation_manager").post("/v1/area-facts", json=body), 200)


ENTRIES = (a_late_service, a_late_case, a_late_contact_test_and_answer, a_merge, a_move, a_seal,
           a_new_person, a_fact)  # fmt: skip


def test_yesterday_is_unchanged_by_entries_of_today(world, before):
    world.at(TODAY)
    for entry in ENTRIES:
        entry(world)
    world.at("2027-01-16 12:00")
    then = everything(world, as_of=moment(YESTERDAY))
    assert changed(before, then) == {}
    assert changed(before, everything(world))
    world.people.pop("41")
