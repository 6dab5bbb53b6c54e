"""Instruments: golden vectors worked by hand, the bounds of every band, what cannot be scored."""

import shutil
from pathlib import Path

import pytest

from app.law.checks.health import check
from app.law.checks.instrument_health import instrument_faults, most
from app.law.engine.scoring import Answer, mistakes, score, take
from app.law.reading.loader import DEFAULT_FOLDER, BookError, lawbook, load

ASSIST = lawbook().instruments["assist", "3.1"]
AUDIT = lawbook().instruments["audit", "2001"]
DAST = lawbook().instruments["dast-10", "1982"]
TT18 = lawbook().instruments["dependence", "TT18-2021"]
SIX = ("craving", "control", "withdrawal", "tolerance", "interests", "harm")
OFTEN = {"n": "never", "1": "once_or_twice", "m": "monthly", "w": "weekly", "d": "daily"}
EVER = {"n": "never", "r": "recently", "e": "earlier"}


def assist(injected="never", **used):
    """`opioids="dwmdre"`: items 2 to 7; a dash is an item not asked; the others never used."""
    answers = [
        Answer("q1", "yes" if subject in used else "no", subject) for subject in ASSIST.subjects
    ]
    for subject, row in used.items():
        for number, letter in enumerate(row, 2):
            if letter != "-":
                words = OFTEN if number < 6 else EVER
                answers.append(Answer(f"q{number}", words[letter], subject))
    if used:
        answers.append(Answer("q8", injected))
    return answers


def assist_score(subject, row):
    answers = assist(**{subject: row})
    assert mistakes(ASSIST, answers) == []
    [found] = [one for one in score(ASSIST, answers) if one.subject == subject]
    return found.score, found.band.code


@pytest.mark.parametrize(
    ("subject", "row", "expected"),
    [
        # q2 + q3 + q4 + q5 + q6 + q7, added by hand
        pytest.param("opioids", "ddddrr", (39, "high"), id="6+6+7+8+6+6"),
        pytest.param("opioids", "1111ee", (20, "moderate"), id="2+3+4+5+3+3"),
        pytest.param("opioids", "mmmmnn", (18, "moderate"), id="3+4+5+6"),
        pytest.param("opioids", "wwwwrn", (28, "high"), id="4+5+6+7+6"),
        pytest.param("opioids", "dddnne", (22, "moderate"), id="6+6+7+0+0+3"),
        pytest.param("opioids", "dddwnn", (26, "moderate"), id="6+6+7+7: last of moderate"),
        pytest.param("opioids", "ddddnn", (27, "high"), id="6+6+7+8: first of high"),
        pytest.param("opioids", "mnnnnn", (3, "low"), id="3: last of low"),
        pytest.param("opioids", "wnnnnn", (4, "moderate"), id="4: first of moderate"),
        pytest.param("cannabis", "n---en", (3, "low"), id="none in three months, 3+0"),
        pytest.param("cannabis", "n---rr", (12, "moderate"), id="none in three months, 6+6"),
        pytest.param("amphetamines", "n---nn", (0, "low"), id="used once, long ago"),
        pytest.param("alcohol", "wnn1nn", (9, "low"), id="4+5"),
        pytest.param("alcohol", "wnnnrn", (10, "low"), id="4+6: last of low for alcohol"),
        pytest.param("alcohol", "1nnnre", (11, "moderate"), id="2+6+3: first of moderate"),
        pytest.param("alcohol", "dddwnn", (26, "moderate"), id="26 for alcohol"),
        pytest.param("alcohol", "ddddnn", (27, "high"), id="27 for alcohol"),
        pytest.param("tobacco", "ddd-rr", (31, "high"), id="no item 5 for tobacco: 6+6+7+6+6"),
    ],
)
def test_assist_gives_each_substance_its_sum_and_band(subject, row, expected):
    assert assist_score(subject, row) == expected


def test_assist_scores_all_ten_substances_apart():
    answers = assist("recently", opioids="ddddrr", alcohol="1nnnnn")
    found = {one.subject: (one.score, one.band.code) for one in score(ASSIST, answers)}
    assert found == dict.fromkeys(ASSIST.subjects, (0, "low")) | {
        "opioids": (39, "high"), "alcohol": (2, "low"),
    }  # fmt: skip


def test_neither_use_in_life_nor_injecting_is_counted():
    without, once = assist("never", opioids="n---nn"), assist("recently", opioids="n---nn")
    assert score(ASSIST, without) == score(ASSIST, once)


def test_somebody_who_never_used_is_asked_item_1_alone():
    assert mistakes(ASSIST, assist()) == []
    assert {one.score for one in score(ASSIST, assist())} == {0}


