"""Guards about what the body of the step says, or what the case has been told before."""

from typing import Final

from app.law.engine.scene import Scene
from app.law.guards.kind import GuardKind, Name, Names, Params
from app.law.shape import wording
from app.law.shape.model import Refusal, Title


class Field(Params):
    """A field of the body."""

    field: Name


class FieldValues(Params):
    """A field and the values it may have."""

    field: Name
    values: Names


class FieldRange(Params):
    """A number with bounds set by law; refused with the article, not as a wrong form."""

    field: Name
    min: int | None = None
    max: int | None = None


class Fields(Params):
    """Several fields."""

    fields: Names


class FlagOf(Params):
    """The flag that tells of a pregnancy."""

    field: Name = "pregnant"


class Answer(Params):
    """An open question of the law and the answers under which the row holds."""

    question: Name
    answers: Names


def _called(scene: Scene, *names: str) -> Title:
    """What the form calls fields."""
    found = (wording.of_field(scene.procedure, name, scene.rule) for name in names)
    return wording.joined(found, vi="; ", en="; ")


def _values(scene: Scene, params: FieldValues) -> Title:
    """What the form calls the values of a field."""
    found = (
        wording.of_value(scene.procedure, params.field, value, scene.rule)
        for value in params.values
    )
    return wording.joined(found, vi="; ", en="; ")


def _is_one(value: object, values: tuple[str, ...]) -> bool:
    if isinstance(value, list | tuple):
        return bool(value) and all(item in values for item in value)
    return value in values


def _field_is(scene: Scene, params: FieldValues) -> Refusal | None:
    if _is_one(scene.value(params.field), params.values):
        return None
    return _wrong_value(scene, "field-is", params)


def _field_is_not(scene: Scene, params: FieldValues) -> Refusal | None:
    if not _is_one(scene.value(params.field), params.values):
        return None
    field, values = _called(scene, params.field), _values(scene, params)
    vi = f"{field.vi}: không được là {values.vi} ở trường hợp này"
    en = f"{field.en}: not {values.en} here"
    return Refusal("field-is-not", vi, en, f"/{params.field}")


def _case_field_is(scene: Scene, params: FieldValues) -> Refusal | None:
    if _is_one(scene.case_value(params.field), params.values):
        return None
    return _wrong_value(scene, "case-field-is", params)


def _wrong_value(scene: Scene, code: str, params: FieldValues) -> Refusal:
    field, values = _called(scene, params.field), _values(scene, params)
    vi = f"Chỉ thực hiện khi {field.vi} là: {values.vi}"
    return Refusal(code, vi, f"Only where {field.en} is: {values.en}", f"/{params.field}")


def _field_true(scene: Scene, params: Field) -> Refusal | None:
    if scene.value(params.field) is True:
        return None
    field = _called(scene, params.field)
    vi = f"Điều kiện chưa được xác nhận: {field.vi}"
    return Refusal("field-true", vi, f"Not confirmed: {field.en}", f"/{params.field}")


def _field_false(scene: Scene, params: Field) -> Refusal | None:
    if scene.value(params.field) is not True:
        return None
    field = _called(scene, params.field)
    vi = f"Thuộc trường hợp không được thực hiện: {field.vi}"
    return Refusal("field-false", vi, f"Excluded: {field.en}", f"/{params.field}")


def _field_set(scene: Scene, params: Field) -> Refusal | None:
    if scene.value(params.field) not in (None, "", [], ()):
        return None
    field = _called(scene, params.field)
    vi = f"Chưa khai: {field.vi}"
    return Refusal("field-set", vi, f"Not given: {field.en}", f"/{params.field}")


def _field_between(scene: Scene, params: FieldRange) -> Refusal | None:
    value = scene.value(params.field)
    if value is None:
        return None
    low = params.min is None or (isinstance(value, int) and value >= params.min)
    high = params.max is None or (isinstance(value, int) and value <= params.max)
    if low and high:
        return None
    bounds = "–".join("" if end is None else str(end) for end in (params.min, params.max))
    field = _called(scene, params.field)
    vi = f"Ngoài giới hạn luật định ({bounds}): {field.vi}"
    en = f"Outside the bounds of the law ({bounds}): {field.en}"
    return Refusal("field-between", vi, en, f"/{params.field}")


def _not_pregnant(scene: Scene, params: FlagOf) -> Refusal | None:
    if scene.value(params.field) is not True:
        return None
    vi = "Người đang mang thai không thuộc đối tượng áp dụng"
    return Refusal("not-pregnant", vi, "A pregnant woman is excluded", f"/{params.field}")


def _exclusions(scene: Scene, params: Fields) -> Refusal | None:
    for name in params.fields:
        if scene.value(name) is True:
            field = _called(scene, name)
            vi = f"Thuộc trường hợp không áp dụng biện pháp: {field.vi}"
            en = f"The measure may not be applied: {field.en}"
            return Refusal("exclusions", vi, en, f"/{name}")
    return None


def _exclusive_form(scene: Scene, params: Fields) -> Refusal | None:
    chosen = [field for field in params.fields if scene.value(field) not in (None, False, "", [])]
    if len(chosen) == 1:
        return None
    fields = _called(scene, *params.fields)
    vi, en = f"Phải chọn đúng một: {fields.vi}", f"Exactly one is needed: {fields.en}"
    return Refusal("exclusive-form", vi, en, f"/{params.fields[0]}")


def _answer_is(scene: Scene, params: Answer) -> Refusal | None:
    if scene.answer(params.question) in params.answers:
        return None
    vi = f"Theo cách hiểu đang áp dụng cho câu hỏi {params.question}, bước này không thực hiện"
    en = f"Not taken under the answer in use to question {params.question}"
    return Refusal("answer-is", vi, en)


FIELD_GUARDS: Final[dict[str, GuardKind]] = {
    "field_is": GuardKind(FieldValues, _field_is, reads_body=True),
    "field_is_not": GuardKind(FieldValues, _field_is_not, reads_body=True),
    "case_field_is": GuardKind(FieldValues, _case_field_is),
    "field_true": GuardKind(Field, _field_true, reads_body=True),
    "field_false": GuardKind(Field, _field_false, reads_body=True),
    "field_set": GuardKind(Field, _field_set, reads_body=True),
    "field_between": GuardKind(FieldRange, _field_between, reads_body=True),
    "not_pregnant": GuardKind(FlagOf, _not_pregnant, reads_body=True),
    "exclusions": GuardKind(Fields, _exclusions, reads_body=True),
    "exclusive_form": GuardKind(Fields, _exclusive_form, reads_body=True),
    "answer_is": GuardKind(Answer, _answer_is),
}
