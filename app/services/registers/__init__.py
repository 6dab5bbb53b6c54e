"""Registers and lists of people, written live for callers who hold the files, never kept."""