def test_a_score_says_how_it_came_about():
    [found] = [s for s in score(ASSIST, assist(opioids="1n1nen")) if s.subject == "opioids"]
    assert found.parts == (("q2", 2), ("q3", 0), ("q4", 4), ("q5", 0), ("q6", 3), ("q7", 0))
    assert found.because.vi == "q2 2 + q4 4 + q6 3 = 9; Nguy cơ trung bình: 4–26"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        pytest.param(assist(opioids="1nnn-n"), "item q6 (opioids) is not answered", id="left out"),
        pytest.param(assist(opioids="1nnnnn")[:-1], "item q8 is not answered", id="injecting"),
        pytest.param(assist(opioids="1nnnnn")[1:], "item q1 (tobacco) is not", id="a substance"),
        pytest.param(assist(opioids="n1--nn"), "is not asked, as", id="craving, yet not used"),
        pytest.param(
            [*assist(), Answer("q8", "never")], "is not asked, as", id="nothing to inject"
        ),
        pytest.param(assist(tobacco="1nnnnn"), "not asked about that", id="item 5 of tobacco"),
        pytest.param([*assist(), Answer("q1", "no", "opioids")], "answered twice", id="twice"),
        pytest.param([*assist(), Answer("q9", "no")], "no such item", id="no such item"),
        pytest.param([*assist(), Answer("q2", "daily", "tea")], "about that", id="no substance"),
        pytest.param([*assist(), Answer("q8", "yes")], "no such answer", id="no such answer"),
        pytest.param([*assist(), Answer("q2", "daily")], "about that", id="of no substance"),
        pytest.param([], "item q1 (tobacco) is not answered", id="nothing"),
    ],
)
def test_what_cannot_be_scored_is_told(answers, said):
    assert any(said in one.text.en for one in mistakes(ASSIST, answers))


def audit(values):
    """Ten values; a dash is an item left out."""
    found = []
    for item, letter in zip(AUDIT.items.values(), values, strict=True):
        if letter != "-":
            [option] = [o.code for o in item.options.values() if o.value == int(letter)]
            found.append(Answer(item.code, option))
    return found


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param("4444444444", (40, "zone_4"), id="the most"),
        pytest.param("1000000000", (1, "zone_1"), id="the least of who drinks"),
        pytest.param("0-------00", (0, "zone_1"), id="who does not drink skips to item 9"),
        pytest.param("0-------24", (6, "zone_1"), id="who does not drink, but did: 2+4"),
        pytest.param("200-----04", (6, "zone_1"), id="items 2 and 3 nil: to item 9"),
        pytest.param("2000000104", (7, "zone_1"), id="7: last of zone I, skipped items answered"),
        pytest.param("2110000004", (8, "zone_2"), id="8: first of zone II"),
        pytest.param("3311111022", (15, "zone_2"), id="15: last of zone II"),
        pytest.param("3311111122", (16, "zone_3"), id="16: first of zone III"),
        pytest.param("4422210022", (19, "zone_3"), id="19: last of zone III"),
        pytest.param("4422211022", (20, "zone_4"), id="20: first of zone IV"),
    ],
)
def test_audit_gives_one_sum_and_its_zone(values, expected):
    answers = audit(values)
    assert mistakes(AUDIT, answers) == []
    [found] = score(AUDIT, answers)
    assert (found.score, found.band.code) == expected


@pytest.mark.parametrize("values", ["1--0000000", "110-000000", "1000000-0-", "-000000000"])
def test_audit_is_not_scored_with_an_answer_missing(values):
    assert mistakes(AUDIT, audit(values))


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "none"), (1, "low"), (2, "low"), (3, "moderate"), (5, "moderate"),
        (6, "substantial"), (8, "substantial"), (9, "severe"), (10, "severe"),
    ],
)  # fmt: skip
def test_dast_takes_a_total_and_says_its_band(total, band):
    found = take(DAST, total)
    assert (found.score, found.band.code) == (total, band)


def test_dast_has_no_words_here():
    assert (DAST.items, DAST.most) == ({}, 10)


def criteria(letters, time=None):
    """`y`, `n`, `u` for craving, control, withdrawal, tolerance, interests, harm."""
    words = {"y": "yes", "n": "no", "u": "unclear"}
    found = [Answer(item, words[letter]) for item, letter in zip(SIX, letters, strict=True)]
    return found + ([Answer("time", time)] if time else [])


