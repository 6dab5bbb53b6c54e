"""Vietnamese order: 29 letters, six tones, given name first."""

import random
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from app.names import sort_key

VIETNAMESE = (
    "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"
)
words = st.text(VIETNAMESE, min_size=1, max_size=6)
names = st.lists(words, min_size=1, max_size=5).map(" ".join)


def test_names_stand_in_vietnamese_order():
    """29 letters, then tones none, huyền, hỏi, ngã, sắc, nặng; given name first."""
    wanted = [
        "Nguyễn Văn An",
        "Trần An",
        "Trần Văn An",
        "Lê Àn",
        "Lê Ản",
        "Lê Ãn",
        "Lê Án",
        "Lê Ạn",
        "Vũ Thị Anh",
        "Bùi Ánh",
        "Bùi Ăn",
        "Bùi Ân",
        "Lê Bình",
        "Lê Cường",
        "Lê Dung",
        "Lê Đạt",
        "Lê Em",
        "Lê Êm",
        "Lê Giang",
        "Đặng Hòa",
        "Đỗ Hoà",
        "Lê Hoá",
        "Lê Hoan",
        "Lê Minh",
        "Lê Nga",
        "Lê Oanh",
        "Lê Ôn",
        "Lê Ơn",
        "Lê Tú",
        "Lê Tư",
        "Lê Vy",
        "Lê Xuân",
        "Lê Yến",
    ]
    mixed = wanted[:]
    random.Random(7).shuffle(mixed)  # noqa: S311 - no secret
    assert sorted(mixed, key=sort_key) == wanted
    assert sorted(mixed, key=lambda name: sort_key(name).encode()) == wanted


def test_the_whole_alphabet_stands_in_order():
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    assert len(letters) == 29
    assert sorted(letters, key=sort_key) == list(letters)


@given(names, names)
def test_the_order_is_that_of_letters_then_tones_part_by_part(one, two):
    """The same rule written as tuples, compared with the bytes of the key."""

    def spelled(name):
        parts = name.split()
        return [_letters_then_tones(part) for part in (parts[-1], *parts[:-1])]

    expected = (spelled(one) > spelled(two)) - (spelled(one) < spelled(two))
    key_one, key_two = sort_key(one).encode(), sort_key(two).encode()
    assert (key_one > key_two) - (key_one < key_two) == expected


def _letters_then_tones(part):
    letters, tones = [], []
    for char in part:
        marks = [
            m
            for m in unicodedata.normalize("NFD", char)[1:]
            if m in "\u0300\u0309\u0303\u0301\u0323"
        ]
        bare = "".join(m for m in unicodedata.normalize("NFD", char) if m not in marks)
        letters.append("aăâbcdđeêghiklmnoôơpqrstuưvxy".index(unicodedata.normalize("NFC", bare)))
        tones += ["\u0300\u0309\u0303\u0301\u0323".index(m) + 1 for m in marks]
    return letters, tones or [0]


@given(names)
def test_an_order_key_is_plain_ascii_and_blind_to_form(name):
    assert sort_key(name).isascii()
    assert sort_key(name) == sort_key(unicodedata.normalize("NFD", name)) == sort_key(name.upper())


def test_names_beyond_vietnamese_have_a_place_too():
    assert sort_key("H'Hen") == sort_key("H’Hen")
    assert sort_key("Müller") == sort_key("Muller")
    assert sort_key("Ƀuôn") == sort_key("Buôn")
    assert sort_key("") == ""
