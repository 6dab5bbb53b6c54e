"""The SQL definitions behind the indicators, by the name a definition file calls them.

Each gives one row for each thing counted: `id`, `client_id`, `day`, `reached`, `excluded`, `soft`,
`left_out` (why), `missing` (what is owed), `owing` (by whom, where not by the unit that holds it);
of things that are no people also `unit`, `province`, `label`; of sums also `amount` and `over`.
"""

from app.services.sources import (
    clocks,
    density,
    determinations,
    duplicates,
    expected,
    facts,
    files,
    functions,
    models,
    occupancy,
    plan_reviews,
    published,
    records,
    residents,
    reviews,
    service_time,
    staff,
    steps,
    transfers,
    units,
    unserved,
    whereabouts,
)
from app.services.sources.shape import Source

SOURCES: dict[str, Source] = {
    "clocks": Source(clocks.rows),
    "density": Source(density.rows, placed=True),
    "determinations": Source(determinations.rows),
    "duplicates": Source(duplicates.rows),
    "expected": Source(expected.rows),
    "facts": Source(facts.rows, placed=True),
    "files": Source(files.rows),
    "functions": Source(functions.rows, placed=True),
    "models": Source(models.rows, placed=True),
    "occupancy": Source(occupancy.rows, placed=True),
    "plan_reviews": Source(plan_reviews.rows),
    "published": Source(published.rows, placed=True),
    "records": Source(records.rows),
    "residents": Source(residents.rows),
    "reviews": Source(reviews.rows, placed=True),
    "service_time": Source(service_time.rows),
    "staff": Source(staff.rows, placed=True),
    "steps": Source(steps.rows),
    "transfers": Source(transfers.rows),
    "units": Source(units.rows, placed=True),
    "unserved": Source(unserved.rows),
    "whereabouts": Source(whereabouts.rows),
}
