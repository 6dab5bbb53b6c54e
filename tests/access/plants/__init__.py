"""What each part of a file plants in the world of the matrix.

A module here has `plant(stage: Stage) -> dict[str, str]`: names and ids of what it made about the
client of the stage; they are `record.more` in the modules of `calls`, and ids nobody has for the
record `random`. A word that only those may read who read the part goes to `stage.words`.
"""
