"""The reasons against a step, each check on its own: edition, state, office, order, papers, law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.law.engine.casefile import day_of, value_at
from app.law.engine.finding import Reason
from app.law.engine.measure import Measure
from app.law.engine.office import offices
from app.law.engine.scene import Scene
from app.law.shape.model import Book, Citation, Edition, Title
from app.times import VN


def edition(book: Book, now: Edition | None, home: str) -> Reason:
    """The step belongs to another edition than the one of the day."""
    first = book.editions[0]
    if now is None:
        vi = f"Trước ngày {first.begins:%d/%m/%Y} hệ thống không có bản luật nào"
        en = f"The law book holds no edition before {first.begins}"
        return Reason("wrong-edition", Title(vi, en), _in_force(first))
    vi = (
        f"Bước này không có trong {now.title.vi}, áp dụng từ ngày {now.begins:%d/%m/%Y}; "
        f"chỉ có trong {book.edition(home).title.vi}"
    )
    en = (
        f"{now.title.en}, in force since {now.begins}, has no such step; "
        f"it belongs to {book.edition(home).title.en}"
    )
    return Reason("wrong-edition", Title(vi, en), _in_force(now))


def _in_force(now: Edition) -> Citation:
    return Citation(now.acts[0].code, f"hiệu lực từ {now.begins:%d/%m/%Y}", now.code)


def subject(scene: Scene) -> Iterator[Reason]:
    """A procedure of facilities is opened for a client, or the other way round."""
    wanted = scene.procedure.subject
    if scene.rule.opening and wanted != scene.facts.subject:
        text = Title("Thủ tục dành cho cá nhân", "This is a procedure of a person")
        if wanted == "facility":
            text = Title("Thủ tục dành cho cơ sở cai nghiện", "This is a procedure of a facility")
        yield Reason("wrong-subject", text, scene.rule.law[0])


def state(scene: Scene, here: str | None) -> Iterator[Reason]:
    """The case is not where the step starts from."""
    rule, law = scene.rule, scene.rule.law[0]
    if rule.opening:
        if scene.case is not None:
            text = Title("Vụ việc đã được mở", "The case has been opened already")
            yield Reason("wrong-state", text, law)
        return
    if scene.case is None:
        yield Reason("wrong-state", Title("Chưa mở vụ việc", "No case has been opened"), law)
    elif here not in rule.from_:
        states = scene.procedure.states
        known = states[here].title if here is not None else None
        at_vi, at_en = (known.vi, known.en) if known else (scene.case.state, scene.case.state)
        froms = [row.title for code, row in states.items() if code in rule.from_]
        vi = f"Vụ việc đang ở trạng thái “{at_vi}”; bước này chỉ thực hiện từ: "
        en = f"The case is “{at_en}”; this step is taken only from: "
        vi += ", ".join(f"“{title.vi}”" for title in froms)
        en += ", ".join(f"“{title.en}”" for title in froms)
        yield Reason("wrong-state", Title(vi, en), law)


def authority(scene: Scene) -> Iterator[Reason]:
    """The caller records for none of the offices that may take the step."""
    found = offices(scene.book, scene.rule, scene.procedure.edition)
    vi = "Thẩm quyền thuộc về: " + "; ".join(office.title.vi for office in found)
    en = "Only for: " + "; ".join(office.title.en for office in found)
    yield Reason("wrong-authority", Title(vi, en), found[0].law or scene.rule.law[0])


def chronology(scene: Scene, now: datetime) -> Iterator[Reason]:
    """The act lies in the future, before the step it follows, or before its own decision."""
    law, at = scene.rule.law[0], scene.at
    if at > now:
        text = Title("Không ghi nhận việc chưa xảy ra", "Nothing may happen in the future")
        yield Reason("in-future", text, law, "/occurred_at")
    steps = () if scene.case is None else scene.case.steps
    last = max((step.occurred_at for step in steps), default=None)
    if last is not None and at < last:
        vi = f"Xảy ra trước bước liền trước ({last.astimezone(VN):%d/%m/%Y %H:%M})"
        en = f"Earlier than the step before it ({last.astimezone(VN):%Y-%m-%d %H:%M})"
        yield Reason("out-of-order", Title(vi, en), law, "/occurred_at")
    signed = day_of(scene.value("decision.on"))
    if signed is not None and signed > scene.day:
        vi, en = "Quyết định ký sau ngày thực hiện", "The decision was signed after the act"
        yield Reason("out-of-order", Title(vi, en), law, "/decision/on")


def papers(scene: Scene) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
    """Papers that are neither in the dossier nor handed in; alternatives are joined by `|`."""
    held, book = scene.papers(), scene.book
    reasons, missing = [], []
    for need in scene.rule.needs:
        if any(paper in held for paper in need.papers) or not scene.holds(need.only):
            continue
        titles = [book.papers[paper].title for paper in need.papers]
        vi = "Thiếu giấy tờ: " + " hoặc ".join(title.vi for title in titles)
        en = "Missing paper: " + " or ".join(title.en for title in titles)
        reasons.append(Reason("missing-paper", Title(vi, en), need.law, "/papers"))
        missing.append("|".join(need.papers))
    handed = scene.body.get("papers")
    for number, row in enumerate(handed if isinstance(handed, list | tuple) else ()):
        code = value_at(row, "paper") if isinstance(row, dict) else None
        if code not in book.papers:
            text = Title("Không có loại giấy tờ này", "There is no such paper")
            law = scene.rule.law[0]
            reasons.append(Reason("unknown-paper", text, law, f"/papers/{number}/paper"))
    return tuple(reasons), tuple(missing)


def guards(scene: Scene) -> Iterator[Reason]:
    """The conditions of the law that do not hold."""
    for guard in scene.rule.when:
        if (guard.reads_body and not scene.asked) or not scene.holds(guard.only):
            continue
        refusal = guard.check(scene, guard.params)
        for one in () if refusal is None else (refusal, *refusal.also):
            text = guard.title or Title(one.vi, one.en)
            yield Reason(one.code, text, one.law or guard.law, one.pointer, one.lacks)


def bounds(scene: Scene, after: Measure) -> Iterator[Reason]:
    """The term decided is not one the edition that governs it allows."""
    fixing = [rule for rule in scene.rule.term if rule.fixes]
    chosen, law = after.chosen, after.law
    if not fixing or chosen is None:
        return
    if law.kind == "between":
        if law.min <= chosen <= law.max:
            return
        vi = f"Thời hạn phải từ {law.min} đến {law.max} tháng"
        en = f"The term must be from {law.min} to {law.max} months"
    elif chosen == after.months:
        return
    else:
        vi = f"Thời hạn theo luật là {after.months} tháng"
        en = f"The term by law is {after.months} months"
    pointer = "/" + fixing[0].months.removeprefix("field:").replace(".", "/")
    yield Reason("term-out-of-bounds", Title(vi, en), law.law, pointer)
