"""Terms of rehabilitation and post-rehabilitation, as a ledger of days.

`end = start + term - reductions - days deducted + days not counted`: 116/2021/NĐ-CP, Điều 44
khoản 3, 56, 58, 67, 70; 163/2026/NĐ-CP, Điều 109; 120/2025/QH15, Điều 37, 47. Which span counts
differs by edition, so the caller says it for each span; here is only the arithmetic. The end is
the day on which the term is over (twelve months from 2026-03-02 are over on 2027-03-02) and a
term, unlike a deadline, does not move off a closed day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from app.law.days.calendar import DAY, DayNote, add_months
from app.law.days.stretches import Stretch, disjoint, remaining

PartKind = Literal["term", "reduction", "deduction", "not_counted", "ended"]

TERM_LAW: Final = "91/2015/QH13, Điều 148 khoản 3"
TERM: Final = ("Thời hạn {} tháng", "Term of {} months")
REDUCTION: Final = ("Giảm {} tháng", "Reduced by {} months")
DEDUCTION: Final = ("Trừ {} ngày đã tính trước", "Less {} days counted before")
ENDED: Final = ("Kết thúc sớm {} ngày", "Ended {} days early")
REASONS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "escape": ("Bỏ trốn", "Escaped"),
        "unexcused_absence": ("Vắng mặt không phép", "Absent without leave"),
        "unreported_absence": ("Vắng mặt không khai báo", "Absent without reporting"),
        "hospital": ("Điều trị tại cơ sở y tế", "In hospital"),
        "mourning": ("Về chịu tang", "Mourning leave"),
        "removal": ("Trích xuất", "Temporarily removed for proceedings"),
        "prison": ("Chấp hành án phạt tù", "Serving a prison sentence"),
        "suspension": ("Tạm đình chỉ chấp hành", "Suspended"),
        "pending_facility": ("Ở cơ sở trong thời gian lập hồ sơ", "Held while the file is made"),
        "between_places": ("Chờ tiếp nhận ở nơi cai nghiện mới", "Between two places of rehab"),
    }
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `from_` up to, not including, `to` (the day of return); None while it lasts.

    `counted` is true for an absence that the law counts as served (mourning leave, hospital).
    An unknown `reason` is shown as it stands unless `vi` and `en` are given.
    """

    from_: date
    to: date | None
    reason: str
    law: str = ""
    counted: bool = False
    vi: str = ""
    en: str = ""

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.to is not None and self.to < self.from_:
            raise ValueError(f"a span cannot end before it begins: {self.from_} > {self.to}")

    @property
    def title(self) -> tuple[str, str]:
        """The reason in Vietnamese and in English."""
        vi, en = REASONS.get(self.reason, (self.reason, self.reason))
        return self.vi or vi, self.en or en


