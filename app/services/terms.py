"""The days of a term, each one explained (design §3.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.context import Context
from app.law.days.calendar import DAY, DayNote
from app.law.days.term import Term, explain_day
from app.law.trials.impact import measure_of
from app.problems import Invalid
from app.services import cases, subjects
from app.services.facts import facts_of

# A little over three years: longer than any term with the days that do not count.
MOST_DAYS = 1_200


@dataclass(frozen=True, slots=True)
class Days:
    """A term and the days asked about; no term while none has begun."""

    term: Term | None
    notes: Sequence[DayNote]


def days(ctx: Context, case_id: UUID, since: date | None, until: date | None) -> Days:
    """Tell of each day whether it counts towards the term, and why. Both ends are included.

    The whole term when not given. Raises Invalid for more than `MOST_DAYS` days.
    """
    case = cases.get(ctx, case_id)
    subject = subjects.of(ctx, client_id=case.client_id, facility=case.subject_unit)
    found = measure_of(ctx.lawbook, ctx.calendar, facts_of(ctx, subject, case_id=case.id), ctx.now)
    term = None if found is None else found.term
    if term is None:
        return Days(None, ())
    first, last = since or term.start, until or term.end
    count = (last - first).days + 1
    if count > MOST_DAYS:
        raise Invalid.at(
            "query:to", vi=f"không quá {MOST_DAYS} ngày", en=f"at most {MOST_DAYS} days"
        )
    return Days(term, [explain_day(term, first + number * DAY) for number in range(count)])
