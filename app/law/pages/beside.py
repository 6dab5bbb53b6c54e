"""What stands beside the procedures: offices, papers, terms, deadlines, questions."""

from __future__ import annotations

from collections.abc import Mapping

from app.law.pages.plain import Plain, cited, maybe_title, term, title
from app.law.pages.step import clock_rule
from app.law.shape.model import Book, Edition


def authorities(book: Book, edition: Edition) -> list[Plain]:
    """Every office that has a power under an edition, with the steps it may take."""
    powers: dict[str, list[Plain]] = {}
    for procedure in book.procedures_of(edition.code):
        for rule in procedure.steps.values():
            for code in rule.by:
                powers.setdefault(code, []).append(
                    {"procedure": procedure.code, "step": rule.name, "title": title(rule.title)}
                )
    return [
        {
            "code": code,
            "since": office.edition,
            "title": title(office.title),
            "roles": sorted(office.roles),
            "unit_kinds": sorted(office.kinds),
            "reach": office.reach,
            "powers": powers.get(code, []),
            "legal_basis": cited(office.law),
            "unverified": office.unverified,
        }
        for (code, held), office in book.authorities.items()
        if held == edition.code
    ]


def papers(book: Book, edition: Edition) -> list[Plain]:
    """Every paper an edition issues or needs, with the number of its form."""
    found: dict[str, tuple[list[str], list[str], str]] = {}
    for procedure in book.procedures_of(edition.code):
        for rule in procedure.steps.values():
            step = f"{procedure.code}/{rule.name}"
            for issue in rule.papers:
                issued, _, _form_number = found.setdefault(issue.paper, ([], [], issue.form))
                issued.append(step)
            for need in rule.needs:
                for code in need.papers:
                    found.setdefault(code, ([], [], _form(book, edition, code)))[1].append(step)
    return [
        {
            "code": code,
            "title": title(book.papers[code].title),
            "form": form or None,
            "shared": book.papers[code].shared,
            "issued_by": list(dict.fromkeys(issued)),
            "needed_by": list(dict.fromkeys(needed)),
            "legal_basis": cited(book.papers[code].law),
            "unverified": book.papers[code].unverified,
        }
        for code, (issued, needed, form) in sorted(found.items())
    ]


def _form(book: Book, edition: Edition, code: str) -> str:
    """The number a form has had since the latest edition up to this one."""
    forms = book.papers[code].forms
    held = [row.code for row in book.editions if row.begins <= edition.begins]
    return next((forms[row] for row in reversed(held) if row in forms), "")


def terms(book: Book, edition: Edition) -> Plain:
    """How long each measure lasts under an edition, and which days away count."""
    return {
        "terms": [term(row) for (_, held), row in book.terms.items() if held == edition.code],
        "absences": [
            {
                "reason": row.reason,
                "title": maybe_title(row.title),
                "counted": row.counted,
                "legal_basis": cited(row.law),
                "unverified": row.law.unverified,
            }
            for row in book.absences
            if edition.code in row.editions
        ],
    }


def clocks(book: Book, edition: Edition) -> list[Plain]:
    """The catalogue of deadlines of an edition: what starts each, what meets it, what a miss is."""
    found = [
        {"procedure": row.code, "step": rule.name, "step_title": title(rule.title)}
        | clock_rule(clock)
        for row in book.procedures_of(edition.code)
        for rule in row.steps.values()
        for clock in rule.starts
    ]
    return sorted(found, key=lambda row: (str(row["clock"]), str(row["procedure"])))


def questions(book: Book, answers: Mapping[str, str]) -> list[Plain]:
    """Every open question: answers one can defend, the default, and the answer in use here."""
    asked: dict[str, list[str]] = {}
    for procedure in book.procedures.values():
        for rule in procedure.steps.values():
            for code in rule.questions:
                asked.setdefault(code, []).append(f"{procedure.code}/{rule.name}")
    return [
        {
            "code": row.code,
            "text": title(row.text),
            "options": [{"code": one.code, "text": title(one.text)} for one in row.options],
            "default": row.default,
            "answer": answers.get(row.code, row.default),
            "decides": list(dict.fromkeys(asked.get(row.code, []))),
            "legal_basis": cited(row.law),
            "unverified": row.unverified,
        }
        for row in book.questions.values()
    ]
