"""The tables. Schema lives in `migrations/`; a test compares the two."""
