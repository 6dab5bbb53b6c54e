"""Guards about the person: age on the day of the act, addiction, residence, grounds."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from pydantic import Field

from app.law.days.calendar import add_months
from app.law.engine.casefile import acts_of, day_of, value_at
from app.law.engine.scene import Scene
from app.law.guards.kind import AnyNames, Count, GuardKind, Name, Names, NoParams, Params
from app.law.shape.model import Refusal
from app.times import vn_day

_GROUND_FIELDS: Final = ("violation", "ground", "grounds")


class Years(Params):
    """An age."""

    years: Count


class MinorField(Params):
    """A field that must be given for a person below an age."""

    field: Name = "representative"
    years: Count


class Within(Params):
    """A result that may not be older than so many months."""

    within_months: Count | None = None


class Grounds(Params):
    """Grounds that open a measure.

    `field` names the field with the grounds claimed; `relapse_in` the procedures during which a
    determination of addiction is the ground `relapse`; `or_paper` a paper that is proof enough
    of a claimed ground that this system has no record of, unless the time limit whose missing
    would be the ground still runs; `within_months` the limitation, from the latest day known:
    on record, of the paper, or told in the field `latest_on`.
    """

    grounds: Names
    field: str = ""
    relapse_in: AnyNames = ()
    relapse: str = "relapse"
    or_paper: str = ""
    latest_on: str = ""
    within_months: Count | None = Field(default=None)


def _unknown_age() -> Refusal:
    return Refusal("age-unknown", "Chưa có ngày sinh nên chưa xác định được tuổi", "No birth date")


def _age_at_least(scene: Scene, params: Years) -> Refusal | None:
    age = scene.facts.client.age_on(scene.day)
    if age is None:
        return _unknown_age()
    if age >= params.years:
        return None
    vi = f"Chưa đủ {params.years} tuổi vào ngày thực hiện"
    return Refusal("age-at-least", vi, f"Under {params.years} on the day of the act")


def _age_below(scene: Scene, params: Years) -> Refusal | None:
    age = scene.facts.client.age_on(scene.day)
    if age is None:
        return _unknown_age()
    if age < params.years:
        return None
    vi = f"Đã đủ {params.years} tuổi vào ngày thực hiện"
    return Refusal("age-below", vi, f"Already {params.years} on the day of the act")


def _representative_if_minor(scene: Scene, params: MinorField) -> Refusal | None:
    age = scene.facts.client.age_on(scene.day)
    if (age is not None and age >= params.years) or scene.value(params.field):
        return None
    vi = f"Người dưới {params.years} tuổi phải có người đại diện"
    en = f"A person under {params.years} needs a representative"
    return Refusal("representative-if-minor", vi, en, f"/{params.field}")


def _determined_addicted(scene: Scene, params: Within) -> Refusal | None:
    latest = scene.determination()
    if latest is None or latest.result != "addicted":
        vi = "Chưa có kết quả xác định là người nghiện ma túy"
        return Refusal("determined-addicted", vi, "Not determined addicted")
    months = params.within_months
    if months is not None and add_months(latest.concluded_on, months) < scene.day:
        vi = f"Kết quả xác định tình trạng nghiện đã quá {months} tháng"
        return Refusal("determination-too-old", vi, f"The result is over {months} months old")
    return None


def _not_determined_addicted(scene: Scene, _params: NoParams) -> Refusal | None:
    latest = scene.determination()
    if latest is None or latest.result != "addicted":
        return None
    vi = "Đã có kết quả xác định là người nghiện ma túy"
    return Refusal("not-determined-addicted", vi, "Determined addicted")


def _notified(scene: Scene, _params: NoParams) -> Refusal | None:
    latest = scene.determination()
    if latest is not None and latest.notified_at is not None and latest.notified_at <= scene.at:
        return None
    vi = "Người được xác định chưa nhận được thông báo kết quả"
    return Refusal("notified", vi, "The person has not been notified of the result")


def _stable_residence(scene: Scene, _params: NoParams) -> Refusal | None:
    if scene.facts.client.residence_stable:
        return None
    return Refusal("stable-residence", "Không có nơi cư trú ổn định", "No stable residence")


def _no_stable_residence(scene: Scene, _params: NoParams) -> Refusal | None:
    if not scene.facts.client.residence_stable:
        return None
    return Refusal("no-stable-residence", "Có nơi cư trú ổn định", "Has a stable residence")


def _citizen(scene: Scene, _params: NoParams) -> Refusal | None:
    if scene.facts.client.citizenship == "VN":
        return None
    return Refusal("citizen", "Không phải công dân Việt Nam", "Not a citizen of Viet Nam")


def grounds_on_record(scene: Scene, params: Grounds) -> dict[str, date]:
    """Every ground on record at the moment of the act, with the latest day it arose."""
    found: dict[str, date] = {}
    arisen = (*_missed(scene), *_violations(scene), *_relapses(scene, params))
    for ground, day in arisen:
        found[ground] = max(day, found.get(ground, day))
    return found


def _missed(scene: Scene) -> Iterator[tuple[str, date]]:
    """Facts that arise when a clock is missed, on the day it was due."""
    for clock in scene.facts.clocks:
        if clock.late and clock.missed_at(scene.at):
            yield clock.late, vn_day(clock.due_at)


def _violations(scene: Scene) -> Iterator[tuple[str, date]]:
    """Violations recorded in any case of the client."""
    for case in scene.all_cases():
        for step, rule in acts_of(scene.book, case):
            if rule.records != "violation" or step.occurred_at > scene.at:
                continue
            told = [rule.ground, *(value_at(step.body, key) for key in _GROUND_FIELDS)]
            for value in told:
                for ground in value if isinstance(value, list | tuple) else (value,):
                    if isinstance(ground, str) and ground:
                        yield ground, vn_day(step.occurred_at)


def _relapses(scene: Scene, params: Grounds) -> Iterator[tuple[str, date]]:
    """Determinations of addiction while one of the procedures was running."""
    for case in scene.all_cases():
        if case.procedure not in params.relapse_in:
            continue
        end = scene.day if case.closed_at is None else vn_day(case.closed_at)
        for result in scene.facts.determinations:
            during = vn_day(case.opened_at) <= result.concluded_on <= min(end, scene.day)
            if during and result.result == "addicted":
                yield params.relapse, result.concluded_on


def _claimed(scene: Scene, params: Grounds) -> set[str]:
    value = scene.value(params.field) if params.field else None
    if isinstance(value, str):
        return {value}
    return set(value) if isinstance(value, list | tuple) else set()


def _not_yet(scene: Scene) -> set[str]:
    """Facts that cannot have arisen yet: the time limit still runs."""
    return {
        clock.late
        for clock in scene.facts.clocks
        if clock.late and clock.open and not clock.missed_at(scene.at)
    }


def _told_days(scene: Scene, params: Grounds) -> list[date]:
    """The days told for a ground proved by a paper; it cannot have arisen after them."""
    handed = scene.value("papers")
    rows = handed if isinstance(handed, list | tuple) else ()
    told = [value_at(row, "issued_on") for row in rows if value_at(row, "paper") == params.or_paper]
    told += [scene.value(params.latest_on)] if params.latest_on else []
    return [day for day in map(day_of, told) if day is not None]


def _ground_exists(scene: Scene, params: Grounds) -> Refusal | None:
    pointer = f"/{params.field}" if params.field else ""
    found = grounds_on_record(scene, params)
    claimed = _claimed(scene, params)
    wanted = set(params.grounds) & claimed if claimed else set(params.grounds)
    days = [found[ground] for ground in wanted if ground in found]
    on_paper = claimed and params.or_paper in scene.papers() and bool(wanted - _not_yet(scene))
    if on_paper:
        days += _told_days(scene, params)
    if not days and not on_paper:
        vi = "Không có căn cứ để áp dụng biện pháp trong hồ sơ của người này"
        return Refusal("ground-exists", vi, "No ground for the measure is on record", pointer)
    months = params.within_months
    if months is not None and days and add_months(max(days), months) < scene.day:
        vi = f"Đã hết thời hiệu {months} tháng kể từ lần vi phạm cuối cùng"
        en = f"Over {months} months since the last ground arose"
        return Refusal("limitation-over", vi, en, pointer)
    return None


PERSON_GUARDS: Final[dict[str, GuardKind]] = {
    "age_at_least": GuardKind(Years, _age_at_least),
    "age_below": GuardKind(Years, _age_below),
    "representative_if_minor": GuardKind(MinorField, _representative_if_minor, reads_body=True),
    "determined_addicted": GuardKind(Within, _determined_addicted),
    "not_determined_addicted": GuardKind(NoParams, _not_determined_addicted),
    "notified": GuardKind(NoParams, _notified),
    "stable_residence": GuardKind(NoParams, _stable_residence),
    "no_stable_residence": GuardKind(NoParams, _no_stable_residence),
    "citizen": GuardKind(NoParams, _citizen),
    "ground_exists": GuardKind(Grounds, _ground_exists),
}
