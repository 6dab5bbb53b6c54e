"""Score an instrument: what was answered in, a score and a band for each substance out.

Nothing is guessed: an item that had to be answered and was not is a mistake, not a nil.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.law.shape.instruments import Band, Instrument, Item, Needed
from app.law.shape.parts import Title


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to an item about a substance; `""` is the person as a whole."""

    item: str
    option: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and with which answer; without a number it is something left out."""

    text: Title
    number: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A score, its band, and how it came about."""

    subject: str
    score: int
    band: Band
    parts: tuple[tuple[str, int], ...]
    because: Title


Sheet = Mapping[tuple[str, str], str]

_TWICE = Title("trả lời hai lần", "is answered twice")
_NO_ITEM = Title("bộ câu hỏi không có mục này", "the instrument has no such item")
_NO_SUBJECT = Title("mục này không hỏi về chất đó", "the item is not asked about that")
_NO_OPTION = Title("mục này không có câu trả lời đó", "the item has no such answer")
_NOT_ASKED = Title(
    "mục này không hỏi vì các câu trả lời trước", "is not asked, as earlier answers have it"
)


def mistakes(instrument: Instrument, answers: Sequence[Answer]) -> list[Mistake]:
    """Everything wrong with the answers; none when they can be scored."""
    found: list[Mistake] = []
    sheet: dict[tuple[str, str], str] = {}
    for number, answer in enumerate(answers):
        wrong = _unknown(instrument, answer)
        if wrong is None and (answer.item, answer.subject) in sheet:
            wrong = (_TWICE, "item")
        if wrong is not None:
            found.append(Mistake(wrong[0], number, wrong[1]))
            continue
        sheet[answer.item, answer.subject] = answer.option
    # What is left out depends on what was said, so it is told only of a sheet that reads well.
    return found or [*_not_asked(instrument, answers, sheet), *_left_out(instrument, sheet)]


def score(
    instrument: Instrument, answers: Sequence[Answer], *, observed: bool = False
) -> list[Score]:
    """Score answers without mistakes, one score a substance."""
    sheet = {(one.item, one.subject): one.option for one in answers}
    found = []
    for subject in instrument.scopes:
        parts = tuple(
            (item.code, item.options[sheet[item.code, subject]].value)
            for item in instrument.items.values()
            if item.counted and (item.code, subject) in sheet
        )
        told = {item: option for (item, about), option in sheet.items() if about in {subject, ""}}
        found.append(_banded(instrument, subject, parts, told, observed=observed))
    return found


def take(instrument: Instrument, total: int) -> Score:
    """Take a total that was reckoned elsewhere, and say its band."""
    return _banded(instrument, "", (("total", total),), {}, observed=False)


def _banded(
    instrument: Instrument,
    subject: str,
    parts: tuple[tuple[str, int], ...],
    told: Mapping[str, str],
    *,
    observed: bool,
) -> Score:
    total = sum(value for _, value in parts)
    band = next(
        one
        for one in instrument.bands
        if one.holds(subject, total) and _fits(one, told, observed=observed)
    )
    return Score(subject, total, band, parts, _because(band, total, parts))


def _fits(band: Band, told: Mapping[str, str], *, observed: bool) -> bool:
    """Is what the band asks beside a score so."""
    if band.observed is not None and band.observed is not observed:
        return False
    if band.any_answer and band.any_answer not in told.values():
        return False
    return all(told.get(item) in options for item, options in band.when.items())


def _because(band: Band, total: int, parts: Sequence[tuple[str, int]]) -> Title:
    """Say how a score and its band came about."""
    weighed = " + ".join(f"{item} {value}" for item, value in parts if value)
    whole = f"{weighed} = {total}" if weighed else f"{total}"
    if band.last is None:
        vi, en = f"từ {band.first} trở lên", f"{band.first} or more"
    else:
        vi = en = f"{band.first}" if band.first == band.last else f"{band.first}–{band.last}"
    why = band.why or Title("", "")
    return Title(
        f"{whole}; {band.title.vi}: {vi}" + (f". {why.vi}" if why.vi else ""),
        f"{whole}; {band.title.en}: {en}" + (f". {why.en}" if why.en else ""),
    )


def _unknown(instrument: Instrument, answer: Answer) -> tuple[Title, str] | None:
    item = instrument.items.get(answer.item)
    if item is None:
        return _NO_ITEM, "item"
    if answer.subject not in _subjects(instrument, item):
        return _NO_SUBJECT, "subject"
    return None if answer.option in item.options else (_NO_OPTION, "option")


def _subjects(instrument: Instrument, item: Item) -> tuple[str, ...]:
    """What an item is asked about."""
    every = ("",) if item.whole else instrument.scopes
    return tuple(subject for subject in every if item.about(subject))


def _not_asked(
    instrument: Instrument, answers: Sequence[Answer], sheet: Sheet
) -> Iterator[Mistake]:
    for number, answer in enumerate(answers):
        item = instrument.items[answer.item]
        if item.otherwise == "refused" and not _is_needed(instrument, item, answer.subject, sheet):
            yield Mistake(_NOT_ASKED, number, "item")


def _left_out(instrument: Instrument, sheet: Sheet) -> Iterator[Mistake]:
    for item in instrument.items.values():
        for subject in _subjects(instrument, item):
            if (item.code, subject) in sheet or not _is_needed(instrument, item, subject, sheet):
                continue
            of = f" ({subject})" if subject else ""
            yield Mistake(
                Title(
                    f"thiếu câu trả lời cho mục {item.code}{of}",
                    f"item {item.code}{of} is not answered",
                )
            )


def _is_needed(instrument: Instrument, item: Item, subject: str, sheet: Sheet) -> bool:
    """Must an item be answered; one about the person is needed when it is for any substance."""
    if item.needed is None:
        return True
    about = instrument.scopes if item.whole else (subject,)
    return any(_weight(instrument, item.needed, one, sheet) for one in about)


def _weight(instrument: Instrument, needed: Needed, subject: str, sheet: Sheet) -> bool:
    said = ((code, sheet.get((code, subject))) for code in needed.items)
    weights = (instrument.items[code].options[o].value for code, o in said if o is not None)
    return sum(weights) >= needed.at_least
