"""The law as data, and the pure engine that reads it: no database, no clock, no request."""
