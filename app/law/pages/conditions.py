"""Every condition of the book as a sentence in both languages, for the pages of the law.

Each kind of guard has one template; a name in braces is a parameter, put into words where it names
something of the book. What may be left out of a guard is said behind, in a clause of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.law.shape import wording
from app.law.shape.model import Book, Guard, Procedure, StepRule, Title

_TEMPLATES: Final[Mapping[str, tuple[str, str]]] = {
    "age_at_least": ("từ đủ {years} tuổi", "at least {years} years old"),
    "age_below": ("chưa đủ {years} tuổi", "under {years} years old"),
    "representative_if_minor": (
        "người chưa đủ {years} tuổi có người đại diện",
        "a person under {years} has a representative",
    ),
    "determined_addicted": ("đã được xác định là người nghiện", "determined addicted"),
    "not_determined_addicted": (
        "chưa được xác định là người nghiện",
        "not determined addicted",
    ),
    "notified": ("đã được thông báo kết quả xác định", "notified of the determination"),
    "stable_residence": ("có nơi cư trú ổn định", "has a stable residence"),
    "no_stable_residence": ("không có nơi cư trú ổn định", "has no stable residence"),
    "citizen": ("là công dân Việt Nam", "is a citizen of Viet Nam"),
    "ground_exists": ("có căn cứ: {grounds}", "a ground exists: {grounds}"),
    "no_open_case": (
        "không có vụ việc đang thực hiện: {procedures}",
        "no open case of: {procedures}",
    ),
    "open_case": ("có vụ việc đang thực hiện: {procedures}", "an open case of: {procedures}"),
    "has_completed": ("đã hoàn thành: {procedures}", "has completed: {procedures}"),
    "case_completed": (
        "vụ việc làm căn cứ đã hoàn thành: {procedures}",
        "the case it rests on is completed: {procedures}",
    ),
    "step_taken": ("đã thực hiện: {steps}", "taken before: {steps}"),
    "step_not_taken": ("chưa thực hiện: {steps}", "not taken before: {steps}"),
    "days_since_step": ("tính từ bước “{step}”", "since “{step}”"),
    "clock_over": ("đã hết thời hạn: {clock}", "the time limit is over: {clock}"),
    "clock_running": ("còn trong thời hạn: {clock}", "within the time limit: {clock}"),
    "clock_missed": ("đã quá thời hạn: {clock}", "the time limit was missed: {clock}"),
    "paper_held": ("hồ sơ có: {papers}", "in the dossier: {papers}"),
    "first_time": ("lần đầu: {procedures}", "the first time: {procedures}"),
    "again": ("từ lần thứ hai: {procedures}", "the second time or more: {procedures}"),
    "times_taken": (
        "“{step}” đã có ít nhất {at_least} lần",
        "“{step}” was taken at least {at_least} times",
    ),
    "not_more_than": (
        "“{step}” không quá {times} lần một {per}",
        "“{step}” at most {times} times a {per}",
    ),
    "last_values": (
        "trong {of} lần “{step}” gần nhất có ít nhất {at_least} lần: {field} là {among}",
        "of the last {of} times of “{step}” at least {at_least}: {field} is {among}",
    ),
    "step_open": ("đang thực hiện: {open}", "under way: {open}"),
    "step_not_open": ("không đang thực hiện: {open}", "not under way: {open}"),
    "field_is": ("{field} là: {values}", "{field} is: {values}"),
    "field_is_not": ("{field} không phải: {values}", "{field} is not: {values}"),
    "case_field_is": (
        "{field} (trong vụ việc) là: {values}",
        "{field} (told in the case) is: {values}",
    ),
    "field_true": ("{field}: có", "{field}: yes"),
    "field_false": ("{field}: không", "{field}: no"),
    "field_set": ("đã khai: {field}", "given: {field}"),
    "field_between": ("{field} trong giới hạn", "{field} within bounds"),
    "not_pregnant": ("không đang mang thai", "not pregnant"),
    "exclusions": ("không thuộc trường hợp: {fields}", "none of: {fields}"),
    "exclusive_form": ("đúng một trong: {fields}", "exactly one of: {fields}"),
    "answer_is": (
        "câu hỏi {question} được trả lời: {answers}",
        "question {question} is answered: {answers}",
    ),
    "acts_as": ("người thực hiện là: {office}", "taken by: {office}"),
    "same_province": ("{field} thuộc cùng tỉnh", "{field} lies in the same province"),
    "phases_done": ("đã hoàn thành đủ các giai đoạn", "every phase of the term is done"),
    "phases_lasted": (
        "mỗi giai đoạn đủ thời gian tối thiểu",
        "each phase lasted long enough",
    ),
    "criteria_met": (
        "đáp ứng mọi tiêu chí đối với {applies}",
        "meets every criterion for {applies}",
    ),
    "screening_counts": (
        "{field}, nếu nêu: của vụ việc này, không bị hủy",
        "{field}, where named: of this case and not voided",
    ),
    "screening_final": (
        "{field}, nếu nêu: đã kết luận, đủ ngày theo dõi",
        "{field}, where named: concludes, after the days of observation asked",
    ),
    "screening_agrees": (
        "{result}, {count} khớp với: {field}",
        "{result}, {count} agree with: {field}",
    ),
    "assessor_employed": (
        "{field}, nếu nêu: làm việc tại cơ sở vào ngày kết luận",
        "{field}, where named: works at the facility on the day of the conclusion",
    ),
    "assessor_qualified": (
        "{field}, nếu nêu: là bác sĩ có giấy phép hành nghề ({scopes}) và chứng chỉ còn hiệu lực",
        "{field}, where named: a doctor licensed in {scopes}, with a certificate in force",
    ),
    "term_running": ("đang trong thời hạn", "within the term"),
    "term_over": ("đã hết thời hạn", "the term is over"),
    "part_served": ("đã chấp hành ít nhất 1/{of} thời hạn", "1/{of} of the term has been served"),
    "term_left_at_least": ("thời hạn còn lại đủ", "enough of the term is left:"),
    "since": ("từ ngày {day}", "from {day} on"),
    "opened_before_cutover": (
        "vụ việc mở trước ngày luật mới có hiệu lực",
        "the case was opened before the new law began",
    ),
    "within_limit": (
        "trong {limit} {unit} kể từ “{field}”",
        "within {limit} {unit} of “{field}”",
    ),
}
# Said behind the sentence where the parameter is given.
_CLAUSES: Final[Mapping[str, tuple[str, str]]] = {
    "within_months": ("trong {} tháng", "within {} months"),
    "at_least_days": ("ít nhất {} ngày", "at least {} days"),
    "at_most_days": ("không quá {} ngày", "at most {} days"),
    "allow_hours": ("được thực hiện trước {} giờ", "{} hours before is allowed"),
    "allow_days": ("được thực hiện trước {} ngày", "{} days before is allowed"),
    "allow_working_days": (
        "được thực hiện trước {} ngày làm việc",
        "{} working days before is allowed",
    ),
    "months": ("{} tháng", "{} months"),
    "days": ("{} ngày", "{} days"),
    "min": ("từ {}", "from {}"),
    "max": ("đến {}", "up to {}"),
    "phases": ("{}", "{}"),
    "on_cutover": ("tính vào ngày luật mới có hiệu lực", "on the day the new law began"),
    "since_opening": ("kể từ khi mở vụ việc này", "since this case was opened"),
    "until": ("tính đến “{}”", "up to “{}”"),
}
_KINDS: Final = {
    "public_centre": ("cơ sở công lập", "a public centre"),
    "reform_school": ("trường giáo dưỡng", "a reform school"),
    "private_centre": ("cơ sở tư nhân", "a private centre"),
    "provider": ("tổ chức, cá nhân cung cấp dịch vụ", "a provider"),
}
_PERIODS: Final = {"day": "ngày", "week": "tuần", "month": "tháng", "year": "năm"}
_UNITS: Final[Mapping[str, tuple[str, str]]] = {
    "hours": ("giờ", "hours"),
    "working_days": ("ngày làm việc", "working days"),
    "calendar_days": ("ngày", "calendar days"),
    "months": ("tháng", "months"),
}


Params = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a condition stands: what its names are names of."""

    book: Book
    procedure: Procedure
    rule: StepRule


