"""One record a person entering treatment in a year (TDI 3.0), for `GET /v1/exports/tdi`.

An entry is a journey that begins: whoever goes on from a centre to the home, or comes back within
the gap that joins, does not enter again; of a person's entries in the year the first is told.
What nobody told is unknown and stays so; the words are the book's (`book/practice/tdi.toml`).
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.access import CIRCUMSTANCE_PARTS
from app.context import Context
from app.law.reading.journeys import journeys
from app.law.reading.substances import substances
from app.law.reading.tdi import tdi
from app.services.journeys import Journey, first_of
from app.services.subjects import Subject
from app.services.travelled import Sought, Traveller, walk

UNKNOWN: Final = "unknown"
_SUBSTITUTION: Final = "substitution"
_MULTIPLE: Final = "multiple"
Value = str | int | list[str] | None
Entrant = dict[str, Value]


def rows(
    ctx: Context, sought: Sought, *, after: UUID | None, first: bool, batch: int
) -> Iterator[tuple[UUID, Entrant]]:
    """Return the entrants by file, after the one named; `first`: only who never was treated."""
    hidden = set(withheld(ctx))
    for person in walk(ctx, sought, batch):
        entry = first_of(person.journeys, sought.since, sought.until)
        if entry is None or person.client.id == after:
            continue
        record = _record(person, entry)
        if not first or record["previously_treated"] == "no":
            shown = {name: None if name in hidden else record[name] for name in record}
            yield person.client.id, shown


def withheld(ctx: Context) -> list[str]:
    """The columns of parts of a file that the caller does not read."""
    return [
        row.name
        for row in tdi().item
        if row.rests_on is not None and not ctx.sees(CIRCUMSTANCE_PARTS[row.rests_on])
    ]


def _record(person: Traveller, entry: Journey) -> Entrant:
    until = entry.start + timedelta(days=journeys().intake_days)
    told = {name: person.word(name, until) for name in CIRCUMSTANCE_PARTS}
    found: Entrant = {
        "centre_type": journeys().centre(entry.episodes[0].procedure),
        "year": entry.start.year,
        "month": entry.start.month,
        "previously_treated": _treated(person, entry, told),
        "sex": person.client.sex,
        "age": _age(person, entry.start),
        **_use(person, until, told),
        **_substitution(person, entry, told),
    }
    for name in ("referral_source", "lives_with", "housing", "work", "education", "route",
                 "injecting"):  # fmt: skip
        found[name] = str(told[name] or UNKNOWN)
    for name in ("shared_needles", "hiv_tested", "hcv_tested"):
        found[name] = _said(told[name])
    for name in ("children", "first_use_age", "days_used_30"):
        found[name] = _number(told[name])
    return {row.name: found[row.name] if row.asked else None for row in tdi().item}


def _use(person: Traveller, until: date, told: Mapping[str, object]) -> Entrant:
    """What is used, how often, beside what."""
    main, days, others = told["main_substance"], told["days_used_30"], told["other_substances"]
    code = None if main is None else str(main)
    diagnosis = substances().diagnosis(code, addicted=person.addicted_on(until))
    many = UNKNOWN if others is None else "yes" if others else "no"
    return {
        "primary_drug": code or UNKNOWN,
        "icd10": diagnosis.icd10 or UNKNOWN,
        "icd11": diagnosis.icd11 or UNKNOWN,
        "frequency": tdi().often(days) if isinstance(days, int) else UNKNOWN,
        "other_drugs": [str(one) for one in others] if isinstance(others, list) else None,
        "polydrug": "yes" if code == _MULTIPLE else many,
        "injecting_age": None,
    }


def _treated(person: Traveller, entry: Journey, told: Mapping[str, object]) -> str:
    """Treated before: by the cures on file, else as the person told."""
    return "yes" if person.journeys[0].start < entry.start else _said(told["ever_treated"])


def _substitution(person: Traveller, entry: Journey, told: Mapping[str, object]) -> Entrant:
    """Ever substituted up to the entry: by the treatments on file, else as the person told."""
    begun = [
        one.start
        for journey in person.journeys
        for one in journey.episodes
        if one.procedure == _SUBSTITUTION and one.start <= entry.start
    ]
    return {
        "ever_substitution": "yes" if begun else _said(told["ever_substitution"]),
        "substitution_age": _age(person, min(begun)) if begun else None,
    }


def _age(person: Traveller, day: date) -> int | None:
    client = person.client
    return Subject(client, None, client.unit, client.province).facts().age_on(day)


def _said(word: object) -> str:
    return UNKNOWN if word is None else "yes" if word else "no"


def _number(word: object) -> int | None:
    return word if isinstance(word, int) else None
