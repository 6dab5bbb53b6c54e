"""The SQL definitions behind the indicators, by the name a definition file calls them.

Each gives one row for each thing counted: `id`, `client_id`, `day`, `reached`, `excluded`, `soft`,
`left_out` (why), `missing` (what is owed), `owing` (by whom, where not by the unit that holds it);
of things that are no people also `unit`, `province`, `label`; of sums also `amount` and `over`.
"""

from app.services.sources import (
    breaches,
    completion,
    density,
    escalated,
    facts,
    fall,
    forms,
    functions,
    kept,
    lost,
    models,
    published,
    records,
    relapse,
    requests,
    retention,
    reuse,
    reviews,
    staff,
    told,
    units,
)
from app.services.sources.shape import Source

SOURCES: dict[str, Source] = {
    "density": Source(density.rows, placed=True),
    "facts": Source(facts.rows, placed=True),
    "functions": Source(functions.rows, placed=True),
    "models": Source(models.rows, placed=True),
    "published": Source(published.rows, placed=True),
    "records": Source(records.rows),
    "reviews": Source(reviews.rows, placed=True),
    "staff": Source(staff.rows, placed=True),
    "units": Source(units.rows, placed=True),
    "breaches": Source(breaches.rows),
    "completion": Source(completion.rows),
    "escalated": Source(escalated.rows),
    "fall": Source(fall.rows),
    "forms": Source(forms.rows),
    "kept": Source(kept.rows),
    "lost": Source(lost.rows),
    "relapse": Source(relapse.rows),
    "requests": Source(requests.rows),
    "retention": Source(retention.rows),
    "reuse": Source(reuse.rows),
    "told": Source(told.rows),
}
