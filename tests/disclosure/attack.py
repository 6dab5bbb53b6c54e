"""The attacker with pencil and paper: takes every answer and every sum that must hold.

Modelled: all cells offered of all units, periods and splits, with each identity between them (the
units under a parent, the values of a split, numerator and gap, the periods of a year), no cell
below nobody. Two ways, both exact: elimination over the rationals finds each cell that the sums
fix, and bounds are carried from sum to sum until nothing changes. What the attacker may know of how
cells are chosen is not here but in `worlds.py`, whose attacker knows the whole program.
"""

from __future__ import annotations

from fractions import Fraction


def identities(block, periods=((),)):
    """Every sum that holds, as (whole, parts), for cells (period, unit, node).

    `periods` are pairs of a longer period and those it is made of; the plain ones have none.
    """
    nodes = [node for level in block.levels for node in level.nodes]
    for period, shorter in periods:
        for parent, units in block.children.items():
            if parent is not None:
                for node in nodes:
                    yield (period, parent, node), [(period, unit, node) for unit in units]
        for unit in block.parents:
            for level in block.levels:
                for node, parts in level.parts.items() if level.after else ():
                    yield (period, unit, node), [(period, unit, part) for part in parts]
            if shorter:
                for node in nodes:
                    yield (period, unit, node), [(one, unit, node) for one in shorter]


def found(answers, sums):
    """Return each withheld cell that the answers give back, with its count."""
    rows = [_row(answers, whole, parts) for whole, parts in sums]
    return _eliminated(rows) | _bounded(rows)


def _row(answers, whole, parts):
    """One identity as coefficients of withheld cells, and what they come to."""
    coefficients, known = {}, 0
    for cell, sign in [(whole, -1), *((part, 1) for part in parts)]:
        if answers[cell] is None:
            coefficients[cell] = coefficients.get(cell, 0) + sign
        else:
            known -= sign * answers[cell]
    return coefficients, known


def _eliminated(rows):
    """Gauss and Jordan, sparse: a row with one cell left fixes it."""
    solved = {}
    for coefficients, known in rows:
        row, right = {c: Fraction(v) for c, v in coefficients.items() if v}, Fraction(known)
        for pivot in [cell for cell in row if cell in solved]:
            factor = row.get(pivot, 0)
            if factor:
                row, right = _less(row, right, factor, *solved[pivot])
        if row:
            pivot = next(iter(row))
            scale = row[pivot]
            row, right = {c: v / scale for c, v in row.items()}, right / scale
            for other in [cell for cell, (held, _) in solved.items() if pivot in held]:
                solved[other] = _less(*solved[other], solved[other][0][pivot], row, right)
            solved[pivot] = row, right
    return {cell: int(right) for cell, (row, right) in solved.items() if len(row) == 1}


def _less(row, right, factor, other, other_right):
    left = dict(row)
    for cell, value in other.items():
        left[cell] = left.get(cell, 0) - factor * value
    return {c: v for c, v in left.items() if v}, right - factor * other_right


def _bounded(rows):
    """Carry the least and the most each cell can be from sum to sum."""
    least = {cell: 0 for coefficients, _ in rows for cell in coefficients}
    most = dict.fromkeys(least, 10**6)
    changed = True
    while changed:
        changed = False
        for coefficients, known in rows:
            for cell, sign in coefficients.items():
                low, high = _range(coefficients, known, cell, sign, least, most)
                if low > least[cell] or high < most[cell]:
                    least[cell], most[cell] = max(low, least[cell]), min(high, most[cell])
                    changed = True
    return {cell: low for cell, low in least.items() if low == most[cell]}


def _range(coefficients, known, cell, sign, least, most):
    ups = downs = 0
    for other, by in coefficients.items():
        if other != cell:
            ups += most[other] if by > 0 else -least[other]
            downs += least[other] if by > 0 else -most[other]
    ends = (known - ups, known - downs)
    return ends if sign > 0 else (-ends[1], -ends[0])
