"""What a caller is told about each field that is not as it must be; the input is never repeated."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.problems import Fault, Invalid, Malformed, Problem, Text, UnknownParameter

MOST_FAULTS: Final = 100
# Only names of ours travel: a key that the caller made up may be a name or a number of a person.
_OURS = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_UNNAMED = ("extra_forbidden", "invalid_key")
# The field that tells which of several shapes is meant: the fault is its own.
_TAGGED = ("union_tag_invalid", "union_tag_not_found")
# A position in a query, a path or a header is said so; in a body it is a JSON pointer (RFC 6901).
_BODY = "body"

_GENERAL = Text("Giá trị không hợp lệ", "The value is not valid")
# Type of a pydantic error → what is said. Braces take bounds of the schema, never the input.
_SAID: Mapping[str, Text] = {
    "missing": Text("Bắt buộc phải có", "It is required"),
    "extra_forbidden": Text("Trường không được nhận", "The field is not known here"),
    "string_type": Text("Phải là chuỗi ký tự", "It must be a text"),
    "string_unicode": Text("Có ký tự không được nhận", "It holds characters that are not taken"),
    "string_too_short": Text("Ít nhất {min_length} ký tự", "At least {min_length} characters"),
    "string_too_long": Text("Nhiều nhất {max_length} ký tự", "At most {max_length} characters"),
    "string_pattern_mismatch": Text("Không đúng dạng", "It does not have the right form"),
    "literal_error": Text("Chỉ nhận: {expected}", "It must be one of: {expected}"),
    "enum": Text("Chỉ nhận: {expected}", "It must be one of: {expected}"),
    "int_type": Text("Phải là số nguyên", "It must be a whole number"),
    "int_parsing": Text("Phải là số nguyên", "It must be a whole number"),
    "int_parsing_size": Text("Số quá lớn", "The number is too large"),
    "int_from_float": Text("Phải là số nguyên", "It must be a whole number"),
    "float_type": Text("Phải là số", "It must be a number"),
    "float_parsing": Text("Phải là số", "It must be a number"),
    "finite_number": Text("Phải là số hữu hạn", "It must be a finite number"),
    "bool_type": Text("Chỉ nhận true hoặc false", "It must be true or false"),
    "bool_parsing": Text("Chỉ nhận true hoặc false", "It must be true or false"),
    "uuid_parsing": Text("Mã định danh phải là UUID", "An id is a UUID"),
    "uuid_type": Text("Mã định danh phải là UUID", "An id is a UUID"),
    "greater_than_equal": Text("Nhỏ nhất là {ge}", "It must be at least {ge}"),
    "greater_than": Text("Phải lớn hơn {gt}", "It must be greater than {gt}"),
    "less_than_equal": Text("Lớn nhất là {le}", "It must be at most {le}"),
    "less_than": Text("Phải nhỏ hơn {lt}", "It must be less than {lt}"),
    "too_short": Text("Ít nhất {min_length} phần tử", "At least {min_length} items"),
    "too_long": Text("Nhiều nhất {max_length} phần tử", "At most {max_length} items"),
    "list_type": Text("Phải là danh sách", "It must be a list"),
    "dict_type": Text("Phải là một đối tượng", "It must be an object"),
    "model_type": Text("Phải là một đối tượng", "It must be an object"),
    "model_attributes_type": Text("Phải là một đối tượng", "It must be an object"),
    "union_tag_invalid": Text("Chỉ nhận: {expected_tags}", "It must be one of: {expected_tags}"),
    "union_tag_not_found": Text("Bắt buộc phải có", "It is required"),
    "none_required": Text("Phải để trống (null)", "It must be null"),
}


def from_validation(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """The refusal for what FastAPI and pydantic found; input, context and messages stay behind."""
    if any(error["type"] == "json_invalid" for error in errors):
        return Malformed()
    faults = of(errors)
    if any(
        error["type"] == "extra_forbidden" and error["loc"][:1] == ("query",) for error in errors
    ):
        return UnknownParameter(errors=faults)
    return Invalid(errors=faults)


def of(errors: Sequence[Mapping[str, Any]], pointer: str = "") -> tuple[Fault, ...]:
    """What is said of each error, below a place in the body."""
    return tuple(
        Fault(f"{pointer}{_pointer(error)}", _said(error)) for error in errors[:MOST_FAULTS]
    )


def _pointer(error: Mapping[str, Any]) -> str:
    """`/full_name` in a body, `/query/limit` elsewhere; a name that is not ours becomes `*`."""
    where: tuple[object, ...] = tuple(error["loc"])
    if error["type"] in _UNNAMED:
        where = where[:-1]
    if where[:1] == (_BODY,):
        where = where[1:]
    if error["type"] in _TAGGED:
        where = (*where, str(error["ctx"]["discriminator"]).strip("'"))
    return "".join(f"/{_named(part)}" for part in where)


def _named(part: object) -> str:
    if isinstance(part, int):
        return str(part)
    return part if isinstance(part, str) and _OURS.fullmatch(part) else "*"


def _said(error: Mapping[str, Any]) -> Text:
    context: Mapping[str, Any] = error.get("ctx") or {}
    if error["type"] == "refused":
        return Text(str(context["vi"]), str(context["en"]))
    said = _SAID.get(error["type"], _GENERAL)
    try:
        return Text(said.vi.format_map(context), said.en.format_map(context))
    except KeyError:
        return _GENERAL
