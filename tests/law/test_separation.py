"""Who is kept apart from whom: a table of people, places and days; and the file it is read from."""

from datetime import date

import pytest

from app.law.engine.separation import Lodger, judge
from app.law.reading import stays as practice
from app.law.reading.loader import DEFAULT_FOLDER
from app.law.reading.separation import VALUES, separation
from app.law.reading.source import BookError

OLD, NEW = date(2026, 6, 30), date(2026, 7, 1)
PUBLIC, PRIVATE, SCHOOL = "public_centre", "private_centre", "reform_school"
MAN = {"sex": "male", "age": 30, "regime": "compulsory"}
WOMAN = {**MAN, "sex": "female"}
BOY = {**MAN, "age": 17}
SICK = {**MAN, "disease": "infectious"}
PENDING = {**MAN, "regime": "pending"}
FREE = {**MAN, "regime": "voluntary"}
OTHER_BODY = {**MAN, "body_sex": "female"}
HER = {"sex": "female"}
L73_2, L73_3 = "Điều 35 khoản 2", "Điều 35 khoản 3"
L73_PRIVATE, L120 = "Điều 36 khoản 3 điểm e", "Điều 46 khoản 2 điểm h"

# id: person, what the place keeps apart, day, facility → code → article.
TABLE = {
    "a man in a plain place": (MAN, {}, NEW, PUBLIC, {}),
    "a woman in a plain place, L73": (WOMAN, {}, OLD, PUBLIC, {"women-apart": L73_3}),
    "a woman in a plain place, L73 private": (
        WOMAN, {}, OLD, PRIVATE, {"women-apart": L73_PRIVATE},
    ),
    "a woman in a plain place, L120": (WOMAN, {}, NEW, SCHOOL, {"women-apart": L120}),
    "a woman among women": (WOMAN, HER, NEW, PUBLIC, {}),
    "a man among women": (MAN, HER, NEW, PUBLIC, {"women-apart": L120}),
    "a boy among adults, L73": (BOY, {}, OLD, PUBLIC, {"minors-apart": L73_2}),
    "a boy among adults, D163": (BOY, {}, NEW, PUBLIC, {"minors-apart": "Điều 66 khoản 4"}),
    "a boy among adults, L120 private": (BOY, {}, NEW, PRIVATE, {"minors-apart": L120}),
    "a boy in a reform school": (BOY, {}, NEW, SCHOOL, {}),
    "eighteen that day": ({**MAN, "age": 18}, {}, OLD, PUBLIC, {}),
    "a man among minors": (
        MAN, {"age": "minor"}, NEW, PUBLIC, {"minors-apart": "Điều 66 khoản 4"},
    ),
    "nobody knows the age": (
        {**MAN, "age": None}, {}, NEW, PUBLIC, {"age-unknown": "Điều 66 khoản 4"},
    ),
    "sick among the healthy, L73": (SICK, {}, OLD, PUBLIC, {"infectious-apart": L73_2}),
    "sick among the healthy, L120": (SICK, {}, NEW, PRIVATE, {"infectious-apart": L120}),
    "healthy among the sick": (
        MAN, {"disease": "infectious"}, NEW, PUBLIC, {"infectious-apart": L120},
    ),
    "a sick boy where both are kept": (
        {**BOY, "disease": "infectious"}, {"age": "minor", "disease": "infectious"}, NEW,
        PUBLIC, {},
    ),
    "dossier pending, D116": (PENDING, {}, OLD, PUBLIC, {"pending-apart": "Điều 49 khoản 2"}),
    "dossier pending, in its area": (PENDING, {"regime": "pending"}, OLD, PUBLIC, {}),
    "dossier pending, D163": (PENDING, {}, NEW, PUBLIC, {}),
    "compulsory in the temporary area": (
        MAN, {"regime": "pending"}, OLD, PUBLIC, {"pending-apart": "Điều 49 khoản 2"},
    ),
    "voluntary in the compulsory area": (
        FREE, {"regime": "compulsory"}, OLD, PUBLIC, {"compulsory-apart": L73_2},
    ),
    "compulsory in the voluntary area": (
        MAN, {"regime": "voluntary"}, OLD, PUBLIC, {"voluntary-apart": L73_2},
    ),
    "compulsory in the voluntary area, D163": (MAN, {"regime": "voluntary"}, NEW, PUBLIC, {}),
    "voluntary in a plain place": (FREE, {}, OLD, PUBLIC, {}),
    "a body of its own, no room": (
        OTHER_BODY, HER, OLD, PUBLIC, {"body-apart": L73_3},
    ),
    "a body of its own, the wrong area": (
        OTHER_BODY, {"body": "differs"}, NEW, PUBLIC, {"women-apart": L120},
    ),
    "a body of its own, its room": (OTHER_BODY, {**HER, "body": "differs"}, NEW, PUBLIC, {}),
    "the body as on file": ({**WOMAN, "body_sex": "female"}, HER, NEW, PUBLIC, {}),
    "somebody else in that room": (
        MAN, {"body": "differs"}, NEW, PRIVATE, {"body-apart": L120},
    ),
    "several at once": (
        {**WOMAN, "age": 16, "disease": "infectious", "regime": "pending"}, {}, OLD, PUBLIC,
        {
            "women-apart": L73_3, "minors-apart": L73_2, "infectious-apart": L73_2,
            "pending-apart": "Điều 49 khoản 2",
        },
    ),
    "a facility nobody knows the kind of": (WOMAN, {}, OLD, None, {"women-apart": L73_3}),
    "before any edition": (WOMAN, {}, date(2021, 12, 31), PUBLIC, {}),
}  # fmt: skip


