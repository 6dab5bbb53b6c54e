"""States of a procedure and the moves between them: drawn, and as the database mirrors them."""

from __future__ import annotations

from app.law.shape.model import Book, Procedure


def mermaid(row: Procedure) -> str:
    """The state diagram of a procedure as mermaid text, labelled in Vietnamese."""
    lines = ["stateDiagram-v2"]
    lines += [f'  state "{state.title.vi}" as {state.code}' for state in row.states.values()]
    for rule in row.steps.values():
        if rule.opening:
            lines += [f"  [*] --> {target}: {rule.title.vi}" for target in rule.targets]
        for state in row.states:
            if state in rule.from_:
                targets = rule.targets or (state,)
                lines += [f"  {state} --> {target}: {rule.title.vi}" for target in targets]
    lines += [f"  {state.code} --> [*]" for state in row.states.values() if state.final]
    return "\n".join(lines) + "\n"


def moves(book: Book) -> set[tuple[str, str, str]]:
    """Every move the law knows, as (procedure, from, to); an opening comes from the empty state.

    Moves between the state names of two editions (`carries`) are among them, and a step that
    stays is a move from a state to itself.
    """
    found = set()
    for row in book.procedures.values():
        backwards: dict[str, set[str]] = {state: {state} for state in row.states}
        for old, new in row.carries.items():
            backwards[new].add(old)
        for rule in row.steps.values():
            if rule.opening:
                found |= {(row.code, "", target) for target in rule.targets}
            for state in rule.from_:
                targets = set(rule.targets) if rule.targets else {state}
                if rule.to_by is not None:
                    targets.add(state)
                found |= {(row.code, old, new) for old in backwards[state] for new in targets}
    return found