@dataclass(frozen=True, slots=True)
class Part:
    """One cited line of the ledger; the signed days of all parts add up to `end - start`.

    `from_` and `to` are those of a span; `to` is None while it lasts.
    """

    kind: PartKind
    days: int
    vi: str
    en: str
    law: str = ""
    from_: date | None = None
    to: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A reckoned term. `open` while a span that is not counted still lasts: the end may move on.

    `served + remaining` are the days that must be served; `served` counts days before `today`,
    and `not_served` the days in `[start, end)` that do not count.
    """

    start: date
    end: date
    months: int
    served: int
    not_served: int
    remaining: int
    parts: tuple[Part, ...]
    today: date
    open: bool = False
    spans: tuple[Span, ...] = field(default=(), repr=False)


def compute_term(
    start: date,
    months: int,
    *,
    today: date,
    deducted_days: int = 0,
    not_counted: Sequence[Span] = (),
    reductions_months: int = 0,
    laws: Mapping[PartKind, str] = MappingProxyType({}),
) -> Term:
    """Reckon the end of a term and its ledger; a term reduced to nothing ends on its start.

    A span without an end runs up to and including `today`; `laws` cites the ledger by kind.
    """
    if months < 0 or deducted_days < 0 or reductions_months < 0:
        raise ValueError("months, deducted days and reductions cannot be negative")
    full = (add_months(start, months) - start).days
    reduced = (add_months(start, max(0, months - reductions_months)) - start).days
    owed = max(0, reduced - deducted_days)
    lost = _lost(start, not_counted, today)
    end = _walk(start, owed, lost)
    parts = [
        _part("term", full, TERM, months, laws),
        _part("reduction", reduced - full, REDUCTION, reductions_months, laws),
        _part("deduction", owed - reduced, DEDUCTION, reduced - owed, laws),
        *_span_parts(lost, not_counted, start, end),
    ]
    served = _served(start, min(max(today, start), end), lost)
    return Term(
        start=start,
        end=end,
        months=months,
        served=served,
        not_served=(end - start).days - owed,
        remaining=owed - served,
        parts=tuple(part for part in parts if part.days or part.kind == "term"),
        today=today,
        open=any(s.to is None and not s.counted and s.from_ < end for s in not_counted),
        spans=tuple(not_counted),
    )


def ended(term: Term, day: date, law: str = "") -> Term:
    """Cut a term short where the measure ended on a day before its end, and tell so in its ledger.

    An absence that lasts runs no further than that day.
    """
    end = max(day, term.start)
    if end >= term.end:
        return term
    lost = _lost(term.start, term.spans, term.today)
    not_served = (end - term.start).days - _served(term.start, end, lost)
    served = _served(term.start, min(max(term.today, term.start), end), lost)
    parts = [part for part in term.parts if part.kind != "not_counted"]
    parts += [part for part in _span_parts(lost, term.spans, term.start, end) if part.days]
    early = sum(part.days for part in parts) - (end - term.start).days
    return replace(
        term,
        end=end,
        served=served,
        not_served=not_served,
        remaining=(end - term.start).days - not_served - served,
        parts=(*parts, _part("ended", -early, ENDED, early, {"ended": law})),
        open=False,
    )


def explain_day(term: Term, day: date) -> DayNote:
    """Tell whether a day counts towards the term, and why; the day of the end is outside it."""
    if day < term.start:
        return _note(day, "before_start", "Trước khi bắt đầu", "Before the start")
    if day >= term.end:
        return _note(day, "after_end", "Đã hết thời hạn", "The term is over")
    covering = [span for span in term.spans if _covers(span, day, term.today)]
    for span in sorted(covering, key=lambda span: span.counted):
        vi, en = span.title
        if span.counted:
            vi, en = f"{vi}: vẫn tính vào thời hạn", f"{en}: counted"
        else:
            vi, en = f"{vi}: không tính vào thời hạn", f"{en}: not counted"
        return DayNote(day, span.counted, span.reason, vi, en, span.law)
    law = next((part.law for part in term.parts if part.kind == "term"), TERM_LAW)
    if day < term.today:
        return _note(day, "served", "Đã chấp hành", "Served", law, counted=True)
    return _note(day, "to_serve", "Còn phải chấp hành", "Still to be served", law, counted=True)


def days_in(spans: Iterable[Span], *, today: date, without: Iterable[Span] = ()) -> int:
    """Count the distinct days of some spans that are not in others.

    For days deducted: those in a facility while the file was made, less days away from it
    (163/2026/NĐ-CP, Điều 109 khoản 3).
    """
    held = disjoint(_bounds(span, today) for span in spans)
    away = disjoint(_bounds(span, today) for span in without)
    return sum(stretch.days for stretch in remaining(held, away))


def _part(
    kind: PartKind, days: int, words: tuple[str, str], figure: int, laws: Mapping[PartKind, str]
) -> Part:
    law = laws.get(kind, TERM_LAW if kind == "term" else "")
    return Part(kind, days, words[0].format(figure), words[1].format(figure), law)


def _walk(start: date, owed: int, lost: Iterable[Stretch]) -> date:
    """The first day before which `owed` days have counted."""
    end = start + owed * DAY
    for stretch in lost:
        if stretch.from_ >= end:
            break
        end += stretch.days * DAY
    return end


def _served(start: date, until: date, lost: Iterable[Stretch]) -> int:
    return (until - start).days - sum(stretch.days_before(until) for stretch in lost)


def _lost(start: date, spans: Sequence[Span], today: date) -> list[Stretch]:
    """The days that do not count, each once, with the place of the first span that says so."""
    bounds = (_bounds(span, today) for span in spans)
    return disjoint(
        (max(from_, start), start if span.counted else to)
        for span, (from_, to) in zip(spans, bounds, strict=True)
    )


def _span_parts(
    lost: Sequence[Stretch], spans: Sequence[Span], start: date, end: date
) -> list[Part]:
    """One line for each span; days that two spans share stand in the first."""
    parts = []
    for place, span in enumerate(spans):
        days = sum(stretch.days_before(end) for stretch in lost if stretch.place == place)
        vi, en = span.title
        parts.append(
            Part(
                "not_counted",
                days,
                f"Cộng {days} ngày không tính: {vi}",
                f"Plus {days} days not counted: {en}",
                span.law,
                max(span.from_, start),
                span.to,
            )
        )
    return parts


def _bounds(span: Span, today: date) -> tuple[date, date]:
    """The first day and the day after the last; a span without an end runs through today."""
    return span.from_, today + DAY if span.to is None else span.to


def _covers(span: Span, day: date, today: date) -> bool:
    return span.from_ <= day < (today + DAY if span.to is None else span.to)


def _note(
    day: date, code: str, vi: str, en: str, law: str = "", *, counted: bool = False
) -> DayNote:
    """A day that no span touches."""
    return DayNote(day, counted, code, vi, en, law)
