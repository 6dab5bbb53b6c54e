"""The typed body of a step: read against the law of its day, stored as JSON, shown as schema."""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from app.context import Context
from app.law.shape.fields import NamedPerson, StepBody, body_model
from app.law.shape.model import Book, Procedure, StepRule
from app.names import TextRefused, clean_text
from app.problems import Fault, Invalid, Text, faults
from app.schemas.written import as_moment
from app.times import vn_day

LONGEST = 4000


def read(ctx: Context, procedure: str, given: Mapping[str, object], *, pointer: str) -> StepBody:
    """Read a step's body by the edition of the day it happened.

    Raises Invalid with a pointer per fault. A step the edition of that day does not have is read
    as the edition that has it asks, so that the engine can refuse it with the article in force.
    """
    moment = _moment(ctx, given, pointer)
    model = body_model(*_rule(ctx.lawbook, procedure, given.get("name"), moment, pointer))
    try:
        # Shape first: a fault in a text never points at a field that nobody asked for.
        model.model_validate(given)
        return model.model_validate(_cleaned(given, pointer))
    except ValidationError as error:
        raise Invalid(errors=faults.of(error.errors(include_url=False), pointer)) from None


def rule_of(ctx: Context, procedure: str, given: Mapping[str, object]) -> tuple[StepRule, date]:
    """Return the rule a step's body is read by, and its day. Raises Invalid as `read` does."""
    moment = _moment(ctx, given, "")
    _, rule = _rule(ctx.lawbook, procedure, given.get("name"), moment, "")
    return rule, vn_day(moment)


def stored(body: StepBody) -> dict[str, object]:
    """Return what the step keeps of its body: the fields it asked for, as JSON."""
    kept = body.model_dump(mode="json", exclude={"papers", "note", "name"}, exclude_none=True)
    return {key: value for key, value in kept.items() if key != "occurred_at"}


def plain(body: StepBody) -> dict[str, object]:
    """Return the body as the law engine reads it: plain values, absent ones left out."""
    return body.model_dump(exclude_none=True)


def value(body: StepBody, name: str) -> object:
    """Return a field of the body, or None when the step does not ask for it."""
    return getattr(body, name, None)


def text(body: StepBody, name: str) -> str | None:
    """Return a field that holds a line of text or a person, as text."""
    found = value(body, name)
    if isinstance(found, NamedPerson):
        return found.full_name
    return found if isinstance(found, str) else None


def _moment(ctx: Context, given: Mapping[str, object], pointer: str) -> datetime:
    try:
        moment = as_moment(given.get("occurred_at"))
    except PydanticCustomError as error:
        text = error.context or {}
        raise Invalid.at(
            f"{pointer}/occurred_at", vi=str(text.get("vi", "")), en=str(text.get("en", ""))
        ) from None
    if moment > ctx.now:
        raise Invalid.at(f"{pointer}/occurred_at", vi="chưa xảy ra", en="has not happened yet")
    return moment


def _rule(
    book: Book, code: str, name: object, moment: datetime, pointer: str
) -> tuple[Procedure, StepRule]:
    """Return the step as the edition of the day has it, or else as the newest edition does."""
    try:
        today = book.edition_on(vn_day(moment)).code
    except LookupError:
        raise Invalid.at(
            f"{pointer}/occurred_at",
            vi="trước ngày có bản luật đầu tiên trong hệ thống",
            en="is before the first edition of the law book",
        ) from None
    editions = [today, *(e.code for e in reversed(book.editions) if e.code != today)]
    known = [book.procedures[code, e] for e in editions if (code, e) in book.procedures]
    if not known:
        raise Invalid.at("/procedure", vi="không có thủ tục này", en="there is no such procedure")
    for procedure in known:
        rule = procedure.steps.get(name) if isinstance(name, str) else None
        if rule is not None:
            return procedure, rule
    names = ", ".join(known[0].steps)
    raise Invalid(
        errors=(Fault(f"{pointer}/name", Text(f"phải là một trong: {names}", f"one of: {names}")),)
    )


def _cleaned(value: object, pointer: str) -> object:
    """Store text by one rule everywhere: NFC, no controls, nothing invisible (T27, T28)."""
    if isinstance(value, str):
        try:
            return clean_text(value, LONGEST)
        except TextRefused as error:
            raise Invalid.at(pointer, vi=error.vi, en=error.en) from None
    if isinstance(value, Mapping):
        return {key: _cleaned(item, f"{pointer}/{key}") for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item, f"{pointer}/{place}") for place, item in enumerate(value)]
    return value
