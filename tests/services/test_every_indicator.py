"""What every definition of the book must keep, whoever wrote it.

Asked of the services themselves, for every variant, base and kind of every definition that rests
on files: through the API the same takes minutes. Those that rest on none are asked in
`scenarios/test_every_figure_of_units.py`.
"""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest

from app.ids import new_id
from app.law.reading.indicator import definitions
from app.services import behind, indicators
from app.services.asking import Asked, ask
from app.services.dimensions import DIMENSIONS
from app.services.sources import SOURCES
from tests.services.flow import BA_DINH, SAI_GON, Flow
from tests.services.reading import PARTS

UNITS = ("vn", "01", BA_DINH, SAI_GON)
PERIOD = date(2026, 7, 1), date(2026, 10, 31)
PROPOSED = {"VH", "QT", "KQ"}
MORE = 1000
SUMS = {"rate", "change"}


@pytest.fixture
def flow(offices, clock, new_file) -> Flow:
    """Seven people with a life of every kind."""
    told = Flow(offices, clock, new_file)
    told.places(10)
    return told


@pytest.fixture
def entered(house, flow):
    """A context of somebody signed in."""

    @contextmanager
    def enter(role="nation_manager", unit=None):
        username = flow.offices(role, unit).username
        with house.sessions() as session:
            yield house.enter_as(session, username, action="read", request=new_id())
            session.rollback()

    return enter


def readings():
    """Every variant, base and kind of every definition that rests on files."""
    for code, one in definitions().items():
        if not one.personal and one.source != "occupancy":
            continue
        for variant in one.variant:
            for kind in one.kinds if variant.each else [None]:
                for base in one.bases:
                    yield code, {"variant": variant.code, "base": base, "kind": kind}


def of(figure):
    return figure.numerator, figure.denominator, figure.excluded, figure.counted


def agrees(ctx, question):
    figure = indicators.compute(ctx, question).figure
    rows = {part: behind.records(ctx, question, part, limit=MORE) for part in PARTS}
    ids = {part: [row["id"] for row in found] for part, found in rows.items()}
    if question.indicator.measure in SUMS:
        whole = rows["denominator"]
        assert figure.numerator == sum((row["amount"] for row in whole), Decimal())
        assert figure.denominator == sum((row["over"] for row in whole), Decimal())
    else:
        assert figure.numerator == len(ids["numerator"])
        assert figure.denominator == len(ids["denominator"])
    assert figure.counted == len(ids["denominator"])
    assert sorted(ids["gap"] + ids["numerator"]) == sorted(ids["denominator"])
    assert figure.excluded == len(ids["excluded"])
    assert not set(ids["excluded"]) & set(ids["denominator"])
    assert all(len(found) == len(set(found)) for found in ids.values())
    assert all(row["left_out"] for row in rows["excluded"])


def put(ctx, code, unit, said):
    return ask(ctx, code, Asked(*PERIOD, unit=unit, **said))


@pytest.mark.timeout(600)
def test_every_figure_is_the_length_of_its_lists(entered):
    with entered() as ctx:
        for code, said in readings():
            for unit in UNITS if said["kind"] is None else ("vn",):
                agrees(ctx, put(ctx, code, unit, said))


@pytest.mark.timeout(600)
def test_every_split_adds_up_to_the_whole(entered):
    with entered() as ctx:
        for code, said in readings():
            if said["kind"] not in {None, *definitions()[code].kinds[:1]}:
                continue
            question = put(ctx, code, "vn", said)
            whole = of(indicators.compute(ctx, question).figure)
            for by in set(question.indicator.splits) & set(DIMENSIONS):
                parts = indicators.compute(ctx, question, by=by).splits.values()
                told = tuple(map(sum, zip(*map(of, parts), strict=True)))
                assert told == (whole if any(whole) else ()), (code, by)


def test_the_kinds_of_an_each_add_up_where_everybody_is_of_one(entered):
    with entered() as ctx:
        for code in ("VH-06", "VH-08", "VH-09", "VH-10", "QT-14", "QT-15"):
            asked = Asked(*PERIOD, unit="vn", variant="each")
            parts = indicators.compute(ctx, ask(ctx, code, asked)).components.values()
            whole = {"VH-06": "VH-01", "QT-14": "QT-14"}.get(code, code)
            asked = Asked(*PERIOD, unit="vn")
            figure = indicators.compute(ctx, ask(ctx, whole, asked)).figure
            assert sum(part.numerator for part in parts) == figure.counted, code


@pytest.mark.timeout(600)
def test_the_nation_is_the_same_as_of_now_and_counted_where_people_were(entered):
    with entered() as ctx:
        for code, said in readings():
            if said["kind"] is not None:
                continue
            whole = of(indicators.compute(ctx, put(ctx, code, "vn", said)).figure)
            for other in ({"as_of": ctx.now}, {"geography": "then"}):
                question = put(ctx, code, "vn", said | other)
                assert of(indicators.compute(ctx, question).figure) == whole, (code, other)


def test_the_commune_reads_of_itself_what_the_nation_reads_of_it(entered):
    for code, said in readings():
        if said["kind"] is None and "commune" in definitions()[code].levels:
            with entered() as ctx:
                theirs = indicators.compute(ctx, put(ctx, code, BA_DINH, said)).figure
            with entered("commune_official", BA_DINH) as ctx:
                ours = indicators.compute(ctx, put(ctx, code, BA_DINH, said)).figure
            assert of(ours) == of(theirs), code


def test_every_definition_stands_on_a_source_that_there_is():
    assert {one.source for one in definitions().values()} <= set(SOURCES)


@pytest.mark.parametrize("code", definitions())
def test_every_definition_is_told_in_both_languages_and_cites(code):
    one = definitions()[code]
    texts = [one.title, one.numerator, one.denominator, *(v.title for v in one.variant),
             *(rule.title for rule in one.exclude)]  # fmt: skip
    assert all(text.vi.strip() and text.en.strip() for text in texts if text is not None)
    assert one.law.act.strip()
    assert one.law.at.strip()
    assert one.denominator is not None or one.measure == "count"
    assert one.proposal == (one.series in PROPOSED)
    assert one.code.startswith(one.series)
