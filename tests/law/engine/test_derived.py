"""A procedure told by another one: `base` and its own changes, followed by those of editions."""

import pytest

from app.law.reading.loader import BookError, load

YOUNG = """
base = "care"
code = "care-young"
title = { vi = "Cai nghiện của người trẻ", en = "Care of the young" }
law = { act = "1/2024", at = "chapter 9" }

[[override]]
state = "violated"
drop = true

[[override]]
step = "record_violation"
drop = true

[[override]]
step = "post"
[override.set]
law = { act = "1/2024", at = "art 92" }

[[override]]
step = "decide"
[override.set]
law = { act = "1/2024", at = "art 94" }

[[override]]
after = "decide"
[override.add]
id = "Y1"
name = "tell_parents"
title = { vi = "Báo cha mẹ", en = "Tell the parents" }
from = ["decided"]
by = "chair"
law = { act = "1/2024", at = "art 95" }
"""


def young(copy, text=YOUNG):
    (copy / "procedures/e1/young.toml").write_text(text, encoding="utf-8")
    return load(copy)


def test_it_is_its_base_with_its_own_header_and_changes(copy):
    book = young(copy)
    care, told = book.procedure("care", "e1"), book.procedure("care-young", "e1")
    assert (told.title.en, told.law[0].at) == ("Care of the young", "chapter 9")
    assert set(care.states) - set(told.states) == {"violated"}
    names = [name for name in care.steps if name != "record_violation"]
    names.insert(names.index("decide") + 1, "tell_parents")
    assert list(told.steps) == names
    assert told.steps["begin"] == care.steps["begin"]
    assert told.steps["decide"].law[0].at == "art 94"
    assert told.steps["decide"].starts == care.steps["decide"].starts


def test_what_an_edition_changes_in_the_base_holds_for_both(copy):
    told = young(copy).procedure("care-young", "e1b")
    assert told.steps["decide"].by == ("police_head",)
    assert told.steps["decide"].starts[0].limit == 7
    assert told.steps["announce"].law[0].act == "2/2025"
    assert "post" not in told.steps


def test_its_own_changes_stand_over_those_of_the_base(copy):
    assert young(copy).procedure("care-young", "e1b").steps["decide"].law[0].at == "art 94"


def test_an_edition_may_change_it_by_name(copy):
    path = copy / "editions/e1b.toml"
    more = '[[override]]\nprocedure = "care-young"\nstep = "decide"\nset = { law = { act = "2/2025", at = "art 9" } }\n\n'  # noqa: E501
    path.write_text(
        path.read_text(encoding="utf-8").replace("[[authority]]", f"{more}[[authority]]")
    )
    book = young(copy)
    assert book.procedure("care-young", "e1b").steps["decide"].law[0].at == "art 9"
    assert book.procedure("care", "e1b").steps["decide"].law[0].at == "art 4"


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ('base = "care"', 'base = "cure"', "base: no procedure 'cure' that stands on its own"),
        ('base = "care"', 'base = "care-young"', "base: no procedure 'care-young' that stands"),
        ('step = "post"', 'step = "posts"', r"young.toml:\d+: override\[2\]: no step 'posts'"),
        ('state = "violated"', 'state = "lost"', r"override\[0\]: no state 'lost' in 'care-young'"),
        ('after = "decide"', 'after = "decided"', r"override\[4\]: no step 'decided'"),
        ('step = "decide"', 'after = "decide"', r"override\[3\]: after says where an added step"),
        ('code = "care-young"', "", "young.toml: code: a procedure needs a code"),
        ('code = "care-young"', 'code = "confine"', "code: 'confine' stands in"),
        ("title = {", 'colour = "red"\ntitle = {', "over .*care.toml: colour: Extra"),
    ],
)
def test_a_fault_is_told_by_file_and_key(copy, good, bad, told):
    assert good in YOUNG
    with pytest.raises(BookError, match=told):
        young(copy, YOUNG.replace(good, bad, 1))
