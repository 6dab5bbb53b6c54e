"""The year is lived in a database that is committed to, like the races."""

from tests.races.conftest import clock, ground, house, keys_folder, served, track

__all__ = ["clock", "ground", "house", "keys_folder", "served", "track"]
