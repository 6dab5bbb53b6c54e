"""From the files of the book to one immutable `Book`, every mistake with its file and line."""