def _step(place: _Place, name: str, params: Params) -> Title:
    told = params.get("procedures", ())
    among = [str(code) for code in told] if isinstance(told, list | tuple) else []
    return wording.of_step(place.book, place.procedure, name, among)


def _value(place: _Place, name: str, params: Params) -> Title:
    field = str(params.get("field") or "grounds")
    return wording.of_value(place.procedure, field, name, place.rule)


def _field(place: _Place, name: str, _params: Params) -> Title:
    return wording.of_field(place.procedure, name, place.rule)


def _procedure(place: _Place, name: str, _params: Params) -> Title:
    return wording.of_procedure(place.book, place.procedure.edition, name)


def _paper(place: _Place, name: str, _params: Params) -> Title:
    return wording.of_paper(place.book, name)


_NAMERS: Final[Mapping[str, Callable[[_Place, str, Params], Title]]] = {
    **dict.fromkeys(("field", "fields", "on", "until", "result", "count"), _field),
    **dict.fromkeys(("values", "among", "grounds"), _value),
    **dict.fromkeys(("procedures", "relapse_in"), _procedure),
    **dict.fromkeys(("step", "steps", "open", "close"), _step),
    **dict.fromkeys(("papers", "or_paper"), _paper),
    "clock": lambda place, name, _: wording.of_clock(place.procedure, name),
    "office": lambda place, name, _: place.book.authority(name, place.procedure.edition).title,
    "per": lambda _place, name, _: Title(_PERIODS[name], name),
    "applies": lambda _place, name, _: Title(*_KINDS[name]),
    "unit": lambda _place, name, _: Title(*_UNITS[name]),
    "day": lambda _place, name, _: Title(f"{date.fromisoformat(name):%d/%m/%Y}", name),
    "answers": lambda place, name, params: wording.of_answer(
        place.book, str(params["question"]), name
    ),
}


