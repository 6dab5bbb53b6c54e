"""The hostile corpus of reliability §4.2 in body, query and path: refused, kept, not echoed."""

import json
from urllib.parse import quote

import pytest

MARK = "canary7391"
NUL = "\\u0000"
FIELDS = ("full_name", "title", "note", "on", "at", "count", "done", "other")

# JSON values, written as they travel. None of them may be stored in any field.
VALUES = {
    "NUL": f'"{MARK}{NUL}"',
    "lone high surrogate": f'"{MARK}\\ud800"',
    "lone low surrogate": f'"\\udc00{MARK}"',
    "NaN": "NaN",
    "Infinity": "Infinity",
    "-Infinity": "-Infinity",
    "1e400": "1e400",
    "-1e400": "-1e400",
    "int4 + 1": "2147483648",
    "int8 + 1": "9223372036854775808",
    "5,000 digits": "9" * 5000,
    "float": "1.5",
    "year 1, +14:00": '"0001-01-01T00:00:00+14:00"',
    "year 9999, -14:00": '"9999-12-31T23:59:00-14:00"',
    "year 0": '"0000-01-01"',
    "zero-width": f'"{MARK}\u200b"',
    "bidi": f'"{MARK}\u202e"',
    "U+FFFE": f'"{MARK}\ufffe"',
    "BOM inside": f'"{MARK}\ufeff"',
    "500 combining marks": '"a' + "\u0301" * 500 + '"',
    "escape": f'"{MARK}\\u001b[31m"',
    "object": f'{{"{MARK}": 1}}',
    "__proto__": f'{{"__proto__": {{"{MARK}": true}}}}',
    "list": f'["{MARK}"]',
    "blank": '"   "',
}
# Texts that a title may hold; a name, a day, a number may not.
LAWFUL_TEXTS = {"year 1, +14:00", "year 9999, -14:00", "year 0"}
PAIRS = [
    (name, field)
    for field in FIELDS
    for name in VALUES
    if not (field in {"title", "note"} and name in LAWFUL_TEXTS)
]


@pytest.mark.parametrize(("name", "field"), PAIRS)
def test_a_hostile_value_is_refused_and_not_echoed(served, name, field):
    line = served.line()
    body = f'{{"{field}": {VALUES[name]}}}'.encode()
    status, said, headers = served.ask("POST", "/v1/notes", body, connection=line)
    assert status in {400, 422}, said
    assert headers["content-type"] == "application/problem+json"
    assert MARK.encode() not in said
    assert not served.stored
    assert served.ask("POST", "/v1/notes", b"{}", connection=line)[0] == 201, "connection kept"


