"""Guards about cases, clocks and terms: what is open, what was done, how much is left."""

from datetime import datetime
from typing import Final

from app.law.days.calendar import add_months
from app.law.engine.casefile import completed_on, started_on, value_at
from app.law.engine.facts import CaseFacts
from app.law.engine.scene import Scene
from app.law.guards.kind import AnyNames, Count, GuardKind, Name, Names, Params
from app.law.shape import wording
from app.law.shape.model import Refusal, Title
from app.times import VN, vn_day


class Procedures(Params):
    """Procedures by code."""

    procedures: Names


class Completed(Params):
    """Procedures carried through, at most so many months ago."""

    procedures: Names
    within_months: Count | None = None


class CaseNamed(Params):
    """A field that names another case of the client; optional fields fall back on any case."""

    procedures: Names
    field: str = ""


class OpenCases(Params):
    """Procedures that may not be open; with `field`, only one that says the same there."""

    procedures: Names
    field: str = ""


class Steps(Params):
    """Steps taken: in this case, or in a case of the procedures named.

    `since_opening`: only those since this case was opened, not of an earlier episode.
    """

    steps: Names
    procedures: AnyNames = ()
    since_opening: bool = False


class SinceStep(Params):
    """Days since a step of this case."""

    step: Name
    at_least_days: Count | None = None
    at_most_days: Count | None = None


class Clock(Params):
    """A clock of this case."""

    clock: Name


class MissedClock(Params):
    """A clock of this case; it matters only where `field` has one of the values in `among`."""

    clock: Name
    field: str = ""
    among: AnyNames = ()


class Papers(Params):
    """Papers in the dossier or handed in."""

    papers: Names


def _called(scene: Scene, codes: tuple[str, ...]) -> Title:
    """The names of procedures as the edition of the day has them."""
    edition = scene.procedure.edition
    found = (wording.of_procedure(scene.book, edition, code) for code in codes)
    return wording.joined(found, vi="; ", en="; ")


def _steps_called(scene: Scene, params: Steps) -> Title:
    """The names of steps."""
    book, procedure = scene.book, scene.procedure
    found = (wording.of_step(book, procedure, name, params.procedures) for name in params.steps)
    return wording.joined(found, vi="; ", en="; ")


def _told(case: CaseFacts, field: str) -> object:
    """What the latest step that told a field said."""
    values = (value_at(step.body, field) for step in reversed(case.steps))
    return next((value for value in values if value is not None), None)


def _no_open_case(scene: Scene, params: OpenCases) -> Refusal | None:
    own = scene.case_value(params.field) if params.field else None
    for case in scene.other_cases():
        if params.field and (own is None or _told(case, params.field) != own):
            continue
        if case.procedure in params.procedures and case.open_at(scene.at):
            named = _called(scene, (case.procedure,))
            vi = f"Đang có vụ việc chưa kết thúc: {named.vi}"
            return Refusal("no-open-case", vi, f"An open case stands against it: {named.en}")
    return None


def _open_case(scene: Scene, params: Procedures) -> Refusal | None:
    if any(c.procedure in params.procedures and c.open_at(scene.at) for c in scene.other_cases()):
        return None
    named = _called(scene, params.procedures)
    vi = f"Không có vụ việc đang thực hiện: {named.vi}"
    return Refusal("open-case", vi, f"No open case of: {named.en}")


def _completed(scene: Scene, case: CaseFacts, within_months: int | None) -> bool:
    day = completed_on(scene.book, case)
    if day is None or day > scene.day:
        return False
    return within_months is None or add_months(day, within_months) >= scene.day


def _has_completed(scene: Scene, params: Completed) -> Refusal | None:
    for case in scene.all_cases():
        if case.procedure in params.procedures and _completed(scene, case, params.within_months):
            return None
    named = _called(scene, params.procedures)
    return Refusal("has-completed", f"Chưa hoàn thành: {named.vi}", f"Not completed: {named.en}")


def _case_completed(scene: Scene, params: CaseNamed) -> Refusal | None:
    named = scene.value(params.field) if params.field else None
    for case in scene.other_cases():
        fits = case.procedure in params.procedures and named in (None, case.id)
        if fits and _completed(scene, case, None):
            return None
    about = _called(scene, params.procedures)
    vi = f"Vụ việc làm căn cứ chưa hoàn thành: {about.vi}"
    en = f"The case it rests on is not completed: {about.en}"
    return Refusal("case-completed", vi, en, f"/{params.field}" if params.field else "")


def _taken(scene: Scene, params: Steps) -> bool:
    if params.procedures:
        cases = [case for case in scene.all_cases() if case.procedure in params.procedures]
    else:
        cases = [] if scene.case is None else [scene.case]
    since = scene.case.opened_at if params.since_opening and scene.case is not None else None
    return any(
        step.name in params.steps
        and step.occurred_at <= scene.at
        and (since is None or step.occurred_at >= since)
        for case in cases
        for step in case.steps
    )


