"""The SQL definitions behind the indicators, by the name a definition file calls them.

Each gives one row for each thing counted: `id`, `client_id`, `day`, `reached`, `excluded`, `soft`,
`left_out` (why), `missing` (what is owed), `owing` (by whom, where not by the unit that holds it);
of things that are no people also `unit`, `province`, `label`; of sums also `amount` and `over`.
"""

from app.services.sources import records
from app.services.sources.shape import Source

SOURCES: dict[str, Source] = {
    "records": Source(records.rows),
}
