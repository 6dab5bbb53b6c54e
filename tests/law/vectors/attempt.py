"""Draft one act on a file and mend it until the law allows it.

Nothing here decides what is lawful: `judge` does, and a draft that it does not allow is none.
"""

from __future__ import annotations

from dataclasses import replace

from app.law.engine.finding import Finding
from app.law.engine.office import offices
from app.law.engine.scene import Scene
from app.law.shape.model import Book, Guard, Procedure, StepRule
from app.times import vn_day
from tests.law.vectors import forms
from tests.law.vectors.aims import Aim, NoWay
from tests.law.vectors.mending import mend
from tests.law.vectors.situation import Draft, Situation
from tests.law.vectors.spoiling import spoil
from tests.law.vectors.wanted import CannotMend, Wanted

MENDINGS = 16


def attempt(file: Situation, procedure: Procedure, rule: StepRule, aim: Aim) -> Draft:
    """A draft of the step that the law allows, starting from a file; raises Wanted or NoWay."""
    for question, answer in aim.answers:
        file = replace(file, answers={**file.answers, question: answer})
    if rule.opening and file.case is not None:
        file = replace(file, others=(*file.others, file.case), case=None)
    actor = file.allowed_actor(rule, procedure.edition) or file.actors(rule, procedure.edition)[0]
    body = forms.filled(rule, file.at, file, aim.to, aim.wishes)
    draft = Draft(file, procedure, rule, body, actor, pinned=pinned(aim))
    try:
        return _mended(draft, aim)
    except Wanted as wanted:
        wanted.by = rule.name
        raise


def pinned(aim: Aim) -> frozenset[str]:
    """The fields an aim is about."""
    asked = (getattr(guard.params, "field", "") for guard in (*aim.hold, *aim.fail))
    return frozenset([*aim.wishes, *(field for field in asked if field)])


def _mended(draft: Draft, aim: Aim) -> Draft:
    """Mend the draft until the law allows it."""
    rule, found = draft.rule, None
    for turn in range(MENDINGS):
        _date_body(draft)
        scene = draft.scene()
        wrong = _wrong(scene, rule, aim)
        found = draft.judged()
        if found.allowed and not wrong:
            draft.found = found
            return draft
        if not wrong:
            _mend_rest(draft, found, turn)
        for guard, should_hold in wrong:
            _turn(draft, guard, should_hold=should_hold)
        if vn_day(draft.at) != vn_day(scene.at):
            edition = draft.file.book.edition_on(vn_day(draft.at)).code
            if edition != draft.procedure.edition:
                raise NoWay(f"{rule.name}: only possible under {edition}")
    codes = sorted({reason.code for reason in found.reasons}) if found else []
    raise NoWay(f"{rule.name}: {', '.join(codes) or 'a condition of a row'}")


def _wrong(scene: Scene, rule: StepRule, aim: Aim) -> list[tuple[Guard, bool]]:
    """Guards that are not as they should be, with how they should be."""
    when = [guard for guard in rule.when if scene.holds(guard.only)]
    wrong = [(g, True) for g in (*when, *aim.hold) if g.check(scene, g.params) is not None]
    return wrong + [(g, False) for g in aim.fail if g.check(scene, g.params) is None]


def _turn(draft: Draft, guard: Guard, *, should_hold: bool) -> None:
    try:
        mend(draft, guard) if should_hold else spoil(draft, guard)
    except CannotMend as error:
        raise NoWay(f"{draft.rule.name}: {error}") from None


def _date_body(draft: Draft) -> None:
    """Days and moments that the form fills in are those of the act."""
    for ask in draft.rule.asks:
        if ask.type in {"date", "moment", "decision"} and ask.field in draft.body:
            draft.body[ask.field] = forms.value(ask, draft.at, draft.file)


def _mend_rest(draft: Draft, found: Finding, turn: int) -> None:
    """Mend what is not a guard: the length of the term, an extension, a paper."""
    codes = {reason.code for reason in found.reasons}
    if codes == {"wrong-authority"}:
        raise _place(draft)
    for term in draft.rule.term:
        if term.fixes and term.months and "term-out-of-bounds" in codes:
            lengths = _lengths(draft.file.book, term.fixes)
            draft.body[term.months.removeprefix("field:")] = lengths[turn % len(lengths)]
    for row in draft.rule.extends:
        if row.field and "extension-over-cap" in codes:
            draft.body[row.field] = 1
    for missing in found.missing:
        forms.hand(draft.body, missing.split("|")[0])


def _place(draft: Draft) -> Exception:
    """The case must have been at a court or centre of the kind whose office may act."""
    case, edition = draft.file.case, draft.procedure.edition
    kinds = {kind for row in offices(draft.file.book, draft.rule, edition) for kind in row.kinds}
    steps, wishes = set(), {}
    for rule in draft.procedure.steps.values():
        for hold in rule.holds:
            if case is not None and hold.kind in kinds and rule.name != draft.rule.name:
                steps.add(rule.name)
                wishes[hold.field] = forms.GIVEN
    if not steps:
        return NoWay(f"{draft.rule.name}: wrong-authority")
    return Wanted(steps=frozenset(steps), wishes=wishes)


def _lengths(book: Book, code: str) -> list[int]:
    """Every length that some edition gives a measure."""
    found: dict[int, None] = {}
    for law in book.terms.values():
        if law.code == code:
            told = [law.min, law.months, law.first, law.again, *(o.months for o in law.origins)]
            found |= dict.fromkeys(length for length in told if length)
    return list(found)
