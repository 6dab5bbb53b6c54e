"""The SQL definitions behind the indicators, by the name a definition file calls them.

Each gives one row for each thing counted: `id`, `client_id`, `day`, `reached`, `excluded`, `soft`,
`left_out` (why), `missing` (what is owed), `owing` (by whom, where not by the unit that holds it);
of things that are no people also `unit`, `province`, `label`; of sums also `amount` and `over`.
"""

from app.services.sources import (
    density,
    facts,
    functions,
    models,
    published,
    records,
    reviews,
    staff,
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
}
