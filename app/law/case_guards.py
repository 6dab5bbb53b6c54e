"""Guards about cases, clocks and terms: what is open, what was done, how much is left."""

from datetime import datetime, timedelta
from typing import Final

from app.law.calendar import add_months
from app.law.casefile import completed_on, started_on, value_at
from app.law.facts import CaseFacts
from app.law.guard_kind import Count, GuardKind, Name, Names, NoParams, Params
from app.law.model import Refusal
from app.law.scene import Scene
from app.law.term import Term
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


class Steps(Params):
    """Steps taken: in this case, or in a case of the procedures named."""

    steps: Names
    procedures: list[str] = []


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
    among: list[str] = []


class Papers(Params):
    """Papers in the dossier or handed in."""

    papers: Names


class Phases(Params):
    """Phases to have been done; those of the term of the case unless named."""

    phases: list[str] = []
    field: str = "phases"


class Allowed(Params):
    """How long before the end of the term an act may already be taken."""

    allow_hours: Count = 0
    allow_days: Count = 0


class Share(Params):
    """A part of the term, as one in `of`."""

    of: Count = 2


class Left(Params):
    """Time that must be left of the term."""

    months: Count = 0
    days: Count = 0


def _titles(scene: Scene, codes: list[str]) -> str:
    """The names of procedures as the edition of the day has them."""
    names = []
    for code in codes:
        known = scene.book.procedures.get((code, scene.procedure.edition))
        names.append(known.title.vi if known else code)
    return ", ".join(names)


def _no_open_case(scene: Scene, params: Procedures) -> Refusal | None:
    for case in scene.other_cases():
        if case.procedure in params.procedures and case.open_at(scene.at):
            vi = f"Đang có vụ việc chưa kết thúc: {_titles(scene, [case.procedure])}"
            return Refusal("no-open-case", vi, f"An open case stands against it: {case.procedure}")
    return None


def _open_case(scene: Scene, params: Procedures) -> Refusal | None:
    if any(c.procedure in params.procedures and c.open_at(scene.at) for c in scene.other_cases()):
        return None
    vi = f"Không có vụ việc đang thực hiện: {_titles(scene, params.procedures)}"
    return Refusal("open-case", vi, f"No open case of: {', '.join(params.procedures)}")


def _completed(scene: Scene, case: CaseFacts, within_months: int | None) -> bool:
    day = completed_on(scene.book, case)
    if day is None or day > scene.day:
        return False
    return within_months is None or add_months(day, within_months) >= scene.day


def _has_completed(scene: Scene, params: Completed) -> Refusal | None:
    for case in scene.all_cases():
        if case.procedure in params.procedures and _completed(scene, case, params.within_months):
            return None
    vi = f"Chưa hoàn thành: {_titles(scene, params.procedures)}"
    return Refusal("has-completed", vi, f"Not completed: {', '.join(params.procedures)}")


def _case_completed(scene: Scene, params: CaseNamed) -> Refusal | None:
    named = scene.value(params.field) if params.field else None
    for case in scene.other_cases():
        if case.procedure in params.procedures and named in (None, case.id):
            if _completed(scene, case, None):
                return None
    vi = f"Vụ việc làm căn cứ chưa hoàn thành: {_titles(scene, params.procedures)}"
    en = f"The case it rests on is not completed: {', '.join(params.procedures)}"
    return Refusal("case-completed", vi, en, f"/{params.field}" if params.field else "")


def _taken(scene: Scene, params: Steps) -> bool:
    if params.procedures:
        cases = [case for case in scene.all_cases() if case.procedure in params.procedures]
    else:
        cases = [] if scene.case is None else [scene.case]
    return any(
        step.name in params.steps and step.occurred_at <= scene.at
        for case in cases
        for step in case.steps
    )


def _step_taken(scene: Scene, params: Steps) -> Refusal | None:
    if _taken(scene, params):
        return None
    vi = f"Chưa thực hiện bước: {', '.join(params.steps)}"
    return Refusal("step-taken", vi, f"Not yet taken: {', '.join(params.steps)}")


def _step_not_taken(scene: Scene, params: Steps) -> Refusal | None:
    if not _taken(scene, params):
        return None
    vi = f"Đã thực hiện bước: {', '.join(params.steps)}"
    return Refusal("step-not-taken", vi, f"Already taken: {', '.join(params.steps)}")


def _days_since_step(scene: Scene, params: SinceStep) -> Refusal | None:
    steps = () if scene.case is None else scene.case.steps
    days = [vn_day(step.occurred_at) for step in steps if step.name == params.step]
    if days:
        past = (scene.day - days[-1]).days
        early = params.at_least_days is not None and past < params.at_least_days
        late = params.at_most_days is not None and past > params.at_most_days
        if not early and not late:
            return None
    vi = f"Chưa đến hoặc đã quá thời gian luật định kể từ bước {params.step}"
    return Refusal("days-since-step", vi, f"Too early or too late after step {params.step}")


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
    vi = f"Thời hạn chưa kết thúc{until}: {params.clock}"
    return Refusal("clock-over", vi, f"The time limit still runs: {params.clock}")


