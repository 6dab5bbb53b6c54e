"""The SQL definitions behind the indicators, by the name a definition file calls them.

Each gives one row for each thing counted: `id`, `client_id`, `day`, `reached`, `excluded`, `soft`,
`left_out` (why), `missing` (what is owed), `owing` (by whom, where not by the unit that holds it);
of things that are no people also `unit`, `province`, `label`; of sums also `amount` and `over`.
"""

from app.services.sources import (
    clocks,
    determinations,
    duplicates,
    expected,
    files,
    occupancy,
    records,
    residents,
    reviews,
    service_time,
    steps,
    transfers,
    unserved,
    whereabouts,
)
from app.services.sources.shape import Source

SOURCES: dict[str, Source] = {
    "records": Source(records.rows),
    "clocks": Source(clocks.rows),
    "determinations": Source(determinations.rows),
    "duplicates": Source(duplicates.rows),
    "expected": Source(expected.rows),
    "files": Source(files.rows),
    "occupancy": Source(occupancy.rows, placed=True),
    "residents": Source(residents.rows),
    "reviews": Source(reviews.rows),
    "service_time": Source(service_time.rows),
    "steps": Source(steps.rows),
    "transfers": Source(transfers.rows),
    "unserved": Source(unserved.rows),
    "whereabouts": Source(whereabouts.rows),
}
