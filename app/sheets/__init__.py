"""Reports as a document: what a sheet holds, and the files it is written to.

Knows nothing of clients, law or the database; figures come in, files go out.
"""
