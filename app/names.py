"""Names of people: what is let in, how they are found, how they are ordered.

Stored names are NFC with exact marks. The keys made here are for finding and ordering only and
are never shown. Threat: reference/reliability.md T27 (one person entered in several spellings).
"""

import re
import unicodedata

LONGEST_NAME = 200
# A decomposed Vietnamese letter takes at most three code points; white space may be doubled.
_ROUGH = 4
# Letters of many scripts carry two or three marks; a longer run is made to hide or to disturb.
_TEXT_MARKS = 4

# The Icelandic eth and the African D look like Đ, and NFC keeps them apart.
_LOOKALIKES = str.maketrans(
    {
        "\u00d0": "Đ",
        "\u0189": "Đ",
        "\u00f0": "đ",
        "\u0256": "đ",
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u2010": "-",
        "\u2011": "-",
    }
)
# Letters that Unicode does not take apart into base and mark.
_STROKES = str.maketrans(
    {"đ": "d", "ƀ": "b", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}
)
_PUNCTUATION = " '-."
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
# Dictionary order: huyền, hỏi, ngã, sắc, nặng; no tone comes before them.
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_VOWELS = "aeiouy"
_SHAPED = "ăâêôơư"
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# One ASCII sign a letter, rising in byte order, all above the digits that stand for tones.
_SIGNS = dict(zip(_ALPHABET, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg", strict=True))
_BEYOND_Z = "h"

_MARK_RUN = re.compile("[\u0300-\u036f]{2,}")
_CLUSTER = re.compile("(.)([\u0300-\u036f]*)", re.DOTALL)

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Drawn as nothing though Unicode does not call them format characters.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SELECTORS = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))

_SAID = {
    "empty": ("Không được để trống.", "Must not be empty."),
    "too-long": ("Dài quá mức cho phép.", "Longer than allowed."),
    "control": ("Có ký tự điều khiển.", "Holds a control character."),
    "surrogate": ("Có nửa ký tự (surrogate) đứng riêng.", "Holds a lone surrogate."),
    "direction": ("Có ký tự đổi chiều chữ.", "Holds a character that turns the writing direction."),
    "invisible": ("Có ký tự không nhìn thấy được.", "Holds an invisible character."),
    "not-a-character": ("Có mã không phải là ký tự.", "Holds a code that is no character."),
    "combining": ("Có dấu rời hoặc chồng dấu.", "Holds loose or stacked marks."),
    "digit": ("Tên người không có chữ số.", "A person's name has no digits."),
    "script": ("Tên chỉ viết bằng chữ Latinh.", "A name is written in Latin letters only."),
    "symbol": ("Tên có ký hiệu không hợp lệ.", "A name holds a sign that is not allowed."),
}


class TextRefused(ValueError):
    """A text may not come in; says why without repeating what was sent."""

    def __init__(self, code: str) -> None:
        """Keep the `code` and its wording in Vietnamese and English."""
        self.code = code
        self.vi, self.en = _SAID[code]
        super().__init__(self.en)


class NameRefused(TextRefused):
    """A person's name may not come in."""


def clean_name(raw: str) -> str:
    """Return the name as it is stored: NFC, one space between parts, Đ as the Vietnamese letter.

    Latin letters, space, apostrophe, hyphen and dot only; no digits (aliases such as "An 2" are
    free text). Source: reference/reliability.md T27. Raises NameRefused.
    """
    if len(raw) > LONGEST_NAME * _ROUGH:
        raise NameRefused("too-long")
    if fault := _hidden(raw):
        raise NameRefused(fault)
    name = " ".join(_settled(raw).split())
    for before, char in zip(" " + name, name, strict=False):
        if fault := _unfit(before, char):
            raise NameRefused(fault)
    if not any(char.isalpha() for char in name):
        raise NameRefused("empty")
    if len(name) > LONGEST_NAME:
        raise NameRefused("too-long")
    return name


def clean_text(raw: str, limit: int, *, least: int = 0) -> str:
    r"""Return free text as it is stored: NFC, ends trimmed, line breaks as ``\n``, tabs as spaces.

    `least` and `limit` count code points after cleaning. Source: reference/reliability.md T28.
    Raises TextRefused.
    """
    if len(raw) > limit * _ROUGH:
        raise TextRefused("too-long")
    text = re.sub("\r\n?|\u2028|\u2029", "\n", raw).replace("\t", " ")
    if fault := _hidden(text.replace("\n", " ")):
        raise TextRefused(fault)
    text = unicodedata.normalize("NFC", text).strip()
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if run > _TEXT_MARKS:
            raise TextRefused("combining")
    if len(text) < least:
        raise TextRefused("empty")
    if len(text) > limit:
        raise TextRefused("too-long")
    return text


def search_key(name: str) -> str:
    """Return the key a name is found by: lower case, no marks, d for đ, single spaces.

    Takes any text and never raises: a search box may hold anything. The key holds only letters,
    digits and single spaces, so it is safe inside a LIKE pattern.
    """
    folded = _folded(_settled(name)).replace("'", "")
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def parts_key(name: str) -> str:
    """Return the search key with its parts in a fixed order: An Nguyễn Văn meets Nguyễn Văn An."""
    return " ".join(sorted(search_key(name).split()))


