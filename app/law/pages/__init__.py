"""The book as plain data, for `GET /v1/law`: in words, in both languages, with every citation."""