BODIES = {
    "BOM": b"\xef\xbb\xbf{}",
    "UTF-16": '{"title": "a"}'.encode("utf-16"),
    "UTF-16 without BOM": '{"title": "a"}'.encode("utf-16-le"),
    "UTF-32": '{"title": "a"}'.encode("utf-32"),
    "bad UTF-8": b'{"title": "\xff"}',
    "overlong UTF-8": b'{"title": "\xc0\x80"}',
    "surrogate in UTF-8": b'{"title": "\xed\xa0\x80"}',
    "raw NUL": b'{"title": "a\x00"}',
    "duplicate keys": b'{"title": "a", "title": "b"}',
    "escaped duplicate keys": b'{"title": "a", "t\\u0069tle": "b"}',
    "NaN in a wrong field": b'{"wrong": NaN}',
    "surrogate as a key": b'{"\\ud800": 1}',
    "unknown field": b'{"canary7391": 1}',
    "two texts": b"{}{}",
    "comment": b"{} // canary7391",
    "single quotes": b"{'title': 'a'}",
    "trailing comma": b'{"title": "a",}',
    "blank": b"   ",
    "scalar": b'"canary7391"',
    "list": b'["canary7391"]',
    "null": b"null",
    "depth 33": b"[" * 33 + b"]" * 33,
    "depth 900": b'{"title":' + b"[" * 900 + b"]" * 900 + b"}",
    "depth 20,000": b"[" * 20_000 + b"]" * 20_000,
    "unclosed depth 200,000": b"[" * 200_000,
    "objects 33 deep": b'{"a":' * 33 + b"1" + b"}" * 33,
    "10,001 elements": b'{"tags": [' + b",".join([b'"a"'] * 10_001) + b"]}",
    "300,000 elements": b"[" + b",".join([b"1"] * 300_000) + b"]",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_is_refused_and_the_connection_kept(served, name):
    line = served.line()
    status, said, headers = served.ask("POST", "/v1/notes", BODIES[name], connection=line)
    assert status in {400, 422}, said
    assert headers["content-type"] == "application/problem+json"
    assert b"canary7391" not in said
    assert not served.stored
    assert served.ask("POST", "/v1/notes", b"{}", connection=line)[0] == 201


QUERIES = {
    "NUL": "search=a%00",
    "bad UTF-8": "search=%ff",
    "surrogate": "search=%ED%A0%80",
    "control": "search=%1b",
    "zero-width": "search=" + quote("canary7391\u200b"),
    "unknown": "canary7391=1",
    "blank name": "=canary7391",
    "twice": "search=canary7391&search=b",
    "twice, written otherwise": "search=a&s%65arch=b",
    "limit below": "limit=-1",
    "limit 0": "limit=0",
    "limit 501": "limit=501",
    "limit huge": "limit=" + "9" * 31,
    "limit Arabic digits": "limit=" + quote("٥"),
    "limit with spaces": "limit=%205%20",
    "limit float": "limit=1.0",
    "epoch as a day": "on=0",
    "30 February": "on=2026-02-30",
    "moment as a day": "on=2026-03-02T00:00:00Z",
    "cursor with other letters": "cursor=canary7391*",
    "cursor not ASCII": "cursor=" + quote("đ"),
    "101 parameters": "&".join(f"a{n}=1" for n in range(101)),
    "10,000 equal parameters": "&".join(["a=1"] * 10_000),
    "long": "search=" + "a" * 9000,
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_hostile_query_is_refused(served, name):
    line = served.line()
    status, said, headers = served.ask("GET", f"/v1/notes?{QUERIES[name]}", connection=line)
    assert status in {400, 422}, said
    assert headers["content-type"] == "application/problem+json"
    assert b"canary7391" not in said
    assert served.ask("GET", "/v1/notes", connection=line)[0] == 200


@pytest.mark.parametrize("query", ["canary7391=1", "limit=5&Limit=6", "search%20=1"])
def test_an_unknown_parameter_is_named_as_such(served, query):
    status, said, _ = served.ask("GET", f"/v1/notes?{query}")
    assert (status, json.loads(said)["code"]) == (400, "unknown-parameter")


PATHS = {
    "NUL": "/v1/notes/%00",
    "bad UTF-8": "/v1/notes/%ff",
    "encoded slash": "/v1%2fnotes",
    "backslash": "/v1/%5cnotes",
    "dots": "/v1/x/../notes",
    "encoded dots": "/v1/%2e%2e/notes",
    "dots and encoded slash": "/v1/..%2fnotes",
    "not an id": "/v1/notes/canary7391",
    "Arabic digits": "/v1/notes/" + quote("٥"),
    "id in braces": "/v1/notes/%7B00000000-0000-0000-0000-000000000000%7D",
    "trailing slash": "/v1/notes/",
    "doubled slash": "/v1//notes",
    "long": "/v1/notes/" + "a" * 4000,
    "line feed": "/v1/notes/%0aSet-Cookie:canary7391",
}


@pytest.mark.parametrize("name", PATHS)
def test_a_hostile_path_is_refused(served, name):
    status, said, headers = served.ask("GET", PATHS[name])
    assert status in {400, 404, 422}, said
    assert headers["content-type"] == "application/problem+json"
    assert b"canary7391" not in said
