"""The SQL definitions behind the indicators, by the name a definition file calls them.

Each gives one row for each thing counted: `id`, `client_id`, `day`, `reached`, `excluded`, `soft`,
`left_out` (why), `missing` (what is owed), `owing` (by whom, where not by the unit that holds it);
of what happened in a facility also `facility`; of things that are no people `unit`, `province`,
`label`; of sums `amount` and `over`.
"""

from app.services.sources import (
    breaches,
    completion,
    escalated,
    fall,
    forms,
    kept,
    lost,
    records,
    relapse,
    requests,
    retention,
    reuse,
    told,
)
from app.services.sources.shape import Source

SOURCES: dict[str, Source] = {
    "breaches": Source(breaches.rows),
    "completion": Source(completion.rows),
    "escalated": Source(escalated.rows),
    "fall": Source(fall.rows),
    "forms": Source(forms.rows),
    "kept": Source(kept.rows),
    "lost": Source(lost.rows),
    "records": Source(records.rows),
    "relapse": Source(relapse.rows),
    "requests": Source(requests.rows),
    "retention": Source(retention.rows),
    "reuse": Source(reuse.rows),
    "told": Source(told.rows),
}
