"""Guards about what a step names as its proof: the finding of an instrument, who made it.

A field that names nothing is open to all: what was done outside is told, not checked (ADR 0022).
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from app.law.engine.casefile import day_of
from app.law.engine.evidence import HeldFact, ScreeningFact, StaffFact
from app.law.engine.scene import Scene
from app.law.guards.kind import AnyNames, Count, GuardKind, Name, Names, Params
from app.law.shape.model import Refusal
from app.times import vn_day


class Finding(Params):
    """The field that names a screening, by which instrument; `on` tells the day it is used."""

    field: Name
    instrument: Name
    versions: Names
    on: Name


class Observed(Params):
    """Bands that conclude, and the days each chart asks for where there was an observation."""

    field: Name
    among: Names
    charts: Annotated[dict[str, Count], Field(min_length=1)]
    on: Name


class Agreed(Params):
    """The fields that say what the screening named in `field` found."""

    field: Name
    result: Name
    count: Name


class Employed(Params):
    """The field that names one of the staff, and the kinds of place that may do this."""

    field: Name
    places: Names
    on: Name


class Qualified(Params):
    """A licence in one of `scopes` (words in it); but for those `alone`, a certificate with it."""

    field: Name
    professions: Names
    licence: Name
    scopes: Names
    alone: AnyNames = ()
    certificates: Names
    on: Name


def _day(scene: Scene, field: str) -> date:
    return day_of(scene.value(field)) or scene.day


def _screening(scene: Scene, field: str) -> ScreeningFact | None:
    named = scene.value(field)
    return next((row for row in scene.facts.screenings if row.id == named), None)


def _assessor(scene: Scene, field: str) -> StaffFact | None:
    named = scene.value(field)
    return next((row for row in scene.facts.staff if row.id == named), None)


def _screening_counts(scene: Scene, params: Finding) -> Refusal | None:
    if scene.value(params.field) is None:
        return None
    found, case = _screening(scene, params.field), scene.case
    if found is None or case is None:
        vi, en = "Không có lần đánh giá này trong hồ sơ", "No such finding is on file"
    elif found.voided:
        vi, en = "Lần đánh giá này đã bị hủy", "The finding was voided"
    elif found.instrument != params.instrument or found.version not in params.versions:
        vi, en = "Không phải đánh giá theo bộ tiêu chuẩn luật định", "Not by the criteria of law"
    elif not vn_day(case.opened_at) <= found.day <= _day(scene, params.on):
        vi = "Ngày đánh giá không nằm trong thời gian xác định của vụ việc này"
        en = "The finding was not made between the opening of this case and its conclusion"
    else:
        return None
    return Refusal("screening-counts", vi, en, f"/{params.field}")


def _screening_final(scene: Scene, params: Observed) -> Refusal | None:
    found = _screening(scene, params.field)
    if found is None:
        return None
    day = _day(scene, params.on)
    if found.band not in params.among:
        vi, en = "Chưa kết luận được: còn phải theo dõi lâm sàng", "Observation is still called for"
    elif found.followed_on is not None and found.followed_on <= day:
        vi, en = "Đã có lần đánh giá sau thay thế", "A later finding has taken its place"
    elif found.follows and not _observed(found, params.charts):
        vi, en = "Chưa đủ ngày theo dõi lâm sàng", "Not enough days of observation are charted"
    else:
        return None
    return Refusal("screening-final", vi, en, f"/{params.field}")


def _observed(found: ScreeningFact, charts: dict[str, int]) -> bool:
    """Every chart that was begun has its days; a chart the law does not name counts for nothing."""
    seen = {(chart, day) for chart, day in found.observed if chart in charts and day <= found.day}
    days = Counter(chart for chart, _ in seen)
    return bool(days) and all(count >= charts[chart] for chart, count in days.items())


def _screening_agrees(scene: Scene, params: Agreed) -> Refusal | None:
    found = _screening(scene, params.field)
    if found is None:
        return None
    refusals = []
    if scene.value(params.result) != found.band:
        vi, en = "Kết luận khác với kết quả đánh giá", "The conclusion is not that of the finding"
        refusals.append(Refusal("screening-agrees", vi, en, f"/{params.result}"))
    if scene.value(params.count) not in (None, found.score):
        vi = f"Số tiêu chuẩn khác với kết quả đánh giá ({found.score})"
        en = f"The number of criteria is not that of the finding ({found.score})"
        refusals.append(Refusal("screening-agrees", vi, en, f"/{params.count}"))
    if not refusals:
        return None
    first, *rest = refusals
    return Refusal(first.code, first.vi, first.en, first.pointer, also=tuple(rest))


def _assessor_employed(scene: Scene, params: Employed) -> Refusal | None:
    if scene.value(params.field) is None:
        return None
    found, actor = _assessor(scene, params.field), scene.facts.actor
    if actor.unit_kind not in params.places:
        vi, en = "Nơi này không thuộc loại cơ sở được xác định", "Not a place that may determine"
    elif found is None or found.unit != actor.unit:
        vi, en = "Người xác định không thuộc cơ sở này", "The assessor is of another facility"
    elif not found.employed_on(_day(scene, params.on)):
        vi = "Người xác định không làm việc tại cơ sở vào ngày kết luận"
        en = "The assessor did not work there on the day of the conclusion"
    else:
        return None
    return Refusal("assessor-employed", vi, en, f"/{params.field}")


def _assessor_qualified(scene: Scene, params: Qualified) -> Refusal | None:
    found = _assessor(scene, params.field)
    if found is None:
        return None
    day, refusals = _day(scene, params.on), []
    held = [one for one in found.held if one.on(day)]
    licences = [one for one in held if one.kind == params.licence]
    if not set(found.kinds) & set(params.professions):
        refusals.append(_lacking(params, "Người xác định không phải là bác sĩ", "Not a doctor", ""))
    if not any(_names(one, params.scopes) for one in licences):
        scopes = ", ".join(params.scopes)
        vi = f"Không có giấy phép hành nghề còn hiệu lực thuộc phạm vi: {scopes}"
        en = f"No practising licence in force whose scope names one of: {scopes}"
        refusals.append(_lacking(params, vi, en, params.licence))
    alone = any(_names(one, params.alone) for one in licences)
    if not alone and not any(one.kind in params.certificates for one in held):
        vi = "Không có chứng chỉ tập huấn xác định tình trạng nghiện còn hiệu lực"
        en = "No certificate of training in determination in force"
        refusals.append(_lacking(params, vi, en, params.certificates[0]))
    if not refusals:
        return None
    first, *rest = refusals
    return Refusal(
        first.code, first.vi, first.en, first.pointer, also=tuple(rest), lacks=first.lacks
    )


def _lacking(params: Qualified, vi: str, en: str, what: str) -> Refusal:
    lacks = (what,) if what else ()
    return Refusal("assessor-qualified", vi, en, f"/{params.field}", lacks=lacks)


def _names(held: HeldFact, scopes: tuple[str, ...]) -> bool:
    """Does the scope as written name one of these, as whole words."""
    written = held.scope.casefold()
    return any(re.search(rf"\b{re.escape(scope.casefold())}\b", written) for scope in scopes)


EVIDENCE_GUARDS: Final[dict[str, GuardKind]] = {
    "screening_counts": GuardKind(Finding, _screening_counts, reads_body=True),
    "screening_final": GuardKind(Observed, _screening_final, reads_body=True),
    "screening_agrees": GuardKind(Agreed, _screening_agrees, reads_body=True),
    "assessor_employed": GuardKind(Employed, _assessor_employed, reads_body=True),
    "assessor_qualified": GuardKind(Qualified, _assessor_qualified, reads_body=True),
}