def _in_words(place: _Place, key: str, value: object, params: Params) -> Title:
    """A parameter of a guard in words."""
    if isinstance(value, Mapping):
        shown = ", ".join(f"{name}: {inner}" for name, inner in value.items())
        return Title(shown, shown)
    if isinstance(value, list | tuple):
        told = (_in_words(place, key, one, params) for one in value)
        return wording.joined(told, vi="; ", en="; ")
    name, namer = str(value), _NAMERS.get(key)
    return Title(name, name) if namer is None else namer(place, name, params)


def sentence(book: Book, procedure: Procedure, rule: StepRule, guard: Guard) -> Title:
    """What a condition of a step asks, in words; KeyError for a guard without a template."""
    params = guard.params.model_dump()
    place = _Place(book, procedure, rule)
    told = {key: _in_words(place, key, value, params) for key, value in params.items()}
    vi, en = _TEMPLATES[guard.name]
    said = Title(
        vi.format(**{key: title.vi for key, title in told.items()}),
        en.format(**{key: title.en for key, title in told.items()}),
    )
    clauses = [
        Title(_CLAUSES[key][0].format(told[key].vi), _CLAUSES[key][1].format(told[key].en))
        for key, value in params.items()
        if key in _CLAUSES and value not in (None, 0, False, (), "")
    ]
    whole = wording.joined((said, *clauses), vi=", ", en=", ")
    return Title(whole.vi[:1].upper() + whole.vi[1:], whole.en[:1].upper() + whole.en[1:])
