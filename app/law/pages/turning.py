"""The rows on transition as a lawyer reads them: what each decides, when, and for which edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.law.pages.plain import Plain, cited, title
from app.law.shape.model import Book, Title

_DECIDES: Final = {
    "term": ("thời hạn của biện pháp", "how long the measure lasts"),
    "post_rehab": ("thời hạn quản lý sau cai nghiện", "how long post-rehab management lasts"),
    "act": ("luật áp dụng cho bước", "the law of a step"),
    "steps": ("điều kiện ghi ở các bước được nêu", "what the steps named ask themselves"),
    "clock": ("thời hạn phải làm việc", "a deadline"),
    "rest": ("các trường hợp còn lại", "whatever no other row decides"),
}
_WHEN: Final = {
    "opened_before_cutover": ("hồ sơ lập trước ngày luật mới", "opened before the new law"),
    "opened_from_cutover": ("hồ sơ lập từ ngày luật mới", "opened under the new law"),
    "decided_before_cutover": ("quyết định trước ngày luật mới", "decided before the new law"),
    "decided_from_cutover": ("quyết định từ ngày luật mới", "decided under the new law"),
    "started_before_cutover": ("bắt đầu trước ngày luật mới", "begun before the new law"),
    "started_from_cutover": ("bắt đầu từ ngày luật mới", "begun under the new law"),
    "undecided": ("chưa có quyết định", "not decided yet"),
    "not_started_before_cutover": (
        "chưa bắt đầu trước ngày luật mới",
        "not begun before the new law",
    ),
    "completed_before_cutover": ("hoàn thành trước ngày luật mới", "completed before the new law"),
    "completed_from_cutover": ("hoàn thành từ ngày luật mới", "completed under the new law"),
    "act_before_cutover": ("bước trước ngày luật mới", "an act of before the new law"),
    "act_from_cutover": ("bước từ ngày luật mới", "an act under the new law"),
}
_EDITION: Final = {
    "of_decision": ("bản luật vào ngày quyết định", "the edition of the decision"),
    "of_act": ("bản luật vào ngày thực hiện bước", "the edition of the act"),
    "of_start": ("bản luật vào ngày bắt đầu", "the edition of the start"),
    "of_completion": ("bản luật vào ngày hoàn thành", "the edition of the completion"),
    "of_opening": ("bản luật vào ngày lập hồ sơ", "the edition of the opening"),
}


def transition(book: Book, answers: Mapping[str, str]) -> list[Plain]:
    """The rows on which edition governs a case that lives under two, as they are tried."""
    return [
        {
            "id": rule.id,
            "decides": {"code": rule.decides, "text": _said(_DECIDES[rule.decides])},
            "procedures": sorted(rule.procedures),
            "when": [{"code": name, "text": _said(_WHEN[name])} for name in rule.when],
            "edition": {"code": rule.edition, "text": _said(_EDITION[rule.edition])},
            "field": rule.field or None,
            "steps": list(rule.steps),
            "text": title(rule.text),
            "ask": rule.ask,
            "answer": answers.get(rule.id) if rule.ask else None,
            "legal_basis": cited(rule.law),
            "unverified": rule.unverified,
        }
        for rule in book.transition
    ]


def _said(text: tuple[str, str]) -> Plain:
    return title(Title(*text))
