"""One person, one file: how two files are compared, become one, and two again."""
