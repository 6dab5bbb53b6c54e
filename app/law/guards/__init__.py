"""The closed set of conditions, each a small pure function, by what it looks at."""