@pytest.mark.parametrize(
    ("letters", "time", "observed", "band"),
    [
        pytest.param("nnnnnn", None, False, "not_addicted", id="none"),
        pytest.param("ynnnnn", None, False, "not_addicted", id="one"),
        pytest.param("nnynnn", None, False, "not_addicted", id="withdrawal alone"),
        pytest.param("ynynnn", None, False, "not_addicted", id="two, withdrawal being one"),
        pytest.param("yynnnn", None, False, "observe", id="two without withdrawal"),
        pytest.param("ynunnn", None, False, "observe", id="one, withdrawal unclear"),
        pytest.param("nnnnnu", None, False, "observe", id="unclear"),
        pytest.param("yyynnn", "month", False, "addicted", id="three for a month"),
        pytest.param("yynynn", "repeated", False, "addicted", id="three, repeated in the year"),
        pytest.param("yyyyyy", "month", False, "addicted", id="six"),
        pytest.param("yyyunn", "month", False, "addicted", id="three, a fourth unclear"),
        pytest.param("yyynnn", "neither", False, "observe", id="three, not together"),
        pytest.param("yynnnn", None, True, "not_addicted", id="observed: still two"),
        pytest.param("ynunnn", None, True, "not_addicted", id="observed: still fewer than three"),
        pytest.param("yyynnn", "month", True, "addicted", id="observed: three"),
        pytest.param("yyynnn", "neither", True, "not_addicted", id="observed: not together"),
    ],
)
def test_the_six_criteria_lead_to_a_conclusion(letters, time, observed, band):
    answers = criteria(letters, time)
    assert mistakes(TT18, answers) == []
    [found] = score(TT18, answers, observed=observed)
    assert (found.score, found.band.code) == (letters.count("y"), band)


def test_three_criteria_without_their_time_conclude_nothing():
    [wrong] = mistakes(TT18, criteria("yyynnn"))
    assert wrong.text.en == "item time is not answered"
    [wrong] = mistakes(TT18, criteria("yynnnn", "month"))
    assert "is not asked" in wrong.text.en


def test_the_way_of_the_circular_is_cited():
    assert TT18.law is not None
    assert (TT18.law.act, TT18.law.at) == ("18/2021/TT-BYT", "Điều 3, Điều 4")
    assert {band.code for band in TT18.bands if band.unverified} == {"not_addicted", "observe"}


def test_the_highest_scores_are_those_of_the_publishers():
    assert [most(ASSIST, subject) for subject in ("opioids", "alcohol", "tobacco")] == [39, 39, 31]
    assert (most(AUDIT, ""), most(DAST, ""), most(TT18, "")) == (40, 10, 6)


@pytest.fixture
def copy(tmp_path) -> Path:
    return shutil.copytree(DEFAULT_FOLDER, tmp_path / "book")


def changed(folder, name, old, new):
    path = folder / "instruments" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("dast_10.toml", "from = 6\nto = 8", "from = 6\nto = 7", "score-without-one-band"),
        ("dast_10.toml", "from = 6\nto = 8", "from = 5\nto = 8", "score-without-one-band"),
        ("dast_10.toml", "from = 9\nto = 10", "from = 9\nto = 11", "band-out-of-reach"),
        ("audit_2001.toml", 'vi = "Số lần uống"', 'vi = "Frequency"', "title-not-vietnamese"),
        ("assist_3_1.toml", 'of = ["alcohol"]', "of = []", "score-without-one-band"),
    ],
)
def test_a_gap_is_a_fault(copy, name, old, new, code):
    changed(copy, name, old, new)
    assert {fault.code for fault in instrument_faults(load(copy))} == {code}


def test_the_check_of_the_book_looks_at_the_instruments(copy):
    changed(copy, "dast_10.toml", "from = 6\nto = 8", "from = 6\nto = 7")
    assert [fault.code for fault in check(load(copy))] == ["score-without-one-band"]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("assist_3_1.toml", 'items = ["q1"]', 'items = ["q0"]', "unknown name 'q0'"),
        ("assist_3_1.toml", 'items = ["q1"]', 'items = ["q8"]', "unknown name 'q8'"),
        ("assist_3_1.toml", 'not_of = ["tobacco"]', 'not_of = ["tea"]', "unknown name 'tea'"),
        ("assist_3_1.toml", "{ no = 0, yes = 1 }", "{ no = 0, si = 1 }", "unknown name 'si'"),
        ("assist_3_1.toml", 'code = "q2"', 'code = "q1"', "a code stands twice"),
        ("assist_3_1.toml", "counted = false", "counts = false", "Extra inputs"),
        ("dependence_tt18.toml", 'withdrawal = ["yes"]', 'withdrawal = ["month"]', "'month'"),
        ("dependence_tt18.toml", 'edition = "d116"', 'edition = "d0"', "unknown name 'd0'"),
        ("dependence_tt18.toml", 'edition = "d116"\n', "", "an article is read in an edition"),
        ("dast_10.toml", "most = 10\n", "", "a total with its `most`"),
    ],
)
def test_a_name_nobody_knows_is_refused_with_its_file(copy, name, old, new, said):
    changed(copy, name, old, new)
    with pytest.raises(BookError, match=f"(?s){name}.*{said}"):
        load(copy)


def test_a_version_stands_once(copy):
    twin = (copy / "instruments/dast_10.toml").read_text(encoding="utf-8")
    (copy / "instruments/dast_copy.toml").write_text(twin, encoding="utf-8")
    with pytest.raises(BookError, match="dast-10 1982 stands twice"):
        load(copy)


def test_the_digest_is_of_the_file(copy):
    changed(copy, "dast_10.toml", "Mức nặng", "Mức rất nặng")
    assert load(copy).instruments["dast-10", "1982"].digest != DAST.digest