@pytest.mark.parametrize("row", TABLE)
def test_the_law_says_who_sleeps_where(row):
    person, keeps, day, facility, wanted = TABLE[row]
    found = judge(separation().rules, Lodger(**person), keeps, day=day, facility=facility)
    assert {reason.code: reason.law.at for reason in found.reasons} == wanted
    assert found.allowed is (not wanted)
    assert {reason.law for reason in found.reasons} <= set(found.legal_basis)


@pytest.mark.parametrize("day", [OLD, NEW])
@pytest.mark.parametrize("facility", [PUBLIC, PRIVATE])
def test_every_rule_both_keeps_out_and_sends_elsewhere(day, facility):
    """No rule is a dead letter: somebody is refused by it where they are not kept."""
    people = (MAN, WOMAN, BOY, SICK, PENDING, FREE, OTHER_BODY)
    for rule in separation().rules:
        if rule.asked(day, facility):
            kept = {rule.fact: rule.of}
            told = [
                judge([rule], Lodger(**one), place, day=day, facility=facility).allowed
                for one in people
                for place in ({}, kept)
            ]
            assert False in told
            assert True in told


def test_the_words_of_a_unit_tell_its_kind():
    kinds = separation()
    assert kinds.kind_of("Cơ sở cai nghiện công lập") == PUBLIC
    assert kinds.kind_of("cơ sở cai nghiện tự nguyện") == PRIVATE
    assert kinds.kind_of("trạm y tế") is None


def test_every_kind_of_area_cites_and_keeps_what_can_be_kept():
    for area in separation().areas.values():
        assert area.law
        assert all(of in VALUES[fact] for fact, of in area.keeps.items())


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('of = "female"', 'of = "women"', r"rule\[0\]"),
        ("under = 18\n", "", r"rule\[1\]\(minors-apart\)\.under"),
        ('edition = "d116"\nuntil', 'edition = "d99"\nuntil', "edition"),
        ('until = "d163"', 'until = "d116"', "until"),
        ("needs_own = true\n", "", "own"),
        ('keeps = { age = "minor" }', 'keeps = { age = "old" }', "keeps"),
        ('fact = "sex"', 'fact = "height"', "fact"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_its_place(tmp_path, old, new, key):
    text = (DEFAULT_FOLDER / "separation.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "separation.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BookError, match=rf"separation\.toml.*{key}"):
        separation(tmp_path)


def test_practice_of_stays_is_no_law_and_names_what_the_book_has(tmp_path):
    assert practice.stays().unverified is True
    (tmp_path / "practice").mkdir()
    text = (DEFAULT_FOLDER / "practice" / "stays.toml").read_text(encoding="utf-8")
    for old, new in (("in_centre", "in_center"), ("grant_leave", "grand_leave")):
        changed = text.replace(old, new, 1)
        (tmp_path / "practice" / "stays.toml").write_text(changed, encoding="utf-8")
        with pytest.raises(BookError, match=new):
            practice.stays(tmp_path)
        practice.stays.cache_clear()
