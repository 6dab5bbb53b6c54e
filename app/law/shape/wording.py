"""What the names in the book are called: fields, values, steps, procedures, clocks, papers.

A lawyer and a caseworker read words; codes are for programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.law.shape.model import Ask, Book, Procedure, StepRule, Title

Namer = Callable[[str], Title]


def joined(titles: Iterable[Title], *, vi: str = ", ", en: str = ", ") -> Title:
    """Several texts as one."""
    found = tuple(titles)
    return Title(vi.join(one.vi for one in found), en.join(one.en for one in found))


def of_field(procedure: Procedure, name: str, rule: StepRule | None = None) -> Title:
    """What a form calls a field: of the step, or else of any step of the procedure."""
    head = name.partition(".")[0]
    found = next((ask for ask in _asks(procedure, rule) if ask.field == head), None)
    return found.title if found else Title(name, name)


def of_value(procedure: Procedure, name: str, code: str, rule: StepRule | None = None) -> Title:
    """What a form calls a value of a field."""
    for ask in _asks(procedure, rule):
        for choice in ask.values if ask.field == name else ():
            if choice.code == code:
                return choice.title
    return Title(code, code)


def of_answer(book: Book, question: str, code: str) -> Title:
    """What an answer to an open question of the law says."""
    options = book.questions[question].options
    return next((row.text for row in options if row.code == code), Title(code, code))


def of_step(book: Book, procedure: Procedure, name: str, among: Iterable[str] = ()) -> Title:
    """What a step is called: in this procedure, in those named, or in any that has it."""
    for code in (procedure.code, *among):
        found = book.procedures.get((code, procedure.edition))
        if found is not None and name in found.steps:
            return found.steps[name].title
    return next(
        (row.steps[name].title for row in book.procedures.values() if name in row.steps),
        Title(name, name),
    )


def of_procedure(book: Book, edition: str, code: str) -> Title:
    """What a procedure is called in an edition, or in the latest that has it."""
    for known in (edition, *(row.code for row in reversed(book.editions))):
        found = book.procedures.get((code, known))
        if found is not None:
            return found.title
    return Title(code, code)


def of_clock(procedure: Procedure, code: str) -> Title:
    """What a deadline is called, with its code."""
    for rule in procedure.steps.values():
        for clock in rule.starts:
            if clock.clock == code:
                return Title(f"{clock.title.vi} ({code})", f"{clock.title.en} ({code})")
    return Title(code, code)


def of_paper(book: Book, code: str) -> Title:
    """What a paper is called."""
    return book.papers[code].title if code in book.papers else Title(code, code)


def _asks(procedure: Procedure, rule: StepRule | None) -> Iterator[Ask]:
    if rule is not None:
        yield from rule.asks
    for step in procedure.steps.values():
        yield from step.asks
