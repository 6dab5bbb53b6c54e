"""Small numbers: which cells of a figure are withheld from whoever may not open it.

Pure: no database, no law, no clock; of ours it knows the periods alone (ADR 0023).
"""
