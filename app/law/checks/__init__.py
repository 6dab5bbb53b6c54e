"""Is the book whole and sound; how much of the law it holds."""
