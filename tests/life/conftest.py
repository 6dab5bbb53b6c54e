"""The lives are lived in a database that is committed to, like the races."""

from hypothesis import settings

from tests.races.conftest import clock, ground, house, keys_folder, served, track

__all__ = ["clock", "ground", "house", "keys_folder", "served", "track"]

# HYPOTHESIS_PROFILE=soak, or `--hypothesis-profile soak`: many more and longer lives.
settings.register_profile("soak", deadline=None, max_examples=2000, stateful_step_count=80)
