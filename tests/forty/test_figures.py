"""Every figure of every definition, over the forty, is as counted by hand in `figures.txt`."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import pytest

from app.law.reading.indicator import definitions
from tests.forty.planted import told
from tests.forty.world import figure, put, rows

# Days are told in months of the length the definitions give; each row is rounded to four places.
DAYS_IN_MONTH = Decimal("30.4375")
ROUNDED = Decimal("0.002")
LISTS = ("numerator", "denominator", "excluded")


@dataclass(frozen=True)
class Line:
    """A line of the table."""

    code: str
    variant: str
    base: str
    unit: str
    period: str
    numbers: tuple[str, ...]
    who: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.code} {self.variant} {self.base} {self.unit} {self.period}"

    @property
    def asked(self):
        variant, _, kind = self.variant.partition(":")
        base = None if self.base == "-" else self.base
        return {"variant": variant, "kind": kind or None, "base": base, "unit": self.unit}


def table():
    groups, lines = {}, []
    for text in told("figures.txt"):
        if text.startswith("let "):
            name, _, who = text[4:].partition(" = ")
            groups[name] = who
            continue
        cells = [cell.strip() for cell in text.split("|")]
        who = [" ".join(groups[word[1:]] if word[0] == "=" else word for word in cell.split())
               for cell in cells[9:]]  # fmt: skip
        lines.append(Line(*cells[:5], tuple(cells[5:9]), tuple(who)))
    return lines


TABLE = table()


def number(text):
    return Decimal(text[:-1]) / DAYS_IN_MONTH if text.endswith("d") else Decimal(text)


@pytest.mark.parametrize("line", TABLE, ids=str)
def test_a_figure_is_as_counted_by_hand(world, line):
    with world.reading() as ctx:
        question = put(ctx, line.code, line.period, **line.asked)
        found = figure(ctx, question)
        lists = {part: rows(ctx, question, part) for part in LISTS}
    numerator, denominator, excluded, soft = line.numbers
    got = {part: sorted(world.names(listed)) for part, listed in lists.items()}
    want = {part: sorted(who.split()) for part, who in zip(LISTS, line.who, strict=True)}
    for part, listed in want.items():
        if listed and listed[0].startswith("("):
            assert len(got[part]) == int(listed[0][1:-1]), part
        else:
            assert got[part] == listed, part
    assert found.numerator == Decimal(numerator)
    if denominator == "-":
        assert found.measure == "count"
    else:
        assert abs(found.denominator - number(denominator)) < ROUNDED
    assert (found.excluded, found.soft) == (int(excluded), int(soft))


def test_no_definition_variant_or_kind_is_without_a_line():
    lines = {(line.code, line.variant) for line in TABLE}
    wanted = set()
    for code, one in definitions().items():
        for variant in one.variant:
            kinds = [f":{kind}" for kind in one.kinds] if variant.each else [""]
            wanted |= {(code, variant.code + kind) for kind in kinds}
    assert wanted == lines


def test_no_base_of_a_definition_is_without_a_line():
    lines = {(line.code, line.base) for line in TABLE if line.base != "-"}
    wanted = {(code, base) for code, one in definitions().items() for base in one.bases}
    alone = {(code, base) for code, base in wanted if len(definitions()[code].bases) == 1}
    assert wanted - alone <= lines


def test_no_line_is_told_twice():
    assert [str(line) for line, times in Counter(TABLE).items() if times > 1] == []
