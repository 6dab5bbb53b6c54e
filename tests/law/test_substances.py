"""The codes of the intake sheet and what they map to, line by line as the readings have them."""

import pytest

from app.law.reading.source import BookError
from app.law.reading.substances import DEFAULT_FOLDER, Diagnosis, substances

# substance, part of the form, number, ICD-10, ICD-11, dependence in each
GOLDEN = """
opium                  opioid 1 F11 6C43 F11.2 6C43.2
morphine               opioid 2 F11 6C43 F11.2 6C43.2
heroin                 opioid 3 F11 6C43 F11.2 6C43.2
opioid_other           -      - F11 6C43 F11.2 6C43.2
amphetamine            ats    1 F15 6C46 F15.2 6C46.2
methamphetamine        ats    2 F15 6C46 F15.2 6C46.2
ats_other              -      - F15 6C46 F15.2 6C46.2
mdma                   -      - F15 6C4C F15.2 6C4C.2
cathinones             -      - F15 6C47 F15.2 6C47.2
cannabis               -      - F12 6C41 F12.2 6C41.2
synthetic_cannabinoids -      - F12 6C42 F12.2 6C42.2
cocaine                -      - F14 6C45 F14.2 6C45.2
ketamine               -      - F19 6C4D F19.2 6C4D.2
hallucinogens          -      - F16 6C49 F16.2 6C49.2
sedatives              -      - F13 6C44 F13.2 6C44.2
solvents               -      - F18 6C4B F18.2 6C4B.2
alcohol                -      - F10 6C40 F10.2 6C40.2
multiple               -      - F19 6C4F F19.2 6C4F.2
other                  -      - F19 6C4E F19.2 6C4E.2
unknown                -      - F19 6C4G F19.2 6C4G.2
"""
ROUTES = {"oral": 1, "sniff": 2, "smoke": 3, "intravenous": 4}
TABLE = [line.split() for line in GOLDEN.strip().splitlines()]


def test_every_substance_is_as_the_table_has_it():
    book = substances()
    told = [
        [
            row.code, *((row.form.part, str(row.form.number)) if row.form else "--"),
            row.icd10, row.icd11, book.diagnosis(row.code, addicted=True).icd10,
            book.diagnosis(row.code, addicted=True).icd11,
        ]
        for row in book.substance
    ]  # fmt: skip
    assert told == TABLE


def test_without_a_determination_the_category_stands_alone():
    book = substances()
    assert book.diagnosis("heroin", addicted=False) == Diagnosis("F11", "6C43")
    assert book.diagnosis(None, addicted=True) == Diagnosis(None, None)
    assert book.diagnosis("tea", addicted=True) == Diagnosis(None, None)


def test_routes_have_the_numbers_of_the_form():
    assert {row.code: row.number for row in substances().route} == ROUTES


def test_no_mapping_passes_for_verified():
    assert substances().unverified is True
    assert substances().dependence.law.unverified is True


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code = "opium"', 'code = "heroin"'),
        ("number = 2,", "number = 1,"),
        ('icd10 = "F12"', 'icd10 = "F22"'),
        ('icd11 = "6C4G"', 'icd11 = "6C4H"'),
        ('group = "cannabis"', 'group = "grass"'),
        ("number = 4", "number = 3"),
    ],
)
def test_a_table_that_cannot_be_is_refused_with_its_place(tmp_path, old, new):
    text = (DEFAULT_FOLDER / "substances.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "substances.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BookError, match=r"substances\.toml"):
        substances(tmp_path)