def tone_normal(name: str) -> str:
    """Return the name in lower case with each tone in one place: hoà and hòa become hòa.

    Two spellings with the same marks are equal here, and those with other marks are not. Words
    that are no Vietnamese syllable keep their marks where they are.
    """
    return " ".join(_placed(word) for word in _settled(name).lower().split())


def sort_key(name: str) -> str:
    """Return an ASCII key whose byte order is the Vietnamese order of the name.

    Given name first, then family and middle names; in each part the 29 letters decide, then the
    tone (none, huyền, hỏi, ngã, sắc, nặng). Order by it with ``COLLATE "C"``. Source:
    reference/tech.md, "Vietnamese order".
    """
    parts = re.sub(r"[^\w'\u0300-\u036f]+", " ", _settled(name).lower()).split()
    return "".join(_signs(part) for part in parts[-1:] + parts[:-1])


def _hidden(text: str) -> str:
    """Return why a character may stand in no text at all, or ''."""
    for char in text:
        code, category = ord(char), unicodedata.category(char)
        if category == "Cc":
            return "control"
        if category == "Cs":
            return "surrogate"
        if char in _BIDI:
            return "direction"
        if category == "Cf" or char in _BLANKS or any(a <= code <= b for a, b in _SELECTORS):
            return "invisible"
        if category == "Co" or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:  # noqa: PLR2004 - Unicode noncharacters
            return "not-a-character"
    return ""


def _unfit(before: str, char: str) -> str:
    """Return why `char` may not stand after `before` in a name, or ''."""
    category = unicodedata.category(char)
    if category.startswith("M"):
        # Ê̆, Ô̆, Ơ̆ and Ư̆ of the Ê Đê and Gia Rai have no composed form: one loose breve stays.
        return "" if char == _BREVE and before.isalpha() else "combining"
    if category.startswith("N"):
        return "digit"
    if category.startswith("L"):
        return "" if _latin(char, category) else "script"
    return "" if char in _PUNCTUATION else "symbol"


def _latin(char: str, category: str) -> bool:
    """Tell whether a letter is a plain Latin one, up to Extended-B and Extended Additional."""
    inside = char <= "\u024f" or "\u1e00" <= char <= "\u1eff"
    return inside and category in {"Lu", "Ll"} and unicodedata.normalize("NFKC", char) == char


def _settled(raw: str) -> str:
    """Return NFC with look-alikes replaced and marks in the order that composes.

    Some keyboards send the tone before the circumflex; Unicode keeps that order and NFC then
    leaves é + circumflex instead of ế.
    """
    apart = unicodedata.normalize("NFD", raw.translate(_LOOKALIKES))
    return unicodedata.normalize("NFC", _MARK_RUN.sub(_in_order, apart))


def _in_order(run: re.Match[str]) -> str:
    return "".join(sorted(run.group(), key=_mark_rank))


def _mark_rank(mark: str) -> tuple[int, int]:
    rank = {_CIRCUMFLEX: 0, _BREVE: 1}.get(mark, 2)
    return unicodedata.combining(mark), rank


def _folded(text: str) -> str:
    """Return `text` without case and marks."""
    low = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in low if not unicodedata.category(c).startswith("M"))
    return bare.translate(_STROKES)


def _letters(word: str) -> list[tuple[str, str]]:
    """Return each letter of a lower-case word without its tone, and that tone or ''."""
    found = []
    for base, marks in _CLUSTER.findall(unicodedata.normalize("NFD", word)):
        tone = next((m for m in marks if m in _TONES and base in _VOWELS), "")
        rest = marks.replace(tone, "", 1) if tone else marks
        found.append((unicodedata.normalize("NFC", base + rest), tone))
    return found


def _placed(word: str) -> str:
    """Return the word with its one tone on the letter the traditional rule names (hòa, thúy)."""
    letters = _letters(word)
    tones = [tone for _, tone in letters if tone]
    nucleus = _nucleus([letter for letter, _ in letters])
    if len(tones) != 1 or nucleus is None:
        return word
    bare = [letter for letter, _ in letters]
    bare[nucleus] += tones[0]
    return unicodedata.normalize("NFC", "".join(bare))


def _nucleus(letters: list[str]) -> int | None:
    """Return which letter of a Vietnamese syllable bears the tone; None for other words."""
    vowels = [unicodedata.normalize("NFD", letter)[0] in _VOWELS for letter in letters]
    # qu and gi are consonants here; gì and gìn, with no other vowel, stay as they are.
    onset = 2 if letters[:2] in (["q", "u"], ["g", "i"]) else 0
    places = [i for i, vowel in enumerate(vowels) if vowel and i >= onset]
    if not places or places[-1] - places[0] != len(places) - 1:
        return None
    if shaped := [i for i in places if letters[i] in _SHAPED]:
        return shaped[-1]
    closed = places[-1] < len(letters) - 1
    second = len(places) > 2 or (len(places) > 1 and closed)  # noqa: PLR2004 - oai, uya: the middle one
    return places[1] if second else places[0]


def _signs(part: str) -> str:
    """Return the order key of one part: its letters, then its tone."""
    letters = _letters(part)
    signs = ""
    for letter, _ in letters:
        known = (letter,) if letter in _SIGNS else _folded(letter)
        signs += "".join(_SIGNS.get(c, _BEYOND_Z) for c in known if c.isalpha())
    tones = "".join(str(_TONES.index(tone) + 1) for _, tone in letters if tone)
    return signs + (tones or "0")
