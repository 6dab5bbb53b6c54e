"""The law as values: what a book, a procedure, a step and its fields are, and their names."""