def _step_taken(scene: Scene, params: Steps) -> Refusal | None:
    if _taken(scene, params):
        return None
    named = _steps_called(scene, params)
    return Refusal("step-taken", f"Chưa thực hiện: {named.vi}", f"Not yet taken: {named.en}")


def _step_not_taken(scene: Scene, params: Steps) -> Refusal | None:
    if not _taken(scene, params):
        return None
    named = _steps_called(scene, params)
    return Refusal("step-not-taken", f"Đã thực hiện: {named.vi}", f"Already taken: {named.en}")


def _days_since_step(scene: Scene, params: SinceStep) -> Refusal | None:
    steps = () if scene.case is None else scene.case.steps
    days = [vn_day(step.occurred_at) for step in steps if step.name == params.step]
    if days:
        past = (scene.day - days[-1]).days
        early = params.at_least_days is not None and past < params.at_least_days
        late = params.at_most_days is not None and past > params.at_most_days
        if not early and not late:
            return None
    step = wording.of_step(scene.book, scene.procedure, params.step)
    vi = f"Chưa đến hoặc đã quá thời gian luật định kể từ: {step.vi}"
    return Refusal("days-since-step", vi, f"Too early or too late after: {step.en}")


def _due_at(scene: Scene, clock: str) -> datetime | None:
    own = "" if scene.case is None else scene.case.id
    found = [
        fact
        for fact in scene.facts.clocks
        if fact.clock == clock and fact.case_id in {"", own} and not fact.cancelled
    ]
    return max(fact.due_at for fact in found) if found else None


def _clock_over(scene: Scene, params: Clock) -> Refusal | None:
    due = _due_at(scene, params.clock)
    if due is not None and due < scene.at:
        return None
    until = "" if due is None else f" ({due.astimezone(VN):%d/%m/%Y %H:%M})"
    named = wording.of_clock(scene.procedure, params.clock)
    vi = f"Thời hạn chưa kết thúc{until}: {named.vi}"
    return Refusal("clock-over", vi, f"The time limit still runs: {named.en}")


def _clock_running(scene: Scene, params: Clock) -> Refusal | None:
    due = _due_at(scene, params.clock)
    if due is not None and scene.at <= due:
        return None
    named = wording.of_clock(scene.procedure, params.clock)
    vi = f"Thời hạn đã hết hoặc chưa bắt đầu: {named.vi}"
    return Refusal("clock-running", vi, f"The time limit is over or has not begun: {named.en}")


def _clock_missed(scene: Scene, params: MissedClock) -> Refusal | None:
    if params.field and scene.value(params.field) not in params.among:
        return None
    own = "" if scene.case is None else scene.case.id
    for fact in scene.facts.clocks:
        if fact.clock == params.clock and fact.case_id in {"", own} and fact.missed_at(scene.at):
            return None
    named = wording.of_clock(scene.procedure, params.clock)
    vi = f"Thời hạn chưa bị quá: {named.vi}"
    en = f"The time limit has not been missed: {named.en}"
    return Refusal("clock-missed", vi, en, f"/{params.field}" if params.field else "")


def _paper_held(scene: Scene, params: Papers) -> Refusal | None:
    if set(params.papers) <= scene.papers():
        return None
    named = wording.joined(wording.of_paper(scene.book, code) for code in params.papers)
    vi = f"Hồ sơ còn thiếu: {named.vi}"
    return Refusal("paper-held", vi, f"Missing from the dossier: {named.en}")


def _earlier(scene: Scene, params: Procedures) -> bool:
    return any(
        case.procedure in params.procedures
        and (case.provenance == "historic" or started_on(scene.book, case) is not None)
        for case in scene.other_cases()
    )


def _first_time(scene: Scene, params: Procedures) -> Refusal | None:
    if not _earlier(scene, params):
        return None
    return Refusal("first-time", "Không phải lần đầu", "Not the first time")


def _again(scene: Scene, params: Procedures) -> Refusal | None:
    if _earlier(scene, params):
        return None
    return Refusal("again", "Chưa có lần nào trước đó", "There was no earlier time")


CASE_GUARDS: Final[dict[str, GuardKind]] = {
    "no_open_case": GuardKind(OpenCases, _no_open_case),
    "open_case": GuardKind(Procedures, _open_case),
    "has_completed": GuardKind(Completed, _has_completed),
    "case_completed": GuardKind(CaseNamed, _case_completed),
    "step_taken": GuardKind(Steps, _step_taken),
    "step_not_taken": GuardKind(Steps, _step_not_taken),
    "days_since_step": GuardKind(SinceStep, _days_since_step),
    "clock_over": GuardKind(Clock, _clock_over),
    "clock_running": GuardKind(Clock, _clock_running),
    "clock_missed": GuardKind(MissedClock, _clock_missed, reads_body=True),
    "paper_held": GuardKind(Papers, _paper_held),
    "first_time": GuardKind(Procedures, _first_time),
    "again": GuardKind(Procedures, _again),
}
