"""Days and deadlines, reckoned: the calendar, clocks, and terms as ledgers of days."""
