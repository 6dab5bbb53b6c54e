"""Small numbers: which cells of a figure are withheld from whoever may not open it.

Pure: no database, no law, no clock (ADR 0023).
"""