def _clock_running(scene: Scene, params: Clock) -> Refusal | None:
    due = _due_at(scene, params.clock)
    if due is not None and scene.at <= due:
        return None
    vi = f"Thời hạn đã hết hoặc chưa bắt đầu: {params.clock}"
    return Refusal("clock-running", vi, f"The time limit is over or has not begun: {params.clock}")


def _clock_missed(scene: Scene, params: MissedClock) -> Refusal | None:
    if params.field and scene.value(params.field) not in params.among:
        return None
    own = "" if scene.case is None else scene.case.id
    for fact in scene.facts.clocks:
        if fact.clock == params.clock and fact.case_id in {"", own} and fact.missed_at(scene.at):
            return None
    vi = f"Thời hạn chưa bị quá: {params.clock}"
    en = f"The time limit has not been missed: {params.clock}"
    return Refusal("clock-missed", vi, en, f"/{params.field}" if params.field else "")


def _paper_held(scene: Scene, params: Papers) -> Refusal | None:
    if set(params.papers) <= scene.papers():
        return None
    vi = f"Hồ sơ còn thiếu: {', '.join(params.papers)}"
    return Refusal("paper-held", vi, f"Missing from the dossier: {', '.join(params.papers)}")


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


def _phases_done(scene: Scene, params: Phases) -> Refusal | None:
    case, measure = scene.case, scene.measure_before()
    wanted = set(params.phases or (measure.law.phases if measure else ()))
    done = set() if case is None else set(case.phases)
    bodies = [scene.body, *([] if case is None else [step.body for step in case.steps])]
    for body in bodies:
        rows = value_at(body, params.field)
        for row in rows if isinstance(rows, list | tuple) else ():
            if isinstance(row, dict) and row.get("end"):
                done.add(str(row.get("phase")))
    left = sorted(wanted - done)
    if not left:
        return None
    shown = ", ".join("đ" if phase == "e" else phase for phase in left)
    vi = f"Chưa hoàn thành các giai đoạn: {shown}"
    return Refusal("phases-done", vi, f"Phases not done: {', '.join(left)}", f"/{params.field}")


def _running(scene: Scene) -> Term | None:
    measure = scene.measure_before()
    return None if measure is None else measure.term


def _no_term() -> Refusal:
    return Refusal("term-not-begun", "Thời hạn chưa bắt đầu", "The term has not begun")


def _term_running(scene: Scene, _params: NoParams) -> Refusal | None:
    term = _running(scene)
    if term is None:
        return _no_term()
    if term.start <= scene.day < term.end:
        return None
    vi = f"Thời hạn đã hết ngày {term.end:%d/%m/%Y}"
    return Refusal("term-running", vi, f"The term was over on {term.end}")


def _term_over(scene: Scene, params: Allowed) -> Refusal | None:
    term = _running(scene)
    if term is None:
        return _no_term()
    over = datetime(term.end.year, term.end.month, term.end.day, tzinfo=VN)
    if scene.at >= over - timedelta(days=params.allow_days, hours=params.allow_hours):
        return None
    vi = f"Chưa hết thời hạn: thời hạn kết thúc ngày {term.end:%d/%m/%Y}"
    return Refusal("term-over", vi, f"The term ends on {term.end}")


def _part_served(scene: Scene, params: Share) -> Refusal | None:
    term = _running(scene)
    if term is None:
        return _no_term()
    if term.served * params.of >= term.served + term.remaining:
        return None
    vi = f"Chưa chấp hành đủ 1/{params.of} thời hạn"
    return Refusal("part-served", vi, f"Less than 1/{params.of} of the term has been served")


def _term_left_at_least(scene: Scene, params: Left) -> Refusal | None:
    term = _running(scene)
    if term is None:
        return _no_term()
    if add_months(scene.day, params.months) + timedelta(days=params.days) <= term.end:
        return None
    vi = f"Thời hạn còn lại ít hơn {params.months} tháng {params.days} ngày"
    return Refusal("term-left-at-least", vi, "Too little of the term is left")


CASE_GUARDS: Final[dict[str, GuardKind]] = {
    "no_open_case": GuardKind(Procedures, _no_open_case),
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
    "phases_done": GuardKind(Phases, _phases_done, reads_body=True),
    "term_running": GuardKind(NoParams, _term_running),
    "term_over": GuardKind(Allowed, _term_over),
    "part_served": GuardKind(Share, _part_served),
    "term_left_at_least": GuardKind(Left, _term_left_at_least),
}
