"""What a request must be before any handler sees it: one strict pass over bytes, no opinion.

The parsed value is thrown away; the application gets the same bytes. A plain stack answers 500,
or stores what it cannot read back, for most of what is refused here (reliability §4.2, F1, F7).
"""

import json
import math
import re
from typing import Final
from urllib.parse import unquote_to_bytes

from starlette.requests import Request

from app.problems import Fault, Malformed, Text, UnknownParameter

DEEPEST: Final = 32
MOST_ELEMENTS: Final = 10_000
MOST_PARAMETERS: Final = 100
LONGEST_QUERY: Final = 8_192
LONGEST_PATH: Final = 2_048
LARGEST_INT: Final = 2**63 - 1
_DIGITS_OF_INT8: Final = 19
# A note may hold commas; ten for each element is past any honest body, so it is not even parsed.
_MOST_COMMAS: Final = 10 * MOST_ELEMENTS

_CONTROL = re.compile("[\x00-\x1f\x7f]")
_DOTS = (".", "..")

_SYNTAX = Text("Nội dung không phải JSON hợp lệ", "The body is not valid JSON")
_ENCODING = Text("Chỉ nhận UTF-8 không có BOM", "Only UTF-8 without a byte order mark is taken")
_TWICE = Text("Một tên xuất hiện hai lần", "A name occurs twice")
_NUMBER = Text("Số ngoài khoảng cho phép", "A number is out of range")
_DEPTH = Text("Cấu trúc lồng quá sâu", "The structure is nested too deeply")
_MANY = Text("Quá nhiều phần tử", "There are too many elements")
_TEXT = Text("Có ký tự không được nhận", "There are characters that are not taken")
_QUERY = Text("Chuỗi truy vấn không đọc được", "The query cannot be read")
_PATH = Text("Đường dẫn không đọc được", "The path cannot be read")
_UNKNOWN = Text("Có tham số không được nhận ở đây", "A parameter is not known here")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse an object that says one name twice: readers disagree on which one counts."""
    whole = dict(pairs)
    if len(whole) != len(pairs):
        raise Malformed(_TWICE)
    return whole


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Malformed(_NUMBER)
    return number


def _int8(text: str) -> int:
    """Refuse what no integer column holds; length first, as digits cost squared time."""
    if len(text) < _DIGITS_OF_INT8:
        return int(text)
    if (
        len(text) > _DIGITS_OF_INT8 + 1
        or not -LARGEST_INT - 1 <= (number := int(text)) <= LARGEST_INT
    ):
        raise Malformed(_NUMBER)
    return number


def _never(_name: str) -> None:
    """Refuse NaN and Infinity, which JSON does not have (RFC 8259 §6)."""
    raise Malformed(_NUMBER)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=_finite, parse_int=_int8, parse_constant=_never
)


def refuse_unreadable(raw: bytes) -> None:
    """Raise Malformed unless `raw` is one JSON text that every reader reads the same way.

    Depth and surrogates cost a walk, taken only where brackets or escapes make them possible.
    """
    if raw.count(b",") > _MOST_COMMAS:
        raise Malformed(_MANY)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise Malformed(_ENCODING) from None
    if text.startswith("\ufeff"):
        raise Malformed(_ENCODING)
    try:
        value = _DECODER.decode(text)
    except ValueError:
        raise Malformed(_SYNTAX) from None
    except RecursionError:
        raise Malformed(_DEPTH) from None
    brackets = raw.count(b"[") + raw.count(b"{")
    if brackets > DEEPEST or b"\\u" in raw or raw.count(b",") + brackets > MOST_ELEMENTS:
        _walk(value)


def _walk(value: object) -> None:
    """Measure depth and number of elements, and look into every text, without recursion."""
    level: list[object] = [value]
    depth, elements = 0, 0
    while level:
        below: list[object] = []
        for item in level:
            if isinstance(item, dict):
                below.extend(item)
                below.extend(item.values())
                elements += len(item)
            elif isinstance(item, list):
                below.extend(item)
                elements += len(item)
            elif isinstance(item, str):
                _refuse_text(item)
        if elements > MOST_ELEMENTS:
            raise Malformed(_MANY)
        depth += any(isinstance(item, dict | list) for item in level)
        if depth > DEEPEST:
            raise Malformed(_DEPTH)
        level = below


def _refuse_text(text: str) -> None:
    """Refuse NUL and unpaired surrogates, which no `text` column takes."""
    if "\0" in text:
        raise Malformed(_TEXT)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Malformed(_TEXT) from None


def refuse_parameters(raw: bytes, longest: int = LONGEST_QUERY) -> None:
    """Raise Malformed unless `raw` is a short list of parameters, each named once, in UTF-8.

    For a query and for a form (RFC 6749 §3.2 forbids a repeated parameter as well).
    """
    if not raw:
        return
    parts = raw.split(b"&", MOST_PARAMETERS)
    if len(raw) > longest or len(parts) > MOST_PARAMETERS:
        raise Malformed(_QUERY)
    seen: set[str] = set()
    for part in parts:
        try:
            name, _, value = (
                unquote_to_bytes(side.replace(b"+", b" ")).decode() for side in part.partition(b"=")
            )
        except UnicodeDecodeError:
            raise Malformed(_QUERY) from None
        if _CONTROL.search(name) or _CONTROL.search(value):
            raise Malformed(_QUERY)
        if name in seen:
            raise Malformed(_TWICE)
        seen.add(name)


def refuse_path(raw: bytes) -> None:
    """Raise Malformed on a path that a proxy and we could read differently (T36)."""
    if len(raw) > LONGEST_PATH:
        raise Malformed(_PATH)
    if b"%" in raw:
        encoded = raw.lower()
        if b"%2f" in encoded or b"%5c" in encoded:
            raise Malformed(_PATH)
    try:
        path = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        raise Malformed(_PATH) from None
    if _CONTROL.search(path) or "\\" in path or any(part in _DOTS for part in path.split("/")):
        raise Malformed(_PATH)


def refuse_unknown(request: Request, known: frozenset[str]) -> None:
    """Raise UnknownParameter for a query parameter that the route does not declare.

    A misspelt filter must never widen a list. The name is not repeated in the answer.
    """
    if any(name not in known for name in request.query_params):
        names = ", ".join(sorted(known)) or "–"
        told = Text(f"{_UNKNOWN.vi}; được nhận: {names}", f"{_UNKNOWN.en}; known here: {names}")
        raise UnknownParameter(errors=(Fault("/query", told),))
