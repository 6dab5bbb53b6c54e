"""Values that no body, query or path should be hurt by: the corpus of reliability §4.2."""

from urllib.parse import quote

MARK = "canary7391"
# Written as they travel; no field of any request may take one of them.
NEVER = {
    "NUL": f'"{MARK}\\u0000"',
    "lone high surrogate": f'"{MARK}\\ud800"',
    "lone low surrogate": f'"\\udc00{MARK}"',
    "NaN": "NaN",
    "Infinity": "-Infinity",
    "1e400": "1e400",
    "int8 + 1": "9223372036854775808",
    "int4 + 1": "2147483648",
    "5,000 digits": "9" * 5000,
    "half": "0.5",
    "minus one": "-1",
    "zero-width": f'"{MARK}\u200b"',
    "bidi": f'"\u202e{MARK}"',
    "U+FFFE": f'"{MARK}\ufffe"',
    "BOM inside": f'"{MARK}\ufeff"',
    "heap of marks": '"a' + "\u0301" * 500 + '"',
    "escape": f'"{MARK}\\u001b[31m"',
    "object": f'{{"{MARK}": 1}}',
    "__proto__": f'{{"__proto__": {{"{MARK}": true}}}}',
    "list": f'["{MARK}"]',
    "list of lists": "[[[[]]]]",
    "blank": '"   "',
    "5,000 characters": '"' + "á" * 5000 + '"',
}
NO_TEXT = {
    "NUL", "lone high surrogate", "lone low surrogate", "NaN", "Infinity", "1e400", "object",
    "list",
}  # fmt: skip
# A line of text may say these; a number, a day, a code, an id may not.
PERHAPS = {
    "SQL": '"\' or 1=1; drop table client; --"',
    "format": '"%s %(x)s {0} {{7*7}} ${7*7}"',
    "formula": "\"=cmd|' /C calc'!A0\"",
    "emoji": '"\U0001f600"',
    "year 0": '"0000-01-01"',
    "year 9999": '"9999-12-31T23:59:59-14:00"',
    "year 1": '"0001-01-01T00:00:00+14:00"',
    "30 February": '"2026-02-30"',
    "epoch": "1767225600",
    "epoch in words": '"1767225600"',
    "spaced number": '" 5 "',
    "full width": '"\uff11\uff12"',
    "true": "true",
    "null": "null",
    "future": '"2099-12-31"',
    "future moment": '"2099-12-31T00:00:00Z"',
    "nil id": '"00000000-0000-0000-0000-000000000000"',
    "path": '"../../etc/passwd"',
}
# The same in an address: bytes as they travel.
QUERIES = {
    "NUL": "%00", "bad UTF-8": "%ff", "surrogate": "%ed%a0%80", "minus": "-1", "zero": "0",
    "huge": "9" * 30, "spaced": "%205%20", "Arabic digit": quote("٣"), "full width": quote("１"),
    "zero-width": quote(f"{MARK}\u200b"), "bidi": quote(f"{MARK}\u202e"), "empty": "",
    "long": "a" * 2000, "SQL": quote("' or 1=1 --"), "star": "*", "percent": "%25%25%5f",
    "NaN": "NaN", "list": "[]", "year 0": "0000-01-01", "year 9999": "9999-12-31",
    "not a day": "2026-02-30", "moment": "2026-01-01T00:00:00", "true": "True",
    "cursor": "eyJ2IjpbXX0", "marks": quote("a" + "\u0301" * 500), "backslash": "%5c",
}  # fmt: skip
PATHS = {
    "NUL": "%00", "bad UTF-8": "%ff", "dots": "..%2f..%2fetc", "dot": "%2e%2e", "long": "a" * 2000,
    "Arabic digit": quote("٣"), "SQL": quote("' or 1=1 --"), "minus": "-1", "zero": "0",
    "number": "9" * 40, "braces": "%7Bclient_id%7D", "nil": "00000000-0000-0000-0000-000000000000",
    "urn": "urn:uuid:01a2015f-adb6-79aa-8a45-fd8b9fc69bc7", "mark": f"{MARK}%E2%80%8B",
    "semicolon": "01;x=1", "space": "%20", "newline": "%0a", "year 9999": "9999-12-31",
}  # fmt: skip
BROKEN = {
    "empty": b"", "null": b"null", "list": b"[]", "text": b'"a"', "number": b"1",
    "not JSON": b"{", "BOM": b"\xef\xbb\xbf{}", "UTF-16": '{"a": 1}'.encode("utf-16"),
    "bad UTF-8": b'{"full_name": "\xff\xfe"}', "depth 40": b"[" * 40 + b"]" * 40,
    "depth 20,000": b"[" * 20_000, "same key twice": b'{"reason": "a", "reason": "b"}',
    "unknown key": f'{{"{MARK}": 1}}'.encode(), "many items": b"[" + b"1," * 20_000 + b"1]",
    "__proto__": b'{"__proto__": {"a": 1}}', "two values": b"{}{}", "comment": b"{}//",
}  # fmt: skip
